"""What a file that somebody sends really is, told by its content and never by its name."""

from __future__ import annotations

import io
import re
import zipfile

from nastavnik.kit.errors import Refused

MAX_SCAN = 15 * 1024 * 1024
MAX_TEMPLATE = 2 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
_DOCUMENT = "word/document.xml"
_MARKS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff"}
_FORBIDDEN_PARTS = re.compile(r"vbaProject|activeX|embeddings/|oleObject|\.bin$", re.IGNORECASE)
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def kind_of(content: bytes) -> str:
    """«pdf», «jpg» or «docx»; refused in Russian: anything else, over 15 MB, a .docx with something alive in it."""
    if len(content) > MAX_SCAN:
        raise Refused(
            "Файл больше 15 МБ. Сделайте скан с разрешением 150–200 точек и приложите снова.", field="file"
        )
    for kind, mark in _MARKS.items():
        if content.startswith(mark):
            return kind
    if content.startswith(b"PK"):
        check_docx(content)
        return "docx"
    raise Refused("Подойдёт файл PDF, JPG или .docx. Сохраните документ в одном из этих видов.", field="file")


def check_docx(content: bytes) -> None:
    """Refuses a file that is no plain .docx: damaged, too large inside, with macros, objects or outer links.

    A hyperlink is the only thing that may lead outside.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_parts(parts)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise Refused(
            "Файл повреждён. Откройте его в Word и сохраните заново как .docx.", field="file"
        ) from error


def _check_parts(parts: zipfile.ZipFile) -> None:
    names = [entry.filename for entry in parts.infolist()]
    if _DOCUMENT not in names:
        raise Refused("Это не документ Word. Сохраните его как «Документ Word (.docx)».", field="file")
    if sum(entry.file_size for entry in parts.infolist()) > MAX_UNPACKED:
        raise Refused(
            "Документ слишком велик внутри. Уберите из него рисунки и приложите снова.", field="file"
        )
    if any(_FORBIDDEN_PARTS.search(name) for name in names):
        raise Refused(
            "В файле есть макросы или вставленные объекты. Сохраните его без них, как обычный .docx.",
            field="file",
        )
    for name in names:
        if name.endswith((".xml", ".rels")):
            _check_part(parts.read(name))


def _check_part(part: bytes) -> None:
    if _DOCTYPE.search(part):
        raise Refused("Внутри файла есть то, чего Word не пишет. Сохраните его в Word заново.", field="file")
    if any(b"/hyperlink" not in link for link in _EXTERNAL.findall(part)):
        raise Refused(
            "Файл берёт что-то из другого места: рисунок по ссылке или чужой шаблон. Вставьте рисунок в сам файл.",
            field="file",
        )
