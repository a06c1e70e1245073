"""«Удовлетворённость, %» by organisation, with its formula and the response rate; numbers alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty
from nastavnik.kit.pages import Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.rulebook.numbers import percent
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.queries.satisfaction import (
    SatisfactionRow,
    satisfaction_rows,
    total_of_rows,
    years_counted,
)

_SIDES = (("mentee", "наставляемых"), ("mentor", "наставников"))


def _as_is(rows: Any, value: str) -> Any:
    """The rows are narrowed by `SatisfactionList.rows`."""
    del value
    return rows


def _years(page: Any) -> list[tuple[str, str]]:
    """Years of which there is anything."""
    del page
    return [(str(year), str(year)) for year in years_counted()]


class SatisfactionList(ListPage):
    """Every organisation in sight that has ended surveys «после» with five answers and more."""

    permission = Right.FIGURES_VIEW
    title = "Удовлетворённость"
    section = "figures"
    counted_as = ("организация", "организации", "организаций")
    row_key = "institution_id"
    columns = (
        Column("name", "Организация", sort="name"),
        Column("share", "Удовлетворённость", lambda one: percent(one.share), sort="share"),
        Column("satisfied", "Довольны", lambda one: f"{one.satisfied} из {one.whole}"),
        Column("rate", "Доля ответивших", lambda one: percent(one.response_rate)),
        Column("formula", "Как посчитано", lambda one: " ".join(one.formulas), wide_only=True),
    )
    filters = (
        Filter("side", "чья", _SIDES, _as_is, any_label="наставляемых"),
        Filter(
            "year",
            "год",
            _years,
            _as_is,
            any_label="этот год",
        ),
    )
    ordering = "name"
    empty = Empty(
        "Данных пока нет.",
        "Они появляются, когда организация заканчивает опрос «после» и ответили хотя бы пятеро.",
    )

    def rows(self) -> Sequence[SatisfactionRow]:
        """Of one side and year."""
        side, year = self.request.GET.get("side", ""), self.request.GET.get("year", "")
        return satisfaction_rows(
            self.actor.figures,
            side=side if side in dict(_SIDES) else "mentee",
            year=int(year) if year.isdigit() and len(year) == 4 else self.today.year,
        )

    def lead(self) -> str:
        """All together, with its parts."""
        total = total_of_rows(self.rows())
        if total is None:
            return ""
        return (
            f"Всего: {percent(total.share)} ({total.satisfied} из {total.whole}); доля ответивших"
            f" {percent(total.response_rate)}. Организации, где ответили меньше пяти, не вошли."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the figures."""
        return [Crumb("Показатели", reverse("monitoring:figure_list"))]

    def menu(self) -> Sequence[Action]:
        """The formula, for territories."""
        nodes = [node for node in self.actor.nodes if self.actor.may(Right.TARGETS_EDIT, node)]
        return [Action("Как считается", reverse("surveys:formula_set", args=[node])) for node in nodes[:3]]
