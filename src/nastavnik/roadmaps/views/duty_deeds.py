"""Marks on a duty: begun, done, not required, taken off, undone; the date of an undated one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import DeedPage, FormPage
from nastavnik.kit.pages.base import Page
from nastavnik.roadmaps.actions.duties import (
    begin_duty,
    complete_duty,
    date_occurrence,
    excuse_duty,
    give_back_duty,
    undo_duty,
    withdraw_duty,
)
from nastavnik.roadmaps.forms.duties import CompleteForm, ReasonForm, SpanForm
from nastavnik.roadmaps.permissions import check_can_decide_duty, check_can_report_duty
from nastavnik.roadmaps.queries.duties import (
    duties_visible_to,
    occurrences_visible_to,
    papers_to_show,
    wording_of,
)
from nastavnik.roadmaps.queries.executors import performs
from nastavnik.roadmaps.views.duty_shown import duty_crumbs, named, term_of, url_of
from nastavnik.rulebook.roles import Right


class OneDuty(Page):
    """A page about one duty."""

    abstract = True
    permission = Right.ROADMAPS_VIEW
    section = "roadmaps"

    def load(self) -> None:
        """The duty in sight, with the words of its measure."""
        self.duty = get_object_or_404(duties_visible_to(self.actor), pk=self.kwargs["pk"])
        self.measure = wording_of(self.duty.occurrence.line)
        self.check_deed()

    def check_deed(self) -> None:
        """Denies whoever may not report for the organisation; the owner's deeds override it."""
        line_id = self.duty.occurrence.line_id
        check_can_report_duty(self.actor, self.duty, performs=performs(self.actor, line_id))

    @property
    def measure_title(self) -> str:
        """The measure with its number."""
        return named(self.measure.number, self.measure.title) if self.measure else named("", None)

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the duty."""
        return duty_crumbs(within=self.duty, title=self.measure_title[:80])

    def lead(self) -> str:
        """Which measure it is and by when."""
        return f"{self.measure_title}, срок: {term_of(self.duty.occurrence)}"

    def url_back(self) -> str:
        """The duty."""
        return url_of(self.duty)


class _OwnersDuty(OneDuty):
    abstract = True

    def check_deed(self) -> None:
        """Denies whoever does not run the road map."""
        check_can_decide_duty(self.actor, self.duty.occurrence.line.roadmap)


class DutyBegin(OneDuty, DeedPage):
    """Taken up."""

    permission = Right.ROADMAPS_VIEW

    def perform(self) -> str:
        """Marks it."""
        begin_duty(by=self.actor, duty=self.duty)
        self.say("Отмечено: в работе.")
        return self.url_back()


class DutyUndo(OneDuty, DeedPage):
    """A mistaken mark is undone."""

    permission = Right.ROADMAPS_VIEW

    def perform(self) -> str:
        """Undoes it."""
        undone = undo_duty(by=self.actor, duty=self.duty)
        self.say(f"Отметка отменена. Теперь: {undone.get_state_display().lower()}.")
        return self.url_back()


class DutyGiveBack(_OwnersDuty, DeedPage):
    """A duty taken off by mistake is given back."""

    permission = Right.ROADMAPS_VIEW

    def perform(self) -> str:
        """Gives it back."""
        give_back_duty(by=self.actor, duty=self.duty)
        self.say(f"Мероприятие снова за организацией «{self.duty.organisation}».")
        return self.url_back()


class DutyComplete(OneDuty, FormPage):
    """«Выполнено» with its day and what shows it."""

    permission = Right.ROADMAPS_VIEW
    title = "Отметить выполненным"
    form_class = CompleteForm
    submit_label = "Отметить выполненным"

    def form_options(self) -> Mapping[str, Any]:
        """The papers to choose from, and which kind is asked for."""
        kind = self.measure.document_kind if self.measure else ""
        return {
            "papers": papers_to_show(self.actor, self.duty, kind),
            "asked": self.measure.get_document_kind_display() if self.measure and kind else "",
        }

    def initial(self) -> Mapping[str, Any]:
        """Today; the paper that the product offers."""
        return {"done_date": self.today, "paper": self.duty.offered_paper_id, "comment": self.duty.comment}

    def perform(self, form: CompleteForm) -> str:
        """Marks it."""
        complete_duty(by=self.actor, duty=self.duty, today=self.today, **form.cleaned_data)
        self.say("Мероприятие отмечено выполненным. Отметку можно отменить на этой странице.")
        return self.url_back()


class DutyExcuse(OneDuty, FormPage):
    """«Не требуется» with its reason."""

    permission = Right.ROADMAPS_VIEW
    title = "Мероприятие не требуется"
    form_class = ReasonForm
    submit_label = "Отметить: не требуется"

    def perform(self, form: ReasonForm) -> str:
        """Marks it."""
        excuse_duty(by=self.actor, duty=self.duty, reason=form.cleaned_data["reason"])
        self.say("Отмечено: не требуется. Причину видят те, кто ведёт карту.")
        return self.url_back()


class DutyWithdraw(_OwnersDuty, FormPage):
    """Taken off the organisation by whoever runs the road map."""

    permission = Right.ROADMAPS_VIEW
    form_class = ReasonForm
    submit_label = "Снять"

    def heading(self) -> str:
        """From whom."""
        return f"Снять мероприятие с организации «{self.duty.organisation}»"

    def perform(self, form: ReasonForm) -> str:
        """Takes it off."""
        withdraw_duty(by=self.actor, duty=self.duty, reason=form.cleaned_data["reason"])
        self.say(f"Мероприятие снято с организации «{self.duty.organisation}».")
        return self.url_back()


class OccurrenceDate(FormPage):
    """The date of a measure whose text names none."""

    permission = Right.ROADMAPS_EDIT
    section = "roadmaps"
    title = "Указать дату мероприятия"
    form_class = SpanForm
    submit_label = "Сохранить дату"

    def load(self) -> None:
        """The occurrence in sight with the words of its measure."""
        self.occurrence = get_object_or_404(occurrences_visible_to(self.actor), pk=self.kwargs["pk"])
        self.measure = wording_of(self.occurrence.line)
        check_can_decide_duty(self.actor, self.occurrence.line.roadmap)

    def lead(self) -> str:
        """Which measure, and how its deadline is worded."""
        if self.measure is None:
            return ""
        worded = f" Срок в карте: {self.measure.deadline}." if self.measure.deadline else ""
        return f"{named(self.measure.number, self.measure.title)}.{worded}"

    def crumbs(self) -> Sequence[Crumb]:
        """Up to one's own measures."""
        return duty_crumbs()

    def initial(self) -> Mapping[str, Any]:
        """The dates given before."""
        return {"from_date": self.occurrence.from_date, "to_date": self.occurrence.to_date}

    def perform(self, form: SpanForm) -> str:
        """Keeps the dates."""
        date_occurrence(by=self.actor, occurrence=self.occurrence, **form.cleaned_data)
        self.say("Дата указана. Она останется и в следующей редакции, пока карта не назовёт другую.")
        return reverse("roadmaps:duty_mine")
