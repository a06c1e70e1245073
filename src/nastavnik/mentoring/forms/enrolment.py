"""The shape of an entry into a programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField, FoldedChoices
from nastavnik.mentoring.forms.participants import TopicChoices
from nastavnik.mentoring.models import Side


class EnrolmentForm(forms.Form):
    """Which programme, on which side, with what, since when."""

    programme = forms.ChoiceField(label="Программа")
    side = forms.ChoiceField(label="Сторона", choices=Side.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Запрос или компетенции", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Наставляемый — с чем нужна помощь; наставник — чему может научить.",
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label="Темы",
        required=False,
        widget=FoldedChoices,
        help_text="По темам подбираются пары. Не отметите ни одной — система узнает их из текста.",
    )
    entered_date = DateField(label="Дата вхождения в программу")

    def __init__(
        self, *args: Any, programmes: Sequence[tuple[str, str]], topics: TopicChoices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["programme"]).choices = [("", "выберите"), *programmes]
        cast(forms.MultipleChoiceField, self.fields["topics"]).choices = topics.groups()
