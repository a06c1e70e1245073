"""From a problem to a proposal: sort, pin, solve, say why."""

from collections import Counter
from dataclasses import replace

from nastavnik.rulebook.matching.model import Problem, Proposal, ProposedPair
from nastavnik.rulebook.matching.scoring import admissible_pairs, facts_of, score
from nastavnik.rulebook.matching.solving import best_assignment
from nastavnik.rulebook.matching.words import leftover_for, reason_for


def propose(problem: Problem) -> Proposal:
    """Propose the best whole: first most mentees with an admissible mentor, then the greatest total of
    points.

    Pinned pairs stand first and take their places. Everybody else is in a pair or among the leftovers with a
    reason. The same people in another order give the same proposal: ids decide between equals.
    """
    ordered = replace(
        problem,
        mentees=tuple(sorted(problem.mentees, key=lambda mentee: mentee.id)),
        mentors=tuple(sorted(problem.mentors, key=lambda mentor: mentor.id)),
    )
    chosen = _pinned(ordered)
    chosen |= _solved(ordered, chosen)
    pairs = tuple(_pair(ordered, row, column) for row, column in sorted(chosen.items()))
    leftovers = tuple(
        leftover_for(mentee, ordered) for row, mentee in enumerate(ordered.mentees) if row not in chosen
    )
    return Proposal(pairs, leftovers, _total(ordered, pairs))


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


def _solved(problem: Problem, pinned: dict[int, int]) -> dict[int, int]:
    """Solve for those who are not pinned, with the places that the pins leave.

    Ranks of places start after the pinned mentees, so that balance counts them too.
    """
    taken = Counter(pinned.values())
    places = [max(0, mentor.places - taken[column]) for column, mentor in enumerate(problem.mentors)]
    scores = {
        (row, column): score(problem.mentees[row], problem.mentors[column], problem.weights)
        for row, column in admissible_pairs(problem)
        if row not in pinned
    }
    return best_assignment(scores, places, problem.weights.balance, taken)


def _pair(problem: Problem, row: int, column: int) -> ProposedPair:
    mentee, mentor = problem.mentees[row], problem.mentors[column]
    facts = facts_of(mentee, mentor, is_pinned=(mentee.id, mentor.id) in problem.pinned)
    points = score(mentee, mentor, problem.weights)
    return ProposedPair(mentee.id, mentor.id, points, reason_for(facts, mentor.competences), facts)


def _total(problem: Problem, pairs: tuple[ProposedPair, ...]) -> int:
    loads = Counter(pair.mentor_id for pair in pairs)
    unevenness = sum(load * (load - 1) // 2 for load in loads.values())
    return sum(pair.score for pair in pairs) - problem.weights.balance * unevenness
