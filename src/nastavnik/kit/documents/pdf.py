"""Portable documents with a text layer: tables by their lines, texts around them in order."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException

from nastavnik.kit.documents.guards import LOCKED, check_streams
from nastavnik.kit.documents.pdf_columns import Columns, columns_in, stand_in_columns
from nastavnik.kit.errors import Refused
from nastavnik.rulebook.roadmaps.broken_words import are_one_word
from nastavnik.rulebook.roadmaps.document import Block, Cell, Document, Paragraph, Table
from nastavnik.rulebook.roadmaps.texts import glued, is_bullet, starts_lower

MAX_PAGES = 150
DAMAGED = "Файл .pdf повреждён или не дописан. Откройте исходный документ и сохраните его как .docx."
SCAN = (
    "В файле .pdf нет текста: это скан, картинка. Распознайте его (например, в FineReader), возьмите исходный .docx "
    "или вставьте таблицу текстом."
)
TOO_LONG = (
    f"В файле .pdf больше {MAX_PAGES} страниц. Оставьте в нём страницы с дорожной картой и загрузите снова."
)

Word = dict[str, Any]
Box = tuple[float, float, float, float]
_STRAY = 2
"""So many lines with white in them before the table are no table: approval marks side by side."""
_NEAR = 3.0
"""How far in points two edges or two lines may lie apart and still be one."""


def read_pdf(file: bytes) -> Document:
    """The paragraphs and tables of all pages. Refused: damaged, under a password, without text, over 150 pages."""
    check_streams(file)
    try:
        with pdfplumber.open(io.BytesIO(file)) as document:
            if len(document.pages) > MAX_PAGES:
                raise Refused(TOO_LONG, field="file")
            blocks = [block for page in document.pages for block in _blocks(page)]
            if not any(isinstance(block, Table) for block in blocks):
                blocks = _unruled(document.pages) or blocks
    except Refused:
        raise
    except (
        PDFPasswordIncorrect,
        PSException,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
    ) as error:
        raise Refused(_reason(error), field="file") from error
    except Exception as error:
        if type(error).__module__.startswith(("pdfplumber", "pdfminer")):
            raise Refused(_reason(error), field="file") from error
        raise
    if not blocks:
        raise Refused(SCAN, field="file")
    return Document(tuple(blocks))


def _reason(error: Exception) -> str:
    is_locked = isinstance(error, PDFPasswordIncorrect) or isinstance(error.__cause__, PDFPasswordIncorrect)
    return LOCKED if is_locked or "PasswordIncorrect" in repr(error) else DAMAGED


def _blocks(page: Any) -> Iterator[Block]:
    """What a page says from the top to the bottom."""
    words = _words(page)
    tables = (
        sorted(
            page.find_tables({"explicit_horizontal_lines": _open_ends(page)}),
            key=lambda table: float(table.bbox[1]),
        )
        if words
        else []
    )
    tables = [table for table in tables if len(table.cells) > 1]
    outside = [word for word in words if not any(_inside(word, table.bbox) for table in tables)]
    for table in tables:
        top = float(table.bbox[1])
        yield from _paragraphs([word for word in outside if word["bottom"] <= top + _NEAR])
        outside = [word for word in outside if word["bottom"] > top + _NEAR]
        inside = [word for word in words if _inside(word, table.bbox)]
        yield _table([cell for cell in table.cells if cell], inside)
    yield from _paragraphs(outside)


def _unruled(pages: Sequence[Any]) -> list[Block] | None:
    """The same of a document that draws no line at all; None where some page leaves a doubt of its columns."""
    blocks: list[Block] = []
    first: Columns | None = None
    for page in pages:
        lines = _lines(_words(page))
        table = columns_in(lines)
        rest = [*lines[: table.first], *lines[table.last :]] if table else lines
        first = first or table
        if stand_in_columns(rest) > (0 if first else _STRAY) or (
            table and first and not table.goes_on(first)
        ):
            return None
        blocks += _paragraphs([word for line in lines[: table.first if table else None] for word in line])
        if table:
            blocks.append(Table(tuple(_unruled_row(row, table) for row in table.rows)))
            blocks += _paragraphs([word for line in lines[table.last :] for word in line])
    return blocks if first else None


def _unruled_row(row: Sequence[list[Word]], table: Columns) -> tuple[Cell, ...]:
    """A row of cells by columns; a heading of a section is one cell over all of them."""
    width = len(table.edges) + 1
    if table.is_across(row):
        text = _text_of([word for line in row for word in line])
        return Cell(text, width), *[Cell(is_covered=True)] * (width - 1)
    return tuple(
        Cell(_text_of([word for line in row for word in line if table.place_of(word) == place]))
        for place in range(width)
    )


def _text_of(words: Sequence[Word]) -> str:
    left = min((float(word["x0"]) for word in words), default=0.0)
    right = max((float(word["x1"]) for word in words), default=0.0)
    return _cell_text(words, (left, 0, right, 0))


def _words(page: Any) -> list[Word]:
    """The words of a page; `is_spaced` where a space is written after one, as many programs do at the end of a line."""
    spaces = {(round(char["x0"]), round(char["bottom"])) for char in page.chars if char["text"].isspace()}
    words: list[Word] = page.extract_words(x_tolerance_ratio=0.2, keep_blank_chars=False, use_text_flow=False)
    for word in words:
        right, bottom = round(word["x1"]), round(word["bottom"])
        word["is_spaced"] = any((right + a, bottom + b) in spaces for a in (-1, 0, 1) for b in (-1, 0, 1))
    return words


def _open_ends(page: Any) -> list[float]:
    """Where upright lines end without a line across: a row that goes on over the page has no edge there."""
    across = [float(edge["top"]) for edge in page.edges if edge["orientation"] == "h"]
    ends = sorted(
        float(edge[end]) for edge in page.edges if edge["orientation"] == "v" for end in ("top", "bottom")
    )
    outer = {ends[0], ends[-1]} if ends and across else set()
    return [end for end in outer if all(abs(end - line) > _NEAR for line in across)]


def _table(boxes: Sequence[Box], words: Sequence[Word]) -> Table:
    """The cells on a grid of all their edges, each with how far it reaches."""
    lefts = _edges([edge for box in boxes for edge in (box[0], box[2])])
    tops = _edges([edge for box in boxes for edge in (box[1], box[3])])
    rows = [[Cell(is_covered=True)] * (len(lefts) - 1) for _ in tops[1:]]
    for box in boxes:
        left, right = _at(lefts, box[0]), _at(lefts, box[2])
        top, bottom = _at(tops, box[1]), _at(tops, box[3])
        text = _cell_text([word for word in words if _inside(word, box)], box)
        rows[top][left] = Cell(text, max(right - left, 1), max(bottom - top, 1))
    return Table(tuple(tuple(row) for row in rows))


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _at(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - value))


def _inside(word: Word, box: Box) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words by lines, from the top to the bottom and from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one["top"], one["x0"])):
        if lines and abs(lines[-1][0]["top"] - word["top"]) <= _NEAR:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: float(one["x0"])) for line in lines]


def _cell_text(words: Sequence[Word], box: Box) -> str:
    """The text of a cell: a line of a narrow column is no end of a sentence, an item of a list is."""
    text, above = "", None
    margin = min((float(word["x0"]) for word in words), default=0) - box[0]
    for line in _lines(words):
        here = " ".join(str(word["text"]) for word in line)
        if above and _is_broken(above[-1], line[0], box[0] + margin, box[2] - margin):
            text += here
        else:
            text = _joined(text, here)
        above = line
    return text


def _is_broken(last: Word, first: Word, left: float, right: float) -> bool:
    """Whether a word is broken between two lines without a hyphen.

    Only a word that is wider than the column is: its first part reaches the right edge, and both are wider together.
    Two whole words may look so by chance; the dictionary tells them apart.
    """
    if first["text"].startswith("-") and not first["is_spaced"]:
        return not last["is_spaced"] and str(last["text"])[-1:].isalpha()
    size = float(last["bottom"] - last["top"])
    reach = float(last["x1"] - last["x0"] + first["x1"] - first["x0"])
    if last["is_spaced"] or right - last["x1"] > size or reach < right - left - size / 2:
        return False
    return are_one_word(str(last["text"]), str(first["text"]))


def _joined(text: str, line: str) -> str:
    if text.endswith("\u00ad"):
        return text[:-1] + line
    is_open = text.count("(") > text.count(")")  # «(далее» and, on the next line, «– ИРО)»
    if is_bullet(line) and text and not is_open:
        return f"{text}\n{line}"
    return glued(text, line)


def _paragraphs(words: Sequence[Word]) -> Iterator[Paragraph]:
    """Lines joined into paragraphs: a small letter goes on, and so does a line right below a full one."""
    lines = _lines(words)
    text, above = "", None
    right = max((line[-1]["x1"] for line in lines), default=0)
    for line in lines:
        words_here = " ".join(str(word["text"]) for word in line)
        height = line[0]["bottom"] - line[0]["top"]
        is_near = above is not None and line[0]["top"] - above[0]["bottom"] < height
        is_full = above is not None and right - above[-1]["x1"] < height * 6
        if (
            text
            and is_near
            and (starts_lower(words_here) or (is_full and not text.endswith((".", ":", ";"))))
        ):
            text = _joined(text, words_here)
        else:
            yield from (Paragraph(text),) if text else ()
            if text and not is_near:
                yield Paragraph("")
            text = words_here
        above = line
    if text:
        yield Paragraph(text)
