"""Slips to sign: whether a mentor, a mentee or a representative agrees to a pair, as a .docx file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Cm, Pt
from docx.table import _Cell

from nastavnik.rulebook.pair_states import Party

_WIDTH = Cm(17)
_OFFERS = {
    Party.MENTOR: "Вам предложен наставляемый",
    Party.MENTOR_GUARDIAN: "Вашему ребёнку предложен наставляемый",
    Party.MENTEE: "Вам предложен наставник",
    Party.GUARDIAN: "Вашему ребёнку предложен наставник",
}
_GUARDIANS = (Party.GUARDIAN, Party.MENTOR_GUARDIAN)


@dataclass(frozen=True)
class Slip:
    """One party that is asked: the participant, who signs (empty: not known), the other side's card."""

    party: Party
    name: str
    standing: str
    signer: str
    other: str
    programme: str
    direction: str
    institution: str


def slips_docx(slips: Sequence[Slip]) -> bytes:
    """Makes the file: a framed slip after another on A4, none torn by the end of a page; to be cut apart."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    document.core_properties.title = "Листы согласия на пары"
    document.core_properties.author = slips[0].institution if slips else ""
    for slip in slips:
        table = document.add_table(rows=1, cols=1, style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        cell = table.rows[0].cells[0]
        cell.width = _WIDTH
        _fill(cell, slip)
        document.add_paragraph().paragraph_format.line_spacing = Pt(10)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _fill(cell: _Cell, slip: Slip) -> None:
    """Lines of a slip, kept together; a name that is not known leaves a line for the pen."""
    of_whom = ", ".join(part for part in (slip.name, slip.standing) if part)
    lines = [
        (f"{slip.institution}. Программа наставничества «{slip.programme}»", False),
        (of_whom, True),
        (f"{_OFFERS[slip.party]}: {slip.other}.", False),
        (f"Форма наставничества: {slip.direction}.", False),
        ("☐ согласен (согласна)          ☐ не согласен (не согласна), причину указывать не нужно", False),
        (f"{_signs(slip)}: _______________________    Дата: «___» ____________ 20___ г.", False),
    ]
    for place, (text, is_bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(4)
        paragraph.paragraph_format.keep_with_next = place < len(lines) - 1
        paragraph.add_run(text).bold = is_bold
    paragraph.paragraph_format.space_after = Pt(6)


def _signs(slip: Slip) -> str:
    if slip.party in _GUARDIANS:
        return f"Подпись представителя ({slip.signer or '________________________'})"
    return "Подпись"
