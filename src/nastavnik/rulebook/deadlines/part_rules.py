"""Second pass of the grammar: atoms and the words between them become parts of a deadline."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from nastavnik.rulebook.deadlines.atoms import LAST, PIECES, YEARLONG, Atom, Unit
from nastavnik.rulebook.deadlines.calendar_rules import Made, calendar_of
from nastavnik.rulebook.deadlines.model import Kind
from nastavnik.rulebook.deadlines.month_parts import MONTH_DAYS, MONTH_PIECES, month_days, month_pieces
from nastavnik.rulebook.deadlines.parts import (
    Again,
    Ask,
    Following,
    Mark,
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
from nastavnik.rulebook.deadlines.words import NUMERALS

_RULES: tuple[tuple[str, str], ...] = (
    ("month_days", MONTH_DAYS),
    ("month_pieces", MONTH_PIECES),
    ("named_week", r"j(?:c(?:A|[nr])PA|(?:A|[nr])-A)"),
    ("chain", r"A(?:-A){2,}"),
    ("run", r"ATA"),
    ("range", r"[cx](?:A|[nr])(?:[T-]|[,&]?L)Ai?|[cx]?(?:A|[nr])PAi?|(?:A|[nr])-Ai?"),
    ("days", r"[TKLP]?(?:[nrl](?:-[nr])?[,&])+A"),
    ("until", r"(?:LT|TL|[TKLP])Z?A(?:[,&]A)*i?"),
    ("term", r"(?:[TKLPceZV]|[nrl][-,&]?)*(?:X[-,&]?)+(?:[ABOsg]|ug)?"),
    ("vague", r"(?:[nrTKLPceZ]?(?:[nrZ][-,&]?)*(?:[Vlbamj][-,&]?)+)+(?:[ABOsg]|ug)?|ZA"),
    ("year_end", r"[TKL]?Z(?:t?g|ug|[Os])?|[TKL](?:t?g|ug)"),
    ("since", r"cA"),
    ("paper", r"xA"),
    ("refined", r"[Os][(]?(?:A-A|cA[P-]A|B|(?<=O)A)[)]?"),
    ("about", r"zA(?!-)|zB"),
    ("of_year", r"(?<=[AB])ug"),
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
_ONE_DAY = (Unit.DAY, Unit.WEEKDAY)
_LIKE = (*PIECES, Unit.DAY, Unit.QUARTER, Unit.HALF, Unit.SCHOOL_HALF)
_TENS = ("надцат", "двадцат", "тридцат")
_DENIALS = frozenset(("не", "нет", "кроме", "без", "исключая", "исключением", "между"))
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES))
Things = Sequence[Token | Made]


def parts_of(tokens: Sequence[Token]) -> list[Part]:
    """The parts in the order of the text."""
    codes, things = calendar_of(tokens)
    parts: list[Part] = []
    for name, start, end in _found(codes):
        build = _BUILDERS.get(name)
        if build is not None:
            parts += build(things[start:end], codes[start:end])
    return parts


@lru_cache(maxsize=4096)
def _found(codes: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((found.lastgroup or "", found.start(), found.end()) for found in _PATTERN.finditer(codes))


def _atoms(things: Things) -> list[Atom]:
    return [thing for thing in things if isinstance(thing, Atom)]


def _tokens(things: Things) -> list[Token]:
    return [thing for thing in things if isinstance(thing, Token)]


def _alike(token: Token, atom: Atom) -> Atom:
    """A bare number beside an atom is of its kind: «3-4 квартал», «2-4 октября»."""
    return replace(atom, number=LAST if token.code == "l" else token.values[0])


def _bare(things: Things, atom: Atom) -> list[Atom]:
    return [_alike(token, atom) for token in _tokens(things) if token.code in "nr"]


def _no_number(things: Things, atom: Atom) -> list[Part]:
    """«3, октябрь», «1-2022»: nothing says of what the number is."""
    numbers = [token.text for token in _tokens(things) if token.code in "nrl"]
    if not numbers or atom.unit in _LIKE:
        return []
    return [Ask(Kind.UNREADABLE, f"непонятно, к чему относится «{numbers[0]}»", spoils=True)]


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
    if not is_exact and any(atom.unit not in _ONE_DAY for atom in atoms):
        return [_unsure(word.text, atoms[0])]
    return [Stretch(None, atom) for atom in atoms]


def _range(things: Things, codes: str) -> list[Part]:
    atoms = _atoms(things)
    if asked := _no_number(things, atoms[-1]):
        return asked
    first, last = atoms if len(atoms) == 2 else (*_bare(things, atoms[0]), atoms[0])
    if "T" in codes and last.unit not in _ONE_DAY and "i" not in codes:
        return [_unsure("до", last)]
    if first.unit is not last.unit and PIECES & {first.unit, last.unit}:
        return [
            Ask(Kind.RANGE, "часть месяца до другого месяца: понять можно по-разному, решите", spoils=True)
        ]
    if (first.unit in YEARLONG) != (last.unit in YEARLONG):
        return [Ask(Kind.RANGE, "промежуток из месяца и года: понять можно по-разному, решите", spoils=True)]
    return [Stretch(first, last)]


def _chain(things: Things, _: str) -> list[Part]:
    """«сентябрь-октябрь-ноябрь»: months that follow one another."""
    atoms = _atoms(things)
    if all(
        one.unit is next_one.unit is Unit.MONTH and next_one.month == one.month % 12 + 1
        for one, next_one in pairwise(atoms)
    ):
        return [Stretch(atoms[0], atoms[-1])]
    return [Ask(Kind.RANGE, "сроки через тире: где начало и где конец, решите", spoils=True)]


def _named_week(things: Things, codes: str) -> list[Part]:
    """«неделя с 10 по 14 октября»."""
    parts = _range(things[1:], codes[1:])
    if all(isinstance(part, Stretch) and part.edges[0].unit is Unit.DAY for part in parts):
        return parts
    return [*_vague(things[:1], "j"), *parts]


def _run(things: Things, _: str) -> list[Part]:
    """«01.09.2022 до 10.09.2022» is from the one to the other."""
    first, last = _atoms(things)
    if first.unit is last.unit is Unit.DAY:
        return [Stretch(first, last)]
    return [Ask(Kind.RANGE, f"«{first} до {last}»: где начало и где конец, решите", spoils=True)]


def _days(things: Things, codes: str) -> list[Part]:
    """«5, 12, 19 октября», «20-22, 25 октября»."""
    atom = _atoms(things)[0]
    if asked := _no_number(things, atom):
        return asked
    if codes[0] in "TKLP":
        return _until([things[0], *_listed(things, atom), atom], codes[0]) if "-" not in codes else [_mixed()]
    stretches, numbers = list[Part](), _tokens(things)
    for place, token in enumerate(numbers):
        if token.code in "nrl":
            is_first = numbers[place + 1].code == "-"
            last = _alike(numbers[place + 2] if is_first else token, atom)
            if place == 0 or numbers[place - 1].code != "-":
                stretches.append(Stretch(_alike(token, atom), last))
    return [*stretches, Stretch(atom, atom)]


def _listed(things: Things, atom: Atom) -> list[Atom]:
    return [_alike(token, atom) for token in _tokens(things) if token.code in "nrl"]


def _mixed() -> Ask:
    return Ask(Kind.UNTIL, "«до» и промежуток вместе: решите", spoils=True)


def _term(things: Things, _: str) -> list[Part]:
    words = " ".join(token.text for token in _tokens(things) if token.code not in "-,&")
    return [Ask(Kind.UNREADABLE, f"«{words}»: даты каникул и четвертей — в учебном графике, впишите их")]


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


def _weekdays(things: Things, codes: str) -> list[Part]:
    days = dict.fromkeys(token.values[0] for token in _tokens(things) if token.code == "w")
    return [Weekdays(tuple(days), is_each="e" in codes or "P" in codes)]


def _again(things: Things, _: str) -> list[Part]:
    token = _tokens(things)[0]
    place, times, is_school, step = token.values
    return [Again(EVERY[place] if place >= 0 else None, times, bool(is_school), step)]


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
    is_number = token.text in NUMERALS or any(stem in token.text for stem in _TENS)
    if token.code == "U" and token.text not in _DENIALS and not is_number:
        return [Word(token.text)]
    return [Ask(Kind.UNREADABLE, f"непонятно, к чему относится «{token.text}»", spoils=True)]


_BUILDERS: dict[str, Callable[[Things, str], Sequence[Part]]] = {
    "month_days": lambda things, codes: month_days(_tokens(things), codes),
    "month_pieces": lambda things, codes: month_pieces(_tokens(things), codes),
    "named_week": _named_week,
    "chain": _chain,
    "run": _run,
    "term": _term,
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
