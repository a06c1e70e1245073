"""The shape of what participants ask for and offer, and of the record of consents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField, FoldedChoices, folded
from nastavnik.rulebook.base_values import MAX_CAPACITY
from nastavnik.rulebook.consent import CONSENT_RULES, ConsentKind
from nastavnik.rulebook.directions import MENTOR_SOURCES, NEED_SOURCES


@dataclass(frozen=True)
class TopicChoices:
    """Topics to tick by their codes: those that the programme names already stand first, others are folded."""

    labels: Mapping[str, str]
    used: frozenset[str] = frozenset()

    def groups(self, standing: Collection[str] = ()) -> list[Any]:
        """Choices of the field; what stands already is never lost, though the dictionary may know it no more."""
        first = [(code, label) for code, label in self.labels.items() if code in self.used]
        rest = [(code, label) for code, label in self.labels.items() if code not in self.used]
        return folded(first, [*rest, *((code, code) for code in standing if code not in self.labels)])


class _WithTopics(forms.Form):
    """A form with the topics of the dictionary as ticks; one that is no longer there stays to be seen."""

    topics = forms.MultipleChoiceField(
        label="Темы",
        required=False,
        widget=FoldedChoices,
        help_text="По темам подбираются пары.",
    )

    def __init__(self, *args: Any, topics: TopicChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["topics"])
        field.choices = topics.groups(self.initial.get("topics", ()))


class NeedForm(_WithTopics):
    """The request of a mentee."""

    text = forms.CharField(
        label="Основной запрос",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="С чем нужна помощь, словами наставляемого.",
    )
    interests = forms.CharField(
        label="Интересы", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    time_resource = forms.CharField(
        label="Когда может заниматься",
        max_length=200,
        required=False,
        help_text="Например: среда после уроков.",
    )
    source = forms.ChoiceField(
        label="От кого запрос",
        required=False,
        choices=[("", "не указано"), *((source.value, label) for source, label in NEED_SOURCES.items())],
    )
    sections = (("", ("text", "topics", "interests", "time_resource", "source")),)


class OfferForm(_WithTopics):
    """What a mentor can give, to whom and how much time he has."""

    competences = forms.CharField(
        label="Основные компетенции",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Чему может научить наставник.",
    )
    achievements = forms.CharField(
        label="Важные для программы достижения",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    interests = forms.CharField(
        label="Интересы", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    age_from = forms.IntegerField(
        label="Возраст наставляемых, от", required=False, min_value=3, max_value=99, help_text="Полных лет."
    )
    age_to = forms.IntegerField(
        label="Возраст наставляемых, до", required=False, min_value=3, max_value=99,
        help_text="Если не указать, подойдёт любой возраст.",
    )  # fmt: skip
    time_resource = forms.CharField(
        label="Ресурс времени", max_length=200, required=False, help_text="Например: 1 час в неделю."
    )
    capacity = forms.IntegerField(
        label="Сколько наставляемых возьмёт", min_value=1, max_value=MAX_CAPACITY,
        help_text="Больше этого числа пар предложено не будет.",
    )  # fmt: skip
    source = forms.ChoiceField(
        label="Откуда наставник",
        required=False,
        choices=[("", "не указано"), *((source.value, label) for source, label in MENTOR_SOURCES.items())],
    )
    experience_years = forms.IntegerField(
        label="Стаж, полных лет", required=False, min_value=0, max_value=70,
        help_text="Нужен, если в программе есть требование к стажу.",
    )  # fmt: skip
    sections = (
        ("Чему может научить", ("competences", "topics", "achievements", "interests")),
        ("О наставнике", ("source", "experience_years")),
        ("Кого и сколько возьмёт", ("age_from", "age_to", "time_resource", "capacity")),
    )


class ConsentsForm(forms.Form):
    """Signatures that lie on the table: whose, of which day, where the originals are kept."""

    people = forms.MultipleChoiceField(
        label="Чьи согласия получены",
        widget=forms.CheckboxSelectMultiple,
        help_text="Рядом с именем — подписи, которые будут записаны. Нет листа — снимите отметку.",
        error_messages={"required": "Отметьте хотя бы одного человека."},
    )
    kinds = forms.MultipleChoiceField(
        label="Какие согласия пришли",
        widget=forms.CheckboxSelectMultiple,
        help_text="Отмечены обязательные. Необязательное отметьте, если лист вернули все отмеченные.",
    )
    given_date = DateField(
        label="Дата согласия", help_text="День, который стоит под подписью, не позже сегодняшнего."
    )
    kept_at = forms.CharField(
        label="Где лежат подлинники",
        max_length=200,
        required=False,
        help_text="Например: папка 04-12, кабинет 21.",
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], kinds: Sequence[ConsentKind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lacked = list(kinds)
        cast(forms.MultipleChoiceField, self.fields["people"]).choices = [
            (str(pk), label) for pk, label in people
        ]
        if len(self.lacked) < 2:
            del self.fields["kinds"]
        else:
            cast(forms.MultipleChoiceField, self.fields["kinds"]).choices = [
                (kind.value, CONSENT_RULES[kind].label) for kind in self.lacked
            ]

    def kinds_chosen(self) -> list[ConsentKind]:
        """The ticked kinds, or the only one."""
        return [ConsentKind(value) for value in self.cleaned_data.get("kinds", self.lacked)]
