"""What kind of document a file is, told by its bytes, and files that are too big, damaged or would swell."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from nastavnik.kit.errors import Refused
from nastavnik.kit.sheet_guards import OLE_MARK, ZIP_MARK, inflated

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_SPREAD = 400 * 1024 * 1024

TOO_BIG = (
    "Файл больше 25 МБ. Уберите из него рисунки или оставьте одну таблицу с мероприятиями и загрузите снова."
)
EMPTY = "Файл пуст. Проверьте, тот ли файл выбран."
DAMAGED = "Файл повреждён или не дописан. Откройте его, сохраните заново как .docx и загрузите снова."
SWELLS = "В развёрнутом виде файл слишком велик. Скопируйте таблицу в новый документ и загрузите его."
LOCKED = "Файл защищён паролем. Снимите пароль и загрузите снова."
UNKNOWN = (
    "Файл такого вида не читается. Подходят .docx, .xlsx, .ods, .pdf с текстом, .doc и вставленный текст: "
    "откройте файл и сохраните как «Документ Word (.docx)»."
)
SLIDES = "Это презентация. Скопируйте таблицу мероприятий в документ Word (.docx) или вставьте её текстом."
OTHER_TEXT = (
    "Это {kind} с именем документа. Откройте файл в Word или МойОфис и сохраните как «Документ Word (.docx)»."
)
WRONG_CODE = (
    "Текст не читается: неизвестная кодировка. Сохраните файл как «Текст UTF-8» или вставьте таблицу текстом."
)

_STREAM = re.compile(rb"stream\r?\n(?=x)")
_CHUNK = 1 << 20


class Kind(StrEnum):
    """How a document is to be read."""

    WORD = "docx"
    OLD_WORD = "doc"
    SHEET = "sheet"
    PDF = "pdf"
    TEXT = "text"


def kind_of(file: bytes, name: str) -> Kind:
    """Tell how to read the bytes, whatever the name says; Refused for what is too big, empty or of another kind."""
    if len(file) > MAX_BYTES:
        raise Refused(TOO_BIG, field="file")
    head = file[:1024].lstrip()
    if not file.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Refused(EMPTY, field="file")
    if file.startswith(ZIP_MARK):
        return _kind_of_archive(file)
    if file.startswith(OLE_MARK):
        return _kind_of_old(file)
    if b"%PDF-" in head:
        return Kind.PDF
    _check_text(head, name)
    return Kind.SHEET if name.lower().endswith(".csv") else Kind.TEXT


def part_of(file: bytes, part: str) -> bytes | None:
    """Unpack one part of an archive, counted; None where there is none, Refused where it swells or is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            entry = next((one for one in archive.infolist() if one.filename == part), None)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused(DAMAGED, field="file") from error
    if entry is None:
        return None
    try:
        content, size = inflated(file, entry, MAX_UNPACKED, keep=True)
    except Refused as refusal:
        raise Refused(_in_words_of_documents(refusal.reason), field="file") from refusal
    if size < entry.file_size or (zlib.crc32(content) & 0xFFFFFFFF) != entry.CRC:
        raise Refused(DAMAGED, field="file")
    return content


def check_streams(file: bytes) -> None:
    """Refuse a .pdf whose packed streams would swell beyond measure."""
    left = MAX_SPREAD
    for found in _STREAM.finditer(file):
        inflater, packed = zlib.decompressobj(), file[found.end() : found.end() + MAX_BYTES]
        try:
            while packed and not inflater.eof:
                left -= len(inflater.decompress(packed, _CHUNK))
                packed = inflater.unconsumed_tail
                if left < 0:
                    raise Refused(SWELLS, field="file")
        except zlib.error:
            continue  # damaged or locked streams are the reader's to judge


def text_of_bytes(file: bytes) -> str:
    """A text as UTF-8, UTF-16 with its mark, or Windows-1251; Refused for what is none."""
    encodings = ("utf-16",) if file[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            text = file.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\t\r\n\x0b\x0c\x1a" for sign in text[:20_000]):
            return text
    raise Refused(WRONG_CODE if b"\0" not in file[:1024] else UNKNOWN, field="file")


def _kind_of_archive(file: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(DAMAGED, field="file") from error
    if "word/document.xml" in names:
        return Kind.WORD
    if any(name.startswith("ppt/") for name in names):
        raise Refused(SLIDES, field="file")
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return Kind.SHEET
    raise Refused(UNKNOWN, field="file")


def _kind_of_old(file: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in file:
        raise Refused(LOCKED, field="file")
    if "WordDocument".encode("utf-16-le") in file:
        return Kind.OLD_WORD
    if "Workbook".encode("utf-16-le") in file or "Book".encode("utf-16-le") in file:
        return Kind.SHEET
    raise Refused(UNKNOWN, field="file")


def _check_text(head: bytes, name: str) -> None:
    """Refuse documents of other kinds that are texts, and texts under the name of a document."""
    if head.startswith(b"{\\rtf"):
        raise Refused(OTHER_TEXT.format(kind="файл .rtf"), field="file")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|head|meta)", head, re.IGNORECASE):
        raise Refused(OTHER_TEXT.format(kind="веб-страница"), field="file")
    if name.lower().endswith((".docx", ".xlsx", ".xlsm", ".ods", ".doc", ".xls", ".pdf", ".odt")):
        raise Refused(DAMAGED, field="file")


def _in_words_of_documents(reason: str) -> str:
    return SWELLS if "слишком велик" in reason else LOCKED if "паролем" in reason else DAMAGED
