"""The target of a figure, and the node's own number of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Figure
from nastavnik.kit.pages import DeedPage, FormPage
from nastavnik.monitoring import showing
from nastavnik.monitoring.actions.targets import (
    Stated,
    set_target,
    state_denominator,
    withdraw_denominator,
)
from nastavnik.monitoring.forms.targets import DenominatorForm, TargetForm
from nastavnik.monitoring.permissions import check_can_set_target, check_can_state_denominator
from nastavnik.monitoring.queries.figures import measures
from nastavnik.monitoring.queries.indicators import denominator_of
from nastavnik.monitoring.views.of_node import OfIndicator
from nastavnik.rulebook.indicators import DenominatorKind
from nastavnik.rulebook.numbers import number
from nastavnik.rulebook.roles import Right


class _UnderFigure(OfIndicator):
    """A page that the figure leads to."""

    abstract = True

    def lead(self) -> str:
        """The indicator."""
        return self.indicator.label

    def crumbs(self) -> list[Crumb]:
        """The figure itself stands above."""
        return [*super().crumbs(), Crumb(self.node.short_name, self.url_of(self.node))]


class TargetEdit(_UnderFigure, FormPage):
    """The value that a node is to reach in a reporting year."""

    permission = Right.TARGETS_EDIT
    form_class = TargetForm
    submit_label = "Записать цель"

    def load(self) -> None:
        """Also the target that stands now."""
        super().load()
        check_can_set_target(self.actor, self.node)
        code = self.indicator.code
        row = measures([self.node.pk], [self.year], [code]).get((self.node.pk, code, self.year))
        self.target = row.target if row else None

    def heading(self) -> str:
        """Whose target of which year."""
        return f"Цель на {self.rule_year}: {self.node.short_name}"

    def initial(self) -> Mapping[str, Any]:
        """The target that stands now."""
        return {"value": self.target}

    @property
    def is_share(self) -> bool:
        """Whether the target is per cent."""
        return self.indicator.denominator != DenominatorKind.NONE

    def form_options(self) -> Mapping[str, Any]:
        """The year stands in the hint."""
        year = f"{showing.year_label(self.indicator, self.year)} года"
        return {"year": year, "is_share": self.is_share}

    def perform(self, form: TargetForm) -> str:
        """Writes the target."""
        target = set_target(
            by=self.actor, indicator=self.indicator, node=self.node, year=self.year, **form.cleaned_data
        )
        written = Figure("", None, unit="%" if self.is_share else showing.PEOPLE, target=target.value)
        self.say(f"Цель записана: {self.node.short_name}, {self.rule_year} — {written.target_shown}.")
        return self.url_of(self.node)


class _OwnNumber(_UnderFigure):
    """A page about the node's own number of people."""

    abstract = True
    permission = Right.FIGURES_VIEW

    def load(self) -> None:
        """Also the number that stands now."""
        super().load()
        check_can_state_denominator(self.actor, self.node)
        self.stated = denominator_of(self.indicator, self.node, self.year)


class DenominatorEdit(_OwnNumber, FormPage):
    """A node's own number of people with its source: statistics that no organisation knows."""

    permission = Right.FIGURES_VIEW
    form_class = DenominatorForm
    submit_label = "Записать численность"

    def heading(self) -> str:
        """Whose number of which year."""
        return f"Численность за {self.rule_year}: {self.node.short_name}"

    def lead(self) -> str:
        """What it is for."""
        return (
            f"{self.indicator.label}. Доля будет взята от этого числа, а не от суммы контингентов"
            " организаций; вошедшие посчитаются по всем организациям."
        )

    def menu(self) -> list[Action]:
        """Taking the number away."""
        if self.stated is None:
            return []
        url = reverse("monitoring:denominator_withdraw", args=[self.node.pk, self.indicator.code])
        return [Action("Убрать численность", f"{url}?year={self.year}", method="post")]

    def form_options(self) -> Mapping[str, Any]:
        """Whom to count stands in the hint."""
        return {"whom": showing.whole_words(self.indicator)}

    def initial(self) -> Mapping[str, Any]:
        """What was stated before."""
        if self.stated is None:
            return {}
        return {name: getattr(self.stated, name) for name in ("people", "source", "source_date")}

    def perform(self, form: DenominatorForm) -> str:
        """Writes the number with its source."""
        row = state_denominator(
            by=self.actor,
            indicator=self.indicator,
            node=self.node,
            year=self.year,
            stated=Stated(**form.cleaned_data),
        )
        self.say(f"Численность записана: {self.node.short_name}, {self.rule_year} — {number(row.people)}.")
        return self.url_of(self.node)


class DenominatorWithdraw(_OwnNumber, DeedPage):
    """The button «Убрать численность»."""

    permission = Right.FIGURES_VIEW

    def perform(self) -> str:
        """Takes it away and goes back to the figure."""
        if withdraw_denominator(by=self.actor, indicator=self.indicator, node=self.node, year=self.year):
            self.say("Численность убрана. Доля снова считается от контингентов организаций.")
        return self.url_of(self.node)

    def url_back(self) -> str:
        """The figure."""
        return self.url_of(self.node)
