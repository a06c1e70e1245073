"""The stages of the demonstration's programmes: what a curator who has come so far would have marked."""

from __future__ import annotations

from datetime import date, timedelta

from nastavnik.access.actors import AccountActor
from nastavnik.config.demonstration.data import Stage
from nastavnik.mentoring.actions.stages import Proof, mark_item
from nastavnik.mentoring.models import Programme
from nastavnik.mentoring.queries.stages import template_of

# From which point on the lines of a stage are marked; those of later stages are not.
_MARKED_FROM = {
    "prepare": Stage.MENTEES,
    "mentees": Stage.BASES,
    "mentors": Stage.CONSENTS,
    "training": Stage.CONSENTS,
    "pairs": Stage.ACTIVE,
    "closing": Stage.FINISHED,
    "information": Stage.FINISHED,
}
_WORDS = {
    "regulation": "положение утверждено приказом № 7-од",
    "trained": "программа обучения 16 часов, список в папке куратора",
    "selected": "листы собеседований в папке куратора",
    "before": "анкеты «до», папка куратора",
}


def mark_stages(programme: Programme, curator: AccountActor, stage: Stage, begun: date, today: date) -> None:
    """Marks the lines done by hand of all stages up to where the programme is; the regulation stands from the start."""
    for rule in template_of(programme).stages:
        for item in rule.items:
            is_behind = stage >= _MARKED_FROM.get(rule.code, Stage.FINISHED)
            if item.count is not None or not item.is_needed or not (is_behind or item.is_gate):
                continue
            proof = Proof(begun - timedelta(days=10), note=_WORDS.get(item.code, "протокол в папке куратора"))
            mark_item(by=curator, programme=programme, item=item.code, proof=proof, today=today)
