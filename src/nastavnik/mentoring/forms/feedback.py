"""The shape of feedback after a meeting and of a request for help."""

from __future__ import annotations

from typing import Any

from django import forms

from nastavnik.mentoring.forms.meetings import MeetingRecordForm
from nastavnik.mentoring.models import Feedback
from nastavnik.rulebook.feedback import GOAL_LABELS, HIGHEST, LOWEST, Goal, Said

_MARKS = [(str(mark), str(mark)) for mark in range(LOWEST, HIGHEST + 1)]
_YES_NO = (("yes", "да"), ("no", "нет"))
NAMES = ("goal", "comfort", "usefulness", "goes_on", "worked", "hindered", "needs_help")


def _scale(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=_MARKS, widget=forms.RadioSelect({"class": "is-scale"}),
        help_text="1 — совсем нет, 10 — очень.",
    )  # fmt: skip


class _SaidForm(forms.Form):
    """What a side says of a meeting."""

    goal = forms.ChoiceField(
        label="Цель встречи достигнута?",
        choices=[(goal.value, label) for goal, label in GOAL_LABELS.items()],
        widget=forms.RadioSelect({"class": "is-row"}),
    )
    comfort = _scale("Насколько вам было комфортно?")
    usefulness = _scale("Насколько встреча была полезной?")
    goes_on = forms.ChoiceField(
        label="После пробной встречи: хотите продолжать вместе?", choices=_YES_NO, required=False,
        widget=forms.RadioSelect({"class": "is-row"}),
    )  # fmt: skip
    worked = forms.CharField(
        label="Что получилось", required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )
    hindered = forms.CharField(
        label="Что мешало", required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )
    needs_help = forms.BooleanField(label="Нужна помощь куратора", required=False)

    def said(self) -> Said:
        """The answers."""
        data = self.cleaned_data
        goes_on = {"yes": True, "no": False}.get(data.get("goes_on") or "")
        return Said(
            int(data["comfort"]), int(data["usefulness"]), Goal(data["goal"]), data["worked"], data["hindered"],
            needs_help=data["needs_help"], goes_on=goes_on,
        )  # fmt: skip


class FeedbackForm(_SaidForm):
    """Feedback of one person about one meeting."""

    field_order = NAMES

    def __init__(self, *args: Any, asks_to_go_on: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goes_on"].required = asks_to_go_on
        if not asks_to_go_on:
            del self.fields["goes_on"]


class OwnRecordForm(MeetingRecordForm, _SaidForm):
    """A meeting as its mentor writes it: what was, and what he says of it himself, on one page."""

    sections: tuple[tuple[str, tuple[str, ...]], ...] = (
        *MeetingRecordForm.sections,
        ("Ваш отзыв: его прочтёт только куратор", NAMES),
    )


class HelpForm(forms.Form):
    """What happened."""

    text = forms.CharField(
        label="Что случилось", max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text="Это прочтёт только куратор. Другая сторона пары не узнает.",
    )  # fmt: skip


class HelpDoneForm(forms.Form):
    """What was done."""

    outcome = forms.CharField(label="Что сделано", max_length=2000, widget=forms.Textarea({"rows": 4}))


class PaperFeedbackForm(forms.Form):
    """Fast entry from paper: one line for each person who was asked, empty lines are left alone."""

    def __init__(self, *args: Any, rows: list[Feedback], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"goal_{row.pk}"] = forms.ChoiceField(
                label="Цель",
                required=False,
                choices=[("", "—"), *((goal.value, label) for goal, label in GOAL_LABELS.items())],
            )
            for name, label in (("comfort", "Комфорт"), ("usefulness", "Польза")):
                self.fields[f"{name}_{row.pk}"] = forms.IntegerField(
                    label=label, required=False, min_value=LOWEST, max_value=HIGHEST,
                    widget=forms.NumberInput({"class": "is-mark"}),
                )  # fmt: skip
            if row.meeting.kind == "trial":
                self.fields[f"goes_{row.pk}"] = forms.ChoiceField(
                    label="Продолжать", required=False, choices=[("", "—"), *_YES_NO]
                )
            self.fields[f"words_{row.pk}"] = forms.CharField(
                label="Что мешало", required=False, max_length=2000
            )
            self.fields[f"help_{row.pk}"] = forms.BooleanField(label="Нужна помощь", required=False)

    def lines(self) -> list[tuple[Feedback, dict[str, forms.BoundField]]]:
        """Each person with his fields, for the table of the page."""
        names = ("goal", "comfort", "usefulness", "goes", "words", "help")
        return [
            (row, {name: self[f"{name}_{row.pk}"] for name in names if f"{name}_{row.pk}" in self.fields})
            for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        """A line is filled in whole or not at all."""
        data = super().clean() or {}
        for row in self.rows:
            needed = {name: data.get(f"{name}_{row.pk}") for name in self._needed(row)}
            began = any(needed.values()) or data.get(f"words_{row.pk}") or data.get(f"help_{row.pk}")
            for name, value in needed.items():
                key = f"{name}_{row.pk}"
                if began and not value and key not in self.errors:
                    self.add_error(key, "Впишите: строка начата.")
        return data

    def _needed(self, row: Feedback) -> list[str]:
        names = ["goal", "comfort", "usefulness"]
        return [*names, "goes"] if f"goes_{row.pk}" in self.fields else names

    def answers(self) -> list[tuple[Feedback, Said]]:
        """The lines that are filled in."""
        data, found = self.cleaned_data, []
        for row in self.rows:
            if data.get(f"goal_{row.pk}"):
                said = Said(
                    data[f"comfort_{row.pk}"], data[f"usefulness_{row.pk}"], Goal(data[f"goal_{row.pk}"]),
                    hindered=data[f"words_{row.pk}"], needs_help=data[f"help_{row.pk}"],
                    goes_on={"yes": True, "no": False}.get(data.get(f"goes_{row.pk}") or ""),
                )  # fmt: skip
                found.append((row, said))
        return found
