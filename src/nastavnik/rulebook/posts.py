"""Cases of posts («заместитель директора») and dictionary forms of words, by the dictionary of pymorphy3."""

import re
from functools import cache
from typing import Any

import pymorphy3

from nastavnik.rulebook.names import Case

_GRAMMEMES = {
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}
_WORD = re.compile(r"^[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*$")
_CLASS = re.compile(r"^\d{1,2}\s*[«\"]?\s*[А-ЯЁа-яё]?\s*[»\"]?(?:\s+класс)?$")
_STANDS_IN = re.compile(
    r"(и\.\s?о\.\s*)|(?:врио|(?:временно\s+)?исполняющ(?:ий|ая)\s+обязанности)\s", re.IGNORECASE
)
_UNCHANGED_PIECES = frozenset({"арт", "бизнес", "веб", "пресс", "топ", "шеф", "фитнес", "медиа"})
_AGREEING = frozenset({"ADJF", "PRTF"})


def decline_post(text: str, case: Case) -> str:
    """Put a post into a case: «социальный педагог» becomes «социального педагога», what depends on it stays.

    Abbreviations («зам. директора», «и. о. директора») and words that the dictionary does not know stay as
    they are. Source: the dictionary of pymorphy3; always correctable by a person.
    """
    posts = [" ".join(post.split()) for post in text.split(",")]
    if case is Case.NOMINATIVE:
        return ", ".join(posts)
    first, *others = posts
    if not _is_person(first) and any(_is_person(other) for other in others):
        return ", ".join(_post(post, case) if _is_person(post) else post for post in posts)
    return ", ".join(
        [_post(first, case), *(_post(other, case) if _is_person(other) else other for other in others)]
    )


def post_first(work: str) -> str:
    """Turn a place of work with a post round: «Школа № 5, учитель физики» gives «учитель физики (Школа № 5)».

    A class counts as a post («Гимназия № 2, 10 «А»»); a place without a post stays as it is.
    """
    pieces = [" ".join(piece.split()) for piece in work.split(",") if piece.strip()]
    posts = [piece for piece in pieces if _is_person(piece) or _CLASS.match(piece)]
    places = [piece for piece in pieces if piece not in posts]
    if not posts:
        return ", ".join(pieces)
    return ", ".join(posts) + (f" ({', '.join(places)})" if places else "")


def acting_post(post: str) -> str:
    """«И. о. директора»: how whoever stands in for the holder of a post signs.

    An empty post gives «И. о. руководителя»; one that says already that its holder stands in («и.о. директора»,
    «исполняющая обязанности директора», «врио директора») stays, its abbreviation as it is printed.
    """
    text = " ".join(post.split())
    if not text:
        return "И. о. руководителя"
    if found := _STANDS_IN.match(text):
        return f"И. о. {text[found.end() :]}" if found[1] else text[:1].upper() + text[1:]
    return f"И. о. {decline_post(text[:1].lower() + text[1:], Case.GENITIVE)}"


def nouns_in(text: str) -> frozenset[str]:
    """Give the dictionary forms of the nouns in a text, е for ё: «увлекается шахматами» gives «шахматы»."""
    found = set()
    for word in re.findall(r"[а-я]{3,}", text.lower().replace("ё", "е")):
        best = _morph().parse(word)[0]
        if best.tag.POS == "NOUN":
            found.add(str(best.normal_form).replace("ё", "е"))
    return frozenset(found)


def _post(text: str, case: Case) -> str:
    """Decline one post: adjectives up to the head noun, then the head noun, and nothing after it."""
    words = text.split()
    for index, word in enumerate(words):
        if not _WORD.match(word) or word.isupper():
            break
        noun, adjective = _noun(word), _adjective(word)
        if adjective and (not noun or _next_is_noun(words, index)):
            words[index] = _inflected(word, adjective, case)
        elif noun:
            words[index] = _hyphenated(word, case)
            break
        elif not _is_adverb(word):
            break
    return " ".join(words)


def _is_person(text: str) -> bool:
    """Tell whether a further part after a comma is one more post and not one more subject."""
    return any(
        (parse := _noun(word)) is not None and "anim" in parse.tag
        for word in text.split()[:2]
        if _WORD.match(word)
    )


def _hyphenated(word: str, case: Case) -> str:
    """Decline each part that is a person on its own: «учителя-логопеда», but «бизнес-тренера»."""
    pieces = word.split("-")
    parses = [_noun(piece) for piece in pieces]
    last = len(pieces) - 1
    return "-".join(
        _inflected(piece, parse, case)
        if parse and (index == last or _declines_first(piece, parse))
        else piece
        for index, (piece, parse) in enumerate(zip(pieces, parses, strict=True))
    )


def _declines_first(piece: str, parse: Any) -> bool:
    return "anim" in parse.tag and piece.lower() not in _UNCHANGED_PIECES


def _inflected(word: str, parse: Any, case: Case) -> str:
    """Inflect keeping the capital; in the accusative a man's post always follows the genitive."""
    grammeme = _GRAMMEMES[case]
    if case is Case.ACCUSATIVE and parse.tag.gender == "masc" and not word.lower().endswith(("а", "я")):
        grammeme = "gent"
    result = parse.inflect({grammeme})
    if result is None:
        return word
    changed = str(result.word)
    return changed[:1].upper() + changed[1:] if word[:1].isupper() else changed


def _noun(word: str) -> Any | None:
    found = [parse for parse in _nominatives(word.rsplit("-", maxsplit=1)[-1]) if parse.tag.POS == "NOUN"]
    return next((parse for parse in found if "anim" in parse.tag), found[0] if found else None)


def _adjective(word: str) -> Any | None:
    return next((parse for parse in _nominatives(word) if parse.tag.POS in _AGREEING), None)


def _next_is_noun(words: list[str], index: int) -> bool:
    return any(_WORD.match(word) and _noun(word) for word in words[index + 1 : index + 2])


def _nominatives(word: str) -> list[Any]:
    return [parse for parse in _morph().parse(word.lower()) if {"nomn", "sing"} in parse.tag]


def _is_adverb(word: str) -> bool:
    return str(_morph().parse(word.lower())[0].tag.POS) == "ADVB"


def is_known_word(word: str) -> bool:
    """Tell whether the dictionary has the word in any of its forms."""
    return bool(_morph().word_is_known(word.lower()))


@cache
def _morph() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()
