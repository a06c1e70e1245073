"""The shape of what is typed about the register: papers of others, attached files, acting heads, templates."""

from __future__ import annotations

from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.papers.actions.acting import ActingTerms
from nastavnik.papers.actions.register import ForeignPaper
from nastavnik.papers.kinds import FOREIGN_KINDS
from nastavnik.papers.models import ActingHead, Paper
from nastavnik.rulebook.names import BadName, parse_full_name


class ScanForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Файл",
        help_text="PDF, JPG или .docx, не больше 15 МБ.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.docx"}),
    )

    def sent(self) -> tuple[str, bytes]:
        """The name and the content of the file."""
        file: Any = self.cleaned_data["file"]
        return file.name, file.read()


class TemplateForm(forms.Form):
    """A template of one kind of order."""

    file = forms.FileField(
        label="Шаблон",
        help_text="Документ Word (.docx) с полями из списка, не больше 2 МБ, без имён участников.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def sent(self) -> tuple[str, bytes]:
        """The name and the content of the file."""
        file: Any = self.cleaned_data["file"]
        return file.name, file.read()


class ForeignPaperForm(forms.Form):
    """A paper of another organisation."""

    kind = forms.ChoiceField(
        label="Вид документа",
        choices=[("", "не выбран"), *((kind.value, kind.label) for kind in FOREIGN_KINDS)],
    )
    issuer = forms.CharField(
        label="Кем издан", max_length=300, help_text="Например, Управление образования г. Северогорска."
    )
    title = forms.CharField(
        label="Заголовок",
        max_length=300,
        help_text="Без имён участников: заголовок видит и муниципалитет.",
    )
    number = forms.CharField(label="Номер", max_length=30)
    paper_date = DateField(label="Дата")
    essence = forms.CharField(
        label="Что устанавливает",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    link = forms.URLField(label="Где опубликован", max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(label="Файл", required=False, help_text="PDF, JPG или .docx, не больше 15 МБ.")

    def requisites(self) -> ForeignPaper:
        """What was typed."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return ForeignPaper(**data | {"kind": Paper.Kind(data["kind"])})

    def sent(self) -> tuple[str, bytes] | None:
        """The file, where there is one."""
        file: Any = self.cleaned_data["file"]
        return (file.name, file.read()) if file else None


class ActingHeadForm(forms.Form):
    """Who stands in for the head."""

    full_name = forms.CharField(label="Фамилия, имя, отчество", max_length=320)
    post = forms.CharField(label="Должность в подписи", max_length=200)
    from_date = DateField(label="Первый день")
    to_date = DateField(label="Последний день")
    basis = forms.CharField(
        label="Основание", max_length=300, help_text="Например, приказ от 01.10.2026 № 35-лс."
    )

    def clean_full_name(self) -> str:
        """The whole name: the signature is made of it."""
        try:
            return parse_full_name(self.cleaned_data["full_name"]).full
        except BadName as error:
            raise forms.ValidationError(f"{error}. Впишите фамилию, имя и отчество полностью.") from error

    def terms(self) -> ActingTerms:
        """What was typed."""
        return ActingTerms(**self.cleaned_data)

    @staticmethod
    def first_values(acting: ActingHead) -> dict[str, Any]:
        """What the fields show at first."""
        return {
            name: getattr(acting, name) for name in ("full_name", "post", "from_date", "to_date", "basis")
        }
