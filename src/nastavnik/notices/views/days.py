"""The production calendar of a year, and the marks by which the house differs from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, State
from nastavnik.kit.pages import DeedPage, FormPage, Page
from nastavnik.kit.tables import Column, Table
from nastavnik.notices.actions.settings import mark_day, unmark_day
from nastavnik.notices.forms.settings import DayForm
from nastavnik.notices.models import CalendarDay
from nastavnik.notices.permissions.settings import check_can_edit_calendar
from nastavnik.notices.queries.settings import exceptions_of, marked_days
from nastavnik.notices.showing import MonthSheet, days_worth_a_word, year_sheets
from nastavnik.notices.views.wishes import notices_crumb
from nastavnik.rulebook.dates import long_date, short_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.workdays import WEEKDAYS, moves_are_known

YEARS = range(2000, 2101)


def _url(year: int) -> str:
    return reverse("notices:workday_year", args=[year])


@dataclass(frozen=True)
class DayLine:
    """A day with a reason of its own."""

    date: date
    words: str
    is_working: bool
    mark: CalendarDay | None

    @property
    def weekday(self) -> str:
        """Its day of the week."""
        return WEEKDAYS[self.date.weekday()]


def _state(line: DayLine) -> State:
    return State("рабочий", "good") if line.is_working else State("нерабочий", "neutral")


def _unmarking(line: DayLine) -> Action | None:
    if line.mark is None:
        return None
    return Action(
        "Убрать отметку", reverse("notices:day_unmark", args=[line.mark.pk]), method="post", style="link"
    )


class WorkdayYear(Page):
    """Twelve months, then every day that has a reason of its own."""

    permission = Right.ACCOUNT_OWN
    template_name = "notices/workday_year.html"
    wide = True

    def load(self) -> None:
        """The year of the address, or this one."""
        self.year: int = self.kwargs.get("year", self.today.year)
        if self.year not in YEARS:
            raise Http404
        self.marked = list(marked_days())
        self.exceptions = exceptions_of(self.marked)

    def heading(self) -> str:
        """Of which year."""
        return f"Производственный календарь {self.year}"

    def lead(self) -> str:
        """What it is for, and what is not known yet."""
        if not moves_are_known(self.year):
            return "Переносы выходных на этот год системе ещё не известны: отметьте их, когда выйдет постановление."
        return (
            "По нему система отмечает сроки, которые приходятся на нерабочий день; сами сроки она не двигает."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to notices."""
        return [notices_crumb()]

    def primary(self) -> Action:
        """A mark, by whoever may make one."""
        url = reverse("notices:day_mark")
        return Action.checked(check_can_edit_calendar, self.actor, label="Отметить день", url=url)

    @property
    def months(self) -> list[MonthSheet]:
        """The year drawn."""
        return year_sheets(self.year, self.exceptions, self.today)

    def context(self) -> dict[str, Any]:
        """Neighbouring years and the table of days."""
        months = self.months
        total = counted(
            sum(month.working for month in months), ("рабочий день", "рабочих дня", "рабочих дней")
        )
        around = [(year, _url(year)) for year in (self.year - 1, self.year + 1) if year in YEARS]
        return {
            "months": months,
            "total": total,
            "years": around,
            "weekdays": ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
            "table": self.table(),
        }

    def table(self) -> Table:
        """Holidays, moved days, marks."""
        marks = {day.date: day for day in self.marked}
        rows = [
            DayLine(day, words, is_working, marks.get(day))
            for day, words, is_working in days_worth_a_word(self.year, self.exceptions)
        ]
        columns = [
            Column("date", "Дата", lambda line: short_date(line.date), nowrap=True),
            Column("weekday", "День недели", wide_only=True),
            Column("words", "Почему", line=2),
            Column("state", "", _state, kind="state"),
        ]
        if self.actor.may(Right.CALENDAR_EDIT):
            columns.append(Column("deed", "", _unmarking, kind="actions"))
        return Table("Праздники и переносы", columns=columns, rows=rows)


class DayMark(FormPage):
    """A day that differs."""

    permission = Right.CALENDAR_EDIT
    title = "Отметить день"
    form_class = DayForm
    submit_label = "Отметить"

    def lead(self) -> str:
        """For whom it holds."""
        return "Отметка действует для всех организаций: региональный праздник, перенос, день, объявленный нерабочим."

    def crumbs(self) -> list[Crumb]:
        """Up to the calendar."""
        return [notices_crumb(), Crumb("Производственный календарь", reverse("notices:workday_now"))]

    def perform(self, form: DayForm) -> str:
        """Marks it."""
        data = form.cleaned_data
        is_working = data["state"] == "working"
        day = mark_day(by=self.actor, day=data["date"], is_working=is_working, words=data["words"])
        self.say(f"{long_date(day.date)} отмечено: {'рабочий' if is_working else 'нерабочий'} день.")
        return _url(day.date.year)


class DayUnmark(DeedPage):
    """Takes a mark away."""

    permission = Right.CALENDAR_EDIT

    def load(self) -> None:
        """The mark."""
        self.day = get_object_or_404(marked_days(), pk=self.kwargs["pk"])

    def perform(self) -> str:
        """The calendar decides again."""
        unmark_day(by=self.actor, day=self.day)
        self.say(f"Отметка убрана: {long_date(self.day.date)}.")
        return self.url_back()

    def url_back(self) -> str:
        """The year of the day."""
        return _url(self.day.date.year)
