"""Pairs at work: what the tests of meetings, feedback and plans start from."""

from datetime import date, time
from typing import Any

from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.feedback import answer_feedback, enter_feedback
from nastavnik.mentoring.actions.meetings import record_meeting
from nastavnik.mentoring.models import Feedback, Meeting, Pair, Programme
from nastavnik.mentoring.queries.own_pairs import own_pairs_visible_to
from nastavnik.mentoring.queries.pairs import pairs_visible_to, with_people
from nastavnik.mentoring.values import Slot, Written
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Consent
from nastavnik.rulebook.feedback import Goal, Said
from nastavnik.rulebook.meetings import MeetingKind
from tests import factories as make
from tests.house_of_people import House, give_cards
from tests.mentoring import pairing

BEGUN = date(2026, 10, 1)
FIRST = Slot(date(2026, 10, 12), time(15), time(16))
SAID = Said(8, 9, Goal.YES, worked="решили задачу", hindered="мало времени")


def set_to_work(pairs: list[Pair], begun: date = BEGUN) -> list[Pair]:
    """The pairs work by an order, as if it had been registered."""
    with make.owning():
        paper = Paper.objects.create(
            kind="pairs_order", title="О закреплении", preamble="", signer_post="Директор", signer_name="Н. И. Орлова",
            school_year=2026, institution_id=pairs[0].institution_id,
        )  # fmt: skip
        keys = [pair.pk for pair in pairs]
        Pair.objects.filter(pk__in=keys).update(state="active", active_from=begun, paper=paper)
        return list(with_people(Pair.objects.filter(pk__in=keys)).order_by("pk"))


def programme_of(house: House, *children: str, capacity: int = 1) -> Programme:
    """Мария with Даня and with further children, everybody asked."""
    if "maria" not in house.accounts:
        give_cards(house)
    made = pairing.programme(house.school, "Рабочая пара")
    for person in (house.maria, house.danya):
        with make.owning():
            has_signed = Consent.objects.filter(person=person).exists()
        if not has_signed:
            make.consent(person)
    pairing.mentor(made, house.maria, capacity=capacity)
    pairing.mentee(made, house.danya)
    for name in children:
        pairing.mentee(made, pairing.child(house.school, name))
    return made


def working_pair(house: House) -> Pair:
    """Мария and Даня, at work since the first of October."""
    return set_to_work(pairing.agreed_pairs(make.actor("svetlana"), programme_of(house)))[0]


def working_group(house: House) -> list[Pair]:
    """Мария with Даня and Лиза: two pairs of one mentor."""
    made = programme_of(house, "Юдина Лиза Олеговна", capacity=2)
    return set_to_work(pairing.agreed_pairs(make.actor("svetlana"), made))


def met(pair: Pair, login: str = "maria", **values: Any) -> Meeting:
    """A meeting recorded by somebody; of the usual kind, on the usual day, unless told."""
    actor = make.actor(login)
    usual = {"kind": MeetingKind.WORKING, "slot": FIRST, "written": Written("задачи", "решали", "получилось")}
    with acting(actor):
        seen = pairs_visible_to(actor) if actor.people else own_pairs_visible_to(actor)
        return record_meeting(by=actor, pair=seen.get(pk=pair.pk), **(usual | values))


def answered(meeting: Meeting, login: str, said: Said = SAID) -> None:
    """What a participant says himself."""
    actor = make.actor(login)
    with acting(actor):
        row = Feedback.objects.select_related("meeting__pair").get(meeting=meeting, person_id=actor.person_id)
        answer_feedback(by=actor, feedback=row, said=said)


def entered(meeting: Meeting, side: str, said: Said = SAID, login: str = "svetlana") -> None:
    """What the curator enters from somebody's paper."""
    actor = make.actor(login)
    with make.owning():
        row = Feedback.objects.select_related("meeting__pair").get(meeting=meeting, side=side)
    with acting(actor):
        enter_feedback(by=actor, feedback=row, said=said)


def fresh(meeting: Meeting) -> Meeting:
    """The row as it stands."""
    with make.owning():
        return Meeting.objects.get(pk=meeting.pk)
