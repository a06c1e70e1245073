"""One road map as a file of each kind, made by other programs than the product's."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from docx import Document
from openpyxl import Workbook

from tests.journeys.product import chromium

Rows = list[list[str]]
STYLE = "table{border-collapse:collapse;width:100%} td{border:1px solid #000;vertical-align:top} *{font:9pt serif}"


def blocks_of(text: str) -> Iterator[str | Rows]:
    """The lines of a pasted text; those with tabs together, as tables, even over the edges of pages."""
    rows: Rows = []
    for line in text.split("\n"):
        if "\t" in line:
            cells = line.split("\t")
            if rows and len(rows[-1]) != len(cells):
                yield rows
                rows = []
            rows.append(cells)
        elif line.strip() or not rows:
            if rows:
                yield rows
                rows = []
            yield line
    if rows:
        yield rows


def write_docx(text: str, path: Path) -> Path:
    document = Document()
    for block in blocks_of(text):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, value in zip(row.cells, cells, strict=True):
                cell.text = value
    document.save(str(path))
    return path


def write_xlsx(text: str, path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in text.split("\n"):
        sheet.append([cell or None for cell in line.split("\t")])
    book.save(path)
    return path


def write_pdf(text: str, path: Path, style: str = STYLE) -> Path:
    """Printed by a browser: rows are torn at the edges of pages."""
    parts = []
    for block in blocks_of(text):
        if isinstance(block, str):
            parts.append(f"<p>{escape(block)}</p>")
        else:
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block
            )
            parts.append(f"<table>{rows}</table>")
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(f"<meta charset=utf-8><style>{style}</style>{''.join(parts)}")
        page.pdf(path=str(path), format="A4", landscape=True)
    return path
