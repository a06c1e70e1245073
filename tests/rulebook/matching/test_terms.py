"""The terms of a programme: words, limits, what is stored."""

import json
from datetime import UTC, date, datetime

import pytest

from nastavnik.rulebook.matching import (
    BadTerms,
    Criterion,
    Importance,
    Limits,
    MenteeSide,
    MentorSide,
    Problem,
    Terms,
    Turn,
    Weights,
    compare_runs,
    propose,
)

PHYSICS = frozenset({"physics"})


def test_usual_terms_are_the_usual_weights() -> None:
    assert Terms().weights == Weights()
    assert Terms().limits == Limits()


def test_terms_are_stored_and_read_back() -> None:
    terms = Terms(
        {Criterion.TIME: Importance.MUCH, Criterion.AGES: Importance.NO},
        Limits(2, 3, 50, is_age_strict=False),
    )
    stored = json.loads(json.dumps(terms.as_values()))
    assert Terms.from_values(stored).weights == terms.weights
    assert Terms.from_values(stored).limits == terms.limits


def test_words_of_the_screen_are_read_too() -> None:
    terms = Terms.from_values({"time": "очень важно", "ages": "Не важно"})
    assert (terms.weights.time, terms.weights.age) == (10, 0)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"height": "some"}, "Неизвестное правило «height»"),
        ({"time": "крайне"}, "непонятно «крайне»"),
        ({"age_gap": "три"}, "нужно целое число"),
        ({"most_per_mentor": 0}, "от 1 до 50"),
        ({"lowest_percent": 140}, "от 0 до 100"),
        ({"age_gap": -1}, "от 0 до 60"),
        ({"is_age_strict": "да"}, "true или false"),
    ],
)
def test_impossible_terms_are_refused_in_words(values: dict[str, object], words: str) -> None:
    with pytest.raises(BadTerms, match=words):
        Terms.from_values(values)


def test_weight_changes_who_is_chosen() -> None:
    mentees = (MenteeSide(1, 1, PHYSICS, frozenset({"шахматы"})),)
    mentors = (
        MentorSide(11, 11, PHYSICS, frozenset({"шахматы"})),
        MentorSide(12, 12, PHYSICS, minutes=120),
    )

    def chosen(**importance: str) -> int:
        terms = Terms.from_values(importance)
        return propose(Problem(mentees, mentors, terms.weights)).pairs[0].mentor_id

    assert chosen(interests="much", time="no") == 11
    assert chosen(interests="no", time="much") == 12


def test_longer_waiting_decides_between_equals() -> None:
    early, late = date(2026, 9, 1), date(2026, 9, 20)
    mentor = (MentorSide(11, 11, PHYSICS),)
    by_day = (MenteeSide(1, 1, PHYSICS, entered=late), MenteeSide(2, 2, PHYSICS, entered=early))
    assert propose(Problem(by_day, mentor)).pairs[0].mentee_id == 2
    returned = (
        MenteeSide(1, 1, PHYSICS, entered=late, returned_at=datetime(2026, 10, 5, tzinfo=UTC)),
        by_day[1],
    )
    assert propose(Problem(returned, mentor)).pairs[0].mentee_id == 1


def test_comparison_says_what_became_of_each() -> None:
    before = {1: 11, 2: 11, 3: None, 4: 12, 5: None, 6: 12}
    after = {1: 11, 2: 12, 3: 11, 4: None, 5: None, 7: 12}
    assert compare_runs(before, after) == {
        1: Turn.SAME, 2: Turn.CHANGED, 3: Turn.NEW, 4: Turn.LOST, 5: Turn.ALONE, 6: Turn.GONE, 7: Turn.CAME,
    }  # fmt: skip
