"""A .docx opened again and read from top to bottom, as lines of plain text."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.table import Table


def lines_of(content: bytes) -> list[str]:
    """A paragraph is a line, a row of a table is cells with bars; ″ is a merged cell, □ an empty one."""
    return list(_lines(content))


def _lines(content: bytes) -> Iterator[str]:
    for block in Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield block.text.replace("\u00a0", " ").replace("\t", " … ")


def _rows(table: Table) -> Iterator[str]:
    seen: set[object] = set()
    for row in table.rows:
        texts = []
        for cell in row.cells:
            texts.append("″" if cell._tc in seen else cell.text.replace("\n", " / ") or "□")
            seen.add(cell._tc)
        yield " | ".join(texts).replace("\u00a0", " ")
