"""What a curator sends when deciding on a proposal."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms


class ApprovalForm(forms.Form):
    """The lines of a proposal that are approved; every proposed pair is chosen at first."""

    chosen = forms.TypedMultipleChoiceField(label="Пары", coerce=int, required=False)

    def __init__(self, *args: object, lines: Iterable[int] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        ids = list(lines)
        self.fields["chosen"].choices = [(pk, pk) for pk in ids]  # type: ignore[attr-defined]
        self.fields["chosen"].initial = ids

    def ticked(self) -> frozenset[int]:
        """The lines that stand ticked on the page: as they were sent, at first all of them."""
        value = self["chosen"].value() or ()
        return frozenset(int(pk) for pk in value if str(pk).isdigit())
