"""What would help: every number told is found again by changing the problem itself and proposing anew."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching import (
    Leftover,
    LeftoverCode,
    Limits,
    MenteeSide,
    MentorSide,
    Problem,
    Remedy,
    RemedyCode,
    propose,
)
from nastavnik.rulebook.matching.landscape import Landscape
from nastavnik.rulebook.matching.proposing import _pinned, _solved, in_order
from nastavnik.rulebook.matching.remedies import Found, remedies_that_help
from tests.rulebook.matching.test_proposing import problems

PHYSICS, MUSIC = frozenset({"physics"}), frozenset({"music"})
NEW = 900


def children(count: int, topics: frozenset[str] = PHYSICS, **more: object) -> tuple[MenteeSide, ...]:
    return tuple(MenteeSide(n, n, topics, label=f"Ребёнок {n}", **more) for n in range(1, count + 1))  # type: ignore[arg-type]


def told(problem: Problem) -> list[tuple[RemedyCode, int]]:
    return [(one.code, one.helps) for one in propose(problem).remedies]


def left_of(problem: Problem) -> dict[int, Leftover]:
    return {one.mentee_id: one for one in propose(problem).leftovers}


def found_in(problem: Problem) -> tuple[Landscape, list[Found]]:
    ordered = in_order(problem)
    land = Landscape.of(ordered)
    pinned = _pinned(ordered)
    land.pin(pinned)
    land.chosen = _solved(ordered, land, pinned)
    return land, remedies_that_help(land)


def mended(problem: Problem, land: Landscape, one: Found) -> Problem:  # noqa: C901  (a case a line)
    """The problem after the remedy, changed as a curator would change it."""
    code, change = one.trial.code, one.trial.change
    mentors = list(land.problem.mentors)
    limits = problem.limits
    columns = {column for _, column in change.edges}
    match code:
        case RemedyCode.PLACE:
            ((column, more),) = change.places.items()
            mentors[column] = replace(mentors[column], places=mentors[column].places + more)
        case RemedyCode.LIMIT:
            limits = replace(limits, most_per_mentor=(limits.most_per_mentor or 0) + 1)
        case RemedyCode.TOPIC:
            ((_, places),) = change.places.items()
            mentors.append(MentorSide(NEW, NEW, frozenset({one.trial.text}), places=places))
        case RemedyCode.AGE | RemedyCode.ALL_AGES:
            wider = 1 if code is RemedyCode.ALL_AGES else int(one.trial.text.split("шире на ")[1].split()[0])
            chosen = range(len(mentors)) if code is RemedyCode.ALL_AGES else columns
            for column in chosen:
                band = mentors[column].ages
                mentors[column] = replace(
                    mentors[column], ages=AgeBand(max(0, band.low - wider), band.high + wider)
                )
        case RemedyCode.AGE_GAP:
            limits = replace(limits, age_gap=int(one.trial.text.split("возрасте ")[1].split()[0]))
        case RemedyCode.FIT:
            limits = replace(limits, lowest_percent=0)
        case RemedyCode.MENTOR_OBSTACLE:
            (column,) = columns
            mentors[column] = replace(mentors[column], obstacle="")
        case RemedyCode.DIRECTION:
            (column,) = columns
            mentors[column] = replace(mentors[column], directions=frozenset())
        case RemedyCode.FORBIDDEN:
            ((row, column),) = change.edges
            pair = (land.problem.mentees[row].id, mentors[column].id)
            return replace(problem, forbidden=problem.forbidden - {pair})
    return replace(problem, mentors=tuple(mentors), limits=limits)


@given(problems())
@settings(max_examples=700, deadline=None)
def test_every_number_is_what_solving_the_mended_problem_gives(problem: Problem) -> None:
    placed = len(propose(problem).pairs)
    land, found = found_in(problem)
    for one in found:
        if problem.limits.lowest_percent and one.trial.code in (RemedyCode.TOPIC, RemedyCode.ALL_AGES):
            continue  # a newcomer who fits well enough is meant; wider ages of others may lose them a fit
        assert len(propose(mended(problem, land, one)).pairs) - placed == one.helps, one.trial


@given(problems())
@settings(max_examples=700, deadline=None)
def test_remedy_told_to_one_mentee_helps_this_very_mentee(problem: Problem) -> None:
    """Whoever is told of a remedy can be placed by it while everybody placed stays placed."""
    land, found = found_in(problem)
    for one in found:
        for row in one.helped:
            others = [
                mentee.id for mentee in land.problem.mentees if mentee.id != land.problem.mentees[row].id
            ]
            after = mended(problem, land, one)
            without_rest = replace(
                after,
                mentees=tuple(
                    replace(mentee, obstacle="Ждёт.")
                    if mentee.id in others and mentee.id in left_of(problem)
                    else mentee
                    for mentee in after.mentees
                ),
            )
            if problem.limits.lowest_percent or one.trial.code is RemedyCode.MENTOR_OBSTACLE:
                continue
            assert len(propose(without_rest).pairs) == len(propose(problem).pairs) + 1


@given(problems())
@settings(max_examples=700, deadline=None)
def test_shortages_add_up_to_what_new_mentors_of_these_topics_give(problem: Problem) -> None:
    if problem.limits.lowest_percent:
        return
    proposal = propose(problem)
    newcomers = tuple(
        MentorSide(NEW + number, NEW + number, frozenset({short.topic}))
        for short in proposal.shortages
        for number in range(1000 * len(short.topic), 1000 * len(short.topic) + short.lacking)
    )
    unique = tuple(replace(one, id=NEW + place, person_id=NEW + place) for place, one in enumerate(newcomers))
    after = propose(replace(problem, mentors=problem.mentors + unique))
    assert len(after.pairs) - len(proposal.pairs) == sum(short.lacking for short in proposal.shortages)
    assert not after.shortages


def test_place_at_a_full_mentor_is_told_with_the_number_it_helps() -> None:
    problem = Problem(children(4), (MentorSide(11, 11, PHYSICS, label="Котова М. И."),))
    proposal = propose(problem)
    assert [one.text for one in proposal.remedies[:2]] == [
        "ещё 3\u00a0места: наставник Котова М. И.",
        "ещё один наставник по теме «физика», готовый взять 3\u00a0наставляемых",
    ]
    assert proposal.leftovers[0].remedies[0] == Remedy(
        RemedyCode.PLACE, "ещё одно место: наставник Котова М. И.", 1
    )


def test_chain_of_moves_is_found() -> None:
    """A place at the musician frees the physicist: who asks for physics alone is helped through another."""
    both = MenteeSide(1, 1, PHYSICS | MUSIC)
    problem = Problem(
        (both, MenteeSide(2, 2, PHYSICS), MenteeSide(3, 3, MUSIC)),
        (MentorSide(11, 11, PHYSICS), MentorSide(12, 12, MUSIC)),
    )
    assert (RemedyCode.PLACE, 1) in told(problem)
    assert len(propose(problem).leftovers) == 1


def test_shortage_is_said_in_numbers_and_words() -> None:
    problem = Problem(children(3), (MentorSide(11, 11, PHYSICS),))
    (short,) = propose(problem).shortages
    assert (short.lacking, short.asked, short.places) == (2, 3, 1)
    assert short.text == "Нужны ещё 2\u00a0наставника по теме «физика», каждый на одного наставляемого."


def test_age_wider_by_a_year_is_counted_for_all_whom_it_helps() -> None:
    problem = Problem(
        children(3, ages=(11,)), (MentorSide(11, 11, PHYSICS, ages=AgeBand(12, 16), places=2, label="Л."),)
    )
    left = propose(problem).leftovers[0]
    assert left.code is LeftoverCode.AGE
    assert left.remedies[0] == Remedy(
        RemedyCode.AGE,
        "желаемый возраст шире на 1\u00a0год: наставник Л. (сейчас 12–16\u00a0лет)",
        2,
    )


def test_limit_of_the_programme_is_told_where_it_binds() -> None:
    problem = Problem(children(2), (MentorSide(11, 11, PHYSICS, places=3),), limits=Limits(most_per_mentor=1))
    assert (RemedyCode.LIMIT, 1) in told(problem)
    assert not any(code is RemedyCode.PLACE for code, _ in told(problem))


def test_consent_of_the_mentee_is_a_remedy_only_where_a_mentor_is_free() -> None:
    waiting = replace(children(1)[0], obstacle="Нет согласия родителя.")
    free = Problem((waiting,), (MentorSide(11, 11, PHYSICS),))
    assert left_of(free)[1].remedies == (Remedy(RemedyCode.OBSTACLE, "устранить: Нет согласия родителя", 1),)
    assert left_of(replace(free, mentors=()))[1].remedies == ()


def test_everybody_placed_leaves_nothing_to_mend() -> None:
    proposal = propose(Problem(children(1), (MentorSide(11, 11, PHYSICS),)))
    assert (proposal.remedies, proposal.shortages) == ((), ())


@pytest.mark.parametrize("mentors", [(), (MentorSide(11, 11, PHYSICS, places=0),)])
def test_no_mentors_or_no_places_leave_everybody_with_a_shortage(mentors: tuple[MentorSide, ...]) -> None:
    proposal = propose(Problem(children(3), mentors))
    assert proposal.pairs == ()
    assert [(short.topic, short.lacking) for short in proposal.shortages] == [("physics", 3)]


def test_mentor_who_fits_nobody_stays_idle_however_many_wait() -> None:
    problem = Problem(children(50), (MentorSide(11, 11, MUSIC, places=50),))
    assert propose(problem).pairs == ()
