"""The shape of a discussion: its days, remarks, answers, agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Concurrence, Measure, Remark

_WIDE = forms.Textarea(attrs={"rows": 4})


class DiscussionForm(forms.Form):
    """The days."""

    from_date = DateField(label="Обсуждение с")
    to_date = DateField(label="по", help_text="Последний день, когда принимаются замечания.")


class _OrganisationForm(forms.Form):
    """A choice of an organisation, hidden where there is one."""

    def offer(self, organisations: Sequence[Organisation]) -> None:
        """Puts the choices."""
        self.offered = {str(node.pk): node for node in organisations}
        field = cast(forms.ChoiceField, self.fields["organisation"])
        field.choices = [(key, node.short_name) for key, node in self.offered.items()]
        if len(organisations) == 1:
            field.widget = forms.HiddenInput()
            field.initial = str(organisations[0].pk)

    @property
    def chosen(self) -> Organisation:
        """The organisation itself."""
        return self.offered[self.cleaned_data["organisation"]]


class RemarkForm(_OrganisationForm):
    """A remark to a row or to the whole."""

    organisation = forms.ChoiceField(label="От кого")
    row = forms.ChoiceField(label="К чему", required=False)
    text = forms.CharField(
        label="Замечание или предложение",
        widget=_WIDE,
        help_text="Без имён и фамилий обучающихся.",
    )

    def __init__(
        self, *args: Any, organisations: Sequence[Organisation], measures: Sequence[Measure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(organisations)
        self.measures = {str(one.pk): one for one in measures}
        cast(forms.ChoiceField, self.fields["row"]).choices = [
            ("", "ко всей карте"),
            *((key, str(one)[:120]) for key, one in self.measures.items()),
        ]

    @property
    def measure(self) -> Measure | None:
        """The row that was chosen."""
        return self.measures.get(self.cleaned_data["row"])


class AnswerForm(forms.Form):
    """What was decided about a remark."""

    outcome = forms.ChoiceField(
        label="Решение",
        choices=[choice for choice in Remark.Outcome.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="Ответ",
        required=False,
        widget=_WIDE,
        help_text="Обязателен, если замечание учтено не полностью или отклонено.",
    )


class AskForm(_OrganisationForm):
    """Who is asked to agree."""

    organisation = forms.ChoiceField(
        label="Чья организация", help_text="Отметку о согласовании сделает сотрудник этой организации."
    )
    who = forms.CharField(
        label="Кто согласует",
        max_length=300,
        help_text="Например: «Начальник управления образования» или «Педагогический совет».",
    )
    name = forms.CharField(label="И. О. Фамилия", max_length=120, required=False)

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(organisations)


class ConcurForm(forms.Form):
    """Agreed or not."""

    verdict = forms.ChoiceField(
        label="Решение",
        choices=[choice for choice in Concurrence.Verdict.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    said_date = DateField(label="Когда")
    comment = forms.CharField(label="С чем не согласны", required=False, widget=_WIDE)
