"""From a problem to a proposal: sort, pin, solve, say why and what would help."""

from collections import Counter
from dataclasses import replace

from nastavnik.rulebook.matching.landscape import Landscape
from nastavnik.rulebook.matching.model import Problem
from nastavnik.rulebook.matching.outcome import (
    Leftover,
    LeftoverCode,
    Proposal,
    ProposedPair,
    Remedy,
    RemedyCode,
)
from nastavnik.rulebook.matching.remedies import Found, for_all, for_one, remedies_that_help
from nastavnik.rulebook.matching.scoring import facts_of, fit_of, score
from nastavnik.rulebook.matching.shortages import shortages_of
from nastavnik.rulebook.matching.solving import best_of_any_size
from nastavnik.rulebook.matching.words import leftover_for, reason_for

ENGINE = "3"
"""Grows when the same problem may get another answer: stored with each run."""


def propose(problem: Problem) -> Proposal:
    """Propose the best whole: most mentees with an admissible mentor, then the greatest total of points, then
    those who wait longest.

    Pinned pairs stand first and take their places. Everybody else is in a pair or among the leftovers with a
    reason and remedies. The same people in another order give the same proposal: ids decide between equals.
    """
    ordered = in_order(problem)
    land = Landscape.of(ordered)
    pinned = _pinned(ordered)
    land.pin(pinned)
    land.chosen = _solved(ordered, land, pinned)
    chosen = pinned | land.chosen
    pairs = tuple(_pair(ordered, row, column) for row, column in sorted(chosen.items()))
    found = remedies_that_help(land)
    leftovers = tuple(
        _leftover(ordered, land, row, found) for row in range(len(ordered.mentees)) if row not in chosen
    )
    return Proposal(pairs, leftovers, _total(ordered, pairs), for_all(found, land), shortages_of(land))


def in_order(problem: Problem) -> Problem:
    """Give the same problem with both sides by growing ids."""
    return replace(
        problem,
        mentees=tuple(sorted(problem.mentees, key=lambda mentee: mentee.id)),
        mentors=tuple(sorted(problem.mentors, key=lambda mentor: mentor.id)),
    )


def _pinned(problem: Problem) -> dict[int, int]:
    """Give the pinned pairs as indices; one with an obstacle or of one person with himself does not stand."""
    rows = {mentee.id: row for row, mentee in enumerate(problem.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(problem.mentors)}
    pinned = {}
    for mentee_id, mentor_id in problem.pinned:
        mentee, mentor = problem.mentees[rows[mentee_id]], problem.mentors[columns[mentor_id]]
        if not mentee.obstacle and not mentor.obstacle and mentee.person_id != mentor.person_id:
            pinned[rows[mentee_id]] = columns[mentor_id]
    return pinned


def _solved(problem: Problem, land: Landscape, pinned: dict[int, int]) -> dict[int, int]:
    """Solve for those who are not pinned, with the places that pins and limits leave.

    Ranks of places start after live pairs and pinned mentees, so that balance counts them too.
    """
    pins = Counter(pinned.values())
    taken = {column: mentor.busy + pins[column] for column, mentor in enumerate(problem.mentors)}
    scores = {
        (row, column): score(problem.mentees[row], problem.mentors[column], problem.weights)
        for row, columns in land.edges.items()
        for column in columns
    }
    places = [land.places[column] for column in range(len(problem.mentors))]
    return best_of_any_size(scores, places, problem.weights.balance, taken, _waits(problem))


def _waits(problem: Problem) -> dict[int, int]:
    """Give each row its points of waiting: none for the last of the queue, the most for the first."""
    queue = sorted(
        range(len(problem.mentees)), key=lambda row: problem.mentees[row].waiting_key, reverse=True
    )
    return {row: place for place, row in enumerate(queue)}


def _pair(problem: Problem, row: int, column: int) -> ProposedPair:
    mentee, mentor = problem.mentees[row], problem.mentors[column]
    facts = facts_of(
        mentee, mentor, is_pinned=(mentee.id, mentor.id) in problem.pinned, topic_names=problem.topic_names
    )
    points = score(mentee, mentor, problem.weights)
    fit = fit_of(mentee, mentor, problem.weights)
    return ProposedPair(mentee.id, mentor.id, points, reason_for(facts, mentor.competences), facts, fit)


def _leftover(problem: Problem, land: Landscape, row: int, found: list[Found]) -> Leftover:
    mentee = problem.mentees[row]
    left = leftover_for(mentee, problem)
    if mentee.obstacle:
        is_pinned = any(mentee.id == one for one, _ in problem.pinned)
        helps = not is_pinned and land.can_place(row, land.held.get(row, ()))
        text = f"устранить: {mentee.obstacle.rstrip('.')}"
        return replace(left, remedies=(Remedy(RemedyCode.OBSTACLE, text, 1),) if helps else ())
    if left.code is LeftoverCode.NO_TOPIC:
        return replace(left, remedies=(Remedy(RemedyCode.REQUEST, "назвать тему в запросе", 0),))
    return replace(left, remedies=for_one(row, left.code, found))


def _total(problem: Problem, pairs: tuple[ProposedPair, ...]) -> int:
    busy = {mentor.id: mentor.busy for mentor in problem.mentors}
    loads = Counter(pair.mentor_id for pair in pairs)
    uneven = sum(load * (load - 1) // 2 + load * busy[mentor] for mentor, load in loads.items())
    return sum(pair.score for pair in pairs) - problem.weights.balance * uneven
