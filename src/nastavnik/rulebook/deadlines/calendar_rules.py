"""First pass of the grammar: tokens that together name a piece of the calendar become one atom."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from nastavnik.rulebook.deadlines.atoms import LAST, Atom, Unit
from nastavnik.rulebook.deadlines.model import Kind
from nastavnik.rulebook.deadlines.parts import Ask, Stretch
from nastavnik.rulebook.deadlines.tokens import Token

# A school year after a month or a half: 2022-2023 уч. г., 2022/2023.
_SCHOOL = r"(?:y-[yn]u[gG]?|Su?[gG]?)"
_YEAR = r"(?:y[gG]?|tg)?"
# «последняя пятница», «1 декада», «первая половина», «последний день» of a month.
_PIECE = r"(?:[nrl][kw]|[nr]b|l[Ca])"
_RULES: tuple[tuple[str, str], ...] = (
    ("school_years", r"y-y(?:[,&]+y-y)+u[gG]?"),
    ("school_year", r"y-[yn]u[gG]?|s?u?g?[(]?Su?[gG]?[)]?|[us]g?[(]?y-[yn]g?[)]?|y-yg(?!S)"),
    ("one_of_school", r"yg?ug?"),
    ("crossing", r"M-My-y[gG]?(?![ug-])"),
    ("many_years", r"(?:nM|M|[nr][qh])y[gG]?(?:[,&]+y[gG]?)+(?!-)"),
    ("many_months", rf"(?:n|{_PIECE})M(?:[,&]+M)+{_YEAR}(?!-)"),
    ("school_piece", rf"{_PIECE}M,?{_SCHOOL}"),
    ("piece", rf"{_PIECE}M{_YEAR}|(?:(?<![,&-])|(?<=[kwbCa)],))M{_YEAR}[,(]*{_PIECE}(?!M)[)]?"),
    ("school_day", rf"(?:nM|d),?{_SCHOOL}"),
    ("day", rf"Dg?|nM{_YEAR}|d{_YEAR}"),
    ("school_month", rf"M,?{_SCHOOL}"),
    ("month", rf"M{_YEAR}"),
    ("quarter", rf"[nr]q(?:{_SCHOOL}|{_YEAR})"),
    ("school_half", rf"[nr]h,?(?:{_SCHOOL}|y-y|[us]g?(?:y-[yn]|S)?g?)"),
    ("half", rf"[nr]h{_YEAR}"),
    ("two_years", r"y-nG|y-y(?![gGu-])"),
    ("year", r"y[gG]?"),
)
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES))
_WINDOW = re.compile(r"(?<=[Mdqh])(?=y-y(?!u))")
Made = Atom | Stretch | Ask | tuple[Atom, ...]


def calendar_of(tokens: Sequence[Token]) -> tuple[str, list[Token | Made]]:
    """Codes and things after the pass: `A` an atom, `W` several, `B` a ready part, the rest as it was."""
    codes = "".join(token.code for token in tokens)
    if "E" in codes:
        codes, tokens = _with_window(codes, tokens)
    out_codes, out, at = [], list[Token | Made](), 0
    for name, start, end in _found(codes):
        out_codes.append(codes[at:start])
        out += tokens[at:start]
        made = _BUILDERS[name](tokens[start:end])
        out_codes.append("A" if isinstance(made, Atom) else "W" if isinstance(made, tuple) else "B")
        out.append(made)
        at = end
    out_codes.append(codes[at:])
    out += tokens[at:]
    return "".join(out_codes), out


@lru_cache(maxsize=4096)
def _found(codes: str) -> tuple[tuple[str, int, int], ...]:
    """The rules that the codes obey, and where; plans word their deadlines alike."""
    return tuple((found.lastgroup or "", found.start(), found.end()) for found in _PATTERN.finditer(codes))


def _with_window(codes: str, tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """«ежегодно до 1 ноября 2021-2024 гг.»: the years of a repeating deadline stand apart from its day."""
    parted = list(tokens)
    for found in reversed(list(_WINDOW.finditer(codes))):
        parted.insert(found.start(), Token(";", (), ";"))
    return _WINDOW.sub(";", codes), parted


def _of(tokens: Sequence[Token], code: str) -> list[int]:
    return [token.values[0] for token in tokens if token.code == code]


def _year_of(tokens: Sequence[Token]) -> int | None:
    return next(iter(_of(tokens, "y")), None)


def _school(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The first and the last calendar year of a written school year."""
    for place, token in enumerate(tokens):
        if token.code == "S":
            return token.values[0], token.values[1]
        if token.code == "y" and place + 2 < len(tokens) and tokens[place + 1].code == "-":
            last = tokens[place + 2].values[0]
            return token.values[0], last if last > 99 else token.values[0] // 100 * 100 + last
    return None


def _school_year(tokens: Sequence[Token]) -> Made:
    first, last = _school(tokens) or (0, 0)
    years = Stretch(Atom(Unit.YEAR, year=first), Atom(Unit.YEAR, year=last))
    if last <= first:
        return _nonsense(f"годы «{first}–{last}» стоят в обратном порядке")
    plain = len(tokens) == 4 and tokens[-1].code == "g"  # 2022-2023 год, 2020-2024 г.
    if last == first + 1:
        if plain and tokens[-1].values[0] < 3:
            return Ask(
                Kind.YEARS, f"«{first}–{last} г.» — учебный год или два календарных года: решите", spoils=True
            )
        return Atom(Unit.SCHOOL_YEAR, year=first)
    if plain:
        return years
    plural = any(token.code == "G" or token.text in ("учебные", "учебных") for token in tokens)
    if plural:
        return Stretch(Atom(Unit.SCHOOL_YEAR, year=first), Atom(Unit.SCHOOL_YEAR, year=last - 1))
    note = (
        f"«{first}–{last} учебный год» длиннее года: понято как календарные годы {first}–{last}, подтвердите"
    )
    return Stretch(years.first, years.last, doubt=note)


def _placed(atom: Atom, tokens: Sequence[Token]) -> Made:
    """A day or a month in a school year: from September in its first calendar year."""
    first, last = _school(tokens) or (0, 0)
    if last != first + 1:
        return _nonsense(f"«{first}–{last}» — не один учебный год")
    return atom.within(first if atom.month >= 9 else last)


def _day_atom(tokens: Sequence[Token], year: int | None) -> Atom:
    head = tokens[0]
    if head.code == "D":
        day, month, year = head.values
        return Atom(Unit.DAY, day, month, year)
    if head.code == "d":
        return Atom(Unit.DAY, head.values[0], head.values[1], year)
    return Atom(Unit.DAY, head.values[0], tokens[1].values[0], year)


def _day(tokens: Sequence[Token]) -> Made:
    named = tokens[1].values if len(tokens) > 1 and tokens[1].code == "M" else ()
    return _day_atom(tokens, named[1] if len(named) > 1 else _year_of(tokens))


def _month_atom(tokens: Sequence[Token]) -> Atom:
    values = next(token.values for token in tokens if token.code == "M")
    return Atom(Unit.MONTH, 0, values[0], values[1] if len(values) > 1 else _year_of(tokens))


def piece_of(tokens: Sequence[Token]) -> Atom:
    """«последняя пятница», «1 декада», «первая половина», «последний день»; the month is not looked at."""
    order, what = next(pair for pair in pairwise(tokens) if pair[0].code in "nrl" and pair[1].code in "wkbCa")
    number = LAST if order.code == "l" else order.values[0]
    if what.code == "w":
        return Atom(Unit.WEEKDAY, number, weekday=what.values[0])
    if what.code == "k":
        return Atom(Unit.DECADE, 3 if number == LAST else number)
    return Atom(Unit.HALF_MONTH if what.code == "b" else Unit.DAY, number)


def _piece(tokens: Sequence[Token]) -> Atom:
    month = _month_atom(tokens)
    return replace(piece_of(tokens), month=month.month, year=month.year)


def _many_months(tokens: Sequence[Token]) -> Made:
    """«15 сентября, октября» is the 15th of both; «15 сентября, октябрь» a day and a month."""
    months = [token for token in tokens if token.code == "M"]
    later = {token.text.endswith(("я", "та")) for token in months[1:]}
    year = _month_atom(tokens[tokens.index(months[-1]) :]).year
    if len(later) > 1:
        return Ask(Kind.LIST, "относится ли день ко всем месяцам, решите", spoils=True)
    head = tokens[: tokens.index(months[0]) + 1]
    first = _day_atom(head, None) if head[0].code == "n" and len(head) == 2 else _piece(head)
    as_one = first if later == {True} else Atom(Unit.MONTH)
    atoms = [first, *(replace(as_one, month=month.values[0]) for month in months[1:])]
    return (*atoms[:-1], replace(atoms[-1], year=year))


def _crossing(tokens: Sequence[Token]) -> Made:
    """«декабрь-январь 2022-2023» crosses New Year; «октябрь-ноябрь 2022-2023» may be of each year."""
    first, last = (Atom(Unit.MONTH, 0, token.values[0]) for token in tokens if token.code == "M")
    years = _of(tokens, "y")
    if last.month < first.month and years[1] == years[0] + 1:
        return Stretch(first.within(years[0]), last.within(years[1]))
    return Ask(Kind.MONTHS, "месяцы и два года: в каком году какой месяц, решите", spoils=True)


def _quarter(tokens: Sequence[Token]) -> Made:
    number, years = tokens[0].values[0], _school(tokens)
    if not years:
        return Atom(Unit.QUARTER, number, year=_year_of(tokens))
    if years[1] != years[0] + 1 or number == 3:
        return _nonsense("какой это квартал учебного года, решите")
    return Atom(Unit.QUARTER, number, year=years[0] if number == 4 else years[1])


def _school_half(tokens: Sequence[Token]) -> Made:
    years = _school(tokens)
    if years and years[1] != years[0] + 1:
        return _nonsense(f"«{years[0]}–{years[1]}» — не один учебный год")
    return Atom(Unit.SCHOOL_HALF, tokens[0].values[0], year=years[0] if years else None)


def _half(tokens: Sequence[Token]) -> Made:
    return Atom(Unit.HALF, tokens[0].values[0], year=_year_of(tokens))


def _school_years(tokens: Sequence[Token]) -> Made:
    years = _of(tokens, "y")
    if any(last != first + 1 for first, last in zip(years[::2], years[1::2], strict=True)):
        return _nonsense("не каждый из учебных годов длится один год")
    return tuple(Atom(Unit.SCHOOL_YEAR, year=year) for year in years[::2])


def _many_years(tokens: Sequence[Token]) -> Made:
    """«декабрь 2021, 2022 годов» is December of both; without «годов» it may be December and a whole year."""
    if tokens[-1].code != "G":
        return Ask(Kind.LIST, "месяц и годы через запятую: относится ли месяц ко всем годам, решите")
    atom = _yearless(tokens)
    return tuple(atom.within(year) for year in _of(tokens, "y"))


def _yearless(tokens: Sequence[Token]) -> Atom:
    unit = {"q": Unit.QUARTER, "h": Unit.HALF}.get(tokens[1].code)
    if unit:
        return Atom(unit, tokens[0].values[0])
    return _day_atom(tokens, None) if tokens[0].code == "n" else _month_atom(tokens[:1])


def _two_years(tokens: Sequence[Token]) -> Made:
    first, last = _school(tokens) or (0, 0)
    return Stretch(Atom(Unit.YEAR, year=first), Atom(Unit.YEAR, year=last), is_loose=len(tokens) == 3)


def _nonsense(note: str) -> Ask:
    return Ask(Kind.UNREADABLE, note, spoils=True)


_BUILDERS: dict[str, Callable[[Sequence[Token]], Made]] = {
    "school_year": _school_year,
    "school_day": lambda tokens: _placed(_day_atom(tokens, None), tokens),
    "day": _day,
    "school_years": _school_years,
    "one_of_school": lambda _: _nonsense("учебный год назван одним годом: впишите оба"),
    "crossing": _crossing,
    "many_months": _many_months,
    "school_piece": lambda tokens: _placed(_piece(tokens), tokens),
    "piece": _piece,
    "many_years": _many_years,
    "school_month": lambda tokens: _placed(_month_atom(tokens), tokens),
    "month": _month_atom,
    "quarter": _quarter,
    "school_half": _school_half,
    "half": _half,
    "two_years": _two_years,
    "year": lambda tokens: Atom(Unit.YEAR, year=tokens[0].values[0]),
}
