"""A card: who or what it is in one line, its state and what is missing, its content, its journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from nastavnik.kit.components import Block, JournalLine, Missing, State
from nastavnik.kit.pages.base import Page


@dataclass(frozen=True)
class Tab:
    """A tab of a card; its blocks come from the method `tab_<key>()`."""

    key: str
    label: str
    count: int | None = None


@dataclass(frozen=True)
class TabView:
    """A tab ready to be drawn."""

    label: str
    url: str
    current: bool
    count: int | None = None


class CardPage(Page):
    """The card of one object.

    A short card overrides `blocks()`; a long one names `tabs` and writes a method `tab_<key>()` for
    each. `lead()` is the one line that says who or what it is::

        class PairCard(CardPage):
            permission = Right.SEE_PAIRS
            section = "pairs"
            tabs = (Tab("facts", "Сведения"), Tab("papers", "Документы"))

            def load(self) -> None:
                self.pair = get_object_or_404(pairs_visible_to(self.actor), pk=self.kwargs["pk"])

            def heading(self) -> str:
                return f"Пара {self.pair}"

            def state(self) -> State:
                return State("одобрена", "attention", "ждёт приказа")

            def tab_facts(self) -> list[Block]:
                return [FactsBlock(facts=[Fact("Форма", self.pair.form_label)])]
    """

    abstract = True
    wide = True
    template_name = "kit/card.html"
    tabs: ClassVar[tuple[Tab, ...]] = ()

    def state(self) -> State | None:
        """The state of the object, with its reason."""
        return None

    def missing(self) -> Sequence[Missing]:
        """What the object lacks, each with the way to get it."""
        return ()

    def blocks(self) -> Sequence[Block]:
        """The content of a card without tabs."""
        return ()

    def journal(self) -> Sequence[JournalLine]:
        """Who did what with the object, the latest first."""
        return ()

    def tabs_shown(self) -> Sequence[Tab]:
        """The tabs; override to count or to leave out."""
        return self.tabs

    @cached_property
    def tab(self) -> Tab | None:
        """The open tab: `?tab=` of the URL, or the first."""
        tabs = self.tabs_shown()
        wish = self.request.GET.get("tab", "")
        return next((tab for tab in tabs if tab.key == wish), tabs[0] if tabs else None)

    @cached_property
    def tab_views(self) -> list[TabView]:
        """The tabs with their addresses."""
        path = self.request.path
        return [
            TabView(tab.label, path if place == 0 else f"{path}?tab={tab.key}", tab == self.tab, tab.count)
            for place, tab in enumerate(self.tabs_shown())
        ]

    @cached_property
    def content(self) -> Sequence[Block]:
        """Blocks of the open tab, or of the whole card."""
        if self.tab is None:
            return self.blocks()
        blocks: Sequence[Block] = getattr(self, f"tab_{self.tab.key}")()
        return blocks
