"""The shape of a sending, of one-use links, and of the choice of whose sheet is typed from paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.registry.models import Organisation
from nastavnik.surveys.actions.surveys import SurveyTerms
from nastavnik.surveys.circles import Circle
from nastavnik.surveys.models import Ask, Questionnaire

SELF, LINKS_ONLY = "self", "links"


class PeriodForm(forms.Form):
    """When, under what name, and what is promised."""

    title = forms.CharField(
        label="Название опроса", required=False, max_length=200, help_text="Пустое — название анкеты."
    )
    kind = forms.ChoiceField(label="Вид анкеты", choices=Questionnaire.Kind, widget=forms.RadioSelect)
    from_date = DateField(label="Отвечать с")
    to_date = DateField(label="Отвечать по")

    @property
    def terms(self) -> SurveyTerms:
        """What was typed."""
        data = self.cleaned_data
        return SurveyTerms(data["from_date"], data["to_date"], data["kind"], data["title"].strip())


class SurveyOpenForm(PeriodForm):
    """Which questionnaire goes to whom."""

    questionnaire = forms.ChoiceField(label="Анкета")
    circle = forms.ChoiceField(label="Кому отправить")
    institution = forms.ChoiceField(label="Организация")
    field_order = ("institution", "questionnaire", "circle", "kind", "title", "from_date", "to_date")

    def __init__(
        self,
        *args: Any,
        questionnaires: Sequence[Questionnaire],
        circles: Sequence[Circle],
        institutions: Sequence[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in questionnaires}
        self.institutions = {str(one.pk): one for one in institutions}
        cast(forms.ChoiceField, self.fields["questionnaire"]).choices = [
            (key, one.title) for key, one in self.known.items()
        ]
        cast(forms.ChoiceField, self.fields["circle"]).choices = [
            *((one.key, one.title) for one in circles),
            (SELF, "Себе (самооценка куратора, SWOT)"),
            (LINKS_ONLY, "Никому из списков: раздам одноразовые ссылки"),
        ]
        place = cast(forms.ChoiceField, self.fields["institution"])
        place.choices = [(key, one.short_name) for key, one in self.institutions.items()]
        if len(institutions) == 1:
            place.widget, place.initial = forms.HiddenInput(), str(institutions[0].pk)


class LinksForm(forms.Form):
    """For whom links are made."""

    labels = forms.CharField(
        label="Для кого ссылки",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Каждый с новой строки: «ООО „Вектор“», «родитель». В анонимном опросе ссылки только нумеруются.",
    )
    until = DateField(label="Ссылки действуют по")
    asks = forms.MultipleChoiceField(
        label="Участникам, которые ещё не ответили", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, asks: Sequence[Ask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(ask.pk): ask for ask in asks}
        cast(forms.MultipleChoiceField, self.fields["asks"]).choices = [
            (key, str(ask.person)) for key, ask in self.by_key.items()
        ]
        if not asks:
            del self.fields["asks"]

    @property
    def names(self) -> list[str]:
        """For which outsiders."""
        return [line.strip() for line in self.cleaned_data["labels"].splitlines() if line.strip()][:200]

    @property
    def chosen(self) -> list[Ask]:
        """For which asked people."""
        return [self.by_key[key] for key in self.cleaned_data.get("asks", ())]
