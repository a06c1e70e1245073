"""The shape of a document that is brought to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.kit.documents import MAX_BYTES
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.forms.documents import OwnerMixin


class SourceForm(OwnerMixin):
    """A file, or a text pasted from anywhere."""

    owner = forms.ChoiceField(label="Чья карта")
    file = forms.FileField(
        label="Файл карты",
        required=False,
        allow_empty_file=True,
        help_text="Word (.docx, .doc), Excel (.xlsx, .xls, .ods) или PDF с текстом, до 25 МБ.",
    )
    text = forms.CharField(
        label="Или вставьте текст карты",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="Выделите всю карту в Word, Excel или на сайте, скопируйте и вставьте сюда: вместе с названием и таблицей.",
    )

    def __init__(self, *args: Any, owners: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_owners(owners)

    def clean_file(self) -> Any:
        """A file that is too large is not even taken into memory."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(
                "Файл больше 25 МБ. Сохраните карту без рисунков или вставьте её текстом."
            )
        if file and not file.size:
            raise forms.ValidationError("Файл пуст. Проверьте, тот ли файл выбран.")
        return file

    def sent(self) -> dict[str, Any]:
        """The name with the bytes, or the text."""
        file = self.cleaned_data["file"]
        if file:
            return {"file_name": file.name, "content": file.read()}
        return {"text": self.cleaned_data["text"]}
