"""The column «Ответственные»: one text taken apart into executors, each with a key by which it is remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nastavnik.rulebook.roles import Role

LONGEST = 300
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\ufeff]")
_HEREAFTER = re.compile(r"\(\s*далее\s*(?:по тексту)?\s*[-–—:]?\s*([^()]*)\)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,;\n\r\t]|\s+и\s+", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:[-–—•*]+|\d{1,2}[.)])\s*")
# «общего и дополнительного образования» is one name: «и» stands between two adjectives.
_ADJECTIVE = re.compile(r"(?:ого|его|ой|ей|ых|их|ым|им|ыми|ими|ую|юю)$", re.IGNORECASE)
_PERSON = re.compile(
    r"^(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.)?"
    r"|[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.)?\s*[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)$"
)
_POST_OF_PERSON = re.compile(
    r"^(?:и\.?\s?о\.?\s|зам|директор|куратор|методист|педагог-|учитель|социальный педагог|начальник|главный|"
    r"ведущий|специалист|секретарь|заведующ|руководитель|советник|консультант)"
)
_INITIAL = re.compile(r"\b[А-ЯЁ]\.$")
_PLAIN = re.compile(r"[^\w\s-]|_")
_DASHES = re.compile(r"\s*[‐‑‒–—−-]\s*")
_SURNAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")


class Binding(StrEnum):
    """Who may stand behind an executor's words."""

    ACCOUNT = "account"
    POST = "post"
    ORGANISATION = "organisation"
    BELOW = "below"


@dataclass(frozen=True)
class Executor:
    """One executor as written, without its «(далее – …)», with that short name apart."""

    words: str
    alias: str = ""


def split_executors(text: str) -> tuple[Executor, ...]:
    """Take a cell apart at commas, semicolons, line ends and «и»; nothing twice, in the order of the text.

    What stands in brackets stays whole. A surname with initials and the post after it («Иванова И. И., методист»)
    are one executor; «и» between two adjectives («общего и дополнительного образования») parts nothing.
    """
    found: dict[str, Executor] = {}
    for part in _joined(_parts(_INVISIBLE.sub("", text).replace("\u00a0", " "))):
        hereafter = _HEREAFTER.search(part)
        words = " ".join(_HEREAFTER.sub(" ", part).split()).strip(" ,;:–—-")[:LONGEST]
        words = words if _INITIAL.search(words) else words.rstrip(" .")
        if any(letter.isalpha() for letter in words):
            alias = " ".join(hereafter[1].split())[:LONGEST] if hereafter else ""
            found.setdefault(executor_key(words), Executor(words, alias))
    return tuple(found.values())


def _parts(text: str) -> list[str]:
    """Pieces between separators that stand outside brackets and quotation marks."""
    pieces, begun, depth = [], 0, [0]
    for letter in text:
        depth.append(max(0, depth[-1] + (letter in "(«") - (letter in ")»")))
    # A bracket that is never closed must not swallow the rest of the cell.
    inside = depth if depth[-1] == 0 else [0] * (len(text) + 1)
    for mark in _SEPARATOR.finditer(text):
        if inside[mark.start() + 1] or (mark[0].strip().lower() == "и" and _binds(text, mark)):
            continue
        pieces.append(text[begun : mark.start()])
        begun = mark.end()
    return [_NUMBERING.sub("", piece).strip() for piece in [*pieces, text[begun:]]]


def _binds(text: str, mark: re.Match[str]) -> bool:
    """Whether this «и» stands between two adjectives of one name."""
    before, after = text[: mark.start()].split(), text[mark.end() :].split()
    return bool(before and after and _ADJECTIVE.search(before[-1]) and _ADJECTIVE.search(after[0]))


def _joined(parts: Iterable[str]) -> list[str]:
    """A post goes to the person named right before it."""
    found: list[str] = []
    for part in parts:
        if found and _PERSON.match(found[-1]) and _POST_OF_PERSON.match(part):
            found[-1] = f"{found[-1]}, {part}"
        elif part:
            found.append(part)
    return found


def executor_key(words: str) -> str:
    """Give what makes two wordings one: no case, ё as е, no quotation marks and dots, single spaces."""
    plain = _DASHES.sub("-", _HEREAFTER.sub(" ", words).lower().replace("ё", "е"))
    return " ".join(_PLAIN.sub(" ", plain).split())[:LONGEST]


def aliases_of(executors: Iterable[Executor]) -> Mapping[str, str]:
    """Give the key of the full name for the key of each short name that «(далее – …)» introduces."""
    return {
        executor_key(one.alias): executor_key(one.words)
        for one in executors
        if one.alias and executor_key(one.alias) != executor_key(one.words)
    }


_BELOW = re.compile(
    r"^(?:руководител[ия]\s+|директора\s+|администраци[ия]\s+|кураторы\s+(?:в\s+|внедрения\s+)?)?"
    r"(?:все\s+|всех\s+|муниципальн\w+\s+)?"
    r"(?:оо|оу|моу|мбоу|школы?|образовательн\w+\s+(?:организаци[ийях]+|учреждени[яйе]\w*)|"
    r"общеобразовательн\w+\s+(?:организаци[ийях]+|учреждени[яйе]\w*))$"
)
_BELOW_PLURAL = re.compile(r"оо$|оу$|организаци[ий]$|учреждени[яй]$|школы?$")
# The first that fits; the narrower ones stand first.
_POSTS = (
    (re.compile(r"муниципальн\w+ куратор"), Role.MUNICIPAL_CURATOR),
    (re.compile(r"региональн\w+ (?:оператор|куратор)"), Role.REGIONAL_OPERATOR),
    (re.compile(r"классн\w+ руководител"), Role.CLASS_TEACHER),
    (re.compile(r"психолог"), Role.PSYCHOLOGIST),
    (re.compile(r"секретар|делопроизводител"), Role.SECRETARY),
    (re.compile(r"^методист"), Role.METHODIST),
    (re.compile(r"куратор"), Role.CURATOR),
    (re.compile(r"^(?:директор|руководитель(?: оо| организации| образовательной организации)?$)"), Role.HEAD),
)


def means_all_below(words: str) -> bool:
    """Whether the words mean every institution below: «ОО», «Руководители ОО», «образовательные организации»."""
    key = executor_key(words)
    if key.startswith(("руководитель", "директор ")):
        return False
    return bool(_BELOW.match(key) and _BELOW_PLURAL.search(key))


def post_in(words: str) -> Role | None:
    """Give the role whose holder the words name («куратор», «директор»); None where they name none."""
    key = executor_key(words)
    return next((role for pattern, role in _POSTS if pattern.search(key)), None)


def surnames_in(words: str) -> tuple[str, ...]:
    """Give capitalised words that may be surnames, in lower case with ё as е."""
    return tuple(word.lower().replace("ё", "е") for word in _SURNAME.findall(words))
