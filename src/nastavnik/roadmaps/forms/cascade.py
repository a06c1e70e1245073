"""The shape of what is said when a road map from above is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Measure


class AdoptForm(forms.Form):
    """Which rows are taken over, and by whom where the actor works for several organisations."""

    owner = forms.TypedChoiceField(label="Для какой организации", coerce=int)
    title = forms.CharField(label="Название вашей карты", max_length=500)
    rows = forms.TypedMultipleChoiceField(
        label="Мероприятия, которые вы принимаете",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Слова, сроки и ответственных вы измените потом, в проекте своей карты.",
    )
    reason = forms.CharField(
        label="Почему остальные не принимаются",
        max_length=500,
        required=False,
        help_text="Нужно, если отмечены не все. Эту причину увидит вышестоящая организация.",
    )

    def __init__(
        self, *args: Any, owners: Sequence[Organisation], rows: Sequence[Measure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(owner.pk, str(owner)) for owner in owners]  # type: ignore[attr-defined]
        self.fields["rows"].choices = [(row.line_id, _label(row)) for row in rows]  # type: ignore[attr-defined]
        self._lines = [row.line_id for row in rows]
        if len(owners) == 1:
            self.fields["owner"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A reason is asked for as soon as one row is left out."""
        found = super().clean() or {}
        taken = found.get("rows") or []
        if "rows" in found and len(taken) < len(self._lines) and not (found.get("reason") or "").strip():
            self.add_error(
                "reason", "Отмечены не все мероприятия: напишите, почему остальные не принимаются."
            )
        return found

    @property
    def left_out(self) -> dict[int, str]:
        """The lines that are not taken, each with the reason."""
        taken = set(self.cleaned_data["rows"])
        return {line: self.cleaned_data["reason"] for line in self._lines if line not in taken}


def _label(row: Measure) -> str:
    words = f"{row.number} {row.title}".strip()
    return f"{words} — {row.deadline}" if row.deadline else words
