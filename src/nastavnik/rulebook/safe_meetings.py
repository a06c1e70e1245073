"""Safe meetings of an adult with a child: in the organisation, in its hours, online by the organisation's own link.

Source: usual rules of organisations for mentors from outside; hours are a setting. The rules warn, they forbid nothing:
a curator decides.
"""

from dataclasses import dataclass
from datetime import date, time

from nastavnik.rulebook.meetings import Venue
from nastavnik.rulebook.workdays import NO_EXCEPTIONS, Exceptions, is_working_day


@dataclass(frozen=True)
class Hours:
    """From which hour to which an adult may meet a child."""

    from_hour: int = 8
    to_hour: int = 19


def is_guarded(*, mentor_is_minor: bool, mentee_is_minor: bool) -> bool:
    """Whether the rules hold for the pair: a grown-up meets a child."""
    return mentee_is_minor and not mentor_is_minor


def warnings_of(
    *,
    day: date,
    start: time | None,
    end: time | None,
    venue: Venue,
    place: str,
    hours: Hours,
    exceptions: Exceptions = NO_EXCEPTIONS,
) -> tuple[str, ...]:
    """Name in Russian what in a meeting of an adult with a child is not as the rules would have it; nothing: all is."""
    told = []
    if venue is Venue.OUTSIDE:
        told.append("встреча вне организации: нужно согласие представителя и взрослый рядом")
    if venue is Venue.ONLINE and not place.strip():
        told.append("дистанционная встреча без ссылки организации")
    if not is_working_day(day, exceptions):
        told.append("встреча в нерабочий день")
    if _is_out_of_hours(start, end, hours):
        told.append(f"встреча не в часы организации ({hours.from_hour}:00–{hours.to_hour}:00)")
    return tuple(told)


def _is_out_of_hours(start: time | None, end: time | None, hours: Hours) -> bool:
    too_early = start is not None and start.hour < hours.from_hour
    last = end or start
    closes = time(hours.to_hour) if hours.to_hour < 24 else time.max
    return too_early or (last is not None and last > closes)
