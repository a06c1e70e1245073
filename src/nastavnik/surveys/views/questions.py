"""Questions in the builder: added, changed, moved, copied, removed; every deed works by a plain form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404

from nastavnik.kit.pages import DeedPage, FormPage
from nastavnik.rulebook.questionnaires import Question
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.actions.questionnaires import (
    add_question,
    copy_question,
    correct_question,
    move_question,
    remove_question,
)
from nastavnik.surveys.forms.questionnaires import QuestionForm, initial_of
from nastavnik.surveys.permissions.questionnaires import check_can_edit_questionnaire
from nastavnik.surveys.views.questionnaires import OneQuestionnaire


class _Question(OneQuestionnaire):
    """A page about the questions of a questionnaire that may be changed."""

    abstract = True

    def load(self) -> None:
        """Only what may be changed; 404 for a question that is not there."""
        super().load()
        check_can_edit_questionnaire(self.actor, self.questionnaire)
        key = self.kwargs.get("key")
        self.place = next(
            (at for at, one in enumerate(self.questions) if one.key == key), len(self.questions)
        )
        if key is not None and self.place == len(self.questions):
            raise Http404

    @property
    def earlier(self) -> Sequence[Question]:
        """What stands before it."""
        return self.questions[: self.place]

    def at_question(self) -> str:
        """The builder, at the question."""
        return f"{self.url_back()}#q-{self.kwargs.get('key', '')}"


class QuestionAdd(_Question, FormPage):
    """A question at the end."""

    permission = Right.SURVEYS_EDIT
    title = "Добавить вопрос"
    form_class = QuestionForm
    submit_label = "Добавить вопрос"

    def initial(self) -> Mapping[str, Any]:
        """A scale, as most are."""
        return {"kind": "scale"}

    def form_options(self) -> Mapping[str, Any]:
        """Questions on which it may depend."""
        return {"earlier": self.earlier}

    def perform(self, form: QuestionForm) -> str:
        """Adds it."""
        add_question(by=self.actor, questionnaire=self.questionnaire, rule=form.rule)
        self.say("Вопрос добавлен.")
        return self.url_back()


class QuestionEdit(_Question, FormPage):
    """A question in its place."""

    permission = Right.SURVEYS_EDIT
    title = "Изменить вопрос"
    form_class = QuestionForm

    def lead(self) -> str:
        """What happens to answers."""
        if self.edition.is_frozen:
            return "На анкету уже отвечали: изменение начнёт новую редакцию, прежние ответы останутся при прежней."
        return ""

    def initial(self) -> Mapping[str, Any]:
        """As it is."""
        return initial_of(self.questions[self.place])

    def form_options(self) -> Mapping[str, Any]:
        """Questions on which it may depend."""
        return {"earlier": self.earlier}

    def perform(self, form: QuestionForm) -> str:
        """Writes it."""
        correct_question(
            by=self.actor, questionnaire=self.questionnaire, key=self.kwargs["key"], rule=form.rule
        )
        self.say("Вопрос изменён.")
        return self.at_question()


class QuestionMove(_Question, DeedPage):
    """The buttons ↑ and ↓."""

    permission = Right.SURVEYS_EDIT

    def perform(self) -> str:
        """Moves it."""
        key, way = self.kwargs["key"], self.kwargs["way"]
        move_question(by=self.actor, questionnaire=self.questionnaire, key=key, way=way)
        return self.at_question()


class QuestionCopy(_Question, DeedPage):
    """The button «Копия»."""

    permission = Right.SURVEYS_EDIT

    def perform(self) -> str:
        """Copies it."""
        copy_question(by=self.actor, questionnaire=self.questionnaire, key=self.kwargs["key"])
        self.say("Вопрос скопирован.")
        return self.at_question()


class QuestionRemove(_Question, DeedPage):
    """The button «Убрать»."""

    permission = Right.SURVEYS_EDIT

    def perform(self) -> str:
        """Takes it out."""
        remove_question(by=self.actor, questionnaire=self.questionnaire, key=self.kwargs["key"])
        self.say("Вопрос убран.")
        return self.url_back()
