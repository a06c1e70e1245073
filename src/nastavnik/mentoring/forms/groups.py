"""The shape of a pair or a group that a curator makes by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.mentoring.models import Direction

Choices = Sequence[tuple[int, str]]


class GroupForm(forms.Form):
    """Mentors, mentees and, where the programme has several, the direction."""

    direction = forms.TypedChoiceField(label="Направление", coerce=int)
    mentors = forms.TypedMultipleChoiceField(
        label="Наставник",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Несколько наставников — только в коллективно-индивидуальном направлении.",
        error_messages={"required": "Отметьте наставника."},
    )
    mentees = forms.TypedMultipleChoiceField(
        label="Наставляемые",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Несколько наставляемых у одного наставника — группа.",
        error_messages={"required": "Отметьте хотя бы одного наставляемого."},
    )
    reason = forms.CharField(
        label="Почему эта пара",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: договорились на общей встрече.",
    )

    def __init__(
        self, *args: Any, directions: Sequence[Direction], mentors: Choices, mentees: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(directions) > 1:
            cast(forms.ChoiceField, self.fields["direction"]).choices = [
                (one.pk, str(one)) for one in directions
            ]
        else:
            del self.fields["direction"]
        cast(forms.MultipleChoiceField, self.fields["mentors"]).choices = list(mentors)
        cast(forms.MultipleChoiceField, self.fields["mentees"]).choices = list(mentees)


class MentorForm(forms.Form):
    """Another mentor for a pair."""

    mentor = forms.TypedChoiceField(label="Новый наставник", coerce=int)

    def __init__(self, *args: Any, mentors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["mentor"]).choices = [("", "Выберите наставника"), *mentors]


class CarryForm(forms.Form):
    """Pairs of last year that wish to go on."""

    pairs = forms.TypedMultipleChoiceField(
        label="Кто хочет продолжить",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Спросите обоих. Отмеченные войдут в программу и в предложении пар останутся вместе.",
        error_messages={"required": "Отметьте хотя бы одну пару."},
    )

    def __init__(self, *args: Any, pairs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["pairs"]).choices = list(pairs)
