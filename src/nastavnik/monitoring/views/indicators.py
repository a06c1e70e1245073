"""A territory's own indicator: defined from a variant or from nothing, corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import FormPage
from nastavnik.monitoring import showing
from nastavnik.monitoring.actions.indicators import correct_indicator, define_indicator
from nastavnik.monitoring.dictionaries import values_of
from nastavnik.monitoring.forms.indicators import EITHER, IndicatorForm
from nastavnik.monitoring.permissions import check_can_correct_indicator, check_can_define_indicator
from nastavnik.monitoring.queries.indicators import indicators_visible_to, nodes_visible_to
from nastavnik.monitoring.views.of_node import list_url
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.founding_indicators import VARIANTS
from nastavnik.rulebook.indicators import IndicatorRule
from nastavnik.rulebook.roles import Right


@dataclass(frozen=True)
class VariantView:
    """A variant to begin with."""

    label: str
    url: str
    is_chosen: bool


def _answers(rule: IndicatorRule) -> dict[str, object]:
    return values_of(rule) | {"side": rule.side or EITHER}


class _Definition(FormPage):
    """A form with the definition of an indicator."""

    abstract = True
    section = "figures"
    form_class = IndicatorForm
    owner: Organisation

    def crumbs(self) -> list[Crumb]:
        """The figures of the territory."""
        return [Crumb(f"Показатели: {self.owner.short_name}", list_url(self.owner, self.today.year))]


class IndicatorDefine(_Definition):
    """A new indicator of a territory."""

    permission = Right.TARGETS_EDIT
    template_name = "monitoring/indicator.html"
    submit_label = "Завести показатель"

    def load(self) -> None:
        """The territory through the actor's sight, and the variant of the address."""
        self.owner = get_object_or_404(nodes_visible_to(self.actor), pk=self.kwargs["node"])
        check_can_define_indicator(self.actor, self.owner)
        wanted = self.request.GET.get("variant", "")
        self.variant = next((rule for rule in VARIANTS if rule.code == wanted), None)

    def heading(self) -> str:
        """Whose indicator."""
        return f"Свой показатель: {self.owner.short_name}"

    def lead(self) -> str:
        """What it is for and whom it reaches."""
        return (
            "Если ваш документ считает иначе, чем федеральный: другой возраст или доля от другого числа."
            " Показатель появится у территории и у каждой организации в ней."
        )

    def variants(self) -> list[VariantView]:
        """Definitions of founding documents to begin with."""
        return [
            VariantView(rule.label, f"{self.request.path}?variant={rule.code}", rule == self.variant)
            for rule in VARIANTS
        ]

    def initial(self) -> Mapping[str, Any]:
        """The variant, or the most usual answers."""
        if self.variant is not None:
            return _answers(self.variant) | {"first_year": self.today.year}
        return {
            "side": "mentee",
            "denominator": "contingent",
            "year_rule": "calendar",
            "first_year": self.today.year,
        }

    def perform(self, form: IndicatorForm) -> str:
        """Defines it and shows its figure."""
        made = define_indicator(by=self.actor, owner=self.owner, rule=form.rule, today=self.today)
        self.say("Показатель заведён и посчитан за этот и прошлый год. Укажите цель.")
        return showing.figure_url(self.owner.pk, made.code, max(self.today.year, made.first_year))


class IndicatorEdit(_Definition):
    """The definition of a territory's own indicator."""

    permission = Right.TARGETS_EDIT
    submit_label = "Записать определение"

    def load(self) -> None:
        """The indicator, of the actor's own territories."""
        indicators = indicators_visible_to(self.actor).select_related("owner")
        self.indicator = get_object_or_404(indicators, pk=self.kwargs["code"])
        check_can_correct_indicator(self.actor, self.indicator)
        assert self.indicator.owner is not None  # noqa: S101  (the check refuses the federal ones)
        self.owner = self.indicator.owner

    def heading(self) -> str:
        """What is being changed."""
        return "Определение показателя"

    def lead(self) -> str:
        """What a change does."""
        return (
            "Этот и прошлый год будут пересчитаны по новому определению. Если нужно, чтобы прежние годы"
            " остались как были, закончите этот показатель прошлым годом и заведите новый."
        )

    def initial(self) -> Mapping[str, Any]:
        """The definition as it stands."""
        return _answers(self.indicator.rule)

    def perform(self, form: IndicatorForm) -> str:
        """Changes it and shows its figure."""
        made = correct_indicator(by=self.actor, indicator=self.indicator, rule=form.rule, today=self.today)
        self.say("Определение показателя изменено, числа пересчитаны.")
        last = min(self.today.year, made.last_year or self.today.year)
        return f"{reverse('monitoring:figure_view', args=[self.owner.pk, made.code])}?year={last}"
