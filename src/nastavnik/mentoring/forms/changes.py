"""The shape of what is chosen for orders that change working pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.mentoring.models import Pair, Participation
from nastavnik.mentoring.queries.pairs import title_of
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.pair_endings import (
    EndReason,
    pauses_to_choose,
    reasons_of_replacement,
    reasons_to_choose,
)


def _pair_choices(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    return [(str(pair.pk), f"{title_of(pair)}, {pair.programme.title}") for pair in pairs]


class EndingForm(forms.Form):
    """Which pairs end and why."""

    pairs = forms.MultipleChoiceField(
        label="Какие пары прекращаются", choices=(), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.ChoiceField(
        label="Причина",
        choices=(),
        help_text="В приказе печатаются общие слова: кто и почему отказался, видит только куратор.",
    )

    def __init__(self, *args: Any, pairs: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pairs"].choices = _pair_choices(pairs)  # type: ignore[attr-defined]
        self.fields["reason"].choices = [("", "не выбрана"), *reasons_to_choose()]  # type: ignore[attr-defined]

    def ids(self) -> list[int]:
        """The chosen pairs."""
        return [int(key) for key in self.cleaned_data["pairs"]]

    def why(self) -> EndReason:
        """The chosen reason."""
        return EndReason(self.cleaned_data["reason"])


class ReplacementForm(forms.Form):
    """Who takes the mentor's place."""

    mentor = forms.ChoiceField(label="Новый наставник", choices=(), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label="Почему уходит прежний", choices=(), help_text="Видит только куратор; в приказе этого нет."
    )

    def __init__(self, *args: Any, mentors: Sequence[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentors = {str(mentor.pk): mentor for mentor in mentors}
        self.fields["reason"].choices = [("", "не выбрана"), *reasons_of_replacement()]  # type: ignore[attr-defined]
        self.fields["mentor"].choices = [  # type: ignore[attr-defined]
            (
                key,
                ", ".join(part for part in (full_name_of(one.person).full, standing_of(one.person)) if part),
            )
            for key, one in self.mentors.items()
        ]

    def chosen(self) -> Participation:
        """The chosen mentor."""
        return self.mentors[self.cleaned_data["mentor"]]

    def why(self) -> EndReason:
        """Why the mentor before goes."""
        return EndReason(self.cleaned_data["reason"])


class AmendmentForm(forms.Form):
    """Which working pairs are restated as the base has them now."""

    pairs = forms.MultipleChoiceField(
        label="Уточнить сведения о парах",
        choices=(),
        required=False,
        help_text="Для пар, в которых изменилась фамилия, класс или должность. Остальное в паре не меняется.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, pairs: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pairs"].choices = _pair_choices(pairs)  # type: ignore[attr-defined]

    def ids(self) -> list[int]:
        """The chosen pairs."""
        return [int(key) for key in self.cleaned_data["pairs"]]


class HoldForm(forms.Form):
    """Why a pair stands still and since when."""

    reason = forms.ChoiceField(
        label="Причина",
        choices=pauses_to_choose,
        help_text="Видит только куратор. Участникам: «приостановлена».",
    )
    on = DateField(label="С какого дня")
