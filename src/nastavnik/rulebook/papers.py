"""What the number and the date of a paper must be.

Source: practice of office work, ГОСТ Р 7.0.97-2025 for requisites (editable defaults below).
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from nastavnik.rulebook.dates import long_date

NUMBER_MAX = 30
"""The longest registration number, in characters (editable default)."""
DAYS_BEFORE_DRAFT = 365
"""How many days before the draft was made in the product a paper may be dated (editable default)."""


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
    """Refuse a date that no signed paper can have: ValueError in Russian.

    Refused: a day that has not come; more than 365 days before the draft was made, where a wrong year was typed.
    """
    if dated > today:
        raise ValueError("Эта дата ещё не наступила: впишите день, которым приказ подписан.")
    if dated < drafted_on - timedelta(days=DAYS_BEFORE_DRAFT):
        raise ValueError(
            f"Дата больше чем на год раньше проекта, он составлен {long_date(drafted_on)}. Проверьте год."
        )


def next_number(numbers: Sequence[str]) -> str:
    """Suggest the number after those given, the newest first: after «40-од» «41-од», after «01-12/358» «01-12/359».

    Numbers of the newest one's shape count; leading zeros stay. Empty where there is nothing to continue.
    """
    shapes = [shape for number in numbers if (shape := _shape(number)) is not None]
    if not shapes:
        return ""
    head, digits, tail = shapes[0]
    same = [
        int(shape[1])
        for shape in shapes
        if (shape[0].lower(), shape[2].lower()) == (head.lower(), tail.lower())
    ]
    return f"{head}{max(same) + 1:0{len(digits)}d}{tail}"


def numbers_left_out(number: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """Give the numbers between the last of the same shape and this one: after «40-од», «43-од» leaves out two.

    `numbers` are those of the year without this one. Empty where nothing is left out or nothing came before.
    """
    shape = _shape(number)
    if shape is None:
        return ()
    head, digits, tail = shape
    known = [
        int(other[1])
        for one in numbers
        if (other := _shape(one)) is not None
        and (other[0].lower(), other[2].lower()) == (head.lower(), tail.lower())
    ]
    before = [value for value in known if value < int(digits)]
    if not before:
        return ()
    return tuple(f"{head}{value:0{len(digits)}d}{tail}" for value in range(max(before) + 1, int(digits)))


def _shape(number: str) -> tuple[str, str, str] | None:
    """What runs on in a number and what stands around it: a beginning («40» of «40-од») or the very end."""
    found = re.fullmatch(r"()(\d+)(\D*)", number) or re.fullmatch(r"(.*\D)(\d+)()", number)
    return (found[1], found[2], found[3]) if found else None
