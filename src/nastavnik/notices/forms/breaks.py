"""The shape of holidays and quarantine."""

from __future__ import annotations

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.notices.models import BreakDays


class BreakForm(forms.Form):
    """Days on which nobody works."""

    kind = forms.ChoiceField(label="Что это", choices=BreakDays.Kind.choices, widget=forms.RadioSelect)
    first = DateField(label="Первый день")
    last = DateField(label="Последний день")
    words = forms.CharField(
        label="Пояснение", max_length=200, required=False, help_text="Например: приказ от 20.10.2026 № 88-од."
    )
