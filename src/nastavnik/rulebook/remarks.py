"""Soft checks of numbers before they are reported: what looks wrong, said so that it can be looked up.

Source: the usual checks of reports up the chain (editable default).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from nastavnik.rulebook.numbers import number

MUCH = 30
"""A change over a year of more per cent than this is asked about."""
FEW = 10
"""Below this number of people a change says nothing."""


@dataclass(frozen=True)
class Numbers:
    """What the registers of a node hold in a year."""

    institutions: int = 0
    programmes: int = 0
    curators: int = 0
    partners: int = 0
    mentors: int = 0
    young_mentors: int = 0
    mentees: int = 0
    child_mentees: int = 0
    people: int = 0
    pairs: int = 0
    groups: int = 0
    trained_mentors: int = 0
    trained_curators: int = 0
    trained_teachers: int = 0


WORDS: Mapping[str, str] = MappingProxyType(
    {"mentors": "Наставников", "mentees": "Наставляемых", "pairs": "Пар", "programmes": "Программ"}
)
"""Numbers whose change over a year is watched."""


def count_remarks(now: Numbers, before: Numbers | None) -> list[str]:
    """Tell what looks wrong in the numbers of one node: against each other and against last year."""
    said = []
    if now.programmes and not now.curators and now.institutions == 1:
        said.append("Программы есть, а полномочий куратора ни у кого нет.")
    if (now.pairs or now.groups) and not now.programmes:
        said.append("Пары действуют, а программ в этом году нет.")
    if now.mentees and not now.mentors:
        said.append("Наставляемые есть, а наставников нет.")
    if now.mentors and not now.mentees:
        said.append("Наставники есть, а наставляемых нет.")
    if now.pairs + 2 * now.groups > now.mentees > 0:
        said.append("Пар больше, чем наставляемых: кто-то состоит в нескольких.")
    if before is not None:
        said += [
            text
            for key, word in WORDS.items()
            if (text := _change(word, getattr(before, key), getattr(now, key)))
        ]
    return said


def figure_remarks(numerator: int, denominator: int | None, last: tuple[int, int | None] | None) -> list[str]:
    """Tell what looks wrong in a share: `last` are the numerator and the denominator of the year before."""
    said = []
    if denominator is not None and numerator > denominator:
        said.append(
            f"Вошло {number(numerator)} из {number(denominator)}: больше, чем есть. Проверьте контингент."
        )
    if denominator and numerator == denominator:
        said.append("Ровно 100 %: проверьте, не внесён ли контингент по спискам наставляемых.")
    if last is not None:
        said += [text for text in (_change("Вошедших", last[0], numerator),) if text]
        if denominator is not None and last[1]:
            said += [text for text in (_change("Детей в знаменателе", last[1], denominator),) if text]
    return said


def _change(word: str, before: int, now: int) -> str:
    if before == now or max(before, now) < FEW:
        return ""
    was = f"было {number(before)}, стало {number(now)}"
    if not now:
        return f"{word} нет, а год назад было {number(before)}."
    if not before:
        return ""
    change = Decimal(abs(now - before)) * 100 / before
    if change <= MUCH:
        return ""
    return f"{word} {'больше' if now > before else 'меньше'} на {number(change, 0)} %: {was}."
