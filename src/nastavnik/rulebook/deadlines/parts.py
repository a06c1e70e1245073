"""What a deadline is made of, before any period is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from nastavnik.rulebook.deadlines.atoms import Atom
from nastavnik.rulebook.deadlines.model import Anchor, Every, Kind


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first atom to the last; without the first it is «до», without the last «с».

    `doubt` says why a person has to confirm it, `remark` how it was understood; `is_loose` when the years stand
    by a dash alone, without «годы»; `is_about` after «за», where it may be what is reported on.
    """

    first: Atom | None
    last: Atom | None
    doubt: str = ""
    remark: str = ""
    is_loose: bool = False
    is_about: bool = False

    @property
    def one(self) -> Atom | None:
        """The atom, where the stretch is no more than one."""
        return self.first if self.first == self.last else None

    @property
    def edges(self) -> tuple[Atom, ...]:
        """The atoms that are there."""
        first, last = self.first, self.last
        if first is None or last is None:
            return (first,) if first else (last,) if last else ()
        return first, last

    @property
    def is_dated(self) -> bool:
        """Whether every atom has its year."""
        first, last = self.first, self.last
        return (first is None or first.year is not None) and (last is None or last.year is not None)


@dataclass(frozen=True, slots=True)
class Again:
    """«ежегодно», «раз в квартал»; `every` is None for a unit that has no dates of its own (четверть).

    `step` is 2 for «раз в две недели».
    """

    every: Every | None
    times: int = 1
    is_school: bool = False
    step: int = 1


@dataclass(frozen=True, slots=True)
class Following:
    """«месяца, следующего за отчётным кварталом»: the unit in which the day lies, the reporting unit."""

    noun: Every | None
    of: Every | None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """«до 10 числа», «25 числа», «с 1 по 5 число»; `is_each` where the text says that it is of every month."""

    first: int
    last: int
    is_until: bool = False
    is_each: bool = False


@dataclass(frozen=True, slots=True)
class MonthPieces:
    """«первый понедельник», «последняя декада» of a month that is not named; the atoms have no month."""

    atoms: tuple[Atom, ...]
    text: str
    is_until: bool = False
    is_each: bool = False


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week from 0, Monday; `is_each` is «каждый понедельник», «по понедельникам»."""

    days: tuple[int, ...]
    is_each: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """«в течение года» and others; scopes of `phrases`. `is_end` is «до конца года»."""

    scope: int
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that only a person can turn into dates; `spoils` where nothing beside it may be trusted."""

    kind: Kind
    note: str
    spoils: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word that the language does not know."""

    text: str


@dataclass(frozen=True, slots=True)
class Relative:
    """A term counted from an event."""

    anchor: Anchor
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """«или», «далее», a hard separator: its code."""

    code: str


Part = Stretch | Again | Following | MonthDay | MonthPieces | Weekdays | Whole | Ask | Relative | Mark | Word
