"""Files that hold nothing to read: one clear sentence each, never a crash."""

import io
import os
import zipfile
import zlib
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from nastavnik.kit.documents import MAX_BYTES, read_document
from nastavnik.kit.documents.old_word import NOT_INSTALLED
from nastavnik.kit.errors import Refused
from nastavnik.kit.sheet_guards import OLE_MARK

NOISE = bytes(range(7, 256)) * 12
CONTENT_TYPES = (
    b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"""
)
EMPTY_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj
4 0 obj<</Length 33>>stream
0 0 m 100 100 l S 200 200 50 50 re
endstream endobj
trailer<</Root 1 0 R>>
%%EOF"""


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", CONTENT_TYPES)
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def docx() -> bytes:
    made = io.BytesIO()
    document = Document()
    document.add_paragraph("План")
    document.save(made)
    return made.getvalue()


def packed_pdf() -> bytes:
    """A stream of 410 MB in half a megabyte."""
    squeezer = zlib.compressobj(9)
    block = b"\0" * (1 << 20)
    body = b"".join(squeezer.compress(block) for _ in range(410)) + squeezer.flush()
    return EMPTY_PDF.replace(
        b"%%EOF", b"9 0 obj<</Filter/FlateDecode>>stream\n" + body + b"\nendstream endobj\n%%EOF"
    )


def swelling() -> bytes:
    """A document of 120 MB in 120 KB."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/document.xml", "w") as part,
    ):
        for _ in range(120):
            part.write(b" " * (1 << 20))
    return made.getvalue()


def word(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", content)
    return made.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><w:document
xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"""


@pytest.mark.parametrize(
    ("file", "name", "said"),
    [
        (b"", "карта.docx", "Файл пуст"),
        (b" \r\n ", "карта.txt", "Файл пуст"),
        (docx()[:-600], "карта.docx", "повреждён"),
        (docx()[:4] + NOISE, "карта.docx", "повреждён"),
        (NOISE, "карта.docx", "повреждён"),
        (word(b"<w:document"), "карта.docx", "повреждён"),
        (word(b"<other/>"), "карта.docx", "повреждён"),
        (b"x" * (MAX_BYTES + 1), "карта.docx", "больше 25 МБ"),
        (archive(ppt__presentation_xml=b"<p/>"), "карта.docx", "презентация"),
        (archive(notes_txt=b"text"), "карта.docx", "такого вида не читается"),
        (b"%PDF-1.7\n" + NOISE, "карта.pdf", r"\.pdf"),
        (b"%PDF-1.7\n", "карта.pdf", r"\.pdf"),
        (EMPTY_PDF, "скан.pdf", "нет текста"),
        (OLE_MARK + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "карта.docx", "паролем"),
        (OLE_MARK + b"\0" * 600, "карта.doc", "такого вида не читается"),
        (b"{\\rtf1 text}", "карта.doc", r"\.rtf"),
        (b"<!DOCTYPE html><table></table>", "карта.doc", "веб-страница"),
        (b"\0\1\2\3" * 300, "карта.txt", "такого вида не читается"),
        (b"\0\1\2\3" * 300, "карта.xlsx", "повреждён"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)  # fmt: skip
def test_a_file_that_can_not_be_read_says_why_and_what_to_do(file, name, said):
    with pytest.raises(Refused, match=said) as refused:
        read_document(file, name)
    assert refused.value.reason.count(".") >= 2 or ":" in refused.value.reason


@pytest.mark.parametrize("make", [swelling, packed_pdf])
def test_a_small_file_that_would_swell_is_refused(make):
    file = make()
    assert len(file) < 1 << 20
    with pytest.raises(Refused, match="слишком велик"):
        read_document(file)


def test_a_big_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "карта.docx"
    with path.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    with pytest.raises(Refused, match="больше 25 МБ"):
        read_document(path)


def test_entities_of_xml_are_never_unfolded():
    document = read_document(word(LAUGHS))
    assert all(len(getattr(block, "text", "")) < 100 for block in document.blocks)


def test_the_kind_is_told_by_the_bytes_not_by_the_name():
    assert read_document(docx(), "карта.doc").blocks
    book = io.BytesIO()
    made = Workbook()
    made.active.append(["План", "Срок"])
    made.save(book)
    assert read_document(book.getvalue(), "карта.docx").blocks
    assert read_document("План\nСрок".encode("cp1251"), "карта").blocks


def test_an_old_document_says_what_is_missing(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    file = OLE_MARK + "WordDocument".encode("utf-16-le") + b"\0" * 600
    with pytest.raises(Refused) as refused:
        read_document(file, "карта.doc")
    assert refused.value.reason == NOT_INSTALLED


def test_an_old_document_is_read_by_antiword(tmp_path, monkeypatch):
    """antiword writes DocBook; a program of that name with its answer stands in, for it is not installed everywhere."""
    program = tmp_path / "antiword"
    answer = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.1.2//EN" "x.dtd">'
        "<book><chapter><title>Дорожная карта</title><para>на 2023 год</para><informaltable><tgroup cols='2'><tbody>"
        "<row><entry><para>Мероприятие</para></entry><entry><para>Срок</para></entry></row>"
        "</tbody></tgroup></informaltable></chapter></book>"
    )
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    document = read_document(OLE_MARK + "WordDocument".encode("utf-16-le") + b"\0" * 600, "карта.doc")
    title, period, table = document.blocks
    assert (title.text, period.text) == ("Дорожная карта", "на 2023 год")
    assert [cell.text for cell in table.rows[0]] == ["Мероприятие", "Срок"]


def test_a_missing_file_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match="нет"):
        read_document(Path(tmp_path / "нет.docx"))
