"""Whatever is done in whatever order: no complete meeting without all feedback or a recorded reason, no reading of the other side."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from nastavnik.access.scope import acting
from nastavnik.kit.calendars import calendar_file
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.meetings import close_meeting
from nastavnik.mentoring.feeds import pair_meetings
from nastavnik.mentoring.models import Feedback, HelpRequest, Meeting, MeetingClosing, Pair
from tests import factories as make
from tests.factories import TODAY
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.working import FIRST, SAID, answered, entered, met, working_pair

pytestmark = [pytest.mark.django_db, pairing.in_october]
SIDES = {"mentor": "maria", "mentee": "danya"}
SECRET = {"mentor": "слово-наставника", "mentee": "слово-наставляемого"}
READERS = {"maria": {"mentor"}, "danya": {"mentee"}, "anna": set(), "nina": set(), "boris": set()}


@contextmanager
def may_be_refused() -> Iterator[None]:
    """Rules and rights say no as they please; what they let pass is looked at afterwards."""
    with suppress(Refused, Denied), transaction.atomic():
        yield


class Meetings(RuleBasedStateMachine):
    """One pair, its mentor, its mentee and its curator, who do what they can."""

    pair: Pair

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.savepoint()
        self.meetings: list[Meeting] = []

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.undo)

    @rule(days=some.integers(0, 13), login=some.sampled_from(["maria", "svetlana"]), tells=some.booleans())
    def record(self, days: int, login: str, tells: bool) -> None:
        said = replace(SAID, hindered=SECRET["mentor"]) if tells and login == "maria" else None
        with may_be_refused():
            slot = replace(FIRST, day=TODAY - timedelta(days))
            self.meetings.append(met(self.pair, login, slot=slot, said=said))

    @precondition(lambda self: self.meetings)
    @rule(data=some.data(), side=some.sampled_from(["mentor", "mentee"]), on_paper=some.booleans())
    def answer(self, data: some.DataObject, side: str, on_paper: bool) -> None:
        meeting = data.draw(some.sampled_from(self.meetings))
        said = replace(SAID, hindered=SECRET[side], needs_help=data.draw(some.booleans()))
        with may_be_refused():
            if on_paper:
                entered(meeting, side, said)
            else:
                answered(meeting, SIDES[side], said)

    @precondition(lambda self: self.meetings)
    @rule(
        data=some.data(),
        login=some.sampled_from(["svetlana", "maria", "nina"]),
        reason=some.sampled_from(["", "болел"]),
    )
    def close(self, data: some.DataObject, login: str, reason: str) -> None:
        meeting, actor = data.draw(some.sampled_from(self.meetings)), make.actor(login)
        with may_be_refused(), acting(actor):
            close_meeting(
                by=actor, meeting=Meeting.objects.select_related("pair").get(pk=meeting.pk), reason=reason
            )

    @invariant()
    def complete_means_answered_or_closed_with_a_reason(self) -> None:
        with make.owning():
            for meeting in Meeting.objects.filter(pair=self.pair):
                silent = Feedback.objects.filter(meeting=meeting, answered_at=None).count()
                closed = MeetingClosing.objects.filter(meeting=meeting).exclude(reason="").exists()
                assert (meeting.complete_date is not None) == (closed or silent == 0)
                assert meeting.answered == meeting.asked - silent

    @invariant()
    def nobody_reads_the_other_side_by_raw_sql_or_calendar(self) -> None:
        for login, sides in READERS.items():
            actor = make.actor(login)
            with acting(actor), connection.cursor() as cursor:
                cursor.execute("select distinct side from mentoring_feedback")
                assert {row[0] for row in cursor.fetchall()} <= sides, login
                cursor.execute("select person_id from mentoring_helprequest")
                assert {row[0] for row in cursor.fetchall()} <= {actor.person_id}, login
                cursor.execute("select count(*) from mentoring_meetingclosing")
                assert login == "nina" or cursor.fetchone() == (0,)
                file = calendar_file("Встречи", pair_meetings(actor, None), now=pairing.NOW)
            assert not any(word in file.decode() for word in SECRET.values())


@pytest.fixture
def pair(house: House) -> Pair:
    return working_pair(house)


def test_sides_and_completeness_hold_in_any_order(pair: Pair) -> None:
    machine = type("OfThisPair", (Meetings,), {"pair": pair})
    checks = list(HealthCheck)
    limits = settings(
        max_examples=6, stateful_step_count=8, deadline=None, suppress_health_check=checks, derandomize=True
    )
    run_state_machine_as_test(machine, settings=limits)


def test_no_page_search_or_export_tells_a_side_what_the_other_said(
    pair: Pair, house: House, signed_in: Client
) -> None:
    meeting = met(pair, said=replace(SAID, worked=SECRET["mentor"], hindered=SECRET["mentor"]))
    answered(meeting, "danya", replace(SAID, hindered=SECRET["mentee"], needs_help=True))
    assert HelpRequest._meta.db_table == "mentoring_helprequest"
    pages = [
        reverse("mentoring:own_pair"), reverse("desk:desk_view"), reverse("notices:notice_list"),
        reverse("mentoring:meeting_list") + "?q=слово", reverse("mentoring:pairs_at_work"),
        reverse("mentoring:meeting_view", args=[meeting.pk]), reverse("mentoring:pair_view", args=[pair.pk]),
        reverse("mentoring:own_plan", args=[pair.pk]), reverse("mentoring:paper_feedback"),
    ]  # fmt: skip
    files = [reverse(f"mentoring:{name}", args=[pair.pk]) for name in ("pair_journal", "mentor_report")]
    for login, hidden in (
        ("maria", "mentee"),
        ("danya", "mentor"),
        ("anna", "mentor"),
        ("anna", "mentee"),
        ("nina", "mentee"),
    ):
        client = signed_in(login)
        for address in pages:
            assert SECRET[hidden] not in client.get(address).content.decode(), (login, address)
        for address in files:
            assert client.post(address).status_code in (403, 404), (login, address)
