"""Blanks of the group meeting: a page for each participant with the cards of the other side, as a .docx file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from docx import Document
from docx.document import Document as Docx
from docx.shared import Cm, Pt

from nastavnik.mentoring.models import GroupMeeting, Programme, Side
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.numbers import counted

_PEOPLE = ("человека", "человек", "человек")
_COLUMNS = 2
_ASKED = {
    Side.MENTEE: "Кого вы хотели бы видеть своим наставником?",
    Side.MENTOR: "Кому из наставляемых вы хотели бы быть наставником?",
}


@dataclass(frozen=True)
class Blank:
    """Who fills the page, and the cards of everybody whom he may name."""

    name: str
    standing: str
    others: tuple[str, ...]


def sheets_docx(programme: Programme, meeting: GroupMeeting, side: str, blanks: Sequence[Blank]) -> bytes:
    """Makes the file: each blank on a page of its own, so that nobody reads what another wrote."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    normal.paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    document.core_properties.title = "Листы общей встречи"
    document.core_properties.author = programme.institution.short_name
    for place, blank in enumerate(blanks):
        _fill(document, programme, meeting, Side(side), blank)
        if place < len(blanks) - 1:
            document.add_page_break()
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _fill(document: Docx, programme: Programme, meeting: GroupMeeting, side: Side, blank: Blank) -> None:
    document.add_paragraph(
        f"{programme.institution.short_name}. Программа наставничества «{programme.title}»"
    )
    held = f", {long_date(meeting.held_date)}" if meeting.held_date else ""
    document.add_paragraph(f"Общая встреча{held}")
    of_whom = ", ".join(part for part in (blank.name, blank.standing) if part)
    document.add_paragraph().add_run(of_whom).bold = True
    limit = min(meeting.limit, len(blank.others))
    document.add_paragraph(
        f"{_ASKED[side]} Можно назвать не больше {counted(limit, _PEOPLE)}: первым того, кого хочется больше."
        " Можно не называть никого. Ответ увидит только куратор."
    )
    for rank in range(1, limit + 1):
        document.add_paragraph(f"{rank}. ______________________________________________")
    document.add_paragraph("☐ никого не называю")
    _list(document, blank.others)


def _list(document: Docx, others: Sequence[str]) -> None:
    """The cards in two columns, read down the first and then down the second."""
    rows = ceil(len(others) / _COLUMNS)
    table = document.add_table(rows=rows, cols=_COLUMNS)
    for place, card in enumerate(others):
        paragraph = table.cell(place % rows, place // rows).paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(card).font.size = Pt(11)
