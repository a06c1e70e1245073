"""A road map as a .docx file in the shape in which road maps are approved: marks, title, one ruled table."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Cm, Pt

from nastavnik.papers.docx_styles import mend_template, page_number, set_styles
from nastavnik.papers.docx_tables import add_row, fill, plain_table, ruled_table
from nastavnik.roadmaps.printing import RoadmapSheet

_TEXT_WIDTH = 26.7
_MARK_WIDTHS = (Cm(13.35), Cm(13.35))


def roadmap_docx(sheet: RoadmapSheet, *, made_at: datetime) -> bytes:
    """Makes the file: A4 across, Times New Roman 14 (table 12), the heading row repeated on every page.

    `made_at` is an aware moment; the file's own properties name the organisation and the title, never a person.
    """
    document = Document()
    mend_template(document)
    set_styles(document)
    _set_page(document.sections[0])
    page_number(document.sections[0])
    _describe(document, sheet, made_at)
    _marks(document, sheet)
    title = document.add_paragraph(sheet.title)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(12)
    title.runs[0].bold = True
    _table(document, sheet)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_page(section: Section) -> None:
    """A4 across; margins: left 2 cm, right 1, top 2, bottom 1.5."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(2), Cm(1)
    section.top_margin, section.bottom_margin = Cm(2), Cm(1.5)
    section.header_distance = section.footer_distance = Cm(1)


def _describe(document: DocumentType, sheet: RoadmapSheet, made_at: datetime) -> None:
    properties = document.core_properties
    properties.title = sheet.title[:255]
    properties.author = properties.last_modified_by = sheet.owner[:255]
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.language = "ru-RU"
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.revision = 1


def _marks(document: DocumentType, sheet: RoadmapSheet) -> None:
    """Who agreed stands on the left, who approves on the right, as on the founding documents."""
    if not sheet.marks:
        return
    left = [mark for mark in sheet.marks if not mark.is_above]
    right = [mark for mark in sheet.marks if mark.is_above]
    cells = plain_table(document, _MARK_WIDTHS).rows[0].cells
    for cell, marks in zip(cells, (left, right), strict=True):
        fill(cell, [line for mark in marks for line in (*mark.lines, "")][:-1] or [""])


def _table(document: DocumentType, sheet: RoadmapSheet) -> None:
    whole = sum(sheet.widths)
    widths = [Cm(round(width / whole * _TEXT_WIDTH, 2)) for width in sheet.widths]
    table = ruled_table(document, sheet.heads, widths)
    for row in sheet.rows:
        added = add_row(table, widths)
        if row.is_section:
            merged = added.cells[0].merge(added.cells[-1])
            fill(merged, row.cells, keeps=True)
            merged.paragraphs[0].runs[0].bold = True
            continue
        for cell, text in zip(added.cells, row.cells, strict=True):
            fill(cell, text.split("\n"))
