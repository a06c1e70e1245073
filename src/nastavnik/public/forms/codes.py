"""The shape of a code that is typed from paper."""

from django import forms

from nastavnik.rulebook.codes import tidy_code


class CodeForm(forms.Form):
    """A code; dashes, spaces and small letters make no difference."""

    code = forms.CharField(
        label="Код",
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )

    def clean_code(self) -> str:
        """The code as it was made."""
        code = tidy_code(str(self.cleaned_data["code"]))
        if not code.isalnum():
            raise forms.ValidationError("В коде только буквы и цифры. Впишите его так, как он напечатан.")
        return code
