"""The stages of a cycle: what proves them, when they are late, where the cycle is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.school_year import SchoolYear
from nastavnik.rulebook.stage_templates import STUDENTS, TEACHERS, TEMPLATES, template_for
from nastavnik.rulebook.stages import (
    Count,
    CycleCounts,
    Milestone,
    StageState,
    Term,
    gates_open,
    is_counted,
    milestones,
    shifted,
    stage_reached,
    state_of_stage,
    told_of_gates,
    usual_term,
)

YEAR = SchoolYear(2026)
numbers = st.integers(0, 3)
counts = st.builds(
    CycleCounts, mentees=numbers, mentors=numbers, waiting=numbers, approved=numbers, agreed=numbers,
    ordered=numbers, active=numbers, paused=numbers, ended=numbers,
)  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES.values())
def test_each_model_has_seven_stages_with_lines_named_once(template) -> None:  # type: ignore[no-untyped-def]
    assert len(template.stages) == 7
    codes = [item.code for stage in template.stages for item in stage.items]
    assert len(codes) == len(set(codes))
    for stage in template.stages:
        term = usual_term(stage, YEAR)
        assert term.first <= term.last
        assert any(item.is_needed for item in stage.items)


def test_terms_of_the_template_lie_around_the_school_year() -> None:
    assert usual_term(STUDENTS.stage("prepare"), YEAR).first == date(2026, 8, 15)
    assert usual_term(STUDENTS.stage("mentees"), YEAR).last == date(2026, 9, 15)
    assert usual_term(STUDENTS.stage("closing"), YEAR).last == date(2027, 6, 15)
    assert template_for("teacher") is TEACHERS and template_for("pupil") is STUDENTS


@pytest.mark.parametrize(
    ("today", "done", "state"),
    [
        (date(2026, 9, 1), 0, StageState.AHEAD),
        (date(2026, 9, 1), 1, StageState.GOING),
        (date(2026, 9, 20), 0, StageState.GOING),
        (date(2026, 10, 1), 1, StageState.LATE),
        (date(2026, 9, 1), 2, StageState.DONE),
    ],
)
def test_stage_stands_by_its_term_and_its_lines(today: date, done: int, state: StageState) -> None:
    term = Term(date(2026, 9, 16), date(2026, 9, 30), "Куратор")
    assert state_of_stage(term, today, needed=2, done=done) is state


def test_shift_keeps_the_length_and_has_a_limit() -> None:
    term = shifted(Term(date(2026, 9, 1), date(2026, 9, 15), "Куратор"), 61)
    assert (term.first, term.last) == (date(2026, 11, 1), date(2026, 11, 15))
    with pytest.raises(ValueError, match="не больше 120"):
        shifted(term, 121)


def test_gates_are_the_regulation_and_the_curator() -> None:
    nobody = CycleCounts()
    assert [item.code for item in gates_open(STUDENTS, nobody, (), ())] == ["regulation", "curator"]
    assert [item.code for item in gates_open(STUDENTS, nobody, ("regulation",), ())] == ["curator"]
    assert gates_open(TEACHERS, CycleCounts(curators=1), (), ("regulation",)) == ()
    told = told_of_gates(gates_open(STUDENTS, CycleCounts(curators=1), (), ()))
    assert "действует положение о наставничестве" in told and "«Этапы»" in told
    assert told_of_gates(()) == ""


def test_pairs_stage_opens_again_when_a_mentee_has_lost_the_mentor() -> None:
    paired = CycleCounts(mentees=2, mentors=2, active=2)
    assert is_counted(Count.EVERYBODY_PAIRED, paired) and is_counted(Count.ORDERED, paired)
    lost = CycleCounts(mentees=2, mentors=2, active=1, ended=1, waiting=1)
    assert not is_counted(Count.EVERYBODY_PAIRED, lost)
    assert stage_reached(STUDENTS, milestones(lost, is_trained=True, is_closing=False)).code == "work"


@given(counts, st.booleans(), st.booleans())
def test_cycle_is_at_the_last_stage_begun_in_fact(
    known: CycleCounts, is_trained: bool, is_closing: bool
) -> None:
    begun = milestones(known, is_trained=is_trained, is_closing=is_closing)
    for template in TEMPLATES.values():
        reached = stage_reached(template, begun)
        later = template.stages[template.stages.index(reached) + 1 :]
        assert reached.begun_by in begun
        assert not {stage.begun_by for stage in later} & set(begun)
    assert (Milestone.WORKING in begun) == bool(known.active + known.paused + known.ended)
