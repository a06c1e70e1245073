"""The PIN that a participant chooses for his card: 4–6 digits that nobody guesses first."""

from __future__ import annotations

from nastavnik.rulebook.numbers import counted

SHORTEST, LONGEST = 4, 6
# After so many wrong PINs in a row the card is locked until the curator opens it.
TRIES = 5
_ROUND = "01234567890"


def pin_fault(pin: str) -> str | None:
    """What is wrong with a PIN in a Russian sentence that says how to mend it; None when it may be chosen."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        return "PIN — от 4 до 6 цифр. Впишите только цифры."
    if len(set(pin)) <= 2:
        return "Такой PIN легко угадать: в нём повторяются одни и те же цифры. Придумайте другой."
    if pin in _ROUND or pin in _ROUND[::-1]:
        return "Такой PIN легко угадать: цифры идут подряд. Придумайте другой."
    if len(pin) == 4 and 1930 <= int(pin) <= 2039:
        return "Такой PIN легко угадать: он похож на год рождения. Придумайте другой."
    return None


def tries_left_in_words(failures: int) -> str:
    """«Осталось 2 попытки.» after so many wrong PINs in a row; that the card is locked after the last one."""
    left = TRIES - failures
    if left <= 0:
        return "Карточка закрыта. Подойдите к куратору: он откроет её снова."
    verb = "Осталась" if left == 1 else "Осталось"
    return f"{verb} {counted(left, ('попытка', 'попытки', 'попыток'))}."
