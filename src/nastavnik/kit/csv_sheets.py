"""Tables in plain text: .csv and what Excel calls «Текст Юникод»."""

from __future__ import annotations

import csv
import io

from nastavnik.kit.errors import Refused
from nastavnik.kit.sheet_guards import MAX_COLUMNS, MAX_ROWS, NOT_A_SHEET, TOO_LONG

DELIMITERS = ";\t,"
_LOOKED_AT = 30


def read_csv(file: bytes, filename: str) -> list[list[str | None]]:
    """The rows of a text whose cells are divided by semicolons, tabs or commas, whichever it is.

    The text is UTF-8 (with or without its mark), UTF-16 with its mark, or Windows-1251. Refused: what is no text,
    and a text without any delimiter unless the file is called .csv.
    """
    text = _decoded(file)
    delimiter = _delimiter(text)
    if delimiter is None and not filename.lower().endswith(".csv"):
        raise Refused(NOT_A_SHEET, field="file")
    csv.field_size_limit(1 << 20)
    try:
        rows: list[list[str | None]] = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ";"):
            rows.append([_cell(value) for value in row[:MAX_COLUMNS]])
            if len(rows) > MAX_ROWS and any(rows[-1]):
                raise Refused(TOO_LONG, field="file")
    except csv.Error as error:
        raise Refused(NOT_A_SHEET, field="file") from error
    return rows


def _decoded(file: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if file.startswith(mark):
            return _text(file, encoding)
    try:
        return _checked(file.decode("utf-8"))
    except UnicodeDecodeError:
        return _text(file, "cp1251")


def _text(file: bytes, encoding: str) -> str:
    try:
        return _checked(file.decode(encoding))
    except UnicodeDecodeError as error:
        raise Refused(NOT_A_SHEET, field="file") from error


def _checked(text: str) -> str:
    """A picture or a program decodes too, but no text has control signs."""
    if any(sign < " " and sign not in "\t\r\n\x1a" for sign in text[:20_000]):
        raise Refused(NOT_A_SHEET, field="file")
    return text


def _delimiter(text: str) -> str | None:
    """The sign that divides the most rows into the same number of cells, at least two."""
    best, found = 0, None
    for delimiter in DELIMITERS:
        sample = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row, _ in zip(sample, range(_LOOKED_AT), strict=False) if any(row)]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        usual = max(wide, key=wide.count, default=1)
        score = wide.count(usual) * usual if wide.count(usual) > 1 or len(widths) == 1 else 0
        if score > best:
            best, found = score, delimiter
    return found


def _cell(value: str) -> str | None:
    return value.replace("\u00a0", " ").replace("\u202f", " ").strip() or None
