"""The language of Russian deadlines: from the words of a road map to days, and back. See `docs/manual/sroki.md`."""

from nastavnik.rulebook.deadlines.model import (
    KIND_LABELS,
    Anchor,
    Deadline,
    Direction,
    Every,
    Kind,
    Measure,
    Recurrence,
    Span,
    as_json,
)
from nastavnik.rulebook.deadlines.reading import read_deadline
from nastavnik.rulebook.deadlines.relative import resolve
from nastavnik.rulebook.deadlines.writing import shift, write_deadline

__all__ = [
    "KIND_LABELS",
    "Anchor",
    "Deadline",
    "Direction",
    "Every",
    "Kind",
    "Measure",
    "Recurrence",
    "Span",
    "as_json",
    "read_deadline",
    "resolve",
    "shift",
    "write_deadline",
]
