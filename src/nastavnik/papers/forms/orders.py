"""The shape of what is typed about papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.papers.models import Paper, PaperName
from nastavnik.papers.values import NameText, OrderTexts


class LineArea(forms.Textarea):
    """A text that grows by hand; `rows` is what is seen at first."""

    def __init__(self, rows: int) -> None:
        super().__init__(attrs={"rows": rows, "cols": 60})


class OneParagraph(forms.CharField):
    """A text of one paragraph, however many lines it was typed in."""

    def to_python(self, value: Any) -> str:
        """The text with single spaces."""
        return " ".join(str(super().to_python(value)).split())


class OrderForm(forms.Form):
    """The text of an order and its names, each where it stands on paper.

    Besides the declared fields every name that may be corrected has `printed_<id>` and `standing_<id>`, a
    doubtful one also `checked_<id>`; a row with a word of its own has `note_<id>`.
    """

    title = OneParagraph(label="Заголовок", max_length=300, widget=LineArea(2))
    preamble = OneParagraph(label="Основание (преамбула)", max_length=4000, widget=LineArea(4))
    lead_point = OneParagraph(label="Пункт 1", max_length=2000, widget=LineArea(2))
    other_points = forms.CharField(
        label="Следующие пункты, каждый с новой строки", max_length=8000, required=False, widget=LineArea(7)
    )
    signer_post = OneParagraph(label="Должность подписывающего", max_length=200)
    signer_name = OneParagraph(label="Подписывает (И. О. Фамилия)", max_length=120)
    executor = OneParagraph(label="Исполнитель и его телефон", max_length=200, required=False)

    def __init__(
        self, *args: Any, names: Sequence[PaperName], rows: Sequence[tuple[int, str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for key, who, note in rows:
            self.fields[f"note_{key}"] = OneParagraph(
                label=f"Что напечатать рядом: {who}", max_length=300, required=False, initial=note,
                widget=LineArea(2),
            )  # fmt: skip
        self.names = [name for name in names if name.place != PaperName.Place.ACQUAINTED]
        for name in self.names:
            self._add_name(name)

    def _add_name(self, name: PaperName) -> None:
        who = f"{name.nominative}, {PaperName.Place(name.place).label.lower()}"
        self.fields[f"printed_{name.pk}"] = OneParagraph(
            label=f"Как напечатать: {who}", max_length=320, initial=name.printed, widget=LineArea(2)
        )
        self.fields[f"standing_{name.pk}"] = OneParagraph(
            label=f"Должность или класс: {who}", max_length=300, required=False, initial=name.standing,
            widget=LineArea(2),
        )  # fmt: skip
        if not name.is_sure:
            self.fields[f"checked_{name.pk}"] = forms.BooleanField(label="падеж верный", required=False)

    @staticmethod
    def first_values(paper: Paper) -> dict[str, Any]:
        """What the fields of the text show at first."""
        return {
            "title": paper.title,
            "preamble": paper.preamble,
            "lead_point": paper.points[0] if paper.points else "",
            "other_points": "\n".join(paper.points[1:]),
            "signer_post": paper.signer_post,
            "signer_name": paper.signer_name,
            "executor": paper.executor,
        }

    def texts(self) -> OrderTexts:
        """The text as it was typed; empty lines are no points."""
        data = self.cleaned_data
        others = (" ".join(line.split()) for line in data["other_points"].splitlines())
        return OrderTexts(
            title=data["title"],
            preamble=data["preamble"],
            points=(data["lead_point"], *(line for line in others if line)),
            signer_post=data["signer_post"],
            signer_name=data["signer_name"],
            executor=data["executor"],
            notes={key: data[f"note_{key}"] for key, _, _ in self.rows},
        )

    def name_texts(self) -> dict[int, NameText]:
        """The names as they were typed, by the id of the name."""
        data = self.cleaned_data
        return {
            name.pk: NameText(
                data[f"printed_{name.pk}"], data[f"standing_{name.pk}"], bool(data.get(f"checked_{name.pk}"))
            )
            for name in self.names
        }


class RegistrationForm(forms.Form):
    """The number and the date of a paper."""

    number = forms.CharField(
        label="Регистрационный номер",
        max_length=30,
        help_text="Как в журнале регистрации, например 40-од. Заглавные и строчные буквы не различаются.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    paper_date = DateField(
        label="Дата приказа", help_text="День, которым приказ подписан: с него действуют пары."
    )


class RemarkForm(forms.Form):
    """What the head wants changed."""

    remark = forms.CharField(
        label="Замечание",
        max_length=500,
        help_text="Что исправить куратору. Замечание увидят только сотрудники организации.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EmptyForm(forms.Form):
    """Nothing to type: the button alone."""
