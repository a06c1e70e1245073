"""Meetings of a pair: their five kinds, which days are possible, repeated ones, what is counted.

Source: the sequence of meetings of stage 6 of the model; names and purposes are editable words, not a quotation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.workdays import NO_EXCEPTIONS, Exceptions, is_working_day

LONGEST_SERIES = 60
"""No row of repeated meetings is longer: a whole school year of weekly ones."""
_FARTHEST = timedelta(days=400)


class MeetingKind(StrEnum):
    """The five kinds, in their order."""

    ACQUAINTANCE = "acquaintance"
    TRIAL = "trial"
    PLANNING = "planning"
    WORKING = "working"
    FINAL = "final"


class MeetingState(StrEnum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Venue(StrEnum):
    """Where people meet."""

    PREMISES = "premises"
    OUTSIDE = "outside"
    ONLINE = "online"


class Source(StrEnum):
    """Who entered a meeting."""

    MENTOR = "mentor"
    CURATOR = "curator"
    PAPER = "paper"


@dataclass(frozen=True)
class KindRule:
    """A kind: its name, what it is for, whether both sides are asked if they want to go on."""

    label: str
    purpose: str
    asks_to_go_on: bool = False


KINDS: Mapping[MeetingKind, KindRule] = MappingProxyType(
    {
        MeetingKind.ACQUAINTANCE: KindRule("встреча-знакомство", "познакомиться и договориться о правилах"),
        MeetingKind.TRIAL: KindRule(
            "пробная рабочая встреча",
            "решить одну небольшую задачу и понять, подходите ли вы друг другу",
            asks_to_go_on=True,
        ),
        MeetingKind.PLANNING: KindRule("встреча-планирование", "договориться о цели и составить план"),
        MeetingKind.WORKING: KindRule("рабочая встреча", "работать по плану"),
        MeetingKind.FINAL: KindRule("итоговая встреча", "подвести итоги и решить, что дальше"),
    }
)
STATE_LABELS: Mapping[MeetingState, str] = MappingProxyType(
    {
        MeetingState.PLANNED: "запланирована",
        MeetingState.HELD: "состоялась",
        MeetingState.MOVED: "перенесена",
        MeetingState.MISSED: "не состоялась",
        MeetingState.CANCELLED: "отменена",
    }
)
VENUE_LABELS: Mapping[Venue, str] = MappingProxyType(
    {Venue.PREMISES: "в организации", Venue.OUTSIDE: "вне организации", Venue.ONLINE: "дистанционно"}
)
SOURCE_LABELS: Mapping[Source, str] = MappingProxyType(
    {Source.MENTOR: "наставник", Source.CURATOR: "куратор", Source.PAPER: "с бумажного листа"}
)


@dataclass(frozen=True)
class Fault:
    """Why a meeting cannot be written, in Russian, and at which field."""

    text: str
    field: str


@dataclass(frozen=True)
class PairTerm:
    """When a pair works: from its order, to its end where it has ended, and why («наставник уволен или выбыл»)."""

    begun: date | None
    ended: date | None = None
    why_ended: str = ""


def fault_of_held_day(day: date, term: PairTerm, today: date) -> Fault | None:
    """Say why no meeting can have been held on the day: it has not come, the pair had not begun or had ended."""
    if day > today:
        return Fault("Этот день ещё не наступил: будущую встречу запланируйте.", "day")
    return _fault_outside(day, term)


def fault_of_planned_day(day: date, term: PairTerm, today: date) -> Fault | None:
    """Say why no meeting can be planned for the day: it is over, too far, or the pair does not work on it."""
    if day < today:
        return Fault("Этот день прошёл: если встреча состоялась, запишите её.", "day")
    if day - today > _FARTHEST:
        return Fault("Так далеко встречи не планируют: выберите день ближе.", "day")
    return _fault_outside(day, term)


def _fault_outside(day: date, term: PairTerm) -> Fault | None:
    if term.begun is None:
        return Fault("Пара ещё не действует: встречи записывают после приказа.", "day")
    if day < term.begun:
        return Fault(f"Пара действует с {long_date(term.begun)}: проверьте дату встречи.", "day")
    if term.ended is not None and day > term.ended:
        why = f": {term.why_ended}" if term.why_ended else ""
        text = f"Пара завершена {long_date(term.ended)}{why}. Встречи после этого дня не записывают."
        return Fault(text, "day")
    return None


def fault_of_times(start: time | None, end: time | None) -> Fault | None:
    """Say why the times do not fit: an end without a beginning, or not after it."""
    if end is not None and start is None:
        return Fault("Впишите и время начала.", "start_time")
    if start is not None and end is not None and end <= start:
        return Fault("Окончание должно быть позже начала.", "end_time")
    return None


def series_days(
    first: date, until: date, every_weeks: int = 1, exceptions: Exceptions = NO_EXCEPTIONS
) -> tuple[date, ...]:
    """Give the days of repeated meetings: each so many weeks from the first to the last included, days off left out.

    At most sixty. ValueError for an interval that is not 1–8 weeks.
    """
    if not 1 <= every_weeks <= 8:
        raise ValueError("meetings repeat every one to eight weeks")
    step = timedelta(weeks=every_weeks)
    count = (until - first) // step + 1 if until >= first else 0
    days = (first + step * place for place in range(min(count, LONGEST_SERIES)))
    return tuple(day for day in days if is_working_day(day, exceptions))


def next_kind(held: Iterable[MeetingKind]) -> MeetingKind:
    """Name the kind that usually follows those already held; after the planning one meetings are working ones."""
    done = set(held)
    first = (MeetingKind.ACQUAINTANCE, MeetingKind.TRIAL, MeetingKind.PLANNING)
    if MeetingKind.WORKING in done:
        return MeetingKind.WORKING
    return next((kind for kind in first if kind not in done), MeetingKind.WORKING)


@dataclass(frozen=True)
class MeetingFigures:
    """Three facts apart: how many were held, how many of them are complete, of how many every answer has come."""

    held: int = 0
    complete: int = 0
    answered: int = 0


@dataclass(frozen=True)
class MeetingFacts:
    """What is counted of a meeting; those of a group under one `gathering` are one meeting."""

    is_held: bool
    is_complete: bool
    is_answered: bool
    gathering: str = ""


def figures_of(meetings: Iterable[MeetingFacts]) -> MeetingFigures:
    """Count meetings; one of a group counts once, and is complete or answered only where it is for all who came."""
    whole: dict[str, MeetingFacts] = {}
    for place, one in enumerate(meeting for meeting in meetings if meeting.is_held):
        key = one.gathering or f"#{place}"
        known = whole.get(key, one)
        whole[key] = MeetingFacts(
            is_held=True,
            is_complete=known.is_complete and one.is_complete,
            is_answered=known.is_answered and one.is_answered,
            gathering=one.gathering,
        )
    counted = whole.values()
    return MeetingFigures(
        len(whole), sum(one.is_complete for one in counted), sum(one.is_answered for one in counted)
    )
