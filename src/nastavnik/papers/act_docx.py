"""The act on the destruction of personal data as a .docx file: values in, bytes out."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Cm, Pt

from nastavnik.papers.docx_styles import (
    BLANK_DATE,
    BLANK_NUMBER,
    Look,
    mend_template,
    page_number,
    set_page,
    set_styles,
)
from nastavnik.papers.docx_tables import NBSP, add_row, fill, glued, plain_table, ruled_table
from nastavnik.papers.sheets import ActSheet, Mark
from nastavnik.rulebook.dates import paper_date, short_date

_HEADS = ("№", "Субъект персональных данных", "Основание (причина) уничтожения", "С какого дня")
_WIDTHS = (Cm(1.1), Cm(5.4), Cm(7.5), Cm(3))
_SIGNATURES = (Cm(9.5), Cm(7.5))


def act_docx(sheet: ActSheet, *, made_at: datetime) -> bytes:
    """Makes the file of an act. No date and no number leave lines to write them by hand; participants are numbers."""
    document = Document()
    mend_template(document)
    set_styles(document)
    set_page(document.sections[0])
    page_number(document.sections[0])
    _describe(document, sheet, made_at)
    _head(document, sheet)
    _text(document, sheet)
    _signatures(document, sheet)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _describe(document: DocumentType, sheet: ActSheet, made_at: datetime) -> None:
    properties = document.core_properties
    properties.title = "Акт об уничтожении персональных данных"
    properties.author = properties.last_modified_by = sheet.operator[:255]
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.language = "ru-RU"
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.revision = 1


def _head(document: DocumentType, sheet: ActSheet) -> None:
    approved = Mark("approve", f"{sheet.head_post} {sheet.operator}".strip(), sheet.head_name)
    for line in approved.lines:
        document.add_paragraph(line, Look.MARK)
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)
    document.add_paragraph(sheet.operator, Look.INSTITUTION)
    if sheet.address:
        document.add_paragraph(sheet.address, Look.REQUISITE)
    document.add_paragraph("А К Т", Look.KIND)
    dated = paper_date(sheet.dated) if sheet.dated else BLANK_DATE
    number = glued(sheet.number) if sheet.number else BLANK_NUMBER
    document.add_paragraph(f"{dated}\t№{NBSP}{number}", Look.DATE_LINE)
    if sheet.place:
        document.add_paragraph(sheet.place, Look.PLACE)
    document.add_paragraph(sheet.title, Look.TITLE)


def _text(document: DocumentType, sheet: ActSheet) -> None:
    operator = f"Оператор: {sheet.operator}{f', {sheet.address}' if sheet.address else ''}."
    processor = f"Лицо, обрабатывающее данные по поручению оператора: {sheet.processor or 'нет'}."
    members = "; ".join(sheet.commission)
    for text in (
        operator,
        processor,
        f"Комиссия в составе: {members} — составила настоящий акт об уничтожении персональных данных:",
    ):
        document.add_paragraph(text, Look.TEXT)
    table = ruled_table(document, _HEADS, _WIDTHS)
    for line in sheet.lines:
        cells = (str(line.number), f"запись № {line.record}", line.ground, short_date(line.since))
        for cell, words in zip(add_row(table, _WIDTHS).cells, cells, strict=True):
            fill(cell, (words,))
    after = (
        f"Перечень уничтоженных сведений: {sheet.data_list}",
        f"Информационные системы, из которых сведения уничтожены: {sheet.systems}.",
        f"Способ уничтожения: {sheet.way}.",
        f"Дата уничтожения: {paper_date(sheet.dated) if sheet.dated else BLANK_DATE}",
        "Приложение: выгрузка из журнала регистрации событий информационной системы.",
    )
    for place, text in enumerate(after):
        paragraph = document.add_paragraph(text, Look.TEXT)
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(8)


def _signatures(document: DocumentType, sheet: ActSheet) -> None:
    document.add_paragraph("Подписи членов комиссии:", Look.ACQUAINTED)
    for member in sheet.commission:
        left, right = plain_table(document, _SIGNATURES).rows[0].cells
        fill(left, (member,))
        fill(right, ("____________________",))
        document.add_paragraph("", Look.MARK_BELOW)
