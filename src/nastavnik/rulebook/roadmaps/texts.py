"""Texts of cells without what is no text: tags, soft hyphens, double spaces, letters set apart."""

import html
import re

from nastavnik.rulebook.cells import INVISIBLE

_BREAKING_TAG = re.compile(r"</?(?:p|br|ul|ol|tr|td|div)\b[^<>]*>", re.IGNORECASE)
_ITEM_TAG = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_STARS = re.compile(r"\*\*|__(?=\w)|(?<=\w)__")
_SPACES = re.compile(r"[^\S\n]+")
_SET_APART = re.compile(r"(?<!\S)(?:[А-ЯЁа-яё] ){3,}[А-ЯЁа-яё](?!\S)")
_BULLET = re.compile(r"^[•\-–—*·▪]\s*\S")
_DOUBLE_BULLET = re.compile(r"•\s*(?=[•\-–—]\s)")
_HYPHEN_END = re.compile(r"[а-яёa-z]-$|\d[-–]$", re.IGNORECASE)
_LOWER = re.compile(r"^[«\"(]*[а-яёa-z]")
_UNFINISHED = re.compile(
    r"(?:[,\-–—«(№]|(?:^|\s)(?:г\.|гг\.|им\.|ул\.|п\.|в|во|на|и|с|со|по|к|о|об|от|до|для|из|за|при|или|через|между))$",
    re.IGNORECASE,
)
ENDINGS = (".", "!", "?", ";", ":")


def clean(text: str) -> str:
    """Give a cell's text, a line for each paragraph or item of a list.

    Tags, soft hyphens, no-break and double spaces go; a line that merely continues the sentence of the one above
    is joined to it.
    """
    bare = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))
    if "<" in bare:
        bare = _TAG.sub("", _ITEM_TAG.sub("\n• ", _BREAKING_TAG.sub("\n", bare)))
    bare = _STARS.sub("", html.unescape(bare)) if "*" in bare or "_" in bare or "&" in bare else bare
    lines: list[str] = []
    for raw in bare.split("\n"):
        line = _DOUBLE_BULLET.sub("", _SPACES.sub(" ", raw)).strip()
        if line and lines and not _begins_anew(line, lines[-1]):
            lines[-1] = glued(lines[-1], line)
        elif line and line != "•":
            lines.append(line)
    return "\n".join(lines)


def flat(text: str) -> str:
    """Give a cleaned text as one line."""
    return clean(text).replace("\n", " ")


def glued(first: str, second: str) -> str:
    """Join a text and its continuation by a space, or by nothing after a hyphen inside a word or a span of years."""
    if not first or not second:
        return first or second
    if _HYPHEN_END.search(first) and (starts_lower(second) or second[0].isdigit()):
        return first + second
    return f"{first} {second}"


def starts_lower(text: str) -> bool:
    """Tell whether a text begins with a small letter, as the middle of a sentence does."""
    return bool(_LOWER.match(text))


def is_unfinished(text: str) -> bool:
    """Tell whether a text stops inside a sentence: after a comma, a little word, «г.», before a bracket is closed."""
    return (
        bool(_UNFINISHED.search(text))
        or text.count("(") > text.count(")")
        or text.count("«") > text.count("»")
    )


def is_bullet(text: str) -> bool:
    """Tell whether a text begins as an item of a list."""
    return bool(_BULLET.match(text))


def closed_up(text: str) -> str:
    """Write words whose letters are set apart as words: «П Р И К А З» is «ПРИКАЗ»."""
    return _SET_APART.sub(lambda found: found[0].replace(" ", ""), text)


def _begins_anew(line: str, above: str) -> bool:
    if is_bullet(line):
        return True
    return not starts_lower(line) and not above.endswith((",", "(", "«", "№"))
