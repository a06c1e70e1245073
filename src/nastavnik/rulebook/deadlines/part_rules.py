"""Second pass of the grammar: atoms and the words between them become parts of a deadline."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from nastavnik.rulebook.deadlines.atoms import YEARLONG, Atom, Unit
from nastavnik.rulebook.deadlines.calendar_rules import Made, calendar_of
from nastavnik.rulebook.deadlines.model import Kind
from nastavnik.rulebook.deadlines.parts import (
    Again,
    Ask,
    Following,
    Mark,
    MonthDay,
    Part,
    Relative,
    Stretch,
    Weekdays,
    Whole,
    Word,
)
from nastavnik.rulebook.deadlines.phrases import SCHOOL_YEAR, YEAR
from nastavnik.rulebook.deadlines.relative import anchor_of
from nastavnik.rulebook.deadlines.tokens import EVERY, Token

_RULES: tuple[tuple[str, str], ...] = (
    ("month_days", r"[TKL]?e?(?:c?n[P-])?n(?:C|,?(?=F))"),
    ("range", r"[cx](?:A|[nr])(?:[T-]|[,&]?L)Ai?|[cx]?(?:A|[nr])PAi?|(?:A|[nr])-Ai?"),
    ("days", r"[TKLP]?(?:[nr][,&])+A"),
    ("until", r"(?:LT|TL|[TKLP])Z?A(?:[,&]A)*i?"),
    ("vague", r"(?:[nrTKLPceZ]?(?:[nrZ][-,&]?)*(?:V[-,&]?)+)+(?:[ABOsg]|ug)?|ZA"),
    ("year_end", r"[TKL]?Z(?:t?g|ug|[Os])?|[TKL](?:t?g|ug)"),
    ("since", r"cA"),
    ("paper", r"xA"),
    ("refined", r"[Os][(]?(?:A-A|cA[P-]A|B|(?<=O)A)[)]?"),
    ("about", r"zA(?!-)|zB"),
    ("weekdays", r"[eP]*w(?:[,&]*[eP]*w)*"),
    ("whole", r"[Os]t?|ug|tg"),
    ("again", r"E"),
    ("following", r"F"),
    ("relative", r"R"),
    ("schedule", r"H"),
    ("ready", r"B"),
    ("many", r"(?:LT|TL|[TKLP])?Wi?"),
    ("point", r"A"),
    ("mark", r"[|;f]"),
    ("silent", r"[,()&itz]|(?<![AB])-|-(?![ABnr])"),
    ("stray", r"."),
)
_DENIALS = frozenset(("не", "нет", "кроме", "без", "исключая", "исключением", "между"))
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES))
Things = Sequence[Token | Made]


def parts_of(tokens: Sequence[Token]) -> list[Part]:
    """The parts in the order of the text."""
    codes, things = calendar_of(tokens)
    parts: list[Part] = []
    for found in _PATTERN.finditer(codes):
        build = _BUILDERS.get(found.lastgroup or "")
        if build is not None:
            parts += build(things[found.start() : found.end()], found[0])
    return parts


def _atoms(things: Things) -> list[Atom]:
    return [thing for thing in things if isinstance(thing, Atom)]


def _tokens(things: Things) -> list[Token]:
    return [thing for thing in things if isinstance(thing, Token)]


def _alike(number: int, atom: Atom) -> Atom:
    """A bare number beside an atom is of its kind: «3-4 квартал», «2-4 октября»."""
    return Atom(atom.unit, number, atom.month, atom.year)


def _bare(things: Things, atom: Atom) -> list[Atom]:
    return [_alike(token.values[0], atom) for token in _tokens(things) if token.code in "nr"]


def _unsure(word: str, atom: Atom) -> Ask:
    what = {Unit.YEAR: "года", Unit.SCHOOL_YEAR: "учебного года", Unit.MONTH: "месяца"}.get(
        atom.unit, "срока"
    )
    note = f"«{word}» без дня: до начала или до конца {what} — решите"
    return Ask(Kind.UNTIL, note, spoils=True)


def _until(things: Things, codes: str) -> list[Part]:
    """«до 15 июня»; a month or a year after «до» or «к» has no certain day unless «включительно»."""
    atoms, word = _atoms(things), _tokens(things)[0]
    if "Z" in codes and any(atom.unit in (Unit.SCHOOL_YEAR, Unit.SCHOOL_HALF) for atom in atoms):
        return [Ask(Kind.UNTIL, "конец учебного года — 31 мая или 31 августа: решите")]
    is_exact = "Z" in codes or "i" in codes or word.code in "LP"
    if not is_exact and any(atom.unit is not Unit.DAY for atom in atoms):
        return [_unsure(word.text, atoms[0])]
    return [Stretch(None, atom) for atom in atoms]


def _range(things: Things, codes: str) -> list[Part]:
    atoms = _atoms(things)
    first, last = atoms if len(atoms) == 2 else (*_bare(things, atoms[0]), atoms[0])
    if "T" in codes and last.unit is not Unit.DAY and "i" not in codes:
        return [_unsure("до", last)]
    if (first.unit in YEARLONG) != (last.unit in YEARLONG):
        return [Ask(Kind.RANGE, "промежуток из месяца и года: понять можно по-разному, решите", spoils=True)]
    return [Stretch(first, last)]


def _days(things: Things, codes: str) -> list[Part]:
    atom = _atoms(things)[0]
    atoms = [*_bare(things, atom), atom]
    if codes[0] not in "TKLP":
        return [Stretch(one, one) for one in atoms]
    return _until([things[0], *atoms], codes[0])


def _since(things: Things, _: str) -> list[Part]:
    return [Stretch(_atoms(things)[0], None)]


def _paper(things: Things, _: str) -> list[Part]:
    return [Ask(Kind.UNREADABLE, "«от» с датой похоже на дату документа, а не на срок")]


def _point(things: Things, _: str) -> list[Part]:
    return [Stretch(atom, atom) for atom in _atoms(things)]


def _ready(things: Things, _: str) -> list[Part]:
    return [thing for thing in things if isinstance(thing, Stretch | Ask)]


def _refined(things: Things, _: str) -> list[Part]:
    """«в течение учебного года с сентября по май»: the range says which part of it."""
    atoms, ready = _atoms(things), _ready(things, "")
    if ready:
        return ready
    if len(atoms) == 1 and atoms[0].unit is not Unit.YEAR:
        return [Whole(_scope(things)), *_point(things, "")]
    return [Stretch(atoms[0], atoms[-1])]


def _about(things: Things, codes: str) -> list[Part]:
    return [
        replace(part, is_about=True) if isinstance(part, Stretch) else part
        for part in (_point(things, codes) or _ready(things, codes))
    ]


def _many(things: Things, codes: str) -> list[Part]:
    """«декабрь 2021, 2022 годов», «2021-2022, 2022-2023 учебные годы»."""
    atoms = next(thing for thing in things if isinstance(thing, tuple) and not isinstance(thing, Token))
    if codes[0] == "W":
        return [Stretch(atom, atom) for atom in atoms]
    return _until([*_tokens(things)[:1], *atoms], codes)


def _scope(things: Things) -> int:
    return _tokens(things)[0].values[0]


def _whole(things: Things, codes: str) -> list[Part]:
    if codes[0] in "Os":
        return [Whole(_scope(things))]
    return [Whole(SCHOOL_YEAR if codes == "ug" else YEAR)]


def _year_end(things: Things, codes: str) -> list[Part]:
    if codes[-1] == "g" and "u" not in codes and codes[0] in "TKL" and "Z" in codes:
        return [Whole(YEAR, is_end=True)]
    return [_vague(things, codes)[0]]


def _vague(things: Things, _: str) -> list[Part]:
    words = " ".join(token.text for token in _tokens(things) if token.code not in "-,&")
    return [Ask(Kind.UNREADABLE, f"«{words}» — неточный срок: впишите даты", spoils=False)]


def _month_days(things: Things, codes: str) -> list[Part]:
    days = [token.values[0] for token in _tokens(things) if token.code == "n"]
    return [MonthDay(days[0], days[-1], is_until=codes[0] in "TKL")]


def _weekdays(things: Things, _: str) -> list[Part]:
    return [Weekdays(tuple(dict.fromkeys(token.values[0] for token in _tokens(things) if token.code == "w")))]


def _again(things: Things, _: str) -> list[Part]:
    token = _tokens(things)[0]
    place, times, is_school = token.values
    return [Again(EVERY[place] if place >= 0 else None, times, bool(is_school))]


def _following(things: Things, _: str) -> list[Part]:
    noun, of = (EVERY[place] if place >= 0 else None for place in _tokens(things)[0].values)
    return [Following(noun, of)]


def _relative(things: Things, _: str) -> list[Part]:
    text = _tokens(things)[0].text
    return [Relative(anchor_of(text), text)]


def _schedule(things: Things, _: str) -> list[Part]:
    return [Ask(Kind.SCHEDULE, f"«{_tokens(things)[0].text}»: дату назначает человек")]


def _mark(_: Things, codes: str) -> list[Part]:
    return [Mark(codes)]


def _stray(things: Things, _: str) -> list[Part]:
    """A word is told and left; a number, a dash or a preposition may change what stands beside it."""
    token = _tokens(things)[0]
    if token.code == "U" and token.text not in _DENIALS:
        return [Word(token.text)]
    return [Ask(Kind.UNREADABLE, f"непонятно, к чему относится «{token.text}»", spoils=True)]


_BUILDERS: dict[str, Callable[[Things, str], Sequence[Part]]] = {
    "month_days": _month_days,
    "range": _range,
    "days": _days,
    "until": _until,
    "vague": _vague,
    "year_end": _year_end,
    "since": _since,
    "paper": _paper,
    "refined": _refined,
    "weekdays": _weekdays,
    "whole": _whole,
    "again": _again,
    "following": _following,
    "relative": _relative,
    "schedule": _schedule,
    "ready": _ready,
    "about": _about,
    "many": _many,
    "point": _point,
    "mark": _mark,
    "stray": _stray,
}
