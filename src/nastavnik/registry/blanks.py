"""Blanks of consents and the list of those not returned, as .docx: a page each, lines for the pen left empty.

Passport data stands in no field of the product: it is written by hand on the sheet alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from nastavnik.rulebook.consent import CONSENT_RULES, ConsentKind, Signer
from nastavnik.rulebook.consent_texts import ConsentText
from nastavnik.rulebook.dates import short_date

FONT = "Times New Roman"
_LINE = "_" * 30
_DAY = "«___» ____________ 20___ г."
_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_SIGNATURE_WIDTHS = (Cm(3.4), Cm(4), Cm(5), Cm(5.8))
_LIST_WIDTHS = (Cm(1), Cm(5.6), Cm(8.1), Cm(3.5))


@dataclass(frozen=True)
class Operator:
    """The institution as the blank names it, and whoever processes data on its behalf."""

    name: str
    address: str = ""
    processor: str = ""


@dataclass(frozen=True)
class Blank:
    """One consent to be signed: its text, whose it is and who signs."""

    kind: ConsentKind
    edition: str
    text: ConsentText
    operator: Operator
    person: str
    standing: str
    guardian: str
    signers: tuple[Signer, ...]


@dataclass(frozen=True)
class Unreturned:
    """One line of the list: a name and what has not come back."""

    name: str
    lacks: str


def blanks_docx(blanks: Sequence[Blank], *, made_at: datetime) -> bytes:
    """Makes one file with a consent on each page, in the given order; ValueError for nothing to print."""
    if not blanks:
        raise ValueError("no blanks to print")
    document = _new("Бланки согласий", blanks[0].operator.name, made_at)
    for place, blank in enumerate(blanks):
        _write(document, blank, begins_page=place > 0)
    return _bytes(document)


def unreturned_docx(
    classes: Sequence[tuple[str, Sequence[Unreturned]]], *, operator: Operator, on: date, made_at: datetime
) -> bytes:
    """Makes the list of consents not returned: a page for each class (its name and lines)."""
    document = _new("Не возвращённые согласия", operator.name, made_at)
    for place, (name, lines) in enumerate(classes):
        head = _paragraph(document, operator.name, centred=True)
        head.paragraph_format.page_break_before = place > 0
        _paragraph(document, f"Не возвращены согласия: {name}", bold=True, centred=True, after=2)
        _paragraph(document, f"на {short_date(on)}", centred=True, after=8)
        _list(document, lines)
    return _bytes(document)


def _write(document: DocumentType, blank: Blank, *, begins_page: bool) -> None:
    title = _paragraph(document, "СОГЛАСИЕ", bold=True, centred=True)
    title.paragraph_format.page_break_before = begins_page
    _paragraph(document, f"на {CONSENT_RULES[blank.kind].to_what}", bold=True, centred=True)
    _paragraph(document, blank.edition, centred=True, after=8, size=9)
    _who(document, blank)
    operator = blank.operator
    _paragraph(
        document,
        f"даю согласие на {CONSENT_RULES[blank.kind].to_what}. Оператор: {operator.name},"
        f" адрес: {operator.address or _LINE * 2}.",
    )
    if operator.processor:
        _paragraph(document, f"По поручению оператора данные обрабатывает: {operator.processor}.")
    _parts(document, blank.text)
    _signatures(document, blank)


def _who(document: DocumentType, blank: Blank) -> None:
    """The one who signs and, of a child, the child, each with empty lines for a document and an address."""
    person = f"{blank.person}, {blank.standing}" if blank.standing else blank.person
    if Signer.GUARDIAN not in blank.signers:
        _paragraph(document, f"Я, {person},", after=2)
        _papers(document, "документ, удостоверяющий личность")
        return
    _paragraph(document, f"Я, {blank.guardian or _LINE * 2},", after=2)
    _papers(document, "документ, удостоверяющий личность")
    _paragraph(
        document,
        "законный представитель на основании (свидетельство о рождении, акт об опеке: номер, кем и когда"
        f" выдан): {_LINE * 3}",
        after=2,
    )
    _paragraph(document, f"действующий в интересах участника: {person},", after=2)
    _papers(document, "документ участника (паспорт или свидетельство о рождении)")


def _papers(document: DocumentType, label: str) -> None:
    _paragraph(
        document, f"{label}: серия ___________ № ________________, кем и когда выдан: {_LINE * 2}", after=2
    )
    _paragraph(document, f"адрес: {_LINE * 2},", after=4)


def _parts(document: DocumentType, text: ConsentText) -> None:
    parts = (
        ("Цель", text.purpose),
        ("Перечень данных", text.data_list),
        ("Действия и способы", text.deeds),
        ("Срок", text.term),
        ("Отзыв", text.withdrawal),
    )
    for number, (label, words) in enumerate(((label, words) for label, words in parts if words), 1):
        paragraph = _paragraph(document, f"{number}. {label}. ", after=2)
        paragraph.runs[0].font.bold = True
        paragraph.add_run(words)


def _signatures(document: DocumentType, blank: Blank) -> None:
    labels = {Signer.GUARDIAN: "Представитель", Signer.PERSON: "Участник"}
    rows = [labels[signer] if len(blank.signers) > 1 else "Подпись" for signer in blank.signers]
    spacer = _paragraph(document, "", after=0)
    spacer.paragraph_format.keep_with_next = True
    table = _table(document, _SIGNATURE_WIDTHS)
    for label in rows:
        cells = _row(table, _SIGNATURE_WIDTHS, height=Cm(1))
        for cell, words in zip(cells, (label, "______________", "__________________", _DAY), strict=True):
            cell.paragraphs[0].add_run(words)
        cells[1].add_paragraph().add_run("подпись").font.size = Pt(8)
        cells[2].add_paragraph().add_run("фамилия, инициалы").font.size = Pt(8)


def _list(document: DocumentType, lines: Sequence[Unreturned]) -> None:
    table = _table(document, _LIST_WIDTHS, style="Table Grid")
    heads = ("№", "Фамилия Имя Отчество", "Чего нет", "Отметка о возврате")
    for cell, words in zip(_row(table, _LIST_WIDTHS), heads, strict=True):
        cell.paragraphs[0].add_run(words).font.bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    for number, line in enumerate(lines, 1):
        cells = _row(table, _LIST_WIDTHS, height=Cm(0.9))
        for cell, words in zip(cells, (str(number), line.name, line.lacks, ""), strict=True):
            cell.paragraphs[0].add_run(words)


def _table(document: DocumentType, widths: Sequence[Cm], style: str | None = None) -> Table:
    """A table whose widths no program may change."""
    table = document.add_table(rows=0, cols=len(widths), style=style)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _row(table: Table, widths: Sequence[Cm], height: Cm | None = None) -> tuple[_Cell, ...]:
    row = table.add_row()
    if height is not None:
        row.height = height
    properties = row._tr.get_or_add_trPr()
    properties.insert(0, properties.makeelement(qn("w:cantSplit"), {}))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
        cell.paragraphs[0].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return row.cells


def _new(title: str, operator: str, made_at: datetime) -> DocumentType:
    """An empty A4 sheet; the file's own properties name the institution and the title, never a person."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(1.9), Cm(0.9)
    section.top_margin = section.bottom_margin = Cm(1.3)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)  # type: ignore[attr-defined]
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(0)  # type: ignore[attr-defined]
    normal.paragraph_format.line_spacing = 1.0  # type: ignore[attr-defined]
    properties = document.core_properties
    properties.title, properties.language = title, "ru-RU"
    properties.author = properties.last_modified_by = operator[:255]
    properties.comments = ""
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return document


def _paragraph(
    document: DocumentType,
    text: str,
    *,
    bold: bool = False,
    centred: bool = False,
    after: int = 4,
    size: int = 11,
) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.alignment = _CENTRE if centred else _BOTH
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def _bytes(document: DocumentType) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()
