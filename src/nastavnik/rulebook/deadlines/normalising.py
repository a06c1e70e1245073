"""One spelling for what people and programs write in many: spaces, dashes, look-alike letters, broken words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from nastavnik.rulebook.deadlines.words import MONTHS, NOISE, ROMANS, WEEKDAYS, WORDS

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_SIGNS = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣－"), "-"),
    **dict.fromkeys(map(ord, "«»„“”\"'`’‘*•·\\"), " "),
    ord("ё"): "е",
}
_LATIN = str.maketrans("aceopxykmthbi", "асеорхукмтнві")
_LATIN_ALONE = {"c": "с", "k": "к", "b": "в", "o": "о", "a": "а"}
_ROMAN_LETTERS = str.maketrans("іху", "ixv")
_WORD = re.compile(r"[a-zа-яіѵ]+")
_LETTER_O = re.compile(r"(?<=\d)[oо](?=[\d.])|(?<=[\d.])[oо](?=\d)")
_BLANKS = re.compile(r"(?<=\d)\s*_[_\s]*(?=\d)")
_HYPHEN = re.compile(r"([а-я]+)-\s*\n\s*([а-я]+)")
_PLURAL = re.compile(r"(?<![а-я])г\s?\.\s?г(?![а-я])\.?")
_ELLIPSIS = re.compile(r"(?<=[а-я\d])\s?\.{2,}\s?(?=[а-я\d])")
_TWO_MONTHS = re.compile(r"(?<![\d.])(\d{1,2}) ?- ?(\d{1,2})\.(\d{4})(?!\d)")
_MONTH_AND_YEAR = re.compile(r"(?<=[а-я])-(\d{4})(?![\d-]| -)")
_SHORT_YEAR = re.compile(r"(?<=[а-я. ])(?<!\d[. ])(1[5-9]|[2-4]\d) ?(?=г(?:\b|ода?\b))")
_GLUED_ROMAN = re.compile(r"(?<![а-яa-z])([ivxі]+)(кв|полуг)")
_WITHIN = re.compile(r"(?<![а-я])в\s?теч(?:ени[еи]+)?(?![а-я])\.?")
_RUN = re.compile(r"[а-яa-z]+(?: [а-яa-z]+)*")
_PLAIN = re.compile(r"[а-я0-9 .,\-()]*")
# Words that a narrow column may have broken; short ones would be found in anything.
_LONG = frozenset(
    word for word in (*MONTHS, *WEEKDAYS, *WORDS, "ежегодно", "ежеквартально", "ежемесячно", "еженедельно",
                      "постоянно", "необходимости", "графику", "отдельному")
    if len(word) > 2
)  # fmt: skip
# Words of the turns of speech: where all words are known, nothing is broken.
_OF_PHRASES = (
    "не раз раза реже менее чем всего весь отчетным отчетного отчетному следующего следующем ранее позднее графику "
    "отдельному плану планом мере необходимости течение при запросу согласно соответствии рабочих рабочего после дней "
    "внедрения цмн срок действия программ наставничества программы проекта"
)
_IN_PHRASES = frozenset(_OF_PHRASES.split())


def normalise(text: str) -> tuple[str, bool]:
    """The text in one spelling, and whether words glued together were taken apart by guess."""
    plain = (
        unicodedata.normalize("NFKC", text.replace("№", " ")).translate(_INVISIBLE).lower().translate(_SIGNS)
    )
    if "_" in plain:
        plain = _BLANKS.sub(".", plain).replace("_", " ")
    plain = _LETTER_O.sub("0", plain)
    if "кв" in plain or "полуг" in plain:
        plain = _GLUED_ROMAN.sub(r"\1 \2", plain)
    if not _PLAIN.fullmatch(plain):
        plain = _WORD.sub(lambda found: _one_alphabet(found[0]), plain)
    if "-" in plain:
        plain = _TWO_MONTHS.sub(_both_months, plain)
        plain = _MONTH_AND_YEAR.sub(_month_and_year, plain)
    if "\n" in plain:
        plain = _HYPHEN.sub(_unbroken, plain)
    if ".." in plain:
        plain = _ELLIPSIS.sub("-", plain)
    if "теч" in plain:
        plain = _WITHIN.sub("в течение ", plain)
    plain = " ".join(plain.split())
    if "г" in plain:
        plain = _SHORT_YEAR.sub(_month_and_year, _PLURAL.sub("гг", plain).strip())
    return _mended(plain)


def _both_months(found: re.Match[str]) -> str:
    """«09-10.2022» is from September to October; «11-02.2022» is left, and asked about."""
    first, last, year = found.groups()
    return f"{first}.{year}-{last}.{year}" if 1 <= int(first) < int(last) <= 12 else found[0]


def _month_and_year(found: re.Match[str]) -> str:
    """«сентябрь-2022», «сентябрь 22 г.»: what stands before is a month."""
    before = found.string[: found.start()].rstrip(" .")
    if not before or before.rpartition(" ")[2].rpartition("-")[2] not in MONTHS:
        return found[0]
    return f" {found[1]}" if len(found[1]) > 2 else f"20{found[1]} "


def _unbroken(found: re.Match[str]) -> str:
    """«сен-» and «тябрь» on two lines are one word; «сентябрь-» and «октябрь» are two."""
    whole = found[1] + found[2]
    return whole if whole in _LONG else f"{found[1]}-{found[2]}"


@lru_cache(maxsize=512)
def _one_alphabet(word: str) -> str:
    """A word in one alphabet: Cyrillic with Latin look-alikes becomes Cyrillic, a Roman number Latin."""
    roman = word.translate(_ROMAN_LETTERS)
    if roman in ROMANS and word not in ("х", "у"):
        return roman
    if word in _LATIN_ALONE:
        return _LATIN_ALONE[word]
    cyrillic = word.translate(_LATIN)
    return cyrillic if re.search("[а-я]", word) or _is_known(cyrillic) else word


def _mended(text: str) -> tuple[str, bool]:
    """Joins «понедельн ик»; takes «сентябр ьдекабр ь» apart and says so."""
    guesses = []

    def mend(found: re.Match[str]) -> str:
        words = found[0].split(" ")
        if all(map(_is_known, words)):
            return found[0]
        whole, is_guess = _mended_words(words)
        guesses.append(is_guess)
        return " ".join(whole)

    return _RUN.sub(mend, text), any(guesses)


def _mended_words(words: list[str]) -> tuple[list[str], bool]:
    done: list[str] = []
    is_guess, at = False, 0
    while at < len(words):
        for to in range(min(at + 5, len(words)), at, -1):
            if (found := _whole_words(words[at:to])) is not None:
                done += found
                is_guess |= len(found) > 1
                at = to
                break
        else:
            done.append(words[at])
            at += 1
    return done, is_guess


def _is_known(word: str) -> bool:
    return word in WORDS or word in NOISE or word in _LONG or word in _IN_PHRASES


def _whole_words(pieces: list[str]) -> tuple[str, ...] | None:
    """Known long words that the pieces make when written together, if the pieces alone are none."""
    if _is_known(pieces[0]):
        return None
    return _apart("".join(pieces)) if len(pieces) > 1 or len(pieces[0]) > 7 else None


@lru_cache(maxsize=512)
def _apart(word: str) -> tuple[str, ...] | None:
    """The word, or the few long words of which it is glued; None when it is neither."""
    if word in _LONG:
        return (word,)
    for to in range(len(word) - 3, 2, -1):
        if word[:to] in MONTHS and (rest := _apart(word[to:])) is not None:
            return (word[:to], *rest)
    return None
