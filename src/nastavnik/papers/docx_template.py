"""The product's own layout as a template: what a school downloads, changes in Word and puts in its place."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Cm, Pt

from nastavnik.papers.docx_styles import Look, mend_template, page_number, set_page, set_styles
from nastavnik.papers.docx_tables import NBSP, add_row, fill, plain_table, ruled_table
from nastavnik.papers.fields import ANNEX, ROW, ROWS, part_name
from nastavnik.papers.kinds import TableRule, rule_of

_SIGNATURE_WIDTHS = (Cm(9.5), Cm(7.5))
_READERS = (("№", "Фамилия И. О.", "Подпись", "Дата"), (Cm(1.1), Cm(8.9), Cm(3.8), Cm(3.2)))


def template_docx(kind: str) -> bytes:
    """Makes the template of a kind of order with every field where the product prints it."""
    document = Document()
    mend_template(document)
    set_styles(document)
    set_page(document.sections[0])
    page_number(document.sections[0])
    properties = document.core_properties
    properties.title = properties.author = properties.comments = properties.last_modified_by = ""
    rule = rule_of(kind)
    _loop(document, "грифы_сверху", Look.MARK, after=10)
    for field, look in (("учредитель", Look.REQUISITE), ("организация", Look.INSTITUTION)):
        document.add_paragraph(f"{{{{ {field} }}}}", look)
    document.add_paragraph("П Р И К А З", Look.KIND)
    document.add_paragraph(f"{{{{ дата }}}}\t№{NBSP}{{{{ номер }}}}", Look.DATE_LINE)
    for field, look in (
        ("место", Look.PLACE),
        ("заголовок", Look.TITLE),
        ("основание", Look.TEXT),
        ("распорядительное_слово", Look.COMMAND),
        ("первый_пункт", Look.TEXT),
    ):
        document.add_paragraph(f"{{{{ {field} }}}}", look)
    if rule.table is not None:
        _table(document, ROWS, rule.table)
    _loop(document, "остальные_пункты", Look.TEXT)
    _signature(document)
    _loop(document, "грифы_снизу", Look.MARK_BELOW, before=8)
    _acquaintance(document)
    _when(document, "исполнитель", "Исполнитель: {{ исполнитель }}", Look.EXECUTOR)
    for number, annex in enumerate(rule.annexes, start=1):
        mark = document.add_paragraph(f"Приложение №{NBSP}{number}", Look.MARK)
        mark.paragraph_format.page_break_before = True
        document.add_paragraph(f"к приказу от {{{{ дата }}}} №{NBSP}{{{{ номер }}}}", Look.MARK)
        document.add_paragraph(annex.title, Look.ANNEX_TITLE)
        _table(document, ANNEX.format(number), annex)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _loop(document: DocumentType, field: str, look: Look, *, before: int = 0, after: int = 0) -> None:
    """A paragraph for each text of a list; distances in points where they differ from the style."""
    document.add_paragraph(f"{{%p for {ROW} in {field} %}}", look)
    layout = document.add_paragraph(f"{{{{ {ROW} }}}}", look).paragraph_format
    if before or after:
        layout.space_before, layout.space_after = Pt(before), Pt(after)
    document.add_paragraph("{%p endfor %}", look)


def _when(document: DocumentType, field: str, text: str, look: Look) -> None:
    """A paragraph that is there only where the field is not empty."""
    for line in (f"{{%p if {field} %}}", text, "{%p endif %}"):
        document.add_paragraph(line, look)


def _table(document: DocumentType, field: str, rule: TableRule) -> None:
    widths = [Cm(column.width) for column in rule.columns]
    table = ruled_table(document, [column.head for column in rule.columns], widths)
    cells = [f"{{{{ {ROW}.{part_name(column.part)} }}}}" for column in rule.columns]
    blank = [""] * (len(cells) - 1)
    for texts in ([f"{{%tr for {ROW} in {field} %}}", *blank], cells, ["{%tr endfor %}", *blank]):
        for cell, text in zip(add_row(table, widths).cells, texts, strict=True):
            fill(cell, (text,))


def _signature(document: DocumentType) -> None:
    left, right = plain_table(document, _SIGNATURE_WIDTHS).rows[0].cells
    for cell, look, field in ((left, Look.SIGNER_POST, "должность"), (right, Look.SIGNER_NAME, "подпись")):
        cell.paragraphs[0].style = look
        cell.paragraphs[0].add_run(f"{{{{ {field} }}}}")


def _acquaintance(document: DocumentType) -> None:
    heads, widths = _READERS
    document.add_paragraph("{%p if ознакомлены %}", Look.ACQUAINTED)
    document.add_paragraph("С приказом ознакомлены:", Look.ACQUAINTED)
    table = ruled_table(document, heads, widths)
    row = ("{{ loop.index }}", f"{{{{ {ROW} }}}}", "", "")
    for texts in ((f"{{%tr for {ROW} in ознакомлены %}}", "", "", ""), row, ("{%tr endfor %}", "", "", "")):
        for cell, text in zip(add_row(table, widths).cells, texts, strict=True):
            fill(cell, (text,))
    document.add_paragraph("{%p endif %}", Look.ACQUAINTED)
