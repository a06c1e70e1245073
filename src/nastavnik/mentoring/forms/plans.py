"""The shape of the plan of a pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.mentoring.models import PairPlan
from nastavnik.mentoring.values import MeasureWritten
from nastavnik.rulebook.plan_templates import PlannedMeasure

MEASURES = 10


class PlanForm(forms.Form):
    """Goal, tasks and up to ten measures, each with its term."""

    goal = forms.CharField(label="Цель", max_length=2000, widget=forms.Textarea({"rows": 2}))
    tasks = forms.CharField(
        label="Задачи", required=False, max_length=4000, widget=forms.Textarea({"rows": 3}),
        help_text="Каждая с новой строки.",
    )  # fmt: skip

    def __init__(self, *args: Any, kept: Sequence[int | None] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MEASURES + 1):
            self.fields[f"text_{place}"] = forms.CharField(
                label=f"Мероприятие {place}", max_length=300, required=False
            )
            self.fields[f"due_{place}"] = DateField(label=f"Срок {place}", required=False)
        self.kept = [*kept, *[None] * MEASURES][:MEASURES]

    def clean(self) -> dict[str, Any]:
        """A term without words says nothing."""
        data = super().clean() or {}
        for place in range(1, MEASURES + 1):
            if data.get(f"due_{place}") and not (data.get(f"text_{place}") or "").strip():
                self.add_error(f"text_{place}", "Впишите мероприятие или уберите его срок.")
        return data

    def measures(self) -> list[MeasureWritten]:
        """What was typed, in order."""
        data = self.cleaned_data
        return [
            MeasureWritten(data[f"text_{place}"], data[f"due_{place}"], self.kept[place - 1])
            for place in range(1, MEASURES + 1)
            if data[f"text_{place}"].strip()
        ]


def plan_as_typed(plan: PairPlan) -> dict[str, Any]:
    """The plan as the form shows it."""
    return {"goal": plan.goal, "tasks": plan.tasks} | _measures(
        [(one.text, one.due_date) for one in plan.measures.all()]
    )


def template_as_typed(goal: str, tasks: Sequence[str], measures: Sequence[PlannedMeasure]) -> dict[str, Any]:
    """A template as the form shows it."""
    return {"goal": goal, "tasks": "\n".join(tasks)} | _measures([(one.text, one.due) for one in measures])


def _measures(rows: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    texts = {f"text_{place}": text for place, (text, _) in enumerate(rows[:MEASURES], 1)}
    return texts | {f"due_{place}": due for place, (_, due) in enumerate(rows[:MEASURES], 1)}


class MeasureDoneForm(forms.Form):
    """What came of a measure and when."""

    result = forms.CharField(label="Что получилось", max_length=2000, widget=forms.Textarea({"rows": 3}))
    done_date = DateField(label="Когда выполнено")
