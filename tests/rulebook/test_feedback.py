"""What a whole answer is, when a meeting is complete, who is reminded when, which meetings of an adult with a child warn."""

from dataclasses import replace
from datetime import date, time

import pytest

from nastavnik.rulebook.feedback import (
    Goal,
    Said,
    closing_refusal,
    fault_of_feedback,
    is_complete,
    reminder_due,
)
from nastavnik.rulebook.meetings import MeetingState, Venue
from nastavnik.rulebook.plan_templates import plan_template, planned_measures
from nastavnik.rulebook.safe_meetings import Hours, is_guarded, warnings_of

SAID = Said(8, 9, Goal.PARTLY)
HELD = date(2026, 11, 10)


def test_answer_about_a_meeting_that_did_not_happen_is_refused() -> None:
    assert fault_of_feedback(MeetingState.HELD, SAID, asks_to_go_on=False) == ""
    for state in set(MeetingState) - {MeetingState.HELD}:
        assert "не состоялась" in fault_of_feedback(state, SAID, asks_to_go_on=False)


@pytest.mark.parametrize("mark", [0, 11, -1])
def test_mark_outside_the_scale_is_refused(mark: int) -> None:
    for said in (replace(SAID, comfort=mark), replace(SAID, usefulness=mark)):
        assert "от 1 до 10" in fault_of_feedback(MeetingState.HELD, said, asks_to_go_on=False)


def test_trial_meeting_asks_whether_to_go_on() -> None:
    assert "хотите ли вы продолжать" in fault_of_feedback(MeetingState.HELD, SAID, asks_to_go_on=True)
    assert fault_of_feedback(MeetingState.HELD, replace(SAID, goes_on=False), asks_to_go_on=True) == ""


@pytest.mark.parametrize(
    ("asked", "answered", "closed", "whole"),
    [(2, 2, False, True), (2, 1, False, False), (2, 0, True, True), (0, 0, False, False)],
)
def test_meeting_is_complete_by_all_answers_or_a_closing(
    asked: int,
    answered: int,
    closed: bool,
    whole: bool,
) -> None:
    assert is_complete(asked=asked, answered=answered, is_closed=closed) is whole


def test_meeting_is_closed_without_answers_only_after_the_term() -> None:
    def refusal(today: date, held: date | None = HELD, *, complete: bool = False) -> str:
        return closing_refusal(held=held, is_complete=complete, today=today, close_after=7)

    assert "можно с 17" in refusal(date(2026, 11, 16))
    assert refusal(date(2026, 11, 17)) == ""
    assert "уже завершена" in refusal(date(2026, 11, 17), complete=True)
    assert "не состоялась" in refusal(date(2026, 11, 17), None)


@pytest.mark.parametrize(
    ("held", "today", "due"),
    [
        (HELD, HELD, ""),
        (HELD, date(2026, 11, 11), "first"),
        (HELD, date(2026, 11, 13), "first"),
        (HELD, date(2026, 11, 16), "last"),
        (date(2026, 11, 13), date(2026, 11, 14), ""),  # a Saturday
        (date(2026, 11, 13), date(2026, 11, 16), "first"),
        (date(2026, 12, 30), date(2027, 1, 5), ""),  # the holidays
        (date(2026, 12, 30), date(2027, 1, 12), "last"),
    ],
)
def test_reminders_come_twice_and_never_in_holidays(held: date, today: date, due: str) -> None:
    assert reminder_due(held, today, remind_after=1) == due


def warned(**other: object) -> tuple[str, ...]:
    usual = {
        "day": HELD, "start": time(15), "end": time(16), "venue": Venue.PREMISES, "place": "", "hours": Hours(),
    }  # fmt: skip
    return warnings_of(**(usual | other))  # type: ignore[arg-type]


def test_usual_meeting_of_an_adult_with_a_child_warns_of_nothing() -> None:
    assert warned() == ()
    assert warned(venue=Venue.ONLINE, place="ссылка организации", start=None, end=None) == ()
    assert is_guarded(mentor_is_minor=False, mentee_is_minor=True)
    assert not is_guarded(mentor_is_minor=True, mentee_is_minor=True)
    assert not is_guarded(mentor_is_minor=False, mentee_is_minor=False)


@pytest.mark.parametrize(
    ("other", "word"),
    [
        ({"venue": Venue.OUTSIDE}, "вне организации"),
        ({"venue": Venue.ONLINE, "place": " "}, "без ссылки"),
        ({"day": date(2026, 11, 15)}, "нерабочий день"),
        ({"end": time(19, 30)}, "не в часы"),
        ({"start": time(7, 30)}, "не в часы"),
    ],
)
def test_unsafe_meeting_warns(other: dict[str, object], word: str) -> None:
    (told,) = warned(**other)
    assert word in told


def test_template_of_a_plan_is_that_of_the_role_model_and_ends_with_the_pair() -> None:
    study = plan_template("pupil_pupil", "pupil_pupil.achieving_underachieving")
    assert study != plan_template("pupil_pupil") and study == plan_template("teacher_pupil")
    assert plan_template("unknown").goal
    measures = planned_measures(study, date(2026, 10, 20), date(2027, 2, 1))
    days = [measure.due for measure in measures]
    assert days == sorted(days) and days[0] == date(2026, 10, 27) and days[-1] == date(2027, 2, 1)
