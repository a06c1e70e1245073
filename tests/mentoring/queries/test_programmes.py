"""Where a programme stands and what is to be done next."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.mentoring.models import Proposal, ProposalLine
from nastavnik.mentoring.queries.programmes import (
    Progress,
    Step,
    institutions_to_open_in,
    programmes_visible_to,
    progress_of,
    with_counts,
)
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 15)


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


def progress(**values: Any) -> Progress:
    standing = {
        "mentees": 5, "mentors": 2, "places": 3, "lacking_mentees": 0, "lacking_mentors": 0,
        "waiting": 0, "fresh": 0, "pairs": Counter(),
    }  # fmt: skip
    return Progress(**standing | values)


@pytest.mark.parametrize(
    ("standing", "step"),
    [
        (progress(mentees=0, mentors=0), Step.MENTEES),
        (progress(mentors=0), Step.MENTORS),
        (progress(lacking_mentors=1, fresh=5), Step.CONSENTS),
        (progress(fresh=5), Step.PROPOSE),
        (progress(lacking_mentees=1, open_proposal_id=7), Step.DECIDE),
        (progress(lacking_mentees=1, pairs=Counter(approved=1, agreed=1)), Step.ANSWERS),
        (progress(pairs=Counter(agreed=1, active=3)), Step.ORDER),
        (progress(pairs=Counter(ordered=1), paper_id=4), Step.PAPER),
        (progress(pairs=Counter(active=3), waiting=2), Step.WORK),
        (progress(pairs=Counter(active=3), waiting=2, fresh=1), Step.PROPOSE),
        (progress(pairs=Counter(declined=3), waiting=2), Step.PROPOSE),
    ],
)
def test_next_step_follows_from_where_the_programme_stands(standing: Progress, step: Step) -> None:
    assert standing.step is step


def test_programmes_are_seen_in_their_institution(house: House) -> None:
    pairing.programme(house.school)
    for login, number in (("svetlana", 1), ("nina", 1), ("boris", 0), ("oleg", 0), ("irina", 0)):
        actor = make.actor(login)
        with acting(actor):
            assert programmes_visible_to(actor).count() == number, login


@in_october
def test_progress_counts_people_consents_and_pairs(svetlana: AccountActor, house: House) -> None:
    programme = pairing.programme(house.school)
    pairing.mentee(programme, pairing.child(house.school, "Первов Пётр Петрович"))
    pairing.mentee(programme, pairing.child(house.school, "Второв Пётр Петрович"), "chemistry")
    pairing.mentee(programme, house.danya)
    pairing.mentor(programme, pairing.adult(house.school, "Учителева Ольга Ивановна"), capacity=2)
    pairing.mentor(programme, house.maria)
    pairs = pairing.approved_pairs(svetlana, programme)
    with acting(svetlana):
        found = progress_of(programme, TODAY)
        row = with_counts(programmes_visible_to(svetlana)).get()
    assert (found.mentees, found.mentors, found.places) == (3, 2, 3)
    assert (found.lacking_mentees, found.lacking_mentors) == (1, 1)
    assert (len(pairs), found.pairs, found.waiting, found.fresh) == (1, Counter(approved=1), 2, 0)
    assert found.step is Step.ANSWERS
    assert (row.mentees_count, row.mentors_count, row.pairs_count, row.active_count) == (3, 2, 1, None)


def test_mentee_whom_no_decided_proposal_saw_is_fresh(svetlana: AccountActor, house: House) -> None:
    programme = pairing.programme(house.school)
    part = pairing.mentee(programme, house.danya)
    with make.owning():
        proposal = Proposal.objects.create(institution=house.school, programme=programme)
        ProposalLine.objects.create(
            institution=house.school, proposal=proposal, mentee=part, reason="нет мест"
        )
    with acting(svetlana):
        assert (progress_of(programme, TODAY).fresh, progress_of(programme, TODAY).open_proposal_id) == (
            1,
            proposal.pk,
        )
        Proposal.objects.update(state=Proposal.State.DECIDED)
        found = progress_of(programme, TODAY)
    assert (found.waiting, found.fresh, found.open_proposal_id) == (1, 0, None)


def test_programmes_open_where_the_right_is_held(house: House) -> None:
    for login, names in (("svetlana", ["Школа № 5"]), ("nina", []), ("oleg", [])):
        actor = make.actor(login)
        with acting(actor):
            assert [node.short_name for node in institutions_to_open_in(actor)] == names
