"""What upper rooms are told when people were trained: numbers and the programme, nobody's name."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Training
from nastavnik.registry.moments import result_reached
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roadmap_facts import Fact
from nastavnik.rulebook.trainings import programme_key

_PEOPLE = ("человек", "человека", "человек")


def tell_of_training(by: Actor, institution_id: int, rows: Sequence[Training]) -> None:
    """Lets `result_reached` («обучение») happen once for all these trainings; for none nothing."""
    if not rows:
        return
    last = max(rows, key=lambda row: row.to_date)
    more = len({programme_key(row.programme) for row in rows}) - 1
    tail = f" и ещё {more}" if more else ""
    result_reached.happen(
        by=by,
        institution_id=institution_id,
        fact=Fact.TRAINING,
        code="",
        on=last.to_date,
        words=f"Обучение «{last.programme[:150]}»{tail}: {counted(len(rows), _PEOPLE)}, {last.to_date:%d.%m.%Y}",
    )
