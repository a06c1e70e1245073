"""What upper rooms tell of organisations: the registry's pages show it without knowing those rooms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation


@dataclass(frozen=True)
class Told:
    """What is said of one organisation: words, a note under them, their link, whether it is lacking."""

    text: str
    note: str = ""
    url: str = ""
    is_lacking: bool = False


Source = Callable[[Actor, Collection[Organisation], date], Mapping[int, Told]]
"""Takes organisations that the actor sees and today's date; gives what is said by the organisation's id."""


@dataclass(frozen=True)
class Telling:
    """One thing told of organisations, in one query whatever their number.

    `lacking` are the words of the filter for organisations that lack it («программы»); a telling that is not
    `in_list` stands on the card only. What is told `before_closing` stands also where an organisation is closed or joined.
    """

    key: str
    label: str
    tell: Source
    order: int
    lacking: str = ""
    in_list: bool = True
    before_closing: bool = False


_declared: dict[str, Telling] = {}


def tell_of_organisations(telling: Telling) -> None:
    """Lets an upper room tell something of organisations (called once, in its `apps.ready()`)."""
    _declared[telling.key] = telling


def tellings() -> list[Telling]:
    """Everything that is told, in order."""
    return sorted(_declared.values(), key=lambda telling: (telling.order, telling.key))
