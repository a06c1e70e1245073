"""A questionnaire as the one who answers sees it: the same form by account, by link, in the preview and from paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nastavnik.rulebook.questionnaires import Question, QuestionKind, checked_answers

_NO_ANSWER = ""


class ScaleChoices(forms.RadioSelect):
    """Points of a scale in one row."""

    template_name = "surveys/widgets/scale.html"


class AnswerForm(forms.Form):
    """One field for each question, one for each row of a matrix; judged by the rulebook as the action judges."""

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.sections: list[tuple[str, list[str]]] = []
        by_key = {question.key: question for question in questions}
        for number, question in enumerate(questions, start=1):
            hint = _hint(question, by_key)
            label = f"{number}. {question.text}"
            if question.kind is QuestionKind.MATRIX:
                self._add_matrix(question, label, hint)
            else:
                self.fields[question.key] = _field(question, label, hint)
                self._put("", question.key)

    def _add_matrix(self, question: Question, label: str, hint: str) -> None:
        names = []
        for place, row in enumerate(question.rows):
            name = f"{question.key}-{place}"
            choices = [(one, one) for one in question.options]
            self.fields[name] = forms.ChoiceField(
                label=row, required=question.is_required and not question.only_if, help_text="" if place else hint,
                choices=choices, widget=ScaleChoices,
            )  # fmt: skip
            names.append(name)
        self.sections.append((label, names))

    def _put(self, title: str, name: str) -> None:
        """Questions in a row stand under one heading, so that their order is that of the questionnaire."""
        if not self.sections or self.sections[-1][0]:
            self.sections.append((title, []))
        self.sections[-1][1].append(name)

    @property
    def typed(self) -> dict[str, Any]:
        """What was chosen, by the key of the question."""
        data = self.cleaned_data
        found: dict[str, Any] = {}
        for question in self.questions:
            if question.kind is QuestionKind.MATRIX:
                rows = {row: data.get(f"{question.key}-{place}") for place, row in enumerate(question.rows)}
                found[question.key] = {row: column for row, column in rows.items() if column}
            else:
                found[question.key] = data.get(question.key)
        return found

    def clean(self) -> dict[str, Any]:
        """Faults that a field alone can't see: a condition that is met, rows of a matrix."""
        data = super().clean() or {}
        for key, fault in checked_answers(self.questions, self.typed).faults.items():
            name = (
                key if key in self.fields else next(one for one in self.fields if one.startswith(f"{key}-"))
            )
            if not any(one == key or one.startswith(f"{key}-") for one in self.errors):
                self.add_error(name, fault)
        return data


def _hint(question: Question, by_key: Mapping[str, Question]) -> str:
    on = by_key.get(question.only_if)
    if on is None:
        return question.hint
    said = " или ".join(f"«{value}»" for value in question.only_values)
    asked = f"Только если на вопрос «{on.text}» вы ответили {said}."
    return f"{question.hint} {asked}".strip()


def _field(question: Question, label: str, hint: str) -> forms.Field:
    common: dict[str, Any] = {
        "label": label,
        "help_text": hint,
        "required": question.is_required and not question.only_if,
    }
    choices = [(one, one) for one in question.choices]
    if question.kind is QuestionKind.TEXT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **common)
    if question.kind is QuestionKind.SEVERAL:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
    widget = ScaleChoices if question.kind is QuestionKind.SCALE else forms.RadioSelect
    return forms.ChoiceField(choices=choices, widget=widget, **common)
