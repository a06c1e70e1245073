from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.reminders import USUAL, Ladder, bad_ladder, steps_due, steps_of, term_in_words

DUE = date(2026, 10, 15)
DAYS = st.lists(st.integers(1, 60), max_size=4).map(tuple)
LADDERS = st.builds(
    Ladder, before=DAYS, on_the_day=st.booleans(), after=DAYS, superior_after=st.none() | st.integers(1, 60)
)


def codes(today: date, **values: object) -> list[str]:
    return [step.code for step in steps_due(due=DUE, today=today, is_open=True, **values)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-10-07", []),
        ("2026-10-08", ["before-7"]),
        ("2026-10-14", ["before-1"]),
        ("2026-10-15", ["day"]),
        ("2026-10-16", ["after-1"]),
        ("2026-10-22", ["after-7", "superior-7"]),
    ],
)
def test_usual_ladder_day_by_day(day: str, told: list[str]) -> None:
    assert codes(date.fromisoformat(day)) == told


def test_step_that_was_told_is_not_told_again() -> None:
    assert codes(date(2026, 10, 10), told=["before-7"]) == []
    assert codes(date(2026, 10, 22), told=["after-7"]) == ["superior-7"]


def test_what_is_done_or_cancelled_reminds_of_nothing() -> None:
    assert steps_due(due=DUE, today=date(2026, 10, 22), is_open=False) == ()


def test_steps_before_the_duty_arose_were_nobodys() -> None:
    assert codes(date(2026, 10, 12), since=date(2026, 10, 10)) == []
    assert codes(date(2026, 10, 14), since=date(2026, 10, 10)) == ["before-1"]


@given(LADDERS, st.integers(-70, 70))
def test_no_step_before_its_day(ladder: Ladder, shift: int) -> None:
    today = DUE + timedelta(days=shift)
    assert all(step.day <= today for step in steps_due(due=DUE, today=today, is_open=True, ladder=ladder))


@given(LADDERS)
def test_asked_every_day_each_step_is_told_once_on_its_day(ladder: Ladder) -> None:
    told: list[str] = []
    for shift in range(-70, 71):
        today = DUE + timedelta(days=shift)
        for step in steps_due(due=DUE, today=today, is_open=True, ladder=ladder, told=told):
            assert step.day == today
            told.append(step.code)
    assert sorted(told) == sorted(step.code for step in steps_of(DUE, ladder))


@given(LADDERS, st.sets(st.integers(-70, 70), min_size=1, max_size=6))
def test_after_days_of_silence_only_the_latest_is_told(ladder: Ladder, asked: set[int]) -> None:
    told: list[str] = []
    for shift in sorted(asked):
        today = DUE + timedelta(days=shift)
        now = steps_due(due=DUE, today=today, is_open=True, ladder=ladder, told=told)
        reached = [step for step in steps_of(DUE, ladder) if step.day <= today]
        for step in now:
            assert step == [other for other in reached if other.to_superior is step.to_superior][-1]
        assert len({step.to_superior for step in now}) == len(now)
        told += [step.code for step in now]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-10-12", "осталось 3 дня"),
        ("2026-10-14", "срок завтра"),
        ("2026-10-15", "срок сегодня"),
        ("2026-10-16", "просрочено на 1 день"),
        ("2026-11-05", "просрочено на 21 день"),
    ],
)
def test_term_in_words(day: str, words: str) -> None:
    assert term_in_words(DUE, date.fromisoformat(day)).replace("\u00a0", " ") == words


def test_bad_ladder_is_told() -> None:
    assert bad_ladder(USUAL) == ""
    assert "от 1 до 90" in bad_ladder(Ladder(before=(0,)))
    assert "от 1 до 90" in bad_ladder(Ladder(superior_after=91))
    assert "хотя бы одно" in bad_ladder(Ladder((), on_the_day=False, after=(), superior_after=None))
