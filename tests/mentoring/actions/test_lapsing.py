"""A consent is over by itself: the daily check suspends the pairs that stood on it, and no others."""

from datetime import date

import pytest

from nastavnik.access.jobs import tell_lapsed_consents_every_night
from nastavnik.journal.models import Entry
from nastavnik.mentoring.models import Pair
from nastavnik.registry.models import Consent, Person
from tests import factories as make
from tests.factories import TODAY
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import state_of

pytestmark = [pytest.mark.django_db, pairing.in_october]


def agreed_pair(house: House, child: Person) -> Pair:
    programme = pairing.programme(house.school)
    pairing.mentor(programme, pairing.adult(house.school, "Котова Мария Ивановна"))
    pairing.mentee(programme, child)
    return pairing.agreed_pairs(make.actor("svetlana"), programme)[0]


def run_out(child: Person, until: date) -> None:
    with make.owning():
        Consent.objects.filter(person=child, signer="guardian").update(valid_until=until)


def born(child: Person, day: date) -> None:
    with make.owning():
        Person.objects.filter(pk=child.pk).update(birth_date=day)


def the_night_passes() -> None:
    with make.owning():
        tell_lapsed_consents_every_night(0)


@pytest.fixture
def child(house: House) -> Person:
    return pairing.child(house.school, "Юдина Лиза Олеговна")


def test_pair_stops_the_day_after_the_last_day_of_a_consent(house: House, child: Person) -> None:
    pair = agreed_pair(house, child)
    run_out(child, TODAY)
    the_night_passes()
    assert state_of(pair) == "agreed"
    run_out(child, date(2026, 10, 14))
    the_night_passes()
    with make.owning():
        kept = Pair.objects.get(pk=pair.pk)
        assert (kept.state, kept.paused_date) == ("paused", TODAY)
        assert Entry.objects.filter(verb="pause_pair", person_id=child.pk, account_id=None).count() == 1


def test_second_night_changes_nothing(house: House, child: Person) -> None:
    agreed_pair(house, child)
    run_out(child, date(2026, 10, 14))
    the_night_passes()
    the_night_passes()
    with make.owning():
        assert Entry.objects.filter(verb="pause_pair").count() == 1


def test_pair_of_one_who_has_come_of_age_stops(house: House, child: Person) -> None:
    pair = agreed_pair(house, child)
    born(child, date(2008, 10, 16))
    the_night_passes()
    assert state_of(pair) == "agreed"
    born(child, date(2008, 10, 15))
    the_night_passes()
    assert state_of(pair) == "paused"


def test_child_of_fourteen_is_only_asked(house: House, child: Person) -> None:
    pair = agreed_pair(house, child)
    with make.owning():
        Consent.objects.filter(person=child, signer="person").delete()
    the_night_passes()
    assert state_of(pair) == "agreed"


def test_card_of_the_pair_says_why_it_stands(house: House, child: Person, signed_in) -> None:  # type: ignore[no-untyped-def]
    pair = agreed_pair(house, child)
    run_out(child, date(2026, 10, 14))
    the_night_passes()
    text = signed_in("svetlana").get(f"/pairs/{pair.pk}/").content.decode()
    assert "срок истёк 14 октября 2026" in text.replace("\u00a0", " ")
