"""The shape of a direction of a programme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from nastavnik.mentoring.forms.form_choice import FormChoice
from nastavnik.mentoring.models import MentoringForm
from nastavnik.rulebook.base_values import MAX_CAPACITY
from nastavnik.rulebook.directions import CHANNELS, KIND_HINTS, KINDS


class DirectionForm(FormChoice):
    """A form with its role model, the kind and the channel of work, and the limits for mentors."""

    kind = forms.ChoiceField(
        label="Вид наставничества",
        choices=[(kind.value, f"{label} — {KIND_HINTS[kind]}") for kind, label in KINDS.items()],
    )
    channel = forms.ChoiceField(
        label="Как проходит", choices=[(channel.value, label) for channel, label in CHANNELS.items()]
    )
    mentees_limit = forms.IntegerField(
        label="Не больше наставляемых у одного наставника",
        required=False,
        min_value=1,
        max_value=MAX_CAPACITY,
        help_text="Если не указать, решает сам наставник.",
    )
    experience_years = forms.IntegerField(
        label="Стаж наставника не меньше, лет",
        required=False,
        min_value=1,
        max_value=60,
        help_text="Если не указать, стаж не спрашивается.",
    )
    sections = (
        ("Кто с кем работает", ("form", "role_model")),
        ("Как работают", ("kind", "channel")),
        ("Требования к наставникам", ("mentees_limit", "experience_years")),
    )

    def __init__(
        self, *args: Any, mentoring_forms: Iterable[MentoringForm], role_models: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(mentoring_forms, role_models)
