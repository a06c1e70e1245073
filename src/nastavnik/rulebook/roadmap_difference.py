"""What changed in the road map above, and what a road map below makes of it: a three-way difference of rows.

A row is known in three wordings: the one above that was looked at last (base), the one above as it stands now (theirs)
and the own one (ours). Nothing is ever overwritten: the difference only says what may be taken over, a person decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

FIELDS: Mapping[str, str] = {
    "title": "Мероприятие",
    "deadline": "Срок",
    "executors": "Ответственные",
    "participants": "Участники",
    "result": "Ожидаемый результат",
    "document": "Вид документа",
}
"""The cells that are compared, with their Russian names; numbers and the order of rows are each map's own."""


@dataclass(frozen=True)
class Wording:
    """The cells of one row of a road map as texts."""

    title: str
    deadline: str = ""
    executors: str = ""
    participants: str = ""
    result: str = ""
    document: str = ""

    def cell(self, field: str) -> str:
        """The text of a cell by its name in `FIELDS`."""
        return str(getattr(self, field))


class Change(StrEnum):
    """What happened to one cell since the row above was looked at last."""

    NONE = "none"
    OURS = "ours"  # changed here alone
    ABOVE = "above"  # changed above alone: may be taken over as it is
    ALIKE = "alike"  # changed on both sides to the same words
    BOTH = "both"  # changed on both sides differently: a person writes it


class RowChange(StrEnum):
    """What happened to a row as a whole."""

    NONE = "none"
    NEW = "new"  # stands above, was never decided upon here
    OFFERED_AGAIN = "again"  # was not taken over once, and has changed above since
    CHANGED = "changed"
    GONE = "gone"  # stands here, no longer above


@dataclass(frozen=True)
class CellDifference:
    """One cell in its three wordings."""

    field: str
    base: str
    theirs: str
    ours: str
    change: Change

    @property
    def label(self) -> str:
        """The Russian name of the column."""
        return FIELDS[self.field]


@dataclass(frozen=True)
class RowDifference:
    """One row: what happened to it, and its cells (none where the row stands on one side only)."""

    change: RowChange
    cells: tuple[CellDifference, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether it can be taken over without losing anything that was written here."""
        if self.change is not RowChange.CHANGED:
            return self.change in (RowChange.NEW, RowChange.OFFERED_AGAIN)
        return all(cell.change is not Change.BOTH for cell in self.cells)

    @property
    def changed_above(self) -> tuple[CellDifference, ...]:
        """The cells that a person has to look at."""
        return tuple(cell for cell in self.cells if cell.change in (Change.ABOVE, Change.BOTH))


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but spaces and line breaks."""
    return one.split() == other.split()


def compare_row(*, base: Wording | None, theirs: Wording | None, ours: Wording | None) -> RowDifference:
    """Say what happened to a row.

    `base` is None where the row above was never decided upon, `theirs` where it stands above no more, `ours` where
    the row was not taken over here.
    """
    if theirs is None:
        return RowDifference(RowChange.GONE if ours and base else RowChange.NONE)
    if ours is None:
        return RowDifference(_offer(base, theirs))
    cells = tuple(_compare_cell(field, base or ours, theirs, ours) for field in FIELDS)
    looked_at = any(cell.change in (Change.ABOVE, Change.BOTH) for cell in cells)
    return RowDifference(RowChange.CHANGED if looked_at else RowChange.NONE, cells)


def merge_row(
    *, base: Wording | None, theirs: Wording, ours: Wording, take: Collection[str] | None = None
) -> Wording:
    """The own wording with the cells taken over that changed above.

    Without `take` only cells that nobody changed here are taken; `take` names cells that a person took over, and may
    name one that was changed on both sides.
    """
    taken = {}
    for field in FIELDS:
        cell = _compare_cell(field, base or ours, theirs, ours)
        wanted = cell.change is Change.ABOVE if take is None else field in take
        if wanted:
            taken[field] = cell.theirs
    return replace(ours, **taken)


def _offer(base: Wording | None, theirs: Wording) -> RowChange:
    """A row that does not stand here: never decided upon, or refused in another wording."""
    if base is None:
        return RowChange.NEW
    unchanged = all(same_words(base.cell(field), theirs.cell(field)) for field in FIELDS)
    return RowChange.NONE if unchanged else RowChange.OFFERED_AGAIN


def _compare_cell(field: str, base: Wording, theirs: Wording, ours: Wording) -> CellDifference:
    before, above, here = base.cell(field), theirs.cell(field), ours.cell(field)
    changed_above, changed_here = not same_words(before, above), not same_words(before, here)
    if changed_above and changed_here:
        change = Change.ALIKE if same_words(above, here) else Change.BOTH
    elif changed_above:
        change = Change.ABOVE
    else:
        change = Change.OURS if changed_here else Change.NONE
    return CellDifference(field, before, above, here, change)
