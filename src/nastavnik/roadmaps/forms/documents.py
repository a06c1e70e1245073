"""The shape of a road map's title and period, of its sections and measures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nastavnik.kit.forms import DateField
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Line, Section
from nastavnik.roadmaps.values import MeasureTexts, Period
from nastavnik.rulebook.deadlines import Span, read_deadline, write_deadline
from nastavnik.rulebook.roadmap_templates import RoadmapTemplate
from nastavnik.rulebook.school_year import SchoolYear

Days = tuple[date | None, date | None]
_LONG = forms.Textarea(attrs={"rows": 3})


class OwnerMixin(forms.Form):
    """Whose road map it is; hidden where there is one answer."""

    def offer_owners(self, owners: Sequence[Organisation]) -> None:
        """Puts the choices and hides the field of a single one."""
        self.owners = {str(owner.pk): owner for owner in owners}
        field = cast(forms.ChoiceField, self.fields["owner"])
        field.choices = [(key, owner.short_name) for key, owner in self.owners.items()]
        if len(owners) == 1:
            field.widget = forms.HiddenInput()
            field.initial = str(owners[0].pk)

    @property
    def whose(self) -> Organisation:
        """The organisation that was chosen."""
        return self.owners[self.cleaned_data["owner"]]


class PeriodForm(forms.Form):
    """Title and period."""

    title = forms.CharField(
        label="Название",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Как на документе: «Дорожная карта внедрения целевой модели наставничества …».",
    )
    school_year = forms.TypedChoiceField(
        label="Учебный год",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Для карты на несколько лет оставьте пустым и впишите даты.",
    )
    from_date = DateField(label="Действует с", required=False)
    to_date = DateField(label="Действует по", required=False)

    def __init__(self, *args: Any, school_years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["school_year"]).choices = [
            ("", "не учебный год, даты ниже"),
            *((year, SchoolYear(year).label) for year in school_years),
        ]

    @property
    def period(self) -> Period:
        """The period as it was chosen; days beside a school year are left out."""
        data = self.cleaned_data
        if data["school_year"]:
            return Period(school_year=data["school_year"])
        return Period(None, data["from_date"], data["to_date"])


class StartForm(PeriodForm, OwnerMixin):
    """A road map from nothing."""

    owner = forms.ChoiceField(label="Чья карта")
    field_order = ("owner", "title", "school_year", "from_date", "to_date")

    def __init__(self, *args: Any, owners: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_owners(owners)


class TemplateForm(OwnerMixin):
    """A road map from a template."""

    owner = forms.ChoiceField(label="Чья карта")
    template = forms.ChoiceField(label="Образец", widget=forms.RadioSelect)
    school_year = forms.TypedChoiceField(label="Учебный год", coerce=int)

    def __init__(
        self,
        *args: Any,
        owners: Sequence[Organisation],
        templates: Sequence[RoadmapTemplate],
        school_years: Sequence[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_owners(owners)
        cast(forms.ChoiceField, self.fields["template"]).choices = [
            (one.code, f"{one.name}. {one.about} Мероприятий: {one.measures_count}.") for one in templates
        ]
        cast(forms.ChoiceField, self.fields["school_year"]).choices = [
            (year, SchoolYear(year).label) for year in school_years
        ]


class SectionForm(forms.Form):
    """A section."""

    number = forms.CharField(
        label="Номер", max_length=20, required=False, help_text="Пусто — следующий по порядку."
    )
    title = forms.CharField(
        label="Название раздела", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class DatesField(forms.CharField):
    """Dates that a person gives, in the words of deadlines: «до 15.10.2026; с 01.12.2026 по 20.12.2026»."""

    default_error_messages = {
        "unclear": "Не удалось понять даты: {notes}. Впишите их так: до 15.10.2026; с 01.12.2026 по 20.12.2026."
    }

    def clean(self, value: Any) -> tuple[Days, ...]:
        """The days as pairs; refused where anything of the text is left to guess."""
        text = super().clean(value)
        if not text:
            return ()
        read = read_deadline(text)
        if read.needs_person or not read.occurrences:
            notes = "; ".join(read.notes) or "срок не назван"
            raise forms.ValidationError(self.error_messages["unclear"].format(notes=notes), "unclear")
        return tuple((span.start, span.end) for span in read.occurrences)

    def prepare_value(self, value: Any) -> Any:
        """Pairs as words; what was typed stays as it was typed."""
        if isinstance(value, str) or not value:
            return value or ""
        return write_deadline(Span(first, last) for first, last in value)


class DeadlineInput(forms.TextInput):
    """A deadline with a place under it that says how it is understood, filled while it is typed."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The input and the place."""
        typed = super().render(name, value, attrs, renderer)
        return format_html('{}<p id="deadline-read" class="js-only" aria-live="polite"></p>', typed)


class MeasureForm(forms.Form):
    """A measure as it stands in the document, and what the system has to know of it."""

    sections = (
        ("Как в документе", ("section", "number", "title", "deadline", "dates", "executors", "participants", "result", "document")),
        ("Как это отслеживать", ("reach", "document_kind", "fact", "fact_code")),
    )  # fmt: skip
    section = forms.ChoiceField(label="Раздел", required=False)
    number = forms.CharField(label="Номер", max_length=20, required=False)
    title = forms.CharField(label="Мероприятие", widget=_LONG)
    deadline = forms.CharField(
        label="Срок",
        max_length=500,
        required=False,
        widget=DeadlineInput,
        help_text="Как в документе: «до 15 октября 2026 г.», «ежеквартально», «с 1 по 15 сентября».",
    )
    dates = DatesField(
        label="Даты, если по сроку они не ясны",
        required=False,
        max_length=500,
        help_text="Например: «до 15.10.2026» или «с 01.12.2026 по 20.12.2026; до 31.05.2027». Если срок понят верно, оставьте пустым.",
    )
    executors = forms.CharField(label="Ответственные", required=False, widget=_LONG)
    participants = forms.CharField(label="Участники", required=False, widget=_LONG)
    result = forms.CharField(label="Ожидаемый результат", required=False, widget=_LONG)
    document = forms.CharField(label="Вид документа", max_length=300, required=False)
    reach = forms.ChoiceField(label="Чья это обязанность", choices=Line.Reach.choices)
    document_kind = forms.ChoiceField(
        label="Документ, без которого мероприятие не отметить выполненным",
        required=False,
        choices=[("", "не нужен"), *Paper.Kind.choices],
    )
    fact = forms.ChoiceField(
        label="Что система увидит сама", required=False, choices=Line.Fact.choices,
        help_text="Когда это случится, система предложит отметить выполнение.",
    )  # fmt: skip
    fact_code = forms.CharField(label="Код приказа или показателя", max_length=60, required=False)

    def __init__(
        self, *args: Any, chapters: Sequence[Section], deadline_url: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if deadline_url:
            self.fields["deadline"].widget.attrs |= {
                "hx-get": deadline_url,
                "hx-trigger": "load, input changed delay:400ms",
                "hx-target": "#deadline-read",
            }
        self.chapters = {str(one.pk): one for one in chapters}
        field = cast(forms.ChoiceField, self.fields["section"])
        field.choices = [("", "без раздела"), *((key, str(one)) for key, one in self.chapters.items())]

    @property
    def chapter(self) -> Section | None:
        """The section that was chosen."""
        return self.chapters.get(self.cleaned_data["section"])

    @property
    def texts(self) -> MeasureTexts:
        """The wording as a value."""
        data = self.cleaned_data
        names = ("title", "number", "deadline", "executors", "participants", "result", "document",
                 "document_kind", "reach", "fact", "fact_code", "dates")  # fmt: skip
        return MeasureTexts(**{name: data[name] for name in names})


class EmptyForm(forms.Form):
    """A confirmation."""
