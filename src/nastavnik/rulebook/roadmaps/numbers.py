"""Numbers of rows as printed: «1.», «2.10», «IV.», and what they say of the order."""

import re

_LEADING = re.compile(
    r"^((?:раздел|этап|блок|направление)?\s*№?\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVXІХ]{1,5})(?:\s*-?\s*й?\s+этап)?\s*[.):]?)\s+(?=[«\"(А-ЯЁA-Z])(.+)$",
    re.IGNORECASE | re.DOTALL,
)
_OWN = re.compile(r"^(\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)])\s+(?=\S)(.+)$", re.DOTALL)
_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?:[.,]\d{1,3})*(?!\d)")
_ROMAN = re.compile(r"^[IVXІХ]{1,5}[.)]?$")
_VALUES = {"I": 1, "V": 5, "X": 10}
_WORD = re.compile(
    r"^(?:раздел|этап|блок|направление)\b|^\d{1,2}\s*-?\s*й?\s+этап\b|^[IVX]{1,5}[.)]?\s", re.IGNORECASE
)


def parts_of(number: str) -> tuple[int, ...]:
    """Give the parts of a number: «2.10.» is (2, 10), «IV» is (4,), anything else is nothing."""
    bare = number.strip()
    if _ROMAN.match(bare):
        return (_roman(bare),)
    found = _DIGITS.search(bare)
    return tuple(int(part) for part in found[0].replace(",", ".").split(".")) if found else ()


def is_roman(number: str) -> bool:
    """Tell whether a number is Roman."""
    return bool(_ROMAN.match(number.strip()))


def split_section(text: str) -> tuple[str, str]:
    """Divide the heading of a section into its number as printed and its words."""
    found = _LEADING.match(text)
    return (found[1].strip(), found[2].strip()) if found else ("", text)


def split_measure(text: str) -> tuple[str, str]:
    """Divide a title that begins with the number of its row: «1.2. Назначить куратора»."""
    found = _OWN.match(text)
    return (found[1], found[2].strip()) if found else ("", text)


def begins_as_section(text: str) -> bool:
    """Tell whether a line says of itself that it is a section: «Раздел 2», «2 этап», «IV. …»."""
    return bool(_WORD.match(text.strip()))


def _roman(text: str) -> int:
    values = [_VALUES[sign] for sign in text.rstrip(".)").upper().replace("І", "I").replace("Х", "X")]
    return sum(
        -value if place + 1 < len(values) and value < values[place + 1] else value
        for place, value in enumerate(values)
    )
