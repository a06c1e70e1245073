"""How satisfaction is counted, for whoever answers for a territory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.shortcuts import get_object_or_404

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import FormPage
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.rulebook.questionnaires import formula_words
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.actions.satisfaction import set_formula
from nastavnik.surveys.forms.questionnaires import FormulaForm
from nastavnik.surveys.permissions.questionnaires import check_can_set_formula
from nastavnik.surveys.queries.questionnaires import formula_for
from nastavnik.surveys.views.words import questionnaire_crumbs


class FormulaSet(FormPage):
    """The formula of a territory."""

    permission = Right.TARGETS_EDIT
    section = "surveys"
    form_class = FormulaForm

    def load(self) -> None:
        """The territory; refused to whoever does not answer for it."""
        self.node: Organisation = get_object_or_404(
            organisations_visible_to(self.actor), pk=self.kwargs["pk"]
        )
        check_can_set_formula(self.actor, self.node)

    def heading(self) -> str:
        """For which territory."""
        return f"Удовлетворённость: {self.node.short_name}"

    def lead(self) -> str:
        """What holds now."""
        return (
            f"Сейчас: {formula_words(formula_for(self.node.pk))} Формула печатается у каждого показателя;"
            " законченные опросы ночью пересчитываются по новой."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the questionnaires."""
        return questionnaire_crumbs()

    def initial(self) -> Mapping[str, Any]:
        """What holds now."""
        rule = formula_for(self.node.pk)
        return {"way": rule.way.value, "threshold": rule.threshold, "base": rule.base.value}

    def perform(self, form: FormulaForm) -> str:
        """Writes it."""
        kept = set_formula(by=self.actor, node=self.node, formula=form.formula)
        self.say(f"Записано. {kept}")
        return self.crumbs()[0].url
