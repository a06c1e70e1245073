"""What would mend it for those left over: each change tried on the solved problem, with its exact gain."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching.landscape import Change, Edge, Landscape
from nastavnik.rulebook.matching.outcome import LeftoverCode, Remedy, RemedyCode
from nastavnik.rulebook.matching.remedy_words import (
    ages_words,
    all_ages_words,
    fit_words,
    forbidden_words,
    gap_words,
    limit_words,
    named,
    obstacle_words,
    place_words,
    topic_words,
)
from nastavnik.rulebook.matching.rules import Bar, bars_between, years_of_gap, years_outside

SHOWN_FOR_ONE, SHOWN_FOR_ALL = 3, 12
MOST_YEARS = 5
"""Nobody is asked to take children so many years outside his wish, or more."""


@dataclass(frozen=True)
class Trial:
    """A change worth trying: the remedy it would be, whom it concerns directly (rows), the change itself."""

    code: RemedyCode
    text: str
    change: Change
    direct: frozenset[int]
    text_for_one: str = ""


@dataclass(frozen=True)
class Found:
    """A trial that helps: how many mentees in all, and which rows it could help."""

    trial: Trial
    helps: int
    helped: frozenset[int]


def remedies_that_help(land: Landscape) -> list[Found]:
    """Try every change worth trying on the solved problem; those that help, the most helpful first."""
    if not land.left:
        return []
    found = []
    for trial in _trials(land):
        helps = land.gain(trial.change)
        if helps:
            found.append(Found(trial, helps, land.helped(trial.change)))
    return sorted(found, key=lambda one: (-one.helps, list(RemedyCode).index(one.trial.code), one.trial.text))


def for_all(found: Iterable[Found], land: Landscape) -> tuple[Remedy, ...]:
    """The changes to show for the whole proposal; places are named in the number that would be filled."""
    told = []
    for one in found:
        text = one.trial.text
        if one.trial.code is RemedyCode.PLACE:
            (column,) = one.trial.change.places
            text = place_words(land.problem.mentors[column], one.helps)
        elif one.trial.code is RemedyCode.TOPIC:
            text = topic_words(text, one.helps)
        told.append(Remedy(one.trial.code, text, one.helps))
    return tuple(told[:SHOWN_FOR_ALL])


def for_one(row: int, code: LeftoverCode, found: Iterable[Found]) -> tuple[Remedy, ...]:
    """The changes that would help this very mentee: those of the rule that binds him first, then the most
    helpful; not more than two of a kind.
    """
    mine = [one for one in found if row in one.helped and row in one.trial.direct]
    mine.sort(key=lambda one: (one.trial.code.value != _BINDING.get(code, ""), -one.helps))
    kinds: dict[RemedyCode, int] = defaultdict(int)
    told: list[Remedy] = []
    for one in mine:
        kind = one.trial.code
        kinds[kind] += 1
        if kinds[kind] > 2 or len(told) == SHOWN_FOR_ONE:
            continue
        if kind is RemedyCode.PLACE:
            told.append(Remedy(kind, one.trial.text_for_one, 1))
        elif kind is RemedyCode.TOPIC:
            told.append(Remedy(kind, topic_words(one.trial.text, one.helps), one.helps))
        else:
            told.append(Remedy(kind, one.trial.text, one.helps))
    return tuple(told)


_BINDING = {
    LeftoverCode.BUSY: RemedyCode.PLACE,
    LeftoverCode.NO_MENTOR: RemedyCode.TOPIC,
    LeftoverCode.AGE: RemedyCode.AGE,
    LeftoverCode.AGE_GAP: RemedyCode.AGE_GAP,
    LeftoverCode.FIT: RemedyCode.FIT,
    LeftoverCode.DIRECTION: RemedyCode.DIRECTION,
    LeftoverCode.MENTOR_OBSTACLE: RemedyCode.MENTOR_OBSTACLE,
    LeftoverCode.FORBIDDEN: RemedyCode.FORBIDDEN,
}


def _trials(land: Landscape) -> Iterator[Trial]:
    yield from _places(land)
    yield from _limit(land)
    yield from _topics(land)
    yield from _ages(land)
    yield from _all_ages(land)
    yield from _gap(land)
    yield from _fit(land)
    yield from _of_mentors(land)
    yield from _forbidden(land)


def _places(land: Landscape) -> Iterator[Trial]:
    """More places at each mentor whom somebody left over suits, as many as could be filled.

    Where the limit of the programme is what closes them, the limit itself is tried instead.
    """
    suiting: dict[int, set[int]] = defaultdict(set)
    for row in land.left:
        for column in land.edges.get(row, ()):
            suiting[column].add(row)
    limit = land.problem.limits.most_per_mentor
    for column, rows in sorted(suiting.items()):
        mentor = land.problem.mentors[column]
        more = len(land.left) if limit is None else limit - mentor.busy - mentor.places
        if more > 0:
            text = place_words(mentor, 1)
            yield Trial(
                RemedyCode.PLACE, text, Change((), {column: more}), frozenset(rows), text_for_one=text
            )


def _limit(land: Landscape) -> Iterator[Trial]:
    limit = land.problem.limits.most_per_mentor
    if limit is None:
        return
    higher, pins = (
        replace(land.problem.limits, most_per_mentor=min(limit + 1, 50)),
        Counter(land.pinned.values()),
    )
    free = {c: mentor.free_within(higher) - pins[c] for c, mentor in enumerate(land.problem.mentors)}
    more = {column: 1 for column, count in free.items() if count > land.places[column]}
    if more:
        yield Trial(RemedyCode.LIMIT, limit_words(limit), Change((), more), frozenset(land.left))


def _topics(land: Landscape) -> Iterator[Trial]:
    """A new mentor of each topic left over, whom nothing else bars, as many places as could be filled."""
    limit = land.problem.limits.most_per_mentor
    for topic in sorted({topic for row in land.left for topic in land.problem.mentees[row].topics}):
        change = new_mentor(land, topic, limit or len(land.left), len(land.problem.mentors))
        rows = frozenset(row for row, _ in change.edges)
        yield Trial(RemedyCode.TOPIC, topic, change, rows)


def new_mentor(land: Landscape, topic: str, places: int, column: int) -> Change:
    """Make the change of one more mentor of the topic in a column of his own."""
    rows = (
        row
        for row, one in enumerate(land.problem.mentees)
        if topic in one.topics and not one.obstacle and row not in land.pinned
    )
    return Change(tuple((row, column) for row in rows), {column: places})


def _ages(land: Landscape) -> Iterator[Trial]:
    """A mentor's wished ages wider by just so many years as somebody left over needs."""
    left = set(land.left)
    needed: dict[int, set[int]] = defaultdict(set)
    for edge in land.barred.get(Bar.AGE, ()):
        if edge[0] in left and edge[1] in land.leading and (years := _years(land, edge)) <= MOST_YEARS:
            needed[edge[1]].add(years)
    for column, several in sorted(needed.items()):
        for years in sorted(several):
            edges = _wider(land, column, years)
            if edges:
                text = ages_words(land.problem.mentors[column], years)
                yield Trial(RemedyCode.AGE, text, Change(edges), _rows_of(edges))


def _all_ages(land: Landscape) -> Iterator[Trial]:
    columns = {edge[1] for edge in land.barred.get(Bar.AGE, ()) if _years(land, edge) <= 1}
    if len(columns) > 1:
        edges = tuple(edge for column in sorted(columns) for edge in _wider(land, column, 1))
        yield Trial(RemedyCode.ALL_AGES, all_ages_words(), Change(edges), _rows_of(edges))


def _wider(land: Landscape, column: int, years: int) -> tuple[Edge, ...]:
    """Give the pairs that wider ages of a mentor would add; none where the lowest fit would lose him others.

    Without a lowest fit these are just the pairs that the age alone bars.
    """
    if not land.problem.limits.lowest_percent:
        barred = land.barred.get(Bar.AGE, ())
        return tuple(edge for edge in barred if edge[1] == column and _years(land, edge) <= years)
    mentor = land.problem.mentors[column]
    band = AgeBand(max(0, mentor.ages.low - years), mentor.ages.high + years)
    wider = replace(mentor, ages=band)
    rows = {
        row
        for row, mentee in enumerate(land.problem.mentees)
        if mentee.topics & mentor.topics and not mentee.obstacle and row not in land.pinned
        if not bars_between(mentee, wider, land.problem)
    }
    before = {row for row, columns in land.edges.items() if column in columns}
    return tuple((row, column) for row in sorted(rows - before)) if before <= rows else ()


def _years(land: Landscape, edge: Edge) -> int:
    return years_outside(land.problem.mentees[edge[0]], land.problem.mentors[edge[1]])


def _gap(land: Landscape) -> Iterator[Trial]:
    """The least difference of ages lowered year by year, to the first that helps."""
    least, barred = land.problem.limits.age_gap, land.barred.get(Bar.AGE_GAP, [])
    if least is None or not barred:
        return
    gaps = {
        edge: years_of_gap(land.problem.mentees[edge[0]], land.problem.mentors[edge[1]]) for edge in barred
    }
    for lower in sorted({gap for gap in gaps.values() if gap is not None and gap >= 0}, reverse=True):
        edges = tuple(edge for edge in barred if (gaps[edge] or 0) >= lower)
        if land.gain(Change(edges)):
            yield Trial(RemedyCode.AGE_GAP, gap_words(least, lower), Change(edges), _rows_of(edges))
            return


def _fit(land: Landscape) -> Iterator[Trial]:
    if edges := land.barred.get(Bar.FIT, []):
        yield Trial(RemedyCode.FIT, fit_words(), Change(tuple(edges)), _rows_of(edges))


def _of_mentors(land: Landscape) -> Iterator[Trial]:
    """What stands in a mentor's own way: his obstacle, his direction.

    A mentor with a pin is left out: without his obstacle the pin would stand and take a place.
    """
    held = {mentor for _, mentor in land.problem.pinned}
    kinds = (
        (Bar.MENTOR_OBSTACLE, RemedyCode.MENTOR_OBSTACLE, obstacle_words),
        (Bar.DIRECTION, RemedyCode.DIRECTION, lambda mentor: named("добавить направление запроса", mentor)),
    )
    for bar, code, words in kinds:
        by_column: dict[int, list[Edge]] = defaultdict(list)
        for edge in land.barred.get(bar, ()):
            by_column[edge[1]].append(edge)
        for column, edges in sorted(by_column.items()):
            if land.problem.mentors[column].id in held:
                continue
            text = words(land.problem.mentors[column])
            yield Trial(code, text, Change(tuple(edges)), _rows_of(edges))


def _forbidden(land: Landscape) -> Iterator[Trial]:
    left = set(land.left)
    for row, column in land.barred.get(Bar.FORBIDDEN, ()):
        if row in left:
            text = forbidden_words(land.problem.mentees[row], land.problem.mentors[column])
            yield Trial(RemedyCode.FORBIDDEN, text, Change(((row, column),)), frozenset({row}))


def _rows_of(edges: Iterable[Edge]) -> frozenset[int]:
    return frozenset(row for row, _ in edges)
