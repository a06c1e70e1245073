"""What is typed of the stages: the evidence of a line, other dates, a shift."""

from __future__ import annotations

from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.papers.models import Paper
from nastavnik.rulebook.stages import SHIFT_MAX


class PaperChoice(forms.ModelChoiceField):
    """Registered papers by number, date and title."""

    def label_from_instance(self, obj: Any) -> str:
        """«№ 41-ОД от 15.10.2026, О закреплении пар»."""
        return f"№ {obj.number} от {obj.paper_date:%d.%m.%Y}, {obj.title}"


class MarkForm(forms.Form):
    """When it was done and what proves it; any one of the paper, the link and the words is enough."""

    done_date = DateField(label="Когда выполнено")
    paper = PaperChoice(
        label="Документ из реестра", queryset=Paper.objects.none(), required=False, empty_label="не выбран"
    )
    link = forms.URLField(
        label="Ссылка",
        assume_scheme="https",
        required=False,
        max_length=500,
        help_text="Страница сайта или файл, если он опубликован.",
    )
    note = forms.CharField(
        label="Чем подтверждается",
        required=False,
        max_length=500,
        help_text="Несколько слов без имён участников: «протокол № 2, папка 4».",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_needless = forms.BooleanField(
        label="В этом году не требуется",
        required=False,
        help_text="Тогда впишите выше, почему.",
    )

    def __init__(self, *args: Any, papers: Any, is_gate: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.queryset = papers
        if is_gate:
            del self.fields["is_needless"]


class PlanForm(forms.Form):
    """When a stage is planned and who answers for it."""

    first = DateField(label="С")
    last = DateField(label="По")
    owner = forms.CharField(
        label="Кто отвечает", max_length=120, help_text="Должность или роль, без фамилии: «Куратор»."
    )


class ShiftForm(forms.Form):
    """By how many days this stage and all after it move."""

    days = forms.IntegerField(
        label="На сколько дней",
        min_value=-SHIFT_MAX,
        max_value=SHIFT_MAX,
        help_text="Со знаком минус — раньше. Сдвинутся этот этап и все следующие.",
    )
