"""Meetings planned, held, moved, missed and closed; feedback of each side; who may what and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.feedback import ask_for_help, finish_help
from nastavnik.mentoring.actions.meetings import (
    close_meeting,
    miss_meeting,
    move_meeting,
    plan_meetings,
    set_meeting_terms,
)
from nastavnik.mentoring.models import (
    Feedback,
    HelpRequest,
    Meeting,
    MeetingRecord,
    Pair,
    PairChange,
)
from nastavnik.mentoring.queries.own_pairs import own_pairs_visible_to
from nastavnik.mentoring.queries.pairs import pairs_visible_to
from nastavnik.mentoring.values import Slot
from nastavnik.notices.models import Notice
from nastavnik.rulebook.meetings import MeetingKind, Venue
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.working import (
    FIRST,
    SAID,
    answered,
    entered,
    fresh,
    met,
    set_to_work,
    working_group,
    working_pair,
)

pytestmark = [pytest.mark.django_db, pairing.in_october]
AHEAD = Slot(date(2026, 10, 20), time(15), time(16))


@pytest.fixture
def pair(house: House) -> Pair:
    return working_pair(house)


def planned(pair: Pair, login: str = "maria", **values: object) -> list[Meeting]:
    actor = make.actor(login)
    usual = {"kind": MeetingKind.WORKING, "slot": AHEAD}
    with acting(actor):
        seen = pairs_visible_to(actor) if actor.people else own_pairs_visible_to(actor)
        return plan_meetings(by=actor, pair=seen.get(pk=pair.pk), **(usual | values))  # type: ignore[arg-type]


def told(login: str) -> list[str]:
    with make.owning():
        return list(Notice.objects.filter(account__login=login).values_list("subject", flat=True))


def test_mentor_records_a_meeting_with_what_he_says_himself(pair: Pair) -> None:
    meeting = met(pair, said=SAID)
    with make.owning():
        kept = Meeting.objects.get(pk=meeting.pk)
        record = MeetingRecord.objects.get(meeting=kept)
        said = dict(Feedback.objects.filter(meeting=kept).values_list("side", "comfort"))
        verbs = set(Entry.objects.filter(object_id=kept.pk).values_list("verb", flat=True))
    assert (kept.state, kept.held_date, kept.source, kept.entered_by) == ("held", FIRST.day, "mentor", "")
    assert (record.topic, record.done) == ("задачи", "решали")
    assert said == {"mentor": 8, "mentee": None}
    assert (kept.asked, kept.answered, kept.complete_date) == (2, 1, None)
    assert {"record_meeting", "ask_feedback"} <= verbs


def test_meeting_is_complete_when_both_have_answered(pair: Pair) -> None:
    meeting = met(pair, said=SAID)
    answered(meeting, "danya")
    assert (fresh(meeting).answered, fresh(meeting).complete_date) == (2, make.TODAY)


def test_feedback_is_given_once_and_only_by_oneself(pair: Pair) -> None:
    meeting = met(pair, said=SAID)
    with pytest.raises(Refused, match="уже записан"):
        answered(meeting, "maria")
    with pytest.raises(Denied):
        entered(meeting, "mentee", login="nina")
    entered(meeting, "mentee")
    with make.owning():
        row = Feedback.objects.get(meeting=meeting, side="mentee")
    assert (row.is_from_paper, row.entered_by) == (True, "Светлова Светлана Петровна")


def test_feedback_about_a_meeting_that_did_not_happen_is_refused(pair: Pair) -> None:
    meeting = met(pair)
    with make.owning():
        Meeting.objects.filter(pk=meeting.pk).update(
            state="missed", held_date=None, planned_date=FIRST.day, reason="болел"
        )
    with pytest.raises(Refused, match="не состоялась"):
        answered(meeting, "danya")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 9, 30), "Пара действует с"),
        (date(2026, 10, 16), "ещё не наступил"),
    ],
)
def test_impossible_day_is_refused(pair: Pair, day: date, why: str) -> None:
    with pytest.raises(Refused, match=why):
        met(pair, slot=replace(FIRST, day=day))


def test_meeting_after_the_mentor_left_is_refused_with_the_reason(pair: Pair) -> None:
    with make.owning():
        Pair.objects.filter(pk=pair.pk).update(state="stopped", ended_date=date(2026, 10, 10))
        PairChange.objects.create(
            institution_id=pair.institution_id,
            pair=pair,
            kind="ending",
            reason="mentor_left",
            applied_date=date(2026, 10, 10),
        )
    with pytest.raises(Refused, match="наставник уволен или выбыл"):
        met(pair, "svetlana")
    assert (
        met(pair, "svetlana", slot=replace(FIRST, day=date(2026, 10, 9)), is_from_paper=True).source
        == "paper"
    )


def test_same_meeting_is_not_written_twice(pair: Pair) -> None:
    met(pair)
    with pytest.raises(Refused, match="уже записана"):
        met(pair)
    assert met(pair, slot=replace(FIRST, start=time(17), end=None)).pk


@pytest.mark.parametrize("state", ["paused", "agreed"])
def test_pair_that_does_not_work_has_no_meetings(pair: Pair, state: str) -> None:
    with make.owning():
        Pair.objects.filter(pk=pair.pk).update(state=state)
    with pytest.raises(Refused, match="сейчас не действует"):
        met(pair, "svetlana")


@pytest.mark.parametrize("login", ["danya", "anna", "nina", "tamara", "boris", "oleg"])
def test_nobody_but_mentor_and_curator_keeps_meetings(pair: Pair, login: str) -> None:
    actor = make.actor(login)
    with acting(actor), pytest.raises(Denied):
        plan_meetings(by=actor, pair=pair, kind=MeetingKind.WORKING, slot=AHEAD)


def test_repeated_meetings_stand_in_one_row_without_days_off(pair: Pair) -> None:
    made = planned(pair, until=date(2026, 11, 10))
    assert [one.planned_date for one in made] == [AHEAD.day + timedelta(7 * week) for week in range(4)]
    assert len({one.series for one in made}) == 1 and made[0].series is not None


def test_planned_meeting_is_moved_missed_or_recorded(pair: Pair) -> None:
    maria = make.actor("maria")
    first, second = planned(pair, until=AHEAD.day + timedelta(7))
    with acting(maria):
        moved = move_meeting(
            by=maria, meeting=first, slot=replace(AHEAD, day=date(2026, 10, 22)), reason="каникулы"
        )
        with pytest.raises(Refused, match="уже не запланирована"):
            miss_meeting(by=maria, meeting=first, reason="болел")
        with pytest.raises(Refused, match="ещё не наступил"):
            miss_meeting(by=maria, meeting=second, reason="болел")
        with pytest.raises(Refused, match="почему"):
            miss_meeting(by=maria, meeting=second, reason=" ", is_cancelled=True)
        miss_meeting(by=maria, meeting=second, reason="экскурсия", is_cancelled=True)
    assert (fresh(first).state, fresh(first).reason, fresh(second).state) == (
        "moved",
        "каникулы",
        "cancelled",
    )
    assert (moved.planned_date, moved.moved_from) == (date(2026, 10, 22), AHEAD.day)
    with make.owning():
        Meeting.objects.filter(pk=moved.pk).update(planned_date=FIRST.day)
    recorded = met(pair, planned=moved)
    assert recorded.pk == moved.pk and fresh(moved).state == "held"


def test_meeting_of_a_group_is_each_childs_own(house: House) -> None:
    pairs = working_group(house)
    slot = replace(FIRST, day=make.TODAY)
    made = planned(pairs[0], slot=replace(AHEAD, day=make.TODAY), with_group=True)
    assert len({one.gathering for one in made}) == 1
    own = next(
        pair for pair in pairs if any(member.person_id == house.danya.pk for member in pair.members.all())
    )
    mine = next(one for one in made if one.pair_id == own.pk)
    held = met(own, planned=mine, slot=slot, present=[own.pk], said=SAID)
    other = next(one for one in made if one.pk != mine.pk)
    assert (fresh(held).state, fresh(other).state, fresh(other).reason) == (
        "held",
        "missed",
        "не было на встрече",
    )
    both = met(own, slot=replace(slot, start=time(18), end=None), present=[pair.pk for pair in pairs])
    answered(both, "maria")
    with make.owning():
        rows = Feedback.objects.filter(meeting__gathering=fresh(both).gathering, side="mentor")
        assert [row.comfort for row in rows] == [8, 8]
    danya = make.actor("danya")
    with acting(danya):
        assert {one.pair_id for one in Meeting.objects.all()} == {own.pk}


def test_closing_without_feedback_waits_for_the_term_and_needs_a_reason(pair: Pair) -> None:
    svetlana = make.actor("svetlana")
    meeting = met(pair, slot=replace(FIRST, day=date(2026, 10, 9)), said=SAID)
    with acting(svetlana):
        seen = Meeting.objects.select_related("pair").get(pk=meeting.pk)
        with pytest.raises(Refused, match="можно с 16"):
            close_meeting(by=svetlana, meeting=seen, reason="болел")
        terms = {"remind_after": 1, "close_after": 5, "early_days": 14, "silent_days": 30, "notice_days": 7}
        hours = {"low_mark": 4, "from_hour": 8, "to_hour": 19}
        set_meeting_terms(by=svetlana, institution=pair.programme.institution, values=terms | hours)
        with pytest.raises(Refused, match="почему отзыва не будет"):
            close_meeting(by=svetlana, meeting=seen, reason=" ")
        close_meeting(by=svetlana, meeting=seen, reason="болел")
        with pytest.raises(Refused, match="уже завершена"):
            close_meeting(by=svetlana, meeting=seen, reason="болел")
    kept = fresh(meeting)
    assert (kept.complete_date, kept.answered, kept.asked) == (make.TODAY, 1, 2)
    with pytest.raises(Refused, match="закрыта без отзыва"):
        answered(meeting, "danya")


def test_database_itself_keeps_an_unanswered_meeting_from_being_complete(pair: Pair) -> None:
    meeting = met(pair, said=SAID)
    with (
        make.owning(),
        pytest.raises(IntegrityError, match="meeting_complete_by_answers"),
        transaction.atomic(),
    ):
        Meeting.objects.filter(pk=meeting.pk).update(complete_date=make.TODAY)


def test_help_is_a_task_of_the_curator_that_the_partner_does_not_see(pair: Pair, house: House) -> None:
    meeting = met(pair, said=SAID)
    answered(meeting, "danya", replace(SAID, needs_help=True, hindered="не понимаю друг друга"))
    assert told("svetlana") == ["Котова М. И. — Зимин Д. О.: нужна помощь куратора"]
    assert told("maria") == []
    for login, sees in (("svetlana", 1), ("danya", 1), ("maria", 0), ("anna", 0), ("nina", 0), ("boris", 0)):
        actor = make.actor(login)
        with acting(actor):
            assert HelpRequest.objects.count() == sees, login
    svetlana, danya = make.actor("svetlana"), make.actor("danya")
    with acting(danya), pytest.raises(Refused, match="уже у куратора"):
        ask_for_help(by=danya, pair=own_pairs_visible_to(danya).get(pk=pair.pk), text="ещё раз")
    with acting(svetlana):
        finish_help(by=svetlana, request=HelpRequest.objects.get(), outcome="поговорили")
        assert HelpRequest.objects.get().done_by == "Светлова Светлана Петровна"


def test_trial_meeting_asks_both_and_a_no_reaches_the_curator(pair: Pair) -> None:
    meeting = met(pair, kind=MeetingKind.TRIAL, said=replace(SAID, goes_on=True))
    with pytest.raises(Refused, match="хотите ли вы продолжать"):
        answered(meeting, "danya")
    answered(meeting, "danya", replace(SAID, goes_on=False))
    assert any("не все хотят продолжать" in one for one in told("svetlana"))


def test_unsafe_meeting_of_an_adult_with_a_child_warns_the_curator(pair: Pair) -> None:
    planned(pair)
    assert told("svetlana") == []
    planned(pair, slot=Slot(date(2026, 10, 21), time(20), None, Venue.OUTSIDE))
    assert told("svetlana") == ["Встреча взрослого с ребёнком не по правилам"]
    with make.owning():
        lines = Notice.objects.get(account__login="svetlana").lines
    assert any("вне организации" in line for line in lines) and any("не в часы" in line for line in lines)


def reading(rows: Callable[[], set[int]], *logins: str) -> dict[str, set[int]]:
    found = {}
    for login in logins:
        actor = make.actor(login)
        with acting(actor):
            found[login] = rows()
    return found


def test_nobody_reads_the_other_side_nor_a_representative_either(pair: Pair, house: House) -> None:
    meeting = met(pair, said=SAID)
    answered(meeting, "danya")
    people = reading(
        lambda: set(Feedback.objects.values_list("person_id", flat=True)),
        "maria", "danya", "anna", "svetlana", "nina", "tamara", "boris", "irina",
    )  # fmt: skip
    both = {house.maria.pk, house.danya.pk}
    assert people == {
        "maria": {house.maria.pk}, "danya": {house.danya.pk}, "anna": set(), "svetlana": both,
        "nina": set(), "tamara": set(), "boris": set(), "irina": set(),
    }  # fmt: skip
    seen = reading(
        lambda: set(MeetingRecord.objects.values_list("pair_id", flat=True)), "maria", "danya", "anna"
    )
    assert seen == {"maria": {pair.pk}, "danya": {pair.pk}, "anna": set()}
    timetable = reading(lambda: set(Meeting.objects.values_list("pk", flat=True)), "anna", "boris")
    assert timetable == {"anna": {meeting.pk}, "boris": set()}


def test_curator_who_mentors_reads_of_his_own_pair_what_he_said_himself(house: House) -> None:
    """Светлана leads the school's pairs and mentors Даня; the head is told instead of her."""
    made = pairing.programme(house.school, "Своя")
    svetlana_person = house.accounts["svetlana"].person
    make.consent(svetlana_person), make.consent(house.danya)
    from tests.house_of_people import give_cards

    give_cards(house)
    pairing.mentor(made, svetlana_person), pairing.mentee(made, house.danya)
    (pair,) = set_to_work(pairing.agreed_pairs(make.actor("svetlana"), made))
    meeting = met(pair, "svetlana")
    answered(meeting, "danya", replace(SAID, needs_help=True))
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        assert set(Feedback.objects.values_list("person_id", flat=True)) == {svetlana.person_id}
        assert HelpRequest.objects.count() == 0
        seen = Meeting.objects.select_related("pair").get(pk=meeting.pk)
        with pytest.raises(Denied, match="сами в этой паре"):
            close_meeting(by=svetlana, meeting=seen, reason="болел")
    assert told("svetlana") == [] and told("nina") != []
