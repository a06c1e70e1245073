"""What a curator sends when writing down who agreed to a pair."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.mentoring.models import Answer, Pair
from nastavnik.mentoring.queries.pairs import title_of
from nastavnik.rulebook.pair_states import PARTY_LABELS, Party

AGREE, DRAFT = "agree", "draft"


class AgreementForm(forms.Form):
    """A choice for each answer of each pair, and the day on which the changed ones were given.

    Beside each choice the page keeps what it showed at first: only what this person changed is written, so
    that two people filling the same list do not undo each other.
    """

    answered_date = DateField(
        label="Дата ответа",
        help_text="День, когда ответ получен: им запишется то, что вы сейчас отметите или измените. Приказ нельзя будет датировать раньше этого дня.",
    )
    chosen = forms.TypedMultipleChoiceField(label="Пары", coerce=int, required=False)
    deed = forms.ChoiceField(
        choices=[(AGREE, "Все согласны"), (DRAFT, "Подготовить проект приказа")],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: object, pairs: Iterable[Pair] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.pairs = list(pairs)
        self.fields["chosen"].choices = [(pair.pk, pair.pk) for pair in self.pairs]  # type: ignore[attr-defined]
        for pair in self.pairs:
            for answer in pair.answers.all():
                self.fields[name_of_field(answer.pk)] = _answer_field(answer, title_of(pair))

    def ticked(self) -> frozenset[int]:
        """The pairs that stand ticked on the page."""
        return frozenset(int(pk) for pk in self["chosen"].value() or () if str(pk).isdigit())

    def answers(self) -> dict[int, str]:
        """What is to be written: the changed answers, and for «Все согласны» a «yes» of everybody chosen."""
        changed = {
            answer.pk: self.cleaned_data[name_of_field(answer.pk)]
            for pair in self.pairs
            for answer in pair.answers.all()
            if name_of_field(answer.pk) in self.changed_data
        }
        if self.cleaned_data["deed"] != AGREE:
            return changed
        chosen = set(self.cleaned_data["chosen"])
        agreed = [answer.pk for pair in self.pairs if pair.pk in chosen for answer in pair.answers.all()]
        return changed | dict.fromkeys(agreed, Answer.Value.YES.value)


def _answer_field(answer: Answer, pair: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"Ответ: {PARTY_LABELS[Party(answer.party)]}, пара {pair}",
        choices=[("", "нет ответа"), (Answer.Value.YES, "да"), (Answer.Value.NO, "нет")],
        initial=answer.value,
        required=False,
        show_hidden_initial=True,
    )


def name_of_field(answer_id: int) -> str:
    """The name under which an answer travels in the form."""
    return f"answer_{answer_id}"
