"""The shape of a copy for the next school year."""

from django import forms


class CopyForm(forms.Form):
    """Only the title is asked: everything else is moved and shown beneath."""

    title = forms.CharField(label="Название новой карты", max_length=500)
