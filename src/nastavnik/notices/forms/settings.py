"""The shape of a marked day and of a ladder of reminders."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.rulebook.reminders import FARTHEST, Ladder

_WORKING = (("off", "нерабочий"), ("working", "рабочий"))


class DayForm(forms.Form):
    """A day that differs from the calendar."""

    date = DateField(label="Дата")
    state = forms.ChoiceField(
        label="Какой это день", choices=_WORKING, widget=forms.RadioSelect, initial="off"
    )
    words = forms.CharField(
        label="Почему",
        max_length=200,
        help_text="Например: День города, указ губернатора от 01.09.2026 № 15.",
    )


class NumbersField(forms.CharField):
    """Numbers of days through a comma: «7, 1»; nothing is no reminder."""

    def to_python(self, value: Any) -> tuple[int, ...]:  # type: ignore[override]
        """The numbers in the order in which they were typed."""
        words = re.split(r"[\s,;]+", str(value or "").strip())
        numbers = [word for word in words if word]
        if any(not (word.isascii() and word.isdigit()) or not 1 <= int(word) <= FARTHEST for word in numbers):
            raise forms.ValidationError(f"Впишите числа от 1 до {FARTHEST} через запятую: 7, 1.")
        return tuple(dict.fromkeys(int(word) for word in numbers))


class LadderForm(forms.Form):
    """When is reminded."""

    before = NumbersField(
        label="За сколько дней до срока",
        required=False,
        help_text="Через запятую, например: 7, 1. Пусто — не напоминать.",
    )
    on_the_day = forms.BooleanField(label="В день срока", required=False)
    after = NumbersField(
        label="Через сколько дней после срока", required=False, help_text="Если не выполнено. Например: 1, 7."
    )
    superior_after = forms.IntegerField(
        label="Вышестоящему: через сколько дней после срока",
        required=False,
        min_value=1,
        max_value=FARTHEST,
        help_text="Если и тогда не выполнено. Пусто — вышестоящему не сообщать.",
    )

    def ladder(self) -> Ladder:
        """What was typed, as the rule takes it."""
        return Ladder(**self.cleaned_data)
