"""Numbers that road maps promise: a list, and the step by which one becomes a target."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb, Empty
from nastavnik.kit.pages import Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.monitoring.actions.targets import take_target
from nastavnik.monitoring.forms.promises import PromiseForm
from nastavnik.monitoring.queries.indicators import indicators_of
from nastavnik.monitoring.queries.promises import promises_visible_to
from nastavnik.roadmaps.models import MeasureTarget
from nastavnik.rulebook.numbers import number
from nastavnik.rulebook.roles import Right


def _measure_of(promise: MeasureTarget) -> str:
    return f"{promise.measure.number} {promise.measure.title}".strip()


def _value_of(promise: MeasureTarget) -> str:
    return " ".join(part for part in (number(promise.value), promise.unit) if part)


def _year_of(promise: MeasureTarget) -> str:
    year = promise.year or (promise.due_date.year if promise.due_date else None)
    return str(year) if year else "не указан"


class PromiseList(ListPage):
    """What the own road maps promise in numbers, and what has become a target."""

    permission = Right.TARGETS_EDIT
    section = "figures"
    title = "Числа из дорожных карт"
    counted_as = ("число", "числа", "чисел")
    columns = (
        Column(
            "measure",
            "Мероприятие",
            _measure_of,
            link=lambda promise: reverse("monitoring:promise_take", args=[promise.pk]),
            note=lambda promise: promise.measure.edition.roadmap.title,
        ),
        Column("value", "Число", _value_of, sort="value"),
        Column("year", "Год", _year_of, sort="year"),
        Column("text", "Как написано", "text"),
        Column("taken", "Цель показателя", lambda promise: promise.taken or "ещё нет"),
    )
    filters = (
        Filter(
            "taken",
            "передано",
            (("yes", "стало целью"), ("no", "ещё нет")),
            lambda promises, value: promises.filter(taken__isnull=value == "no"),
        ),
    )
    search_label = "Мероприятие или как написано"
    empty = Empty(
        "Чисел пока нет.",
        "Они появятся, когда в утверждённой дорожной карте вашей территории есть строки вида «2026 г. – 100 человек».",
    )

    def lead(self) -> str:
        """What is done here."""
        return "Числа из строк утверждённых карт вашей территории. Выберите строку, чтобы сделать число целью показателя."

    def crumbs(self) -> list[Crumb]:
        """Up to the figures."""
        return [Crumb("Показатели", reverse("monitoring:figure_list"))]

    def rows(self) -> QuerySet[MeasureTarget]:
        """By road map and row."""
        return promises_visible_to(self.actor).order_by(
            "measure__edition__roadmap", "measure__position", "year", "pk"
        )

    def search(self, rows: Any, text: str) -> QuerySet[MeasureTarget]:
        """By the measure or by the words of the number."""
        return rows.filter(Q(measure__title__icontains=text) | Q(text__icontains=text))


class PromiseTake(FormPage):
    """One number becomes the target of an indicator."""

    permission = Right.TARGETS_EDIT
    section = "figures"
    form_class = PromiseForm
    submit_label = "Сделать целью"

    def load(self) -> None:
        """The number, of the own road maps."""
        self.promise = get_object_or_404(promises_visible_to(self.actor), pk=self.kwargs["pk"])
        self.owner = self.promise.measure.edition.roadmap.owner

    def heading(self) -> str:
        """The number itself."""
        return f"Цель из дорожной карты: {_value_of(self.promise)}"

    def lead(self) -> str:
        """The row that it comes from."""
        return f"{_measure_of(self.promise)}. В карте написано: «{self.promise.text}»"

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [
            Crumb("Показатели", reverse("monitoring:figure_list")),
            Crumb("Числа из дорожных карт", reverse("monitoring:promise_list")),
        ]

    def initial(self) -> dict[str, Any]:
        """The year of the row."""
        year = _year_of(self.promise)
        return {"year": year if year.isdigit() else self.today.year}

    def form_options(self) -> dict[str, Any]:
        """The indicators of the territory."""
        return {"indicators": indicators_of(self.actor, self.owner)}

    def perform(self, form: PromiseForm) -> str:
        """Writes the target and goes back to the list."""
        indicator = form.indicators[form.cleaned_data["indicator"]]
        year = form.cleaned_data["year"]
        target = take_target(by=self.actor, promise=self.promise, indicator=indicator, year=year)
        self.say(f"Цель записана: «{indicator.label}», {year} — {number(target.value)}.")
        return reverse("monitoring:promise_list")
