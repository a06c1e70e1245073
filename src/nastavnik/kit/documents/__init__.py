"""Documents of any kind into paragraphs and tables of plain texts.

`read_document(file, name)` tells the kind by the bytes: .docx, .xlsx, .xls, .ods, .csv, .pdf with a text layer, .doc where
antiword is installed, plain text. `read_pasted(text)` reads what was pasted. Refused, in Russian, for everything that
can not be read.
"""

from __future__ import annotations

from pathlib import Path

from nastavnik.kit.documents.guards import MAX_BYTES, TOO_BIG, Kind, kind_of, text_of_bytes
from nastavnik.kit.documents.old_word import read_old_word
from nastavnik.kit.documents.pasted import read_pasted
from nastavnik.kit.documents.pdf import read_pdf
from nastavnik.kit.documents.spreadsheets import read_spreadsheet
from nastavnik.kit.documents.word import read_word
from nastavnik.kit.errors import Refused
from nastavnik.rulebook.roadmaps.document import Document

__all__ = ["MAX_BYTES", "read_document", "read_pasted"]


def read_document(source: Path | bytes, name: str = "") -> Document:
    """The paragraphs and tables of a file, in their order.

    `name` helps only where the bytes do not say what they are. Refused, in Russian: over 25 MB, empty, damaged, under a
    password, swelling, a scan without text, a kind that is not read. OSError where there is no file at the path.
    """
    if isinstance(source, Path):
        name = name or source.name
        if source.stat().st_size > MAX_BYTES:
            raise Refused(TOO_BIG, field="file")
        source = source.read_bytes()
    match kind_of(source, name):
        case Kind.WORD:
            return read_word(source)
        case Kind.OLD_WORD:
            return read_old_word(source)
        case Kind.SHEET:
            return read_spreadsheet(source, name)
        case Kind.PDF:
            return read_pdf(source)
        case Kind.TEXT:
            return read_pasted(text_of_bytes(source))
