"""Cases of names and posts, for orders: proposed here, always correctable by a person."""

from collections.abc import Callable
from functools import cache

from pytrovich.detector import PetrovichGenderDetector
from pytrovich.enums import Case as PetrovichCase
from pytrovich.enums import Gender as PetrovichGender
from pytrovich.enums import NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from nastavnik.rulebook.names import Case, FullName, Gender, gender_by_patronymic

_CASES = {
    Case.GENITIVE: PetrovichCase.GENITIVE,
    Case.DATIVE: PetrovichCase.DATIVE,
    Case.ACCUSATIVE: PetrovichCase.ACCUSATIVE,
    Case.INSTRUMENTAL: PetrovichCase.INSTRUMENTAL,
    Case.PREPOSITIONAL: PetrovichCase.PREPOSITIONAL,
}
_GENDERS = {Gender.MALE: PetrovichGender.MALE, Gender.FEMALE: PetrovichGender.FEMALE}
_ORDER = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)

# Where the rules of petrovich err. Endings are for the five cases in the order of _ORDER; the stem is what
# remains of the word without the first ending of the pair.
_STRESSED_CH = ("ач", ("ача", "ачу", "ача", "ачом", "аче"))
_FLEETING_CHOK = ("чок", ("чка", "чку", "чка", "чком", "чке"))
_SURNAMES = {
    **dict.fromkeys(
        (
            "грач",
            "ткач",
            "деркач",
            "калач",
            "скрипач",
            "трубач",
            "богач",
            "рогач",
            "усач",
            "силач",
            "носач",
            "горбач",
        ),
        _STRESSED_CH,
    ),
    "швец": ("ец", ("еца", "ецу", "еца", "ецом", "еце")),
    "стрелец": ("ец", ("ьца", "ьцу", "ьца", "ьцом", "ьце")),
    "перец": ("ец", ("ца", "цу", "ца", "цем", "це")),
    "козел": ("ел", ("ла", "лу", "ла", "лом", "ле")),
    "козёл": ("ёл", ("ла", "лу", "ла", "лом", "ле")),
    "орел": ("ел", ("ла", "лу", "ла", "лом", "ле")),
    "орёл": ("ёл", ("ла", "лу", "ла", "лом", "ле")),
}
_SOFT = ("ь", ("и", "и", "ь", "ью", "и"))
_FEMALE_FIRST_NAMES = dict.fromkeys(
    ("гузель", "айгуль", "ассоль", "адель", "асель", "гюзель", "рашель"), _SOFT
)
_UNCHANGED_FIRST_PIECES = frozenset({"абдул", "абд", "аль", "эль"})
_UNCHANGED_SURNAME_PIECES = frozenset({"бонч", "кара", "сент", "тер", "тян", "ван", "фон"})


def gender_of(name: FullName) -> Gender | None:
    """Tell the gender by the patronymic, else by the other names where they agree; None: unknown."""
    if found := gender_by_patronymic(name.middle):
        return found
    detect: Callable[..., PetrovichGender] = _detector().detect
    genders = {detect(firstname=name.first), detect(lastname=name.last)} - {PetrovichGender.ANDROGYNOUS}
    if genders == {PetrovichGender.MALE}:
        return Gender.MALE
    return Gender.FEMALE if genders == {PetrovichGender.FEMALE} else None


def decline(name: FullName, case: Case, gender: Gender | None = None) -> FullName:
    """Put a name into a case; where the gender is unknown the name stays as it is (see `doubt_about`).

    The gender may be given by somebody who knows it. Source: rules of petrovich with the corrections above.
    """
    known = gender or gender_of(name)
    if case is Case.NOMINATIVE or known is None:
        return name
    return FullName(
        _pieces(name.last, NamePart.LASTNAME, known, case),
        _pieces(name.first, NamePart.FIRSTNAME, known, case),
        _patronymic(name.middle, known, case),
    )


def doubt_about(name: FullName, gender: Gender | None = None) -> str:
    """Say in Russian why the cases of a name need a look; empty where they are sure."""
    if gender or gender_of(name):
        return ""
    return f"Не удалось определить, мужское или женское имя «{name.full}»: впишите падежи сами."


def _pieces(word: str, part: NamePart, gender: Gender, case: Case) -> str:
    pieces = word.split("-")
    if part is NamePart.LASTNAME and pieces[-1].lower() in {"заде", "зада", "оглы", "кызы"}:
        return word
    return "-".join(
        piece if _stays(piece, part, index, len(pieces)) else _piece(piece, part, gender, case)
        for index, piece in enumerate(pieces)
    )


def _stays(piece: str, part: NamePart, index: int, count: int) -> bool:
    unchanged = _UNCHANGED_FIRST_PIECES if part is NamePart.FIRSTNAME else _UNCHANGED_SURNAME_PIECES
    return index < count - 1 and piece.lower() in unchanged


def _piece(piece: str, part: NamePart, gender: Gender, case: Case) -> str:
    if rule := _exception(piece.lower(), part, gender):
        old, endings = rule
        return piece[: -len(old)] + endings[_ORDER.index(case)]
    return _maker().make(part, _GENDERS[gender], _CASES[case], piece)


def _exception(word: str, part: NamePart, gender: Gender) -> tuple[str, tuple[str, ...]] | None:
    if part is NamePart.FIRSTNAME:
        return _FEMALE_FIRST_NAMES.get(word) if gender is Gender.FEMALE else None
    if gender is Gender.FEMALE:
        return None
    return _SURNAMES.get(word) or (_FLEETING_CHOK if word.endswith("чок") else None)


def _patronymic(middle: str, gender: Gender, case: Case) -> str:
    if not middle or " " in middle or "-" in middle:
        return middle
    return _maker().make(NamePart.MIDDLENAME, _GENDERS[gender], _CASES[case], middle)


@cache
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


@cache
def _detector() -> PetrovichGenderDetector:
    return PetrovichGenderDetector()
