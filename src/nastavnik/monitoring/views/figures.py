"""One figure down to its organisations, and the list of a node's figures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Crumb, Empty, Figure, Missing, State
from nastavnik.kit.pages import Coverage, FigurePage, ListPage, Part
from nastavnik.kit.pages.cards import TabView
from nastavnik.kit.pages.files import file_response
from nastavnik.kit.sheets import write_sheet
from nastavnik.kit.tables import Column, Table
from nastavnik.monitoring import showing
from nastavnik.monitoring.models import Indicator
from nastavnik.monitoring.permissions import (
    check_can_correct_indicator,
    check_can_define_indicator,
    check_can_open_names,
    check_can_set_target,
    check_can_state_denominator,
    check_can_view_figures,
)
from nastavnik.monitoring.queries.figures import FigureRow, figure_of, measures
from nastavnik.monitoring.queries.indicators import home_node_of, indicators_of, nodes_visible_to
from nastavnik.monitoring.views.of_node import YEARS_BACK, Flagged, OfIndicator, list_url
from nastavnik.registry.models import Organisation
from nastavnik.registry.permissions.organisations import check_can_set_contingent
from nastavnik.rulebook.dates import long_date, short_date
from nastavnik.rulebook.indicators import DenominatorKind, Standing, YearRule
from nastavnik.rulebook.numbers import counted, number, plural
from nastavnik.rulebook.remarks import figure_remarks
from nastavnik.rulebook.roles import Right

LEFT_OUT_NAMED, REMARKS_SHOWN = 30, 20


@dataclass(frozen=True)
class NodePart(Part):
    """A node under this one, with its state in words."""

    state: State | None = None
    last_year: FigureRow | None = None


class _Measured(OfIndicator, Flagged):
    """A page with the numbers of the figure and of its parts."""

    abstract = True
    permission = Right.FIGURES_VIEW

    def load(self) -> None:
        """Also the numbers; a year in which the indicator is not reported is none of its pages."""
        super().load()
        measured = figure_of(self.indicator, self.node, self.year, self.flag or None)
        if measured is None:
            raise Http404
        self.measured = measured

    def parts(self) -> list[NodePart]:
        """Every node right under this one."""
        return [self._part(node, row) for node, row in self.measured.parts]

    def _part(self, node: Organisation, row: FigureRow) -> NodePart:
        shown = showing.shown(row)
        return NodePart(
            node.short_name, row.value, shown.numerator, row.denominator, row.target,
            self.url_of_part(node), showing.state_of(row), self.measured.last_parts.get(node.pk),
        )  # fmt: skip

    def url_of_part(self, node: Organisation) -> str:
        """The same figure one level down."""
        url = showing.figure_url(node.pk, self.indicator.code, self.year)
        return f"{url}&flag={self.flag}" if self.flag else url

    def remarks(self) -> list[str]:
        """What looks wrong: of an institution its own numbers, above it those of each part."""
        figure = self.measured
        if not figure.parts:
            return _remarks(figure.whole, figure.last_year)
        said = [
            f"{node.short_name}. {' '.join(texts)}"
            for node, row in figure.parts
            if (texts := _remarks(row, figure.last_parts.get(node.pk)))
        ]
        return said[:REMARKS_SHOWN]


def _remarks(row: FigureRow, last: FigureRow | None) -> list[str]:
    before = (last.numerator, last.denominator) if last is not None and last.is_known else None
    return figure_remarks(row.numerator, row.denominator, before) if row.is_known and row.is_share else []


class FigureView(_Measured, FigurePage):
    """One indicator of one node: value, target, last year, what it is made of, how it is counted."""

    permission = Right.FIGURES_VIEW
    template_name = "monitoring/figure.html"

    def heading(self) -> str:
        """The indicator in the words of its definition."""
        return self.indicator.label

    def browser_title(self) -> str:
        """Whose figure of which year stands in the tab."""
        return f"{self.node.short_name}, {self.rule_year}: {self.indicator.label}"

    def lead(self) -> str:
        """Whose figure it is."""
        return f"{self.node.full_name}, {self.rule_year}"

    def crumbs(self) -> list[Crumb]:
        """All figures of the node stand beside the way up."""
        return [*super().crumbs(), Crumb("Все показатели", list_url(self.node, self.year))]

    def primary(self) -> Action | None:
        """The target, for those who set targets."""
        if not self.actor.may(Right.TARGETS_EDIT):
            return None
        label = "Указать цель" if self.measured.whole.target is None else "Изменить цель"
        action = {"label": label, "url": self._url("target_edit")}
        return Action.checked(check_can_set_target, self.actor, self.node, **action)

    def menu(self) -> list[Action]:
        """Names, the table as a file, the own number of people, the definition of a territory's own."""
        found = [Action("Скачать таблицу (.xlsx)", self._url("figure_table"), download=True)]
        if self.is_institution:
            action = {"label": "Кто вошёл: список", "url": self._names_url()}
            found.insert(0, Action.checked(check_can_open_names, self.actor, self.node, **action))
        if self.actor.may(Right.TARGETS_EDIT) and not self.is_institution:
            action = {"label": "Цели таблицей", "url": self._url("target_table")}
            found.append(Action.checked(check_can_set_target, self.actor, self.node, **action))
        if self.indicator.denominator != DenominatorKind.NONE and self.actor.may(Right.TARGETS_EDIT):
            action = {"label": "Внести свою численность", "url": self._url("denominator_edit")}
            found.append(Action.checked(check_can_state_denominator, self.actor, self.node, **action))
        if self.indicator.owner_id is not None and self.actor.may(Right.TARGETS_EDIT):
            url = reverse("monitoring:indicator_edit", args=[self.indicator.code])
            action = {"label": "Изменить определение показателя", "url": url}
            found.append(Action.checked(check_can_correct_indicator, self.actor, self.indicator, **action))
        return found

    def _names_url(self) -> str:
        return showing.names_url(self.node.pk, self.indicator.code, self.year)

    def _url(self, name: str) -> str:
        return f"{reverse(f'monitoring:{name}', args=[self.node.pk, self.indicator.code])}?year={self.year}"

    def figure(self) -> Figure:
        """The value; the numbers of which it is made stand beside it in words."""
        row = self.measured.whole
        shown = showing.shown(row, last_year=self.measured.last_year)
        entered = showing.entered_words(row) if row.denominator is not None else ""
        entered += f" {showing.whole_words(self.indicator)}" if entered else ""
        note = "; ".join(words for words in (entered, shown.note) if words)
        return replace(shown, numerator=None, denominator=None, note=note)

    @property
    def parts_label(self) -> str:  # type: ignore[override]
        """What the nodes under this one are."""
        return self.parts_word([node for node, _ in self.measured.parts])

    @cached_property
    def table(self) -> Table:
        """Every part with its numbers, target and state; what is unknown is said and is no zero."""
        value = Column("value", self.main.unit, lambda part: self.main.written(part.value), kind="number")
        numbers = (
            Column("numerator", "Вошли", kind="number"),
            Column("denominator", f"Всего {showing.ages_of(self.indicator)}".strip(), kind="number"),
        )
        columns = (
            Column("label", "Название", link="url"),
            *(numbers if self.measured.whole.is_share else ()),
            value,
            Column("target", "Цель", lambda part: self.main.written_target(part.target), kind="number"),
            Column("state", "Состояние", kind="state"),
        )
        return Table(columns=columns, rows=self.sorted_parts, caption=self.parts_label)

    def coverage(self) -> Coverage | None:
        """How many institutions entered the calculation; of one institution there is nothing to say."""
        row = self.measured.whole
        if row.institutions < 2 or not row.is_share:
            return None
        forms = ("организация", "организации", "организаций")
        if row.left_out:
            forms = ("организации", "организаций", "организаций")
        without = [
            f"{node.short_name} — {showing.note_of(part)}."
            for node, part in self.measured.parts
            if part.left_out
        ]
        more = len(without) - LEFT_OUT_NAMED
        tail = [f"И ещё {number(more)}: они отмечены в таблице."] if more > 0 else []
        words = plural(row.institutions, *forms)
        return Coverage(row.counted, row.institutions, words, without[:LEFT_OUT_NAMED] + tail)

    def formula_text(self) -> str:
        """The rule of counting as the definition says it."""
        return self.indicator.formula

    def notes(self) -> list[str]:
        """What has to be known to read the figure rightly."""
        row, own = self.measured.whole, self.measured.own
        said = [_counted_at(row), _year_note(self.indicator)]
        if own is not None and not self.flag:
            said.append(
                f"Доля взята от численности {number(own.people)}: {own.source}, на {short_date(own.source_date)}."
                " Вошедшие посчитаны по всем организациям."
            )
        if row.institutions > 1:
            said.append("Кто вошёл в программы двух организаций, в сумме посчитан один раз.")
            if row.unkeyed:
                said.append(
                    f"Возможны повторы: {number(row.unkeyed)} — у этих вошедших нет полной даты рождения."
                )
        if row.doubtful:
            people = counted(row.doubtful, ("вошедший", "вошедших", "вошедших"))
            said.append(f"Не посчитаны {people}, чей возраст неизвестен: нужна дата рождения.")
        uncounted = row.all_entered - row.numerator
        if uncounted and row.denominator is not None:
            people = counted(uncounted, ("вошедший", "вошедших", "вошедших"))
            said.append(f"Не взяты в расчёт {people} из организаций без контингента.")
        return said

    def missing(self) -> list[Missing]:
        """What the figure lacks: birth dates, a denominator."""
        row = self.measured.whole
        found = []
        if self.is_institution and row.doubtful and self.actor.may(Right.PEOPLE_VIEW, self.node.pk):
            people = counted(row.doubtful, ("вошедшего", "вошедших", "вошедших"))
            said = f"Возраст {people} неизвестен, поэтому они не посчитаны: нужна дата рождения."
            action = {"label": "Показать", "url": f"{self._names_url()}?standing={Standing.UNDATED}"}
            found = [Missing(said, Action.checked(check_can_open_names, self.actor, self.node, **action))]
        return found + self._missing_whole(row)

    def _missing_whole(self, row: FigureRow) -> list[Missing]:
        if self.is_institution and row.lacks_contingent:
            url = reverse("registry:contingent_edit", args=[self.node.pk])
            action = {"label": "Указать контингент", "url": f"{url}?year={self.year}"}
            said = f"Контингент за {self.year} год не указан: долю посчитать не из чего."
            return [Missing(said, Action.checked(check_can_set_contingent, self.actor, self.node, **action))]
        if row.kind == DenominatorKind.ENTERED and row.denominator is None:
            action = {"label": "Внести численность", "url": self._url("denominator_edit")}
            said = f"Численность за {self.rule_year} не внесена: долю посчитать не из чего."
            check = check_can_state_denominator
            return [Missing(said, Action.checked(check, self.actor, self.node, **action))]
        return []


def _counted_at(row: FigureRow) -> str:
    if row.counted_at is None:
        return (
            "Вошедших пока никто не считал: ни один приказ о закреплении пар в этом году не зарегистрирован."
        )
    moment = timezone.localtime(row.counted_at)
    return f"Посчитано {long_date(moment)}\u00a0года в\u00a0{moment:%H:%M}."


def _year_note(indicator: Indicator) -> str:
    if indicator.year_rule == YearRule.SCHOOL:
        return "Отчётный год — учебный, с 1 сентября по 31 августа."
    return "Отчётный год — календарный, с 1 января по 31 декабря; это не учебный год."


class FigureTable(_Measured):
    """The table of a figure as a file."""

    permission = Right.FIGURES_VIEW
    headings = ("Название", "Вошли", "Всего", "Значение", "Единица", "Цель", "Год назад", "Состояние")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The whole first, then its parts in the order of names."""
        file = io.BytesIO()
        measured = self.measured
        rows = [self._line(self.node.full_name, measured.whole, measured.last_year)]
        rows += [
            self._line(node.full_name, row, measured.last_parts.get(node.pk)) for node, row in measured.parts
        ]
        write_sheet(self.headings, rows, f"{self.indicator.code} {self.year}", file)
        name = f"{self.indicator.code}-{self.node.pk}-{self.year}.xlsx"
        return file_response(file.getvalue(), name)

    def _line(self, name: str, row: FigureRow, last: FigureRow | None) -> list[Any]:
        state = showing.state_of(row)
        shown = showing.shown(row)
        return [
            name,
            row.numerator if row.is_known and row.is_share else row.all_entered,
            row.denominator,
            _rounded(row.value),
            shown.unit,
            row.target,
            _rounded(last.value if last else None),
            "; ".join(words for words in (state.word, state.reason) if words),
        ]


def _rounded(value: Any) -> Any:
    return None if value is None else round(value, 1)


@dataclass(frozen=True)
class IndicatorLine:
    """A line of the list of indicators."""

    label: str
    owner: str
    url: str
    row: FigureRow


class NodeFigures(ListPage):
    """Indicators of a node in a reporting year."""

    permission = Right.FIGURES_VIEW
    section = "figures"
    title = "Показатели"
    template_name = "monitoring/figures.html"
    counted_as = ("показатель", "показателя", "показателей")
    empty = Empty("Показателей пока нет.", "Их загружает обновление программы.")
    columns = (
        Column("label", "Показатель", link="url", note="owner"),
        Column("value", "Значение", lambda line: showing.shown(line.row).shown, kind="number"),
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
        """The node, the year, and the numbers."""
        self.year = showing.year_wanted(self.request.GET.get("year", ""), self.today.year)
        self.node = self.wanted_node()
        if self.node is not None:
            check_can_view_figures(self.actor, self.node)
        self.lines = self._lines(self.node) if self.node else []

    def wanted_node(self) -> Organisation | None:
        """The node of the address."""
        return get_object_or_404(nodes_visible_to(self.actor), pk=self.kwargs["node"])

    def _lines(self, node: Organisation) -> list[IndicatorLine]:
        rows = measures([node.pk], [self.year])
        return [
            IndicatorLine(
                one.label,
                f"показатель территории: {one.owner.short_name}" if one.owner else "",
                showing.figure_url(node.pk, one.code, self.year),
                rows[node.pk, one.code, self.year],
            )
            for one in indicators_of(self.actor, node)
            if (node.pk, one.code, self.year) in rows
        ]

    def lead(self) -> str:
        """Whose figures they are."""
        return f"{self.node.full_name}, {self.year} год" if self.node else ""

    def primary(self) -> Action | None:
        """An indicator of the territory's own, for those who set targets."""
        if self.node is None or not self.actor.may(Right.TARGETS_EDIT):
            return None
        url = reverse("monitoring:indicator_define", args=[self.node.pk])
        action = {"label": "Завести свой показатель", "url": url}
        return Action.checked(check_can_define_indicator, self.actor, self.node, **action)

    def menu(self) -> list[Action]:
        """What the registers hold stands beside, and what road maps promise."""
        url = reverse("monitoring:count_view", args=[self.node.pk]) if self.node else ""
        found = [Action("Числа по реестрам", f"{url}?year={self.year}")] if url else []
        found.append(Action("Удовлетворённость", reverse("surveys:satisfaction_list")))
        if self.actor.may(Right.TARGETS_EDIT):
            found.append(Action("Числа из дорожных карт", reverse("monitoring:promise_list")))
        return found

    def year_tabs(self) -> list[TabView]:
        """Reporting years to switch between."""
        if self.node is None:
            return []
        years = sorted({self.year, *range(self.today.year - YEARS_BACK, self.today.year + 1)})
        return [TabView(f"{year}", list_url(self.node, year), year == self.year, None) for year in years]

    def rows(self) -> Sequence[IndicatorLine]:
        """Every indicator."""
        return self.lines


class FigureList(NodeFigures):
    """Indicators of the actor's own node."""

    permission = Right.FIGURES_VIEW

    def wanted_node(self) -> Organisation | None:
        """Where the way down begins."""
        return home_node_of(self.actor)
