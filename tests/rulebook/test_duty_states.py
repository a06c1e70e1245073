"""States of a duty and the rolling up of many."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.duty_states import (
    SOON,
    STEPS,
    DutyState,
    bad_done_date,
    bad_span,
    is_due_soon,
    is_overdue,
    refusal,
)
from nastavnik.rulebook.rollup import Standing, Tally, answering, rolled, said, standing_of

DAY = date(2026, 10, 15)


@pytest.mark.parametrize(("step", "state"), list(product(STEPS, DutyState)))
def test_a_step_is_refused_with_words_unless_the_table_has_it(step: str, state: DutyState) -> None:
    assert bool(refusal(step, state)) == (state not in STEPS[step].origins)


def test_every_state_but_the_first_has_a_way_in_and_a_way_back() -> None:
    for state in set(DutyState) - {DutyState.NOT_BEGUN}:
        assert any(step.target is state for step in STEPS.values())
        assert not refusal("undo", state) or not refusal("give_back", state)


@pytest.mark.parametrize(
    ("state", "due", "is_late", "is_soon"),
    [
        ("not_begun", DAY, False, True),
        ("begun", DAY - timedelta(days=1), True, False),
        ("begun", DAY + timedelta(days=SOON), False, True),
        ("begun", DAY + timedelta(days=SOON + 1), False, False),
        ("done", DAY - timedelta(days=1), False, False),
        ("not_begun", None, False, False),
        ("withdrawn", DAY - timedelta(days=9), False, False),
    ],
)
def test_overdue_follows_from_the_date(state: str, due: date | None, is_late: bool, is_soon: bool) -> None:
    assert (is_overdue(state, due, DAY), is_due_soon(state, due, DAY)) == (is_late, is_soon)


def test_dates_that_can_not_be_are_told() -> None:
    assert bad_done_date(DAY + timedelta(days=1), DAY) and not bad_done_date(DAY, DAY)
    assert bad_done_date(date(2015, 1, 1), DAY)
    assert bad_span(None, None) and bad_span(DAY, DAY - timedelta(days=1)) and not bad_span(DAY, DAY)


tallies = st.builds(
    lambda done, begun, late, idle: Tally(done, begun + late + idle, late, begun),
    *[st.integers(0, 3)] * 4,
)


@given(tallies)
def test_whoever_is_late_never_counts_as_having_done_it(tally: Tally) -> None:
    standing = standing_of(tally)
    assert (standing is Standing.OVERDUE) == bool(tally.overdue)
    if standing is Standing.DONE:
        assert tally.done and not tally.overdue
    if not tally.open:
        assert standing is (Standing.DONE if tally.done else Standing.NOT_NEEDED)


@given(tallies)
def test_only_signs_of_the_numbers_decide(tally: Tally) -> None:
    signs = Tally(*(min(1, number) for number in (tally.done, tally.open, tally.overdue, tally.begun)))
    assert standing_of(signs) is standing_of(tally)


@given(st.lists(st.tuples(st.sampled_from(Standing), st.integers(1, 500))))
def test_done_never_exceeds_the_asked(standings: list[tuple[Standing, int]]) -> None:
    roll = rolled(standings)
    assert 0 <= roll.done + roll.overdue <= roll.asked <= sum(number for _, number in standings)


def test_first_of_several_terms_done_is_done_for_now() -> None:
    assert standing_of(Tally(done=1, open=3, overdue=0, begun=0)) is Standing.DONE


def test_words_of_a_roll() -> None:
    assert said(rolled([(Standing.DONE, 17), (Standing.OVERDUE, 2), (Standing.NOT_BEGUN, 5)])) == (
        "Выполнили 17 из 24\u00a0организаций, просрочили 2"
    )
    assert (
        said(rolled([(Standing.DONE, 21), (Standing.NOT_NEEDED, 2)])) == "Выполнила 21 из 21\u00a0организации"
    )
    assert said(rolled([(Standing.NOT_NEEDED, 2)])) == "Ни от кого не требуется"


def test_the_deepest_row_answers() -> None:
    own, adopted = Tally(0, 1, 1, 0), Tally(1, 0, 0, 0)
    assert answering({0: own, 1: adopted}) == adopted and answering({0: own}) == own
