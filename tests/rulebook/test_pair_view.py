"""In which state a working pair is and why, which five are named, how the ladder of inactivity goes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from nastavnik.rulebook.inactivity import InactivityStep, TakenStep, next_step, refusal_of_step, steps_since
from nastavnik.rulebook.pair_view import PairFacts, Verdict, Watch, Wellbeing, five_of_the_week, verdict_of

TODAY = date(2026, 12, 1)
WATCH = Watch()
GOOD = PairFacts(begun=date(2026, 10, 20), held=5, last_held=date(2026, 11, 26), lowest=8)


@pytest.mark.parametrize(
    ("facts", "state", "why"),
    [
        (GOOD, Wellbeing.GOOD, "последняя 26"),
        (replace(GOOD, overdue=2), Wellbeing.GOOD, "2 встречи ждут отзывов"),
        (replace(GOOD, help_asked=1), Wellbeing.HELP, "просит о помощи"),
        (replace(GOOD, lowest=3), Wellbeing.DOUBTFUL, "3 из 10"),
        (replace(GOOD, wants_to_end=True), Wellbeing.DOUBTFUL, "не все хотят продолжать"),
        (replace(GOOD, missed_in_row=2), Wellbeing.DOUBTFUL, "подряд не состоялись"),
        (replace(GOOD, last_held=date(2026, 11, 1)), Wellbeing.SILENT, "встреч нет 30"),
        (PairFacts(begun=date(2026, 10, 20)), Wellbeing.SILENT, "ни разу не встречались"),
        (PairFacts(begun=date(2026, 10, 20), next_planned=TODAY), Wellbeing.EARLY, "встреч ещё не было"),
        (PairFacts(begun=date(2026, 11, 25)), Wellbeing.EARLY, "встреч ещё не было"),
        (PairFacts(begun=date(2026, 11, 25), held=1, last_held=TODAY), Wellbeing.EARLY, "действует с 25"),
    ],
)
def test_pair_is_judged_by_what_is_known(facts: PairFacts, state: Wellbeing, why: str) -> None:
    verdict = verdict_of(facts, WATCH, TODAY)
    assert verdict.state is state
    assert why in verdict.reason.replace("\u00a0", " ")


@given(some.lists(some.integers(0, 1200), max_size=30))
def test_five_at_most_are_named_and_none_of_those_in_order(weights: list[int]) -> None:
    verdicts = [(pk, Verdict(Wellbeing.GOOD, "", weight)) for pk, weight in enumerate(weights)]
    named = five_of_the_week(verdicts)
    assert len(named) == min(5, sum(weight > 0 for weight in weights))
    assert [one.weight for _, one in named] == sorted(weights, reverse=True)[: len(named)]


def test_ladder_goes_rung_by_rung_and_waits_for_its_terms() -> None:
    steps: list[TakenStep] = []
    assert next_step(steps, TODAY) is InactivityStep.NOTICE
    assert "напомните" in refusal_of_step(InactivityStep.CLOSING, steps, TODAY, None)
    steps.append(TakenStep(InactivityStep.NOTICE, TODAY, TODAY + timedelta(7)))
    assert next_step(steps, TODAY) is None
    later = TODAY + timedelta(8)
    assert next_step(steps, later) is InactivityStep.EXTENSION
    assert "Впишите день" in refusal_of_step(InactivityStep.EXTENSION, steps, later, later)
    steps.append(TakenStep(InactivityStep.EXTENSION, later, later + timedelta(14)))
    assert "ещё не вышел" in refusal_of_step(InactivityStep.CLOSING, steps, later, None)
    last = later + timedelta(15)
    assert next_step(steps, last) is InactivityStep.CLOSING
    assert refusal_of_step(InactivityStep.CLOSING, steps, last, None) == ""
    steps.append(TakenStep(InactivityStep.CLOSING, last))
    assert next_step(steps, last) is None
    assert "Уже решено" in refusal_of_step(InactivityStep.NOTICE, steps, last, None)


def test_meeting_begins_the_ladder_anew() -> None:
    steps = [TakenStep(InactivityStep.NOTICE, TODAY)]
    assert steps_since(steps, TODAY - timedelta(1)) == steps
    assert steps_since(steps, TODAY) == []
