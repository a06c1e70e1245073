"""What is handed to actions about meetings: small frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from nastavnik.rulebook.meetings import Venue


@dataclass(frozen=True)
class Slot:
    """When and where: the day, the times where they are known, the venue with its room or link."""

    day: date
    start: time | None = None
    end: time | None = None
    venue: Venue = Venue.PREMISES
    place: str = ""


@dataclass(frozen=True)
class Written:
    """What a meeting was for and what came of it; everything may be left out."""

    topic: str = ""
    done: str = ""
    result: str = ""
    next_task: str = ""


@dataclass(frozen=True)
class MeasureWritten:
    """A measure of a plan as it was typed; `pk` of one that stood there before."""

    text: str
    due_date: date | None = None
    pk: int | None = None
