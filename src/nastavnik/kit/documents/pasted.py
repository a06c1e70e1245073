"""Text pasted from anywhere: tables by tabs, complete or ragged, and the lines around them."""

from __future__ import annotations

import re

from nastavnik.rulebook.roadmaps.document import Block, Document, Paragraph, table_of

_QUOTED = re.compile(r'(?:(?<=\t)|(?<=\n)|^)"((?:[^"]|"")*\n(?:[^"]|"")*)"(?=\t|\n|$)')
_KEPT_BREAK = "\x0b"
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}\.?)(?:\t|\s*$|\s+(?=[«\"А-ЯЁA-Z]))")
_MARKDOWN = re.compile(r"^\s*\|.*\|\s*$")
_MARKDOWN_RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")


def read_pasted(text: str) -> Document:
    """The paragraphs and tables of a text.

    A line with tabs is a row; lines without, right below it, go on in its last cell, or in the row while the row has
    fewer cells than those above. Cells in quotes keep their line breaks, as Excel copies them. Rows between | … |
    are rows too.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    whole = _QUOTED.sub(lambda found: found[1].replace('""', '"').replace("\n", _KEPT_BREAK), whole)
    blocks: list[Block] = []
    rows: list[list[str]] = []
    for line in whole.split("\n"):
        cells = _cells(line)
        if cells is None:
            continue
        if len(cells) > 1 and not (rows and _goes_on(rows, line, cells)):
            rows.append(cells)
        elif rows and line.strip() and _goes_on(rows, line, cells):
            _add(rows[-1], cells)
        elif rows and line.strip() and _NUMBERED.match(line):
            rows.append([line])
        else:
            _close(rows, blocks)
            blocks.append(Paragraph(line.strip()))
    _close(rows, blocks)
    return Document(tuple(blocks))


def _cells(line: str) -> list[str] | None:
    """The cells of a line; None for the rule under the headings of a table between | … |."""
    if _MARKDOWN_RULE.match(line) and "-" in line:
        return None
    if "\t" not in line and _MARKDOWN.match(line):
        return line.strip()[1:-1].split("|")
    return line.split("\t")


def _goes_on(rows: list[list[str]], line: str, cells: list[str]) -> bool:
    """Whether a line is a part of the row above: the row is short and the line begins no row of its own."""
    width, last = max(map(len, rows)), rows[-1]
    if _NUMBERED.match(line):
        return False
    if len(cells) == 1:
        return True
    return len(rows) > 1 and len(last) + len(cells) - 1 <= width and len(last) > 1 and len(cells) < width


def _add(row: list[str], cells: list[str]) -> None:
    sign = "\n" if row[-1].strip() and cells[0].strip() else ""
    row[-1] = f"{row[-1]}{sign}{cells[0]}"
    row.extend(cells[1:])


def _close(rows: list[list[str]], blocks: list[Block]) -> None:
    """The rows so far become a table of equal rows."""
    if rows:
        width = max(map(len, rows))
        blocks.append(table_of([[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]))
        rows.clear()
