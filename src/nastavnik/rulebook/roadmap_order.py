"""The order of a road map's rows and their numbers: moving, arranging as a person dragged, numbering anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Part:
    """A section and its measures in their order, by their keys; `section` None holds the rows before any section."""

    section: int | None
    measures: tuple[int, ...] = ()


Outline = tuple[Part, ...]


@dataclass(frozen=True)
class NewNumber:
    """What a row is numbered now and what it would be; exactly one of the keys is given."""

    old: str
    new: str
    section: int | None = None
    measure: int | None = None


def moved_measure(outline: Outline, measure: int, step: int) -> Outline:
    """The outline with a measure one place up (-1) or down (1); past the edge of its section it enters the next one.

    Unchanged at the very top and the very bottom. KeyError for a measure that is not there.
    """
    place = next((index for index, part in enumerate(outline) if measure in part.measures), None)
    if place is None:
        raise KeyError(measure)
    rows = list(outline[place].measures)
    index = rows.index(measure)
    if 0 <= index + step < len(rows):
        rows[index], rows[index + step] = rows[index + step], rows[index]
        return _with(outline, place, rows)
    other = place + step
    if not 0 <= other < len(outline):
        return outline
    rows.remove(measure)
    there = outline[other].measures
    joined = [*there, measure] if step < 0 else [measure, *there]
    return _with(_with(outline, place, rows), other, joined)


def moved_section(outline: Outline, section: int, step: int) -> Outline:
    """The outline with a whole section one place up or down; rows before any section stay first.

    KeyError for a section that is not there.
    """
    parts = list(outline)
    index = next((index for index, part in enumerate(parts) if part.section == section), None)
    if index is None:
        raise KeyError(section)
    other = index + step
    if 0 <= other < len(parts) and parts[other].section is not None:
        parts[index], parts[other] = parts[other], parts[index]
    return tuple(parts)


def arranged(outline: Outline, wish: Sequence[str]) -> Outline:
    """The outline as a person dragged it: «s3» begins a section, «m7» is a measure under it.

    Whatever the wish does not name stays behind the last named row of its own section, so nothing is ever lost by a
    page that was open too long; a key that is not there is left out, one named twice counts once.
    """
    sections = {part.section for part in outline}
    home = {measure: part.section for part in outline for measure in part.measures}
    rows: dict[int | None, list[int]] = {None: []} if None in sections else {}
    here: int | None = None
    for word in dict.fromkeys(wish):
        key = int(word[1:]) if word[1:].isascii() and word[1:].isdigit() else -1
        if word[:1] == "s" and key in sections:
            here = key
            rows.setdefault(here, [])
        elif word[:1] == "m" and key in home:
            rows.setdefault(here, []).append(key)
            home[key] = -1
    for part in outline:
        left = [measure for measure in part.measures if home[measure] != -1]
        rows.setdefault(part.section, []).extend(left)
    first = [Part(None, tuple(rows.pop(None)))] if None in rows else []
    return (*first, *(Part(section, tuple(measures)) for section, measures in rows.items()))


def renumbered(outline: Outline, numbers: Sequence[str], sections: Sequence[str]) -> list[NewNumber]:
    """Numbers in order: «1», «1.1», «1.2»; «1», «2» where there are no sections. With dots at the end if most have.

    `numbers` and `sections` are the present numbers of the measures and of the sections in the order of the outline.
    """
    dot = "." if 2 * sum(number.endswith(".") for number in numbers) > len(numbers) else ""
    section_dot = "." if 2 * sum(number.endswith(".") for number in sections) > len(sections) else ""
    olds, old_sections = iter(numbers), iter(sections)
    has_sections = any(part.section is not None for part in outline)
    found, count, plain = [], 0, 0
    for part in outline:
        if part.section is not None:
            count += 1
            found.append(NewNumber(next(old_sections), f"{count}{section_dot}", section=part.section))
        for index, measure in enumerate(part.measures, start=1):
            plain += 1
            inside = has_sections and part.section is not None
            new = f"{count}.{index}{dot}" if inside else f"{plain}{dot}"
            found.append(NewNumber(next(olds), new, measure=measure))
    return found


def _with(outline: Outline, place: int, rows: Sequence[int]) -> Outline:
    return tuple(
        replace(part, measures=tuple(rows)) if index == place else part for index, part in enumerate(outline)
    )
