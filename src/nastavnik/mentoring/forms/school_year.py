"""The shape of 1 September: each step with what it would do, ticked or left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

Choices = Sequence[tuple[str, str]]


class YearForm(forms.Form):
    """Steps of the new school year; what has been done already is not offered."""

    moves_classes = forms.BooleanField(label="Перевести классы", required=False)
    programmes = forms.MultipleChoiceField(
        label="Программы прошлого года", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Название, цель и направления останутся, даты сдвинутся на год.",
    )  # fmt: skip
    pairs = forms.MultipleChoiceField(
        label="Пары, которые хотят продолжить", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Спросите обоих. Новый приказ всё равно нужен: пары войдут в предложение закреплёнными.",
    )  # fmt: skip
    mentors = forms.MultipleChoiceField(
        label="Наставляемые, которым предложено стать наставниками", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Те, чьи пары завершены. Отметьте согласившихся.",
    )  # fmt: skip
    mentors_to = forms.ChoiceField(
        label="В какую программу они войдут наставниками", required=False,
        help_text="Программа должна быть уже открыта на новый учебный год.",
    )  # fmt: skip
    sections: Sequence[tuple[str, tuple[str, ...]]] = (
        ("Классы", ("moves_classes",)),
        ("Программы", ("programmes",)),
        ("Пары", ("pairs",)),
        ("Наставники из наставляемых", ("mentors", "mentors_to")),
    )

    def __init__(
        self, *args: Any, classes: str, programmes: Choices, pairs: Choices, mentors: Choices, targets: Choices,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        offered = {"programmes": programmes, "pairs": pairs, "mentors": mentors, "mentors_to": targets}
        if classes:
            self.fields["moves_classes"].help_text = classes
        else:
            del self.fields["moves_classes"]
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", "не выбрана"), *choices] if name == "mentors_to" else choices
        for name in ("programmes", "pairs", "mentors"):
            if not offered[name]:
                del self.fields[name]
        if not mentors:
            del self.fields["mentors_to"]
        here = set(self.fields)
        self.sections = tuple(
            (title, kept)
            for title, names in YearForm.sections
            if (kept := tuple(n for n in names if n in here))
        )
