"""The shape of a new calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.registry.models import Organisation

OWN = "own"


class FeedForm(forms.Form):
    """Of what: one's own affairs, or an organisation."""

    about = forms.ChoiceField(label="Что показывать")

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["about"])
        field.choices = [
            (OWN, "Только мои сроки"),
            *((str(node.pk), f"Все сроки: {node}") for node in organisations),
        ]
        field.initial = OWN
