"""The choice of a base's file."""

from django import forms


class BaseFileForm(forms.Form):
    """One spreadsheet."""

    file = forms.FileField(
        label="Файл таблицы", help_text="Книга Excel (.xlsx), не больше 10 МБ.", max_length=255
    )
