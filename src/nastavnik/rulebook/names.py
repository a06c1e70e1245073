"""Names of people: reading them from a cell, short forms, sorting, and what makes two names one."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from nastavnik.rulebook.cells import INVISIBLE, Unreadable

_SPLIT = re.compile(r"[,;\n\r]+|\s+и\s+")
_NUMBERING = re.compile(r"^\s*\d{1,3}\s*[.)]\s*")
_WORD = re.compile(r"^[А-ЯЁа-яё]+(?:['’`-][А-ЯЁа-яё]+)*$")
_INITIALS = re.compile(r"(?:^|[\s.])[А-ЯЁ]\.|\s[А-ЯЁ](?:\s|$)")
_DASHES = re.compile(r"\s*[-‐‑‒–—]\s*")
_PATRONYMIC = re.compile(
    r"(?:(?:ов|ев|ич|ьм|ин)ич|(?:ов|ев|ич|ин)на|(?:Иль|Лук|Фом|Савв|Никит|Як)ич|ична)$", re.IGNORECASE
)
_SON = frozenset({"оглы", "оглу", "улы", "уулу", "углы"})
_DAUGHTER = frozenset({"кызы", "гызы", "кизи", "кзы"})
_MAX_PART = 60


class Case(StrEnum):
    """The six cases of Russian grammar."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"


class Gender(StrEnum):
    """The gender of a name: needed for its cases and for «наставляемым» or «наставляемой»."""

    MALE = "male"
    FEMALE = "female"


class BadName(Unreadable):
    """What is written is no full name."""


@dataclass(frozen=True)
class FullName:
    """A last name, a first name and, where there is one, a patronymic, as the person writes them (ё kept)."""

    last: str
    first: str
    middle: str = ""

    @property
    def full(self) -> str:
        """«Котова Мария Ивановна»."""
        return " ".join(part for part in (self.last, self.first, self.middle) if part)

    @property
    def short(self) -> str:
        """«Котова М. И.», for lists and tables."""
        return f"{self.last} {self._initials}"

    @property
    def signature(self) -> str:
        """«М. И. Котова», for signatures."""
        return f"{self._initials} {self.last}"

    @property
    def familiar(self) -> str:
        """«Мария К.», for those who may not see the whole name."""
        return f"{self.first} {self.last[:1]}."

    @property
    def sort_key(self) -> str:
        """Lower case with е for ё: the order of a Russian list, the same as the generated column."""
        return plain(self.full)

    @cached_property
    def key(self) -> str:
        """What two spellings of one name share: case, ё, kinds of dashes and apostrophes do not matter."""
        return plain(self.full).replace("’", "'").replace("`", "'")

    @property
    def _initials(self) -> str:
        first = "-".join(f"{part[:1]}." for part in self.first.split("-"))
        return f"{first} {self.middle[:1]}." if self.middle else first

    def __str__(self) -> str:
        return self.full


def plain(text: str) -> str:
    """Give the text for comparing and sorting: lower case, е for ё, one kind of dash, single spaces."""
    return " ".join(_DASHES.sub("-", text).lower().replace("ё", "е").split())


def is_patronymic(word: str) -> bool:
    """Tell whether a word looks like a patronymic by its ending («Ивановна», «Ильич»)."""
    return bool(_PATRONYMIC.search(word))


def split_names(text: str) -> list[str]:
    """Divide a cell into the names in it: by line, comma, semicolon or «и»; numbering is dropped.

    A name broken over lines («Котова» / «Мария Ивановна») stays one name: parts of one word never stand
    alone.
    """
    parts = [_NUMBERING.sub("", part).strip() for part in _SPLIT.split(INVISIBLE.sub("", text))]
    parts = [part for part in parts if part]
    if sum(len(part.split()) >= 2 for part in parts) < 2:
        return [" ".join(parts)] if parts else []
    return parts


def parse_full_name(text: str) -> FullName:
    """Read one full name («Котова Мария Ивановна», «Гусейнов Али Вагиф оглы») from the text of a cell.

    Extra spaces are dropped, КРИК and шёпот become capitals where they belong, ё is kept. Raises BadName with
    a reason in Russian for initials, several names, foreign letters, digits, brackets, one word, too many
    words.
    """
    names = split_names(text)
    if not names:
        raise BadName("имя не вписано", "Впишите фамилию, имя и отчество полностью")
    if len(names) > 1:
        raise BadName("несколько имён в одной ячейке", "Впишите каждого человека отдельной строкой")
    words = _DASHES.sub("-", names[0]).strip(" .").split()
    _check_letters(names[0], words)
    return _arranged([_capital(word) for word in words])


def full_name_of_parts(last: str, first: str, middle: str = "") -> FullName:
    """Read a full name from three cells; each may be of two words («Вагиф оглы», «Анна Мария»).

    Raises BadName as `parse_full_name` does.
    """
    parts = [_DASHES.sub("-", text).strip(" .").split() for text in (last, first, middle)]
    words = [word for part in parts for word in part]
    _check_letters(" ".join(words), words)
    if any(re.search(r"[,;]", text) for text in (last, first, middle)):
        raise BadName("несколько имён в одной ячейке", "Впишите каждого человека отдельной строкой")
    spelt = [" ".join(_capital(word) for word in part) for part in parts]
    if spelt[2].lower().split()[-1:] and spelt[2].lower().split()[-1] in _SON | _DAUGHTER:
        head, tail = spelt[2].rsplit(" ", 1) if " " in spelt[2] else ("", spelt[2])
        spelt[2] = f"{head} {tail.lower()}".strip()
    return FullName(*spelt)


def gender_by_patronymic(middle: str) -> Gender | None:
    """Tell the gender by the patronymic («Ивановна», «Вагиф оглы»), None where it does not tell."""
    last = re.split(r"[\s-]", middle.lower())[-1] if middle else ""
    if last in _SON or last.endswith("ич"):
        return Gender.MALE
    if last in _DAUGHTER or last.endswith(("вна", "ична", "инична")):
        return Gender.FEMALE
    return None


def _check_letters(name: str, words: list[str]) -> None:
    if _INITIALS.search(f" {name} ") or any(len(word) == 1 for word in words):
        raise BadName("инициалы вместо имени и отчества", "Впишите фамилию, имя и отчество полностью")
    for word in words:
        if _WORD.match(word):
            continue
        if foreign := re.search("[A-Za-z]", word):
            raise BadName(f"латинская буква «{foreign[0]}» в имени", "Впишите имя русскими буквами")
        raise BadName("в имени есть лишние знаки", "Оставьте только фамилию, имя и отчество")
    if any(len(word) > _MAX_PART for word in words):
        raise BadName("имя слишком длинное", "Впишите только фамилию, имя и отчество")


def _arranged(words: list[str]) -> FullName:
    if len(words) < 2:
        raise BadName("вписано одно слово", "Впишите фамилию, имя и отчество полностью")
    if len(words) == 4 and words[3].lower() in _SON | _DAUGHTER:
        return FullName(words[0], words[1], f"{words[2]} {words[3].lower()}")
    if any(word.lower() in _SON | _DAUGHTER for word in words):
        raise BadName("не видно фамилии, имени и отчества", "Впишите, например: «Гусейнов Али Вагиф оглы»")
    if len(words) > 3:
        raise BadName(
            "больше трёх слов",
            "Двойную фамилию или имя соедините дефисом, второго человека впишите отдельной строкой",
        )
    if len(words) == 3 and is_patronymic(words[1]) and not is_patronymic(words[2]):
        right = f"{words[2]} {words[0]} {words[1]}"
        raise BadName("похоже, фамилия стоит в конце", f"Впишите фамилию первой: «{right}»")
    return FullName(words[0], words[1], words[2] if len(words) == 3 else "")


def _capital(word: str) -> str:
    """Give capitals to a word written all in one case; a word of mixed case is somebody's own spelling."""
    if word not in (word.upper(), word.lower()):
        return word
    pieces = word.lower().split("-")
    return "-".join(piece if piece in _SON | _DAUGHTER else piece[:1].upper() + piece[1:] for piece in pieces)
