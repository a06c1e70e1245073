"""The shape of a questionnaire and of its questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.registry.models import Organisation
from nastavnik.rulebook import questionnaires as rules
from nastavnik.surveys.actions.questionnaires import QuestionnaireTerms
from nastavnik.surveys.models import Question, Questionnaire, SatisfactionFormula


class QuestionnaireForm(forms.Form):
    """What a questionnaire says of itself."""

    owner = forms.ChoiceField(label="Чья анкета")
    title = forms.CharField(label="Название", max_length=200)
    side = forms.ChoiceField(label="Кто отвечает", choices=Questionnaire.Side)
    moment = forms.ChoiceField(label="Когда спрашивают", choices=Questionnaire.Moment)
    form = forms.ChoiceField(label="Форма наставничества", required=False)
    kind = forms.ChoiceField(
        label="Вид анкеты",
        choices=Questionnaire.Kind,
        widget=forms.RadioSelect,
        help_text="Вид печатается на анкете. После первого ответа он у опроса не меняется. Итоги под кодом и"
        " анонимные видны, когда опрос закончен и ответили хотя бы пятеро.",
    )
    lead = forms.CharField(
        label="Обращение к отвечающему",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        owners: Sequence[Organisation],
        forms_known: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {str(one.pk): one for one in owners}
        owner = cast(forms.ChoiceField, self.fields["owner"])
        owner.choices = [(key, one.short_name) for key, one in self.owners.items()]
        if len(owners) == 1:
            owner.widget, owner.initial = forms.HiddenInput(), str(owners[0].pk)
        cast(forms.ChoiceField, self.fields["form"]).choices = [("", "любая"), *forms_known]

    @property
    def whose(self) -> Organisation:
        """The organisation that was chosen."""
        return self.owners[self.cleaned_data["owner"]]

    @property
    def terms(self) -> QuestionnaireTerms:
        """What was typed."""
        return QuestionnaireTerms(
            **{name: value for name, value in self.cleaned_data.items() if name != "owner"}
        )


class TakeForm(forms.Form):
    """For which organisation a questionnaire is taken."""

    owner = forms.ChoiceField(label="Для какой организации")

    def __init__(self, *args: Any, owners: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {str(one.pk): one for one in owners}
        owner = cast(forms.ChoiceField, self.fields["owner"])
        owner.choices = [(key, one.short_name) for key, one in self.owners.items()]
        if owners:
            owner.initial = str(owners[0].pk)

    @property
    def whose(self) -> Organisation:
        """The organisation that was chosen."""
        return self.owners[self.cleaned_data["owner"]]


_LINES = forms.Textarea(attrs={"rows": 5})


class QuestionForm(forms.Form):
    """One question; what its kind does not need may be left empty."""

    text = forms.CharField(label="Вопрос", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label="Как отвечают", choices=Question.Kind, widget=forms.RadioSelect)
    low = forms.IntegerField(label="Шкала от", min_value=0, max_value=10, initial=1, required=False)
    high = forms.IntegerField(label="Шкала до", min_value=0, max_value=10, initial=10, required=False)
    options = forms.CharField(
        label="Варианты", required=False, widget=_LINES,
        help_text="Каждый с новой строки. Нужны там, где выбирают из вариантов; в таблице это столбцы.",
    )  # fmt: skip
    rows = forms.CharField(
        label="Строки таблицы",
        required=False,
        widget=_LINES,
        help_text="Каждая с новой строки. Только для таблицы.",
    )
    hint = forms.CharField(label="Пояснение под вопросом", required=False, max_length=300)
    is_required = forms.BooleanField(label="Без ответа анкету не отправить", required=False, initial=True)
    is_satisfaction = forms.BooleanField(
        label="По этому вопросу считается «Удовлетворённость, %»", required=False
    )
    only_if = forms.ChoiceField(label="Спрашивать только при ответе на вопрос", required=False)
    only_values = forms.CharField(
        label="При каких ответах", required=False, max_length=500,
        help_text="Через точку с запятой, теми же словами: да; нет. Для шкалы числа: 1; 2; 3.",
    )  # fmt: skip
    sections = (
        ("", ("text", "kind")),
        ("Из чего выбирают", ("low", "high", "options", "rows")),
        ("Дополнительно", ("hint", "is_required", "is_satisfaction")),
        ("Условие", ("only_if", "only_values")),
    )

    def __init__(self, *args: Any, earlier: Sequence[rules.Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [("", "всегда"), *((one.key, one.text[:80]) for one in earlier)]
        cast(forms.ChoiceField, self.fields["only_if"]).choices = asked

    @property
    def rule(self) -> rules.Question:
        """The question as it was typed, without its key."""
        data = self.cleaned_data
        values = [part.strip() for part in data["only_values"].split(";")] if data["only_if"] else []
        return rules.Question(
            key="",
            kind=rules.QuestionKind(data["kind"]),
            text=data["text"].strip(),
            hint=data["hint"].strip(),
            options=_lines(data["options"]),
            rows=_lines(data["rows"]),
            low=1 if data["low"] is None else data["low"],
            high=10 if data["high"] is None else data["high"],
            is_required=data["is_required"],
            only_if=data["only_if"],
            only_values=tuple(value for value in values if value),
            is_satisfaction=data["is_satisfaction"],
        )


def initial_of(rule: rules.Question) -> dict[str, Any]:
    """A question as the form shows it."""
    return {
        "text": rule.text,
        "kind": rule.kind.value,
        "low": rule.low,
        "high": rule.high,
        "options": "\n".join(rule.options),
        "rows": "\n".join(rule.rows),
        "hint": rule.hint,
        "is_required": rule.is_required,
        "is_satisfaction": rule.is_satisfaction,
        "only_if": rule.only_if,
        "only_values": "; ".join(rule.only_values),
    }


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip()[:200] for line in text.splitlines() if line.strip())


class FormulaForm(forms.Form):
    """How satisfaction is counted."""

    way = forms.ChoiceField(
        label="Доволен тот, у кого", choices=SatisfactionFormula.Way, widget=forms.RadioSelect
    )
    threshold = forms.DecimalField(
        label="Порог, баллов", min_value=0, max_value=10, decimal_places=1, localize=True
    )
    base = forms.ChoiceField(label="Доля", choices=SatisfactionFormula.Base, widget=forms.RadioSelect)

    @property
    def formula(self) -> rules.Formula:
        """The formula as the rulebook knows it."""
        data = self.cleaned_data
        return rules.Formula(rules.Way(data["way"]), data["threshold"], rules.Base(data["base"]))
