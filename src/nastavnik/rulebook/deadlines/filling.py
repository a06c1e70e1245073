"""Years that the text itself gives to pieces without one: within a range, and along a list."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.rulebook.deadlines.atoms import YEARLONG, turns_over
from nastavnik.rulebook.deadlines.frames import Frame, candidates, placed, span_of
from nastavnik.rulebook.deadlines.parts import Mark, Part, Stretch


def filled(parts: Sequence[Part], frame: Frame) -> list[Part]:
    """Parts with the years that follow from the text: «июль – август 2015», «сентябрь, октябрь 2022».

    A year goes back along a list only while days ascend and the period does not say otherwise; over «;» never.
    """
    if len(parts) == 1:
        return [_within(part) if isinstance(part, Stretch) else part for part in parts]
    done = _refined([_within(part) if isinstance(part, Stretch) else part for part in parts])
    later: Stretch | None = None
    for place in range(len(done) - 1, -1, -1):
        part = done[place]
        if isinstance(part, Stretch):
            if later and _is_yearless(part):
                done[place] = part = _like(part, later, frame)
            later = part if part.is_dated and not _is_yearlong(part) else None
        elif not (isinstance(part, Mark) and part.code == "|"):
            later = None
    return done


def _refined(parts: list[Part]) -> list[Part]:
    """«2022 г., IV квартал», «2022-2023 учебный год (сентябрь–октябрь)»: a year told first is that of the rest."""
    head, rest = parts[0], parts[1:]
    if not (isinstance(head, Stretch) and head.one and head.one.unit in YEARLONG and rest):
        return parts
    frame, placed_rest = Frame(head.one.start(), head.one.end()) if _is_real(head) else Frame(), list[Part]()
    for part in rest:
        if not (isinstance(part, Stretch) and _is_yearless(part) and None not in (part.first, part.last)):
            return parts
        try:
            found = [one for one in candidates(part, frame) if frame.contains(span_of(one))]
        except ValueError:
            return parts
        if len(found) != 1:
            return parts
        placed_rest += found
    return placed_rest


def _is_real(stretch: Stretch) -> bool:
    try:
        return bool(span_of(stretch))
    except ValueError:
        return False


def _is_yearlong(stretch: Stretch) -> bool:
    return any(atom.unit in YEARLONG for atom in stretch.edges)


def _is_yearless(stretch: Stretch) -> bool:
    return all(atom.year is None for atom in stretch.edges)


def _within(stretch: Stretch) -> Stretch:
    """A range with one year of two: the other is the nearest that keeps its order."""
    first, last = stretch.first, stretch.last
    if first is None or last is None or (first.year is None) == (last.year is None):
        return stretch
    try:
        turns = int(turns_over(first, last))
    except ValueError:
        return stretch
    if first.year is None and last.year is not None:
        return Stretch(first.within(last.year - turns), last, stretch.doubt, stretch.remark)
    if last.year is None and first.year is not None:
        return Stretch(first, last.within(first.year + turns), stretch.doubt, stretch.remark)
    return stretch


def _like(stretch: Stretch, later: Stretch, frame: Frame) -> Stretch:
    """The stretch in the year of the later one, where that is certain."""
    year = later.edges[0].year
    try:
        guess = placed(stretch, year or 0)
        span, bound = span_of(guess), span_of(later)
        found = candidates(stretch, frame)
    except ValueError:
        return stretch
    if (span.start or span.end) > (bound.start or bound.end):  # type: ignore[operator]
        return stretch
    agrees = not frame.span or guess in found or not found
    return guess if agrees else stretch
