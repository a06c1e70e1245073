"""What the one who answers sees: his questionnaires, the form, thanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, State
from nastavnik.kit.pages import SIGNED_IN, CardPage, FormPage
from nastavnik.kit.pages.form_pages import INVALID
from nastavnik.kit.tables import Column, Table
from nastavnik.rulebook.questionnaires import Question
from nastavnik.surveys.actions.answers import AGAIN, CLOSED, Unanswered, answer_survey
from nastavnik.surveys.forms.answering import AnswerForm
from nastavnik.surveys.models import Ask, Campaign
from nastavnik.surveys.permissions.surveys import check_can_answer
from nastavnik.surveys.queries.questionnaires import rules_of
from nastavnik.surveys.queries.surveys import own_asks
from nastavnik.surveys.views.words import promise_of


class AnswerPage(FormPage):
    """A questionnaire to be answered; `survey` says which, the form shows its questions and its promise."""

    abstract = True
    template_name = "surveys/answer.html"
    form_class = AnswerForm
    submit_label = "Отправить ответы"
    survey: Campaign

    @property
    def questions(self) -> tuple[Question, ...]:
        """Questions of the edition that was sent."""
        return rules_of(self.survey.edition)

    @property
    def promise(self) -> str:
        """The declared kind."""
        return promise_of(self.survey.kind)

    @property
    def address(self) -> str:
        """A word to whoever answers."""
        return self.survey.edition.questionnaire.lead

    def heading(self) -> str:
        """The questionnaire."""
        return self.survey.title

    def form_options(self) -> Mapping[str, Any]:
        """The questions."""
        return {"questions": self.questions}

    def finish(self, form: BaseForm) -> HttpResponse:
        """What the action still finds missing is said at its question."""
        try:
            return super().finish(form)
        except Unanswered as refusal:
            return self.with_faults(cast(AnswerForm, form), refusal)

    def with_faults(self, form: AnswerForm, refusal: Unanswered) -> HttpResponse:
        """The form with the faults at their questions."""
        for key, fault in refusal.faults.items():
            form.add_error(key if key in form.fields else None, fault)
        return self.show(form, status=INVALID)


class OwnSurveys(CardPage):
    """Everything that the signed-in person was asked."""

    permission = SIGNED_IN
    title = "Мои анкеты"
    section = "own_surveys"

    def lead(self) -> str:
        """What is to be done here."""
        return "Здесь анкеты, на которые вас просят ответить."

    def blocks(self) -> Sequence[Block]:
        """One table."""
        asks = list(own_asks(self.actor).order_by("has_answered", "-campaign__to_date", "pk"))
        columns = (
            Column("title", "Анкета", "campaign.title"),
            Column("kind", "Вид", "campaign.get_kind_display", wide_only=True),
            Column("until", "Ответить до", "campaign.to_date", kind="date"),
            Column("state", "Состояние", self._state, kind="state"),
            Column("deed", "", self._deed, kind="actions"),
        )
        return [Table(columns=columns, rows=asks, empty="Анкет для вас пока нет.", caption="Мои анкеты")]

    def _state(self, ask: Ask) -> State:
        if ask.has_answered:
            return State("вы ответили", "good")
        return State("ждёт ответа", "attention") if self._is_open(ask) else State("время прошло", "neutral")

    def _deed(self, ask: Ask) -> Action | None:
        if ask.has_answered or not self._is_open(ask):
            return None
        return Action("Ответить", reverse("surveys:own_answer", args=[ask.pk]))

    def _is_open(self, ask: Ask) -> bool:
        survey = ask.campaign
        return not survey.is_closed and survey.from_date <= self.today <= survey.to_date


class OwnAnswer(AnswerPage):
    """One of them."""

    permission = SIGNED_IN
    section = "own_surveys"

    def load(self) -> None:
        """One's own; anybody else's is not there."""
        self.ask: Ask = get_object_or_404(own_asks(self.actor), pk=self.kwargs["pk"])
        self.survey = self.ask.campaign
        check_can_answer(self.actor, self.ask)

    def lead(self) -> str:
        """By the first name, as on a participant's card."""
        return f"{self.ask.person.first_name}, ответьте, пожалуйста, на вопросы."

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [Crumb("Мои анкеты", reverse("surveys:own_list"))]

    def submit_refusal(self) -> str | None:
        """One answer, in time."""
        if self.ask.has_answered:
            return AGAIN
        is_open = self.survey.from_date <= self.today <= self.survey.to_date and not self.survey.is_closed
        return None if is_open else CLOSED

    def perform(self, form: AnswerForm) -> str:
        """Sends it."""
        answer_survey(by=self.actor, ask=self.ask, typed=form.typed, today=self.today)
        self.say("Спасибо, ответы записаны.")
        return reverse("surveys:own_list")
