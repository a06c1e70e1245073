"""Pages of figures: the list of indicators, one figure down to its organisations, the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Crumb, Empty, Figure, Missing, State
from nastavnik.kit.pages import Coverage, FigurePage, FormPage, ListPage, Page, Part
from nastavnik.kit.pages.cards import TabView
from nastavnik.kit.tables import Column, Table
from nastavnik.monitoring import showing
from nastavnik.monitoring.actions import set_target
from nastavnik.monitoring.forms import TargetForm
from nastavnik.monitoring.permissions import check_can_set_target, check_can_view_figures
from nastavnik.monitoring.queries import (
    FigureRow,
    figure_of,
    home_node_of,
    indicators_visible_to,
    measures,
    nodes_visible_to,
)
from nastavnik.registry.models import Organisation
from nastavnik.registry.permissions.organisations import check_can_set_contingent
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.numbers import counted, plural
from nastavnik.rulebook.roles import Right

YEARS_BACK = 2


class _OfNode(Page):
    """A page about one indicator of one node in one reporting year."""

    abstract = True
    section = "figures"

    def load(self) -> None:
        """The node through the actor's sight, the indicator, the year."""
        self.node = get_object_or_404(nodes_visible_to(self.actor), pk=self.kwargs["node"])
        check_can_view_figures(self.actor, self.node)
        self.indicator = get_object_or_404(indicators_visible_to(self.actor), pk=self.kwargs["code"])
        self.year = showing.year_wanted(self.request.GET.get("year", ""), self.today.year)

    def url_of(self, node: Organisation, year: int | None = None) -> str:
        """The same figure of another node or year."""
        return showing.figure_url(node.pk, self.indicator.code, year or self.year)

    def crumbs(self) -> list[Crumb]:
        """The way up, to nodes whose figures the actor sees."""
        above: list[Crumb] = []
        node = self.node.parent
        while node is not None and node.pk in self.actor.figures:
            above.insert(0, Crumb(node.short_name, self.url_of(node)))
            node = node.parent
        return above


@dataclass(frozen=True)
class NodePart(Part):
    """A node under this one, with its state in words."""

    state: State | None = None


class FigureView(_OfNode, FigurePage):
    """One indicator of one node: value, target, last year, what it is made of, how it is counted."""

    permission = Right.FIGURES_VIEW
    template_name = "monitoring/figure.html"

    def load(self) -> None:
        """Also the numbers."""
        super().load()
        self.measured = figure_of(self.indicator, self.node, self.year)

    def heading(self) -> str:
        """The indicator in the words of its definition."""
        return self.indicator.label

    def browser_title(self) -> str:
        """Whose figure of which year stands in the tab."""
        return f"{self.node.short_name}, {self.year} год: {self.indicator.label}"

    def lead(self) -> str:
        """Whose figure it is."""
        return f"{self.node.full_name}, {self.year} год"

    def primary(self) -> Action | None:
        """The target, for those who set targets."""
        if not self.actor.may(Right.TARGETS_EDIT):
            return None
        url = reverse("monitoring:target_edit", args=[self.node.pk, self.indicator.code])
        label = "Указать цель" if self.measured.whole.target is None else "Изменить цель"
        action = {"label": label, "url": f"{url}?year={self.year}"}
        return Action.checked(check_can_set_target, self.actor, self.node, **action)

    def figure(self) -> Figure:
        """The value; the numbers of which it is made stand beside it in words."""
        row = self.measured.whole
        shown = showing.shown(row, last_year=self.measured.last_year)
        entered = (
            ""
            if row.denominator is None
            else f"{showing.entered_words(row)} детей {showing.ages_of(self.indicator)}"
        )
        note = "; ".join(words for words in (entered, shown.note) if words)
        return replace(shown, numerator=None, denominator=None, note=note)

    def parts(self) -> list[NodePart]:
        """Every node right under this one."""
        return [self._part(node, row) for node, row in self.measured.parts]

    def _part(self, node: Organisation, row: FigureRow) -> NodePart:
        shown = showing.shown(row)
        return NodePart(
            node.short_name, row.percent, shown.numerator, row.denominator, row.target,
            self.url_of(node), showing.state_of(row),
        )  # fmt: skip

    @property
    def parts_label(self) -> str:  # type: ignore[override]
        """What the nodes under this one are."""
        levels = {node.level for node, _ in self.measured.parts}
        return "Муниципалитеты" if levels == {Organisation.Level.MUNICIPALITY} else "Организации"

    @cached_property
    def table(self) -> Table:
        """Every part with its numbers, target and state; what is unknown is said and is no zero."""
        columns = (
            Column("label", "Название", link="url"),
            Column("numerator", "Вошли", kind="number"),
            Column("denominator", f"Всего {showing.ages_of(self.indicator)}", kind="number"),
            Column("value", "%", lambda part: self.main.written(part.value), kind="number"),
            Column(
                "target", "Цель", lambda part: part.target and self.main.written(part.target), kind="number"
            ),
            Column("state", "Состояние", kind="state"),
        )
        return Table(columns=columns, rows=self.sorted_parts, caption=self.parts_label)

    def coverage(self) -> Coverage | None:
        """How many institutions entered the calculation; of one institution there is nothing to say."""
        row = self.measured.whole
        if row.institutions < 2:
            return None
        if row.left_out == 0:
            words = plural(row.institutions, "организация", "организации", "организаций")
        else:
            words = plural(row.institutions, "организации", "организаций", "организаций")
        without = [
            f"{node.short_name} — {showing.note_of(part)}."
            for node, part in self.measured.parts
            if part.left_out
        ]
        return Coverage(row.counted, row.institutions, words, without)

    def formula_text(self) -> str:
        """The rule of counting as the definition says it."""
        return self.indicator.formula

    def notes(self) -> list[str]:
        """What has to be known to read the figure rightly."""
        row = self.measured.whole
        said = [_counted_at(row), "Отчётный год — календарный, с 1 января по 31 декабря; это не учебный год."]
        if row.institutions > 1:
            said.append(
                "Возможны повторы: ребёнок, вошедший в программы двух организаций, в сумме посчитан дважды."
            )
        uncounted = row.all_entered - row.numerator
        if uncounted and row.denominator is not None:
            people = counted(uncounted, ("вошедший", "вошедших", "вошедших"))
            said.append(f"Не взяты в расчёт {people} из организаций без контингента.")
        return said

    def missing(self) -> list[Missing]:
        """What an institution without a contingent lacks."""
        is_institution = self.node.level == Organisation.Level.INSTITUTION
        if not is_institution or self.measured.whole.left_out == 0:
            return []
        url = reverse("registry:contingent_edit", args=[self.node.pk])
        action = {"label": "Указать контингент", "url": f"{url}?year={self.year}"}
        said = f"Контингент за {self.year} год не указан: долю посчитать не из чего."
        return [Missing(said, Action.checked(check_can_set_contingent, self.actor, self.node, **action))]

    def year_tabs(self) -> list[TabView]:
        """Reporting years to switch between: this one, two before it, and the one that is open."""
        this = self.today.year
        years = sorted({self.year, *range(this - YEARS_BACK, this + 1)})
        return [TabView(f"{year}", self.url_of(self.node, year), year == self.year, None) for year in years]


def _counted_at(row: FigureRow) -> str:
    if row.counted_at is None:
        return (
            "Вошедших пока никто не считал: ни один приказ о закреплении пар в этом году не зарегистрирован."
        )
    moment = timezone.localtime(row.counted_at)
    return f"Посчитано {long_date(moment)}\u00a0года в\u00a0{moment:%H:%M}."


@dataclass(frozen=True)
class IndicatorLine:
    """A line of the list of indicators."""

    label: str
    url: str
    row: FigureRow


class FigureList(ListPage):
    """Indicators of the actor's own node; a lone one is opened at once."""

    permission = Right.FIGURES_VIEW
    section = "figures"
    title = "Показатели"
    counted_as = ("показатель", "показателя", "показателей")
    empty = Empty("Показателей пока нет.", "Их загружает обновление программы.")
    columns = (
        Column("label", "Показатель", link="url"),
        Column("value", "%", lambda line: showing.shown(line.row).shown, kind="number"),
        Column("numerator", "Вошли", lambda line: showing.shown(line.row).numerator, kind="number"),
        Column("denominator", "Всего", "row.denominator", kind="number"),
        Column(
            "target",
            "Цель",
            lambda line: line.row.target and showing.shown(line.row).target_shown,
            kind="number",
        ),
        Column("state", "Состояние", lambda line: showing.state_of(line.row), kind="state"),
    )

    def load(self) -> None:
        """Where the way down begins, and its numbers of this year."""
        self.node = home_node_of(self.actor)
        self.lines = self._lines(self.node) if self.node else []

    def _lines(self, node: Organisation) -> list[IndicatorLine]:
        year = self.today.year
        rows = measures([node.pk], [year])
        return [
            IndicatorLine(
                one.label, showing.figure_url(node.pk, one.code, year), rows[node.pk, one.code, year]
            )
            for one in indicators_visible_to(self.actor)
        ]

    def lead(self) -> str:
        """Whose figures they are."""
        return f"{self.node.full_name}, {self.today.year} год" if self.node else ""

    def rows(self) -> Sequence[IndicatorLine]:
        """Every indicator."""
        return self.lines

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list, or the only indicator."""
        if len(self.lines) == 1:
            return HttpResponseRedirect(self.lines[0].url)
        return super().get(request, *args, **kwargs)


class TargetEdit(_OfNode, FormPage):
    """The value that a node is to reach in a reporting year."""

    permission = Right.TARGETS_EDIT
    form_class = TargetForm
    submit_label = "Записать цель"

    def load(self) -> None:
        """Also the target that stands now."""
        super().load()
        check_can_set_target(self.actor, self.node)
        self.row = measures([self.node.pk], [self.year])[self.node.pk, self.indicator.code, self.year]

    def heading(self) -> str:
        """Whose target of which year."""
        return f"Цель на {self.year} год: {self.node.short_name}"

    def lead(self) -> str:
        """The indicator."""
        return self.indicator.label

    def crumbs(self) -> list[Crumb]:
        """The figure itself stands above its target."""
        return [*super().crumbs(), Crumb(self.node.short_name, self.url_of(self.node))]

    def initial(self) -> Mapping[str, Any]:
        """The target that stands now."""
        return {"percent": self.row.target}

    def form_options(self) -> Mapping[str, Any]:
        """The year stands in the hint."""
        return {"year": self.year}

    def perform(self, form: TargetForm) -> str:
        """Writes the target."""
        target = set_target(
            by=self.actor, indicator=self.indicator, node=self.node, year=self.year, **form.cleaned_data
        )
        written = Figure("", None, target=target.percent).target_shown
        self.say(f"Цель записана: {self.node.short_name}, {self.year} год — {written}.")
        return self.url_of(self.node)
