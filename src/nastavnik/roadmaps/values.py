"""What goes into road maps: plain values that actions receive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """The time of a road map: a school year by its first calendar year, or days of its own."""

    school_year: int | None = None
    from_date: date | None = None
    to_date: date | None = None


@dataclass(frozen=True)
class MeasureTexts:
    """The wording of a measure as a person typed it; `dates` are pairs of days given where the text does not tell."""

    title: str
    number: str = ""
    deadline: str = ""
    executors: str = ""
    participants: str = ""
    result: str = ""
    document: str = ""
    document_kind: str = ""
    reach: str = "own"
    fact: str = ""
    fact_code: str = ""
    dates: Sequence[tuple[date | None, date | None]] = ()
