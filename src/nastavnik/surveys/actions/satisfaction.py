"""The formula of satisfaction, set by a territory for everybody below."""

from __future__ import annotations

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.questionnaires import Formula
from nastavnik.surveys.models import SatisfactionFormula
from nastavnik.surveys.permissions.questionnaires import check_can_set_formula


@transaction.atomic
def set_formula(*, by: Actor, node: Organisation, formula: Formula) -> SatisfactionFormula:
    """Writes how satisfaction is counted at and under the node; ended surveys are counted anew by the night.

    Refused: a threshold outside 0–10. Records it.
    """
    check_can_set_formula(by, node)
    if not 0 <= formula.threshold <= 10:
        raise Refused("Порог — число от 0 до 10.", field="threshold")
    values = {"way": formula.way, "threshold": formula.threshold, "base": formula.base}
    kept, _ = SatisfactionFormula.objects.update_or_create(node=node, defaults=values)
    record(by=by, verb="set_satisfaction_formula", obj=kept, institution_id=node.pk, fields=sorted(values))
    return kept
