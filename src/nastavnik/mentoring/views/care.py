"""Steps with silent pairs, requests for help, consultations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.pages import Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.actions.care import answer_consultation, record_consultation, take_inactivity_step
from nastavnik.mentoring.actions.feedback import finish_help
from nastavnik.mentoring.forms.care import AnswerForm, ConsultationForm, StepForm
from nastavnik.mentoring.forms.feedback import HelpDoneForm
from nastavnik.mentoring.models import Consultation, HelpRequest
from nastavnik.mentoring.permissions.meetings import check_can_answer_consultation, check_can_finish_help
from nastavnik.mentoring.queries.care import (
    askers_of,
    consultations_found,
    consultations_visible_to,
    steps_of,
)
from nastavnik.mentoring.queries.meetings import help_requests_visible_to, terms_of_meetings
from nastavnik.mentoring.views.meeting_deeds import PairForm
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.inactivity import InactivityStep, next_step
from nastavnik.rulebook.roles import Right


class PairStep(PairForm):
    """A step with a pair that does not meet."""

    title = "Шаг с парой, которая не встречается"
    form_class = StepForm
    submit_label = "Записать шаг"

    def initial(self) -> Mapping[str, Any]:
        """The next rung and how long is usually waited."""
        steps = steps_of([self.pair.pk]).get(self.pair.pk, [])
        days = terms_of_meetings(self.pair.institution_id).notice_days
        rung = next_step(steps, self.today) or InactivityStep.EXTENSION
        until = None if rung is InactivityStep.CLOSING else self.today + timedelta(days=days)
        return {"rung": rung.value, "until": until}

    def perform(self, form: StepForm) -> str:
        """Records it; the end itself is an order."""
        rung, data = form.which(), form.cleaned_data
        until = None if rung is InactivityStep.CLOSING else data["until"]
        take_inactivity_step(by=self.actor, pair=self.pair, rung=rung, reason=data["reason"], until=until)
        if rung is InactivityStep.CLOSING:
            self.say("Решение записано. Осталось подготовить приказ о прекращении.")
            return f"{reverse('mentoring:ending_draft')}?pair={self.pair.pk}"
        self.say("Шаг записан." + (f" Ждём до {long_date(until)}." if until else ""))
        return reverse("mentoring:pair_view", args=[self.pair.pk])


class HelpFinish(FormPage):
    """A request for help: what happened and what was done."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    form_class = HelpDoneForm
    submit_label = "Помощь оказана"

    def load(self) -> None:
        """A request that this person may read."""
        rows = help_requests_visible_to(self.actor).select_related("person", "pair")
        self.asked: HelpRequest = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_finish_help(self.actor, self.asked)

    def heading(self) -> str:
        """Who asks."""
        return f"Просит о помощи: {full_name_of(self.asked.person).full}"

    def lead(self) -> str:
        """In his words."""
        return f"«{self.asked.text}». Другая сторона пары об этой просьбе не знает."

    def submit_refusal(self) -> str | None:
        """Once is enough."""
        return f"По этой просьбе помогли: {self.asked.outcome}" if self.asked.done_at else None

    def crumbs(self) -> list[Crumb]:
        """To the pair."""
        return [Crumb("Пара", reverse("mentoring:pair_view", args=[self.asked.pair_id]))]

    def perform(self, form: HelpDoneForm) -> str:
        """Writes it."""
        finish_help(by=self.actor, request=self.asked, outcome=form.cleaned_data["outcome"])
        self.say("Записано. Тот, кто просил, увидит ответ на своей странице.")
        return reverse("mentoring:pair_view", args=[self.asked.pair_id])


def _answer_state(row: Consultation) -> State:
    if not row.answer:
        return State("ждёт ответа", "attention")
    return State("ответ дан", "good", row.answered_by)


class ConsultationList(ListPage):
    """Consultations: who asked, what was answered."""

    permission = Right.PAIRS_VIEW
    section = "pairs"
    title = "Консультации"
    counted_as = ("консультация", "консультации", "консультаций")
    search_label = "Фамилия или слово из вопроса"
    columns = (
        Column("asked_date", "Когда", kind="date", sort="asked_date", line=2),
        Column(
            "who", "Кто спросил", lambda row: full_name_of(row.person).full, line=1,
            link=lambda row: reverse("mentoring:consultation_answer", args=[row.pk]), sort="person__sort_name",
        ),
        Column("question", "О чём", note="answer"),
        Column("state", "Ответ", _answer_state, kind="state"),
    )  # fmt: skip
    filters = (
        Filter(
            "state", "ответ", [("waits", "ждут ответа"), ("given", "ответ дан")],
            lambda rows, value: rows.filter(answer="") if value == "waits" else rows.exclude(answer=""),
        ),
    )  # fmt: skip

    def rows(self) -> QuerySet[Consultation]:
        """Of the institutions where this person may see pairs."""
        nodes = [node for node in self.actor.people if self.actor.may(Right.PAIRS_VIEW, node)]
        return consultations_visible_to(self.actor).filter(institution_id__in=nodes)

    def search(self, rows: Any, text: str) -> QuerySet[Consultation]:
        """By who asked and what."""
        return consultations_found(rows, text)

    def crumbs(self) -> list[Crumb]:
        """Up to the meetings."""
        return [Crumb("Встречи", reverse("mentoring:meeting_list"))]

    def primary(self) -> Action | None:
        """One that took place."""
        url = reverse("mentoring:consultation_add")
        return Action("Записать консультацию", url) if self.actor.may(Right.PAIRS_DECIDE) else None

    def nothing(self) -> Empty:
        """Where they come from."""
        return Empty(
            "Консультаций пока нет.",
            "Наставник спрашивает со страницы «Моя пара»; разговор записывает куратор.",
        )


class ConsultationAdd(FormPage):
    """A consultation that took place."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    title = "Записать консультацию"
    form_class = ConsultationForm
    submit_label = "Записать"

    @cached_property
    def people(self) -> list[Any]:
        """Mentors of working pairs and the curators themselves."""
        return askers_of(self.actor)

    def form_options(self) -> Mapping[str, Any]:
        """Who may have asked."""
        return {"people": self.people}

    def initial(self) -> Mapping[str, Any]:
        """Today."""
        return {"asked_date": self.today}

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [Crumb("Консультации", reverse("mentoring:consultation_list"))]

    def perform(self, form: ConsultationForm) -> str:
        """Writes it."""
        data = form.cleaned_data
        record_consultation(
            by=self.actor, person=form.chosen(), asked_date=data["asked_date"], question=data["question"],
            answer=data["answer"], answered_by=data["answered_by"],
        )  # fmt: skip
        self.say("Консультация записана.")
        return reverse("mentoring:consultation_list")


class ConsultationAnswer(FormPage):
    """The answer to a question."""

    permission = Right.PAIRS_VIEW
    section = "pairs"
    form_class = AnswerForm
    submit_label = "Ответить"

    def load(self) -> None:
        """A question that this person sees."""
        self.asked: Consultation = get_object_or_404(
            consultations_visible_to(self.actor), pk=self.kwargs["pk"]
        )
        check_can_answer_consultation(self.actor, self.asked)

    def heading(self) -> str:
        """Who asked."""
        return f"Вопрос: {full_name_of(self.asked.person).full}"

    def lead(self) -> str:
        """What."""
        return f"{long_date(self.asked.asked_date)}: «{self.asked.question}»"

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [Crumb("Консультации", reverse("mentoring:consultation_list"))]

    def initial(self) -> Mapping[str, Any]:
        """What was answered before."""
        return {"answer": self.asked.answer, "answered_by": self.asked.answered_by}

    def perform(self, form: AnswerForm) -> str:
        """Writes it."""
        answer_consultation(by=self.actor, consultation=self.asked, **form.cleaned_data)
        self.say("Ответ записан, тот, кто спросил, его увидит.")
        return reverse("mentoring:consultation_list")
