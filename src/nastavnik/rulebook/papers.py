"""The movement of a paper (draft, signed, registered) and what its number and date must be.

Source: practice of office work, ГОСТ Р 7.0.97-2025 for requisites (editable defaults below).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.numbers import plural
from nastavnik.rulebook.roles import Right

NUMBER_MAX = 30
"""The longest registration number, in characters (editable default)."""
DAYS_BEFORE_DRAFT = 30
"""How many days before the draft was made in the product an order may be dated (editable default)."""
DAYS_AHEAD = 14
"""How many days ahead of today an order may be dated (editable default)."""


class PaperKind(StrEnum):
    """Registers of papers: numbers are unique in institution, kind and calendar year."""

    MAIN_ACTIVITY = "main_activity"


PAPER_KIND_LABELS: Mapping[PaperKind, str] = MappingProxyType(
    {PaperKind.MAIN_ACTIVITY: "приказы по основной деятельности"}
)


class PaperState(StrEnum):
    """Where a paper stands."""

    DRAFT = "draft"
    RETURNED = "returned"
    SIGNED = "signed"
    REGISTERED = "registered"


PAPER_STATE_LABELS: Mapping[PaperState, str] = MappingProxyType(
    {
        PaperState.DRAFT: "проект",
        PaperState.RETURNED: "возвращён с замечанием",
        PaperState.SIGNED: "подписан",
        PaperState.REGISTERED: "зарегистрирован",
    }
)


class PaperVerb(StrEnum):
    """What moves a paper."""

    SIGN = "sign"
    RETURN = "return"
    RESUBMIT = "resubmit"
    REGISTER = "register"


@dataclass(frozen=True)
class PaperTransition:
    """One permitted move of a paper, the right it needs, and its name for a button."""

    source: PaperState
    verb: PaperVerb
    target: PaperState
    right: Right
    label: str


PAPER_TRANSITIONS: tuple[PaperTransition, ...] = (
    PaperTransition(
        PaperState.DRAFT, PaperVerb.SIGN, PaperState.SIGNED, Right.PAPERS_SIGN, "Отметить подписание"
    ),
    PaperTransition(
        PaperState.DRAFT, PaperVerb.RETURN, PaperState.RETURNED, Right.PAPERS_SIGN, "Вернуть с замечанием"
    ),
    PaperTransition(
        PaperState.RETURNED,
        PaperVerb.RESUBMIT,
        PaperState.DRAFT,
        Right.PAPERS_DRAFT,
        "Отправить на подпись снова",
    ),
    PaperTransition(
        PaperState.SIGNED,
        PaperVerb.REGISTER,
        PaperState.REGISTERED,
        Right.PAPERS_REGISTER,
        "Зарегистрировать",
    ),
)
_MOVES = {(rule.source, rule.verb): rule for rule in PAPER_TRANSITIONS}


def can_move(state: PaperState, verb: PaperVerb) -> bool:
    """Tell whether the verb moves a paper from this state."""
    return (state, verb) in _MOVES


def move(state: PaperState, verb: PaperVerb) -> PaperState:
    """Give the state after the verb; ValueError in Russian where the table has no such move."""
    rule = _MOVES.get((state, verb))
    if rule is None:
        wanted = next(rule.label for rule in PAPER_TRANSITIONS if rule.verb is verb)
        raise ValueError(f"Документ сейчас «{PAPER_STATE_LABELS[state]}»: «{wanted}» пока нельзя.")
    return rule.target


def check_number(text: str) -> str:
    """Give the registration number as it will be kept: trimmed, single spaces, otherwise as typed («40-од»).

    A leading «№» is dropped. ValueError in Russian for an empty one, over 30 characters, or without any
    digit.
    """
    number = " ".join(text.replace("\u00a0", " ").split()).removeprefix("№").strip()
    if not number:
        raise ValueError("Впишите номер документа, например 40-од.")
    if len(number) > NUMBER_MAX:
        raise ValueError(f"Номер длиннее {NUMBER_MAX} знаков: впишите только номер, например 40-од.")
    if not any(sign.isdigit() for sign in number):
        raise ValueError(f"В номере «{number}» нет ни одной цифры. Впишите, например, 40-од.")
    return number


def number_key(number: str) -> str:
    """Give what makes two numbers one in a register: «40-ОД» and «40 - од» are the same number."""
    return "".join(number.lower().replace("ё", "е").replace("–", "-").replace("—", "-").split())


def check_paper_date(dated: date, *, drafted_on: date, today: date) -> None:
    """Refuse a date that no order can have: ValueError in Russian.

    Refused: more than 30 days before the draft was made, more than 14 days ahead of today.
    """
    earliest = drafted_on - timedelta(days=DAYS_BEFORE_DRAFT)
    latest = today + timedelta(days=DAYS_AHEAD)
    if dated < earliest:
        raise ValueError(
            f"Дата {long_date(dated)} слишком ранняя: проект составлен {long_date(drafted_on)}."
            " Проверьте год."
        )
    if dated > latest:
        days = plural(DAYS_AHEAD, "день", "дня", "дней")
        raise ValueError(
            f"Дата {long_date(dated)} ещё далеко: можно указать не позже чем через {DAYS_AHEAD} {days}."
        )


def numbering_year(dated: date) -> int:
    """Give the calendar year in which the number must be unique: that of the paper's date."""
    return dated.year
