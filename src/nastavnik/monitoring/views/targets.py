"""The target of a figure, and the node's own number of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Figure
from nastavnik.kit.pages import DeedPage, FormPage
from nastavnik.monitoring import showing
from nastavnik.monitoring.actions.targets import (
    Stated,
    set_target,
    set_targets,
    state_denominator,
    withdraw_denominator,
)
from nastavnik.monitoring.forms.targets import DenominatorForm, TargetCell, TargetForm, TargetTableForm
from nastavnik.monitoring.permissions import check_can_set_target, check_can_state_denominator
from nastavnik.monitoring.queries.figures import measures
from nastavnik.monitoring.queries.indicators import children_of, denominator_of, targets_of
from nastavnik.monitoring.views.of_node import OfIndicator
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.founding_indicators import federal_target
from nastavnik.rulebook.indicators import DenominatorKind
from nastavnik.rulebook.numbers import number
from nastavnik.rulebook.roles import Right

YEARS_AHEAD = 2


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


@dataclass(frozen=True)
class TargetRow:
    """A line of the table: a node and its fields."""

    label: str
    fields: Sequence[tuple[str, BoundField]]


class TargetTable(_UnderFigure, FormPage):
    """Targets of a territory and of everything right under it for several years, typed at one go."""

    permission = Right.TARGETS_EDIT
    form_class = TargetTableForm
    template_name = "monitoring/targets.html"
    submit_label = "Записать цели"
    wide = True

    def load(self) -> None:
        """Nodes, years, and the targets that stand now."""
        super().load()
        check_can_set_target(self.actor, self.node)
        self.nodes = [self.node, *children_of(self.node)]
        self.years = range(self.year - 1, self.year + YEARS_AHEAD + 1)
        above = [self.node.parent] if self.node.parent else []
        self.targets = targets_of(self.indicator, [*self.nodes, *above], self.years)

    def heading(self) -> str:
        """Whose targets."""
        return f"Цели: {self.node.short_name}"

    @property
    def is_share(self) -> bool:
        """Whether targets are per cent."""
        return self.indicator.denominator != DenominatorKind.NONE

    @property
    def is_copied(self) -> bool:
        """Whether empty cells are filled with what is suggested."""
        return "copy" in self.request.GET

    @property
    def copy_url(self) -> str:
        """The same table with the suggestions filled in."""
        return f"{self.request.path}?year={self.year}&copy=1"

    def cells(self) -> list[TargetCell]:
        """Every cell of the table, line by line."""
        return [
            TargetCell(
                node.pk, node.short_name, year, self.targets.get((node.pk, year)), self._suggested(node, year)
            )
            for node in self.nodes
            for year in self.years
        ]

    def _suggested(self, node: Organisation, year: int) -> Decimal | None:
        """The target of the level above, or the federal plan."""
        if not self.is_share:
            return None
        above = self.targets.get((node.parent_id or 0, year))
        federal = federal_target(self.indicator.code, year)
        return above if above is not None else Decimal(federal) if federal is not None else None

    def form_options(self) -> Mapping[str, Any]:
        """The cells."""
        return {"cells": self.cells(), "is_share": self.is_share}

    def initial(self) -> Mapping[str, Any]:
        """What stands now; empty cells as suggested, where that was asked for."""
        return {
            cell.name: cell.value if cell.value is not None or not self.is_copied else cell.suggested
            for cell in self.cells()
        }

    def lines(self, form: BaseForm) -> list[TargetRow]:
        """The fields of each node."""
        return [
            TargetRow(
                node.short_name,
                [(self.year_label(year), form[f"target_{node.pk}_{year}"]) for year in self.years],
            )
            for node in self.nodes
        ]

    def show(self, form: BaseForm, *, status: int = 200) -> HttpResponse:
        """The page with its table."""
        prefix = "Ошибка: " if form.is_bound and form.errors else ""
        years = [self.year_label(year) for year in self.years]
        title = prefix + self.browser_title()
        return self.render(form=form, lines=self.lines(form), years=years, tab_title=title, status=status)

    def perform(self, form: TargetTableForm) -> str:
        """Writes every target that has changed."""
        changed = set_targets(by=self.actor, indicator=self.indicator, nodes=self.nodes, wanted=form.wanted)
        self.say(f"Цели записаны: изменено {number(changed)}." if changed else "Ничего не изменено.")
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
