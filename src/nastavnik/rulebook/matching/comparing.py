"""Two runs side by side: what became of each mentee."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Turn(StrEnum):
    """What changed for a mentee between two runs."""

    NEW = "new"
    CHANGED = "changed"
    LOST = "lost"
    SAME = "same"
    ALONE = "alone"
    CAME = "came"
    GONE = "gone"


TURN_LABELS: Mapping[Turn, str] = MappingProxyType(
    {
        Turn.NEW: "получил наставника",
        Turn.CHANGED: "другой наставник",
        Turn.LOST: "потерял наставника",
        Turn.SAME: "та же пара",
        Turn.ALONE: "по-прежнему без наставника",
        Turn.CAME: "нет в прошлом подборе",
        Turn.GONE: "нет в этом подборе",
    }
)


def compare_runs(before: Mapping[int, int | None], after: Mapping[int, int | None]) -> dict[int, Turn]:
    """Say what changed for each mentee of either run; a run gives the mentor of a mentee, None for nobody."""
    return {mentee: _turn(mentee, before, after) for mentee in sorted({*before, *after})}


def _turn(mentee: int, before: Mapping[int, int | None], after: Mapping[int, int | None]) -> Turn:
    if mentee not in before:
        return Turn.CAME
    if mentee not in after:
        return Turn.GONE
    old, new = before[mentee], after[mentee]
    if old == new:
        return Turn.ALONE if new is None else Turn.SAME
    if old is None:
        return Turn.NEW
    return Turn.LOST if new is None else Turn.CHANGED
