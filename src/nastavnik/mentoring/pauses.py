"""The times during which pairs stand still, as rows: begun, ended."""

from __future__ import annotations

from datetime import date

from nastavnik.mentoring.models import Pair, PairPause
from nastavnik.rulebook.pair_endings import PauseReason


def begin_pause(pair: Pair, on: date, reason: PauseReason) -> None:
    """Writes that the pair stands still since the day; one pause at a time."""
    PairPause.objects.get_or_create(
        pair=pair,
        to_date=None,
        defaults={"institution_id": pair.institution_id, "from_date": on, "reason": reason.value},
    )


def end_pause(pair: Pair, on: date) -> None:
    """Writes that the pair goes on, or is over, since the day; nothing where it did not stand still."""
    PairPause.objects.filter(pair=pair, to_date=None).update(to_date=on)
