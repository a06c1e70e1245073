"""Documents of the old Word (.doc), read by the program antiword where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from lxml import etree

from nastavnik.kit.documents.guards import DAMAGED
from nastavnik.kit.errors import Refused
from nastavnik.rulebook.roadmaps.document import Block, Cell, Document, Paragraph, Table

NOT_INSTALLED = (
    "Файлы .doc здесь не читаются: на сервере нет программы antiword. "
    "Откройте файл в Word или МойОфис и сохраните как «Документ Word (.docx)»."
)
SECONDS = 30
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")


def read_old_word(file: bytes) -> Document:
    """The paragraphs and tables, in their order. Refused where antiword is not installed or cannot read the file."""
    program = shutil.which("antiword")
    if not program:
        raise Refused(NOT_INSTALLED, field="file")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.doc"
        path.write_bytes(file)
        try:
            done = subprocess.run(
                [program, "-x", "db", "-m", "UTF-8.txt", str(path)],
                capture_output=True,
                timeout=SECONDS,
                check=True,
            )
            root = etree.fromstring(_DOCTYPE.sub(b"", done.stdout, count=1), _parser())
        except (subprocess.SubprocessError, OSError, etree.XMLSyntaxError) as error:
            raise Refused(DAMAGED, field="file") from error
    return Document(tuple(_blocks(root)))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, recover=True)


def _blocks(root: etree._Element) -> list[Block]:
    blocks: list[Block] = []
    for element in root.iter("para", "title", "informaltable", "table"):
        if element.tag in {"informaltable", "table"}:
            blocks.append(_table(element))
        elif next(element.iterancestors("informaltable", "table"), None) is None:
            blocks.append(Paragraph(_text(element)))
    return blocks


def _table(element: etree._Element) -> Table:
    return Table(
        tuple(
            tuple(
                Cell("\n".join(_text(one) for one in entry.iter("para")) or _text(entry))
                for entry in row.iter("entry")
            )
            for row in element.iter("row")
        )
    )


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext()).strip()
