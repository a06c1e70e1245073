"""What surrounds every page: navigation, organisation, school year, account.

The frame comes to templates from one context processor under the name `frame`::

    def frame(request: HttpRequest) -> dict[str, Frame]:
        return {"frame": Frame(nav=[NavItem("people", "Участники", "/people/")], organisation="Школа № 3")}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

PHONE_ITEMS = 4


@dataclass(frozen=True)
class NavItem:
    """A word of the navigation; `short` is its word on a phone, `key` is matched with `Page.section`."""

    key: str
    label: str
    url: str
    current: bool = False
    short: str = ""

    @property
    def phone_label(self) -> str:
        """The word for the bar at the bottom of a phone."""
        return self.short or self.label


@dataclass(frozen=True)
class Frame:
    """Everything around the page that depends on who is signed in.

    `nav` holds at most eight items, the most used first: a phone shows four of them and «Ещё».
    The search stands in the top bar only when `search_url` is given, the bell only with `notices_url`. `on_behalf` names the person
    for whom somebody else acts; `on_behalf_end_url` ends it by POST. `demo` puts the banner that all
    people are invented on every page.
    """

    nav: Sequence[NavItem] = field(default_factory=list)
    organisation: str = ""
    school_year: str = ""
    account_name: str = ""
    account_note: str = ""
    demo: bool = False
    sign_out_url: str = ""
    account_url: str = ""
    home_url: str = "/"
    organisation_url: str = ""
    school_year_url: str = ""
    search_url: str = ""
    notices_url: str = ""
    notices_unread: int = 0
    on_behalf: str = ""
    on_behalf_end_url: str = ""

    @property
    def notices_shown(self) -> str:
        """The number at the bell: two digits at most, nothing where all is read."""
        if not self.notices_unread:
            return ""
        return str(self.notices_unread) if self.notices_unread < 100 else "99+"

    @property
    def phone_nav(self) -> Sequence[NavItem]:
        """Items that stand in the bar of a phone; a lone fifth one needs no «Ещё»."""
        return self.nav if len(self.nav) <= PHONE_ITEMS + 1 else self.nav[:PHONE_ITEMS]

    @property
    def more_nav(self) -> Sequence[NavItem]:
        """Items behind «Ещё»."""
        return self.nav[len(self.phone_nav) :]
