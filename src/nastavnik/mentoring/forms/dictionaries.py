"""The shape of local entries of the dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms

from nastavnik.mentoring.models import MentoringForm
from nastavnik.mentoring.models.dictionaries import SIDE_KINDS
from nastavnik.registry.models import Organisation


class EntryForm(forms.Form):
    """What all entries have; whose it is, is asked only where there is a choice and only at first."""

    owner = forms.TypedChoiceField(label="Для кого", coerce=int, help_text="Кто сможет это выбрать.")
    label = forms.CharField(label="Название", max_length=120)

    def __init__(
        self, *args: Any, owners: Sequence[Organisation] = (), options: Mapping[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(owners) > 1:
            cast(forms.ChoiceField, self.fields["owner"]).choices = [
                (node.pk, node.short_name) for node in owners
            ]
        else:
            del self.fields["owner"]
        self.offer(options)

    def offer(self, options: Mapping[str, Any]) -> None:
        """Puts further choices into the fields."""


class FormEntryForm(EntryForm):
    """A local form of mentoring."""

    mentor_kind = forms.ChoiceField(label="Кто наставник", choices=SIDE_KINDS)
    mentee_kind = forms.ChoiceField(label="Кто наставляемый", choices=SIDE_KINDS)
    mentor_may_be_minor = forms.BooleanField(
        label="Наставнику может не быть 18 лет",
        required=False,
        help_text="Тогда наставник без даты рождения считается несовершеннолетним: нужны подписи представителя.",
    )
    mentee_may_be_minor = forms.BooleanField(label="Наставляемому может не быть 18 лет", required=False)
    has_labour_side = forms.BooleanField(
        label="Наставничество педагогов: затрагивает трудовые отношения", required=False
    )
    organisation_kinds = forms.MultipleChoiceField(
        label="Для каких организаций",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Если ничего не отметить — для любых.",
    )

    def offer(self, options: Mapping[str, Any]) -> None:
        """Kinds of organisations."""
        kinds = cast(forms.MultipleChoiceField, self.fields["organisation_kinds"])
        kinds.choices = list(options["kinds"].items())


class RoleModelEntryForm(EntryForm):
    """A local role model under a form."""

    form = forms.ModelChoiceField(
        queryset=MentoringForm.objects.none(), label="Форма наставничества", empty_label="Выберите форму"
    )
    curator_only = forms.BooleanField(
        label="Название может обидеть: показывать только куратору", required=False
    )
    neutral_label = forms.CharField(
        label="Нейтральное название",
        max_length=200,
        required=False,
        help_text="Его увидят все остальные, и оно войдёт в приказ. Например: помощь в учёбе.",
    )
    field_order = ("owner", "form", "label", "curator_only", "neutral_label")

    def offer(self, options: Mapping[str, Any]) -> None:
        """Forms that the owner may use."""
        cast(forms.ModelChoiceField, self.fields["form"]).queryset = options["forms"]


class TopicEntryForm(EntryForm):
    """A local topic of requests and offers."""

    words = forms.CharField(
        label="По каким ещё словам узнавать",
        max_length=300,
        required=False,
        help_text="Через запятую, например: экскурсовод, музейное дело. По самому названию тема узнаётся и так.",
    )
