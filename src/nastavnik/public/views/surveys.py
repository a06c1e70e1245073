"""Answering a questionnaire by a one-use link: opening it spends nothing, only a sent form does."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.lockout import code_attempt
from nastavnik.kit.pages import Page
from nastavnik.public.views.by_code import TOO_MANY
from nastavnik.rulebook.codes import may_be_code
from nastavnik.surveys.actions.answers import LINK_WORDS, UNKNOWN_LINK, answer_by_link
from nastavnik.surveys.forms.answering import AnswerForm
from nastavnik.surveys.queries.surveys import LINK_SIGNS, link_state
from nastavnik.surveys.views.answering import AnswerPage


class SurveyLinkAnswer(AnswerPage):
    """The form of a link; a spent or expired one says so in a sentence."""

    public = True
    template_name = "surveys/link.html"

    def load(self) -> None:
        """What the link opens; wrong codes of an address are counted as everywhere."""
        self.code, self.trouble, self.pause = self.kwargs["code"], "", ""
        found = None
        if may_be_code(self.code, LINK_SIGNS):
            attempt, now = code_attempt(self.request), timezone.now()
            self.pause = attempt.pause_words(now)
            found = None if self.pause else link_state(self.code, self.today)
            if found is None and not self.pause:
                attempt.failed(now)
        if found is None:
            self.trouble = self.pause or UNKNOWN_LINK
            return
        state, self.survey = found
        self.trouble = LINK_WORDS.get(state, "")

    def heading(self) -> str:
        """The questionnaire, where the link opens one."""
        return "Анкета" if self.trouble else self.survey.title

    @property
    def whose(self) -> str:
        """Who asks."""
        return f"{self.survey.institution.full_name}. Ссылка действует один раз: ответ отправляют один раз."

    def submit_refusal(self) -> str | None:
        """A link that takes no answer."""
        return self.trouble or None

    def get(self, request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, or why there is none; the browser keeps no copy."""
        if self.trouble:
            response = self.render(status=TOO_MANY if self.pause else 200)
        else:
            response = self.show(self.build_form())
        response["Cache-Control"] = "no-store"
        return response

    def perform(self, form: AnswerForm) -> str:
        """Sends it and spends the link."""
        answer_by_link(by=self.actor, code=self.code, typed=form.typed, today=self.today)
        return reverse("public:survey_thanks")


class SurveyThanks(Page):
    """After an answer by a link."""

    public = True
    template_name = "surveys/thanks.html"
    title = "Спасибо, ответы записаны"
