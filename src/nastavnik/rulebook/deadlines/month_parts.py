"""Days and pieces of a month that the text does not name: «до 10 числа», «первый понедельник месяца»."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.rulebook.deadlines.atoms import LAST, Atom, Unit
from nastavnik.rulebook.deadlines.calendar_rules import piece_of
from nastavnik.rulebook.deadlines.model import Kind
from nastavnik.rulebook.deadlines.parts import Ask, MonthDay, MonthPieces, Part
from nastavnik.rulebook.deadlines.tokens import Token

MONTH_DAYS = (
    r"[TKL]?e?(?:c?n[P-])?n(?:C|,?(?=F))m?|[TKL]n(?=[,(]?E|$|[);])|"
    r"(?<=E)[TKL]n(?=[(])|(?<=E)[TKL]?l[Ca]|"
    r"[TKL]?e?l[Ca](?:m|(?=[,(]?E|$|[);]))|[TKL]?na(?:m|(?=E))"
)
_ORDERS = r"[nrl](?:[,&][nrl])*[wkb]"
MONTH_PIECES = rf"[TKL]?e?(?:(?:{_ORDERS}[,&]+e?)*{_ORDERS}|n(?:[,&]n)+C)m?"


def month_days(tokens: Sequence[Token], codes: str) -> list[Part]:
    """«до 10 числа», «с 1 по 5 число», «последний день месяца»."""
    days = [LAST if token.code == "l" else token.values[0] for token in tokens if token.code in "nl"]
    return [MonthDay(days[0], days[-1], codes[0] in "TKL", is_each="m" in codes or "e" in codes)]


def month_pieces(tokens: Sequence[Token], codes: str) -> list[Part]:
    """«первый и третий понедельник месяца», «1 и 15 числа»; the month is found by what stands beside."""
    atoms, orders = [], list[Token]()
    for token in tokens:
        if token.code in "nrl":
            orders.append(token)
        elif token.code in "wkbC":
            atoms += [piece_of((order, token)) for order in orders]
            orders.clear()
    text = " ".join(token.text for token in tokens if token.code not in "me").replace(" ,", ",")
    if codes[0] in "TKL" and any(atom.unit not in (Unit.DAY, Unit.WEEKDAY) for atom in atoms):
        return [Ask(Kind.UNREADABLE, f"«{text}»: до начала или до конца, решите")]
    is_until = codes[0] in "TKL"
    is_each = "m" in codes or ("e" in codes and "C" in codes)
    return [MonthPieces(tuple(atoms), text, is_until, is_each)]


def in_month(atom: Atom, month: int, year: int) -> Atom:
    """The piece in the month; start and end raise ValueError where that month has none."""
    return Atom(atom.unit, atom.number, month, year, atom.weekday)
