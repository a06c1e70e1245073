"""Printed blanks of a questionnaire as a .docx file: one for each who has not answered, by class or group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.shared import Cm, Pt

from nastavnik.rulebook.questionnaires import KIND_PROMISES, DeclaredKind, Question, QuestionKind
from nastavnik.surveys.models import Campaign

_BOX = "☐"
_PAPER = "Ответы с листа вносит куратор, затем лист уничтожается."
_LINES = 3


@dataclass(frozen=True)
class Blank:
    """Whose sheet it is and of which class; both empty where the survey is anonymous."""

    name: str = ""
    group: str = ""


def blanks_docx(campaign: Campaign, questions: Sequence[Question], blanks: Sequence[Blank]) -> bytes:
    """Makes the file: each blank from a new page, with the declared kind at its head."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    normal.paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    document.core_properties.title = campaign.title
    document.core_properties.author = campaign.institution.short_name
    for place, blank in enumerate(blanks):
        _fill(document, campaign, questions, blank)
        if place < len(blanks) - 1:
            document.add_page_break()
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _fill(document: Docx, campaign: Campaign, questions: Sequence[Question], blank: Blank) -> None:
    document.add_paragraph(campaign.institution.short_name)
    document.add_paragraph().add_run(campaign.title).bold = True
    promise = KIND_PROMISES[DeclaredKind(campaign.kind)]
    document.add_paragraph(promise if campaign.kind == DeclaredKind.NAMED else f"{promise} {_PAPER}")
    if blank.name:
        document.add_paragraph(", ".join(part for part in (blank.name, blank.group) if part))
    if campaign.edition.questionnaire.lead:
        document.add_paragraph(campaign.edition.questionnaire.lead)
    by_key = {question.key: question for question in questions}
    for number, question in enumerate(questions, start=1):
        asked = document.add_paragraph()
        asked.paragraph_format.keep_with_next = True
        asked.add_run(f"{number}. {question.text}").bold = True
        on = by_key.get(question.only_if)
        if on is not None:
            document.add_paragraph(f"(если на «{on.text}» ответили {' или '.join(question.only_values)})")
        if question.hint:
            document.add_paragraph(question.hint)
        _space(document, question)


def _space(document: Docx, question: Question) -> None:
    if question.kind is QuestionKind.TEXT:
        for _ in range(_LINES):
            document.add_paragraph("_" * 70)
    elif question.kind is QuestionKind.MATRIX:
        table = document.add_table(
            rows=len(question.rows) + 1, cols=len(question.options) + 1, style="Table Grid"
        )
        for column, option in enumerate(question.options, start=1):
            table.cell(0, column).text = option
        for line, row in enumerate(question.rows, start=1):
            table.cell(line, 0).text = row
            for column in range(1, len(question.options) + 1):
                table.cell(line, column).text = _BOX
    else:
        document.add_paragraph("   ".join(f"{_BOX} {choice}" for choice in question.choices))
