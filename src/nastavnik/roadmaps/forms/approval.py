"""The shape of an approval: the order and the marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.papers.forms.marks import MarksForm
from nastavnik.papers.models import Paper
from nastavnik.rulebook.dates import short_date


class ApprovalForm(MarksForm):
    """A registered paper, or the number and the date of an order; then the marks as they stand on the document."""

    sections = (("Приказ", ("order", "order_number", "order_date")), *MarksForm.sections)

    def __init__(self, *args: Any, papers: Sequence[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = {str(paper.pk): paper for paper in papers}
        self.fields["order"] = forms.ChoiceField(
            label="Документ из реестра",
            required=False,
            help_text="Если приказ зарегистрирован в системе, номер и дату вписывать не нужно.",
        )
        cast(forms.ChoiceField, self.fields["order"]).choices = [
            ("", "вписать номер и дату"),
            *((key, _named(paper)) for key, paper in self.papers.items()),
        ]
        self.fields["order_number"] = forms.CharField(label="Номер приказа", max_length=30, required=False)
        self.fields["order_date"] = DateField(label="Дата приказа", required=False)

    @property
    def paper(self) -> Paper | None:
        """The paper that was chosen."""
        return self.papers.get(self.cleaned_data["order"])


def _named(paper: Paper) -> str:
    dated = f" от {short_date(paper.paper_date)}" if paper.paper_date else ""
    return f"№ {paper.number}{dated}. {paper.title}"
