"""Numbers of legal entities and people in tax registers: digits whose last ones check the others."""

from nastavnik.rulebook.cells import Unreadable

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, *_INN_10)
_INN_12 = (3, *_INN_11)


class BadRequisite(Unreadable):
    """What is written is no such number."""


def parse_inn(text: str) -> str:
    """Give the digits of an ИНН (10 of an organisation, 12 of a person); BadRequisite where it can not be one.

    Spaces are left out. Source of the check digits: the order of the tax service on the structure of ИНН.
    """
    digits = _digits(text, "ИНН")
    if len(digits) not in (10, 12):
        raise BadRequisite(
            f"В ИНН 10 цифр (у предпринимателя 12), а вписано {len(digits)}", "Сверьте ИНН с уставом"
        )
    if digits[-2:] != _inn_tail(digits) if len(digits) == 12 else digits[-1] != _check(digits, _INN_10):
        raise BadRequisite("Контрольная цифра ИНН не сходится", "Проверьте, нет ли опечатки")
    return digits


def parse_ogrn(text: str) -> str:
    """Give the digits of an ОГРН (13 of an organisation, 15 of an entrepreneur); BadRequisite otherwise."""
    digits = _digits(text, "ОГРН")
    if len(digits) not in (13, 15):
        raise BadRequisite(
            f"В ОГРН 13 цифр (у предпринимателя 15), а вписано {len(digits)}", "Сверьте ОГРН с уставом"
        )
    if int(digits[:-1]) % (len(digits) - 2) % 10 != int(digits[-1]):
        raise BadRequisite("Контрольная цифра ОГРН не сходится", "Проверьте, нет ли опечатки")
    return digits


def _digits(text: str, what: str) -> str:
    kept = "".join(text.split())
    if not (kept.isascii() and kept.isdigit()):
        raise BadRequisite(f"В {what} бывают только цифры", f"Впишите {what} цифрами без пробелов и букв")
    return kept


def _inn_tail(digits: str) -> str:
    return _check(digits, _INN_11) + _check(digits, _INN_12)


def _check(digits: str, weights: tuple[int, ...]) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False))
    return str(total % 11 % 10)
