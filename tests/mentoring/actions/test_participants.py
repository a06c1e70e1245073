"""Corrections of requests and offers."""

from datetime import date
from typing import Any

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.participants import correct_need, correct_offer, correct_participation
from nastavnik.mentoring.models import Need, Offer, Programme
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


@pytest.fixture
def need(programme: Programme, house: House) -> Need:
    return pairing.mentee(programme, house.danya).need


@pytest.fixture
def offer(programme: Programme, house: House) -> Offer:
    return pairing.mentor(programme, house.maria).offer


def verbs() -> list[str]:
    with make.owning():
        return list(Entry.objects.order_by("happened_at").values_list("verb", flat=True))


def test_need_is_corrected_and_names_its_fields(svetlana: AccountActor, need: Need) -> None:
    with acting(svetlana):
        assert correct_need(by=svetlana, need=need, text=" Химия ", topics=["chemistry"]) == [
            "text",
            "topics",
        ]
        need.refresh_from_db()
        assert (need.text, need.topics) == ("Химия", ["chemistry"])
        assert correct_need(by=svetlana, need=need, text="Химия", topics=["chemistry"]) == []
    assert verbs() == ["correct_need"]


@pytest.mark.parametrize(
    ("text", "topics", "field"), [("  ", ["physics"], "text"), ("Физика", ["alchemy"], "topics")]
)
def test_need_without_words_or_with_unknown_topic_is_refused(
    svetlana: AccountActor, need: Need, text: str, topics: list[str], field: str
) -> None:
    with acting(svetlana), pytest.raises(Refused) as refusal:
        correct_need(by=svetlana, need=need, text=text, topics=topics)
    assert refusal.value.field == field


def test_topic_that_the_dictionary_has_lost_may_stay(svetlana: AccountActor, need: Need) -> None:
    with make.owning():
        Need.objects.filter(pk=need.pk).update(topics=["alchemy"])
    with acting(svetlana):
        need.refresh_from_db()
        assert correct_need(by=svetlana, need=need, text="Золото", topics=["alchemy"]) == ["text"]


def test_offer_is_corrected(svetlana: AccountActor, offer: Offer) -> None:
    with acting(svetlana):
        changed = correct_offer(
            by=svetlana, offer=offer, changes={"capacity": 3, "age_from": 12, "interests": ""}
        )
        offer.refresh_from_db()
    assert (changed, offer.capacity, offer.age_from) == (["age_from", "capacity"], 3, 12)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"competences": " "}, "competences"),
        ({"age_from": 16, "age_to": 12}, "age_from"),
        ({"capacity": 0}, "capacity"),
        ({"topics": ["alchemy"]}, "topics"),
    ],
)
def test_offer_that_can_not_be_is_refused(
    svetlana: AccountActor, offer: Offer, changes: dict[str, Any], field: str
) -> None:
    with acting(svetlana), pytest.raises(Refused) as refusal:
        correct_offer(by=svetlana, offer=offer, changes=changes)
    assert refusal.value.field == field
    assert verbs() == []


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg"])
def test_only_the_curator_of_the_school_corrects(need: Need, offer: Offer, login: str) -> None:
    stranger = make.actor(login)
    with acting(stranger):
        with pytest.raises(Denied):
            correct_need(by=stranger, need=need, text="Чужое", topics=[])
        with pytest.raises(Denied):
            correct_offer(by=stranger, offer=offer, changes={"capacity": 9})
        with pytest.raises(Denied):
            correct_participation(
                by=stranger, participation=need.participation, entered_date=date(2026, 9, 1)
            )
