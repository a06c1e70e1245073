"""Numbers, dates and states of papers."""

from datetime import date
from itertools import product

import pytest

from nastavnik.rulebook.papers import (
    PAPER_STATE_LABELS,
    PAPER_TRANSITIONS,
    PaperState,
    PaperVerb,
    can_move,
    check_number,
    check_paper_date,
    move,
    number_key,
    numbering_year,
)
from nastavnik.rulebook.roles import Right, Role, roles_with

TODAY = date(2026, 10, 20)


@pytest.mark.parametrize(
    "number", ["40-од", "1438", "388-р", "181/1", "22/294", "Ш4-13-508/0", "01-12/358", "02-Д", "7"]
)
def test_real_numbers_are_kept_as_typed(number: str) -> None:
    assert check_number(f"  {number}\u00a0") == number
    assert check_number(f"№ {number}") == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("", "Впишите номер"),
        (" \u00a0 ", "Впишите номер"),
        ("№", "Впишите номер"),
        ("1" * 31, "длиннее 30"),
        ("б/н", "ни одной цифры"),
    ],
)
def test_number_is_refused_with_reason(number: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_number(number)


def test_number_of_thirty_signs_is_the_longest() -> None:
    assert check_number("1" * 30) == "1" * 30


def test_same_number_in_other_letters_is_the_same() -> None:
    assert number_key("40-ОД") == number_key("40 – од") == number_key("40-од")
    assert number_key("40-од") != number_key("40/од")


@pytest.mark.parametrize("dated", [date(2026, 9, 20), date(2026, 10, 15), TODAY, date(2026, 11, 3)])
def test_usual_dates_are_let_through(dated: date) -> None:
    check_paper_date(dated, drafted_on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        (date(2026, 9, 19), "слишком ранняя"),
        (date(2025, 10, 20), "слишком ранняя"),
        (date(2026, 11, 4), "ещё далеко"),
    ],
)
def test_date_is_refused_with_reason(dated: date, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_paper_date(dated, drafted_on=TODAY, today=TODAY)


def test_numbering_follows_the_calendar_year() -> None:
    assert numbering_year(date(2026, 12, 31)) == 2026
    assert numbering_year(date(2027, 1, 11)) == 2027


def test_paper_goes_from_draft_to_register() -> None:
    state = move(PaperState.DRAFT, PaperVerb.SIGN)
    assert move(state, PaperVerb.REGISTER) is PaperState.REGISTERED


def test_returned_paper_comes_back() -> None:
    state = move(PaperState.DRAFT, PaperVerb.RETURN)
    assert move(state, PaperVerb.RESUBMIT) is PaperState.DRAFT


@pytest.mark.parametrize(("state", "verb"), list(product(PaperState, PaperVerb)))
def test_move_outside_the_table_is_refused_in_russian(state: PaperState, verb: PaperVerb) -> None:
    if can_move(state, verb):
        assert move(state, verb) in PaperState
        return
    with pytest.raises(ValueError, match=PAPER_STATE_LABELS[state]):
        move(state, verb)


def test_each_move_has_a_role_that_may_make_it() -> None:
    makers = {rule.verb: roles_with(rule.right) for rule in PAPER_TRANSITIONS}
    assert makers == {
        PaperVerb.SIGN: (Role.HEAD,),
        PaperVerb.RETURN: (Role.HEAD,),
        PaperVerb.RESUBMIT: (Role.CURATOR,),
        PaperVerb.REGISTER: (Role.SECRETARY,),
    }
    assert Right.PAPERS_REGISTER in {rule.right for rule in PAPER_TRANSITIONS}
