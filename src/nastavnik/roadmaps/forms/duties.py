"""What is typed of a duty: when it was done and what shows it."""

from __future__ import annotations

from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.papers.models import Paper

NO_NAMES = "Без имён участников: это прочтут и те, кто стоит выше."


class PaperChoice(forms.ModelChoiceField):
    """Papers by number, date and title."""

    def label_from_instance(self, obj: Any) -> str:
        """«№ 41-ОД от 15.10.2026, О закреплении пар»."""
        return f"№ {obj.number} от {obj.paper_date:%d.%m.%Y}, {obj.title}"


class CompleteForm(forms.Form):
    """Done: the day, the paper, a comment."""

    done_date = DateField(label="Когда выполнено")
    paper = PaperChoice(
        label="Документ из реестра", queryset=Paper.objects.none(), required=False, empty_label="не выбран"
    )
    no_paper_reason = forms.CharField(
        label="Почему без документа",
        max_length=500,
        required=False,
        help_text="Только если документа нет и не будет.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    comment = forms.CharField(
        label="Комментарий",
        max_length=1000,
        required=False,
        help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, papers: Any, asked: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.queryset = papers
        if asked:
            field.help_text = f"Мероприятие требует документа: {asked.lower()}."
        else:
            del self.fields["no_paper_reason"]
            field.help_text = "Если выполнение подтверждает приказ или другой документ."


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Почему", max_length=1000, help_text=NO_NAMES, widget=forms.Textarea(attrs={"rows": 3})
    )


class SpanForm(forms.Form):
    """Dates that a person gives."""

    from_date = DateField(label="С какого дня", required=False)
    to_date = DateField(label="До какого дня включительно")


class LinkForm(forms.Form):
    """An address."""

    link = forms.CharField(
        label="Ссылка", max_length=500, help_text="Новость на сайте, положение, протокол: https://…"
    )
    words = forms.CharField(label="Что это", max_length=300, help_text=NO_NAMES)


class PaperForm(forms.Form):
    """A registered paper."""

    paper = PaperChoice(label="Документ из реестра", queryset=Paper.objects.none(), empty_label="не выбран")

    def __init__(self, *args: Any, papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.queryset = papers


class FileForm(forms.Form):
    """A file; of a school only by choice shown to those above."""

    file = forms.FileField(
        label="Файл",
        help_text="PDF, JPG или .docx, не больше 15 МБ.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.docx"}),
    )
    words = forms.CharField(label="Что это", max_length=300, help_text=NO_NAMES)
    is_shown = forms.BooleanField(
        label="Показать вышестоящим",
        required=False,
        help_text="Без отметки файл открывает только ваша организация. Не показывайте фотографии и списки детей.",
    )

    def sent(self) -> tuple[str, bytes]:
        """The name and the content of the file."""
        file: Any = self.cleaned_data["file"]
        return file.name, file.read()
