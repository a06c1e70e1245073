"""What a file is, told by its bytes before any reader opens it, and files that would swell beyond measure."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from nastavnik.kit.errors import Refused

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = MAX_ROWS * MAX_COLUMNS
ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

TOO_BIG = "Файл больше 10 МБ. Оставьте в нём один лист с таблицей и загрузите снова."
SWELLS = (
    "В развёрнутом виде файл слишком велик: больше 200 МБ. Скопируйте таблицу в новую книгу и загрузите её."
)
NOT_A_SHEET = "Это не таблица Excel. Откройте файл в Excel или МойОфис и сохраните как «Книга Excel (.xlsx)»."
WEB_PAGE = "Это веб-страница с именем таблицы. Откройте её в Excel или МойОфис и сохраните как «Книга Excel (.xlsx)»."
DAMAGED = "Файл повреждён или не дописан. Откройте его, сохраните заново как .xlsx и загрузите снова."
LOCKED = "Файл защищён паролем. Снимите пароль (Файл — Сведения — Защита книги) и загрузите снова."
NOTHING = "В файле нет ни одной заполненной строки. Проверьте, та ли книга выбрана."
TOO_LONG = "В таблице больше 20 000 строк. Разделите её на части и загрузите их по очереди."
TOO_WIDE = "В таблице слишком много столбцов. Оставьте столбцы с данными и удалите лишние правее таблицы."

_LOCAL_HEADER = 30
_CHUNK = 1 << 20
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
# A cell with contents and where it says that it stands; empty formatted cells close themselves.
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>')
_NAMELESS_CELL = re.compile(rb"<(?:\w+:)?c(?:\s(?!(?:[^>]*\s)?r=)[^>]*)?(?<!/)>")
_ROW = re.compile(rb'<(?:\w+:)?row\s(?:[^>]*?\s)?r="(\d{1,7})"[^>]*?(?<!/)>')
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{5,})"[^>]*?(?<!/)>(?=\s*<text)')


def check_wrapping(file: bytes, filename: str) -> bool:
    """Refuse what is no spreadsheet, is locked, damaged, or swells; True where the bytes may be a text (.csv)."""
    if len(file) > MAX_BYTES:
        raise Refused(TOO_BIG, field="file")
    if not file.strip():
        raise Refused(NOTHING, field="file")
    if file.startswith(OLE_MARK):
        _check_old(file)
        return False
    if file.startswith(ZIP_MARK):
        _check_archive(file)
        return False
    if filename.lower().endswith((".xlsx", ".xlsm", ".ods")):
        raise Refused(DAMAGED, field="file")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|meta|\?xml)", file[:200], re.IGNORECASE):
        raise Refused(WEB_PAGE, field="file")
    return True


def _check_old(file: bytes) -> None:
    """An OLE container: an .xls, a locked .xlsx, or a document of another kind."""
    if "EncryptedPackage".encode("utf-16-le") in file:
        raise Refused(LOCKED, field="file")
    if "Workbook".encode("utf-16-le") not in file and "Book".encode("utf-16-le") not in file:
        raise Refused(NOT_A_SHEET, field="file")


def _check_archive(file: bytes) -> None:
    """A zip: an .xlsx, an .ods, or a document of another kind. Everything is inflated once, in pieces, counted."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(DAMAGED, field="file") from error
    names = {entry.filename for entry in entries}
    if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
        raise Refused(NOT_A_SHEET, field="file")
    left = MAX_UNPACKED
    for entry in entries:
        is_read = bool(_SHEET.match(entry.filename)) or entry.filename == "content.xml"
        content, size = inflated(file, entry, left, keep=is_read)
        left -= size
        if is_read:
            _check_extent(content)


def inflated(file: bytes, entry: zipfile.ZipInfo, left: int, *, keep: bool) -> tuple[bytes, int]:
    """The contents of an entry, whatever size it claims; refused past `left` bytes."""
    head = file[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    if len(head) < _LOCAL_HEADER or entry.flag_bits & 1:
        raise Refused(LOCKED if entry.flag_bits & 1 else DAMAGED, field="file")
    start = entry.header_offset + _LOCAL_HEADER + int.from_bytes(head[26:28], "little")
    start += int.from_bytes(head[28:30], "little")
    packed = file[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed, len(packed)
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Refused(DAMAGED, field="file")
    inflater, kept, size = zlib.decompressobj(-15), [], 0
    try:
        while packed and not inflater.eof:
            piece = inflater.decompress(packed, _CHUNK)
            packed, size = inflater.unconsumed_tail, size + len(piece)
            if size > left:
                raise Refused(SWELLS, field="file")
            if keep:
                kept.append(piece)
    except zlib.error as error:
        raise Refused(DAMAGED, field="file") from error
    return b"".join(kept), size


def _check_extent(content: bytes) -> None:
    """A reader makes room for every cell up to the last one: a single cell far below would take all memory."""
    down = across = 0
    for found in _CELL.finditer(content):
        down = max(down, int(found[2]))
        across = max(across, _column(found[1]))
    if down > MAX_ROWS:
        raise Refused(TOO_LONG, field="file")
    if down * across > MAX_CELLS:
        raise Refused(TOO_WIDE, field="file")
    if _NAMELESS_CELL.search(content) and any(
        int(found[1]) > MAX_ROWS for found in _ROW.finditer(content) if len(found[1]) > 4
    ):
        raise Refused(TOO_LONG, field="file")
    if any(int(found[1]) > MAX_ROWS for found in _REPEATED.finditer(content)):
        raise Refused(TOO_LONG, field="file")


def _column(letters: bytes) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
