from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.agreement import Agreement, record_answers
from nastavnik.mentoring.models import Answer, Pair, PairMember, Programme
from nastavnik.registry.actions.people import correct_person
from nastavnik.registry.models import Person
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import state_of

pytestmark = [pytest.mark.django_db, pairing.in_october]
DAY = date(2026, 10, 12)


@pytest.fixture
def programme(house: House) -> Programme:
    made = pairing.programme(house.school)
    make.consent(house.maria)
    make.consent(house.danya)
    pairing.mentor(made, house.maria)
    pairing.mentee(made, house.danya)
    return made


@pytest.fixture
def pair(programme: Programme) -> Pair:
    return pairing.approved_pairs(make.actor("svetlana"), programme)[0]


def say(programme: Programme, day: date = DAY, login: str = "svetlana", **said: str) -> Agreement:
    """Answers by party; the letters of the page."""
    with make.owning():
        ids = dict(Answer.objects.filter(pair__programme=programme).values_list("party", "pk"))
    actor = make.actor(login)
    with acting(actor):
        return record_answers(
            by=actor,
            programme=programme,
            answers={ids[party]: value for party, value in said.items()},
            answered_date=day,
        )


def test_pair_waits_until_everybody_has_agreed(programme: Programme, pair: Pair) -> None:
    done = say(programme, mentor="yes", mentee="yes")
    assert (done, state_of(pair)) == (Agreement(answers=2, agreed=0, declined=0, waiting=1), "approved")
    done = say(programme, guardian="yes")
    assert (done, state_of(pair)) == (
        Agreement(answers=1, agreed=1, declined=0, waiting=0, order_from=DAY),
        "agreed",
    )
    with make.owning():
        assert set(Answer.objects.values_list("value", "answered_date")) == {("yes", DAY)}


@pytest.mark.parametrize("party", ["mentor", "mentee", "guardian"])
def test_one_refusal_declines_the_pair(programme: Programme, pair: Pair, party: str) -> None:
    say(programme, **({"mentor": "yes", "mentee": "yes", "guardian": "yes"} | {party: "no"}))
    assert state_of(pair) == "declined"


def test_refusal_may_be_corrected_before_the_order(programme: Programme, pair: Pair) -> None:
    say(programme, mentor="yes", mentee="yes", guardian="no")
    say(programme, guardian="yes")
    assert state_of(pair) == "agreed"
    say(programme, guardian="")
    assert state_of(pair) == "approved"
    with make.owning():
        assert Answer.objects.get(party="guardian").answered_date is None


def test_refusal_is_not_corrected_once_the_mentee_is_in_another_pair(
    programme: Programme, pair: Pair, house: House
) -> None:
    say(programme, mentor="no")
    pairing.mentor(programme, pairing.adult(house.school, "Орехова Дина Львовна"))
    pairing.approved_pairs(make.actor("svetlana"), programme)
    with make.owning():
        refused = Answer.objects.get(pair=pair, party="mentor")
    svetlana = make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="наставляемый уже в другой паре"):
        record_answers(by=svetlana, programme=programme, answers={refused.pk: ""}, answered_date=DAY)
    assert state_of(pair) == "declined"
    with make.owning():
        refused.refresh_from_db()
    assert refused.value == "no"


def test_refusal_is_not_corrected_once_the_mentor_is_full(
    programme: Programme, pair: Pair, house: House
) -> None:
    say(programme, mentee="no")
    pairing.mentee(programme, pairing.child(house.school, "Юдина Лиза Олеговна"))
    pairing.approved_pairs(make.actor("svetlana"), programme)
    with make.owning():
        refused = Answer.objects.get(pair=pair, party="mentee")
    svetlana = make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="у наставника больше нет мест"):
        record_answers(by=svetlana, programme=programme, answers={refused.pk: "yes"}, answered_date=DAY)


def test_the_same_answer_again_is_no_change(programme: Programme, pair: Pair) -> None:
    say(programme, mentor="yes")
    assert say(programme, mentor="yes") == Agreement(0, 0, 0, 0)
    with make.owning():
        assert Entry.objects.filter(verb="record_answers", object_id=pair.pk).count() == 1


def test_another_day_of_the_same_answer_is_written(programme: Programme, pair: Pair) -> None:
    say(programme, mentor="yes")
    say(programme, day=date(2026, 10, 14), mentor="yes")
    with make.owning():
        assert Answer.objects.get(party="mentor").answered_date == date(2026, 10, 14)


def test_day_to_come_is_refused(programme: Programme, pair: Pair) -> None:
    with pytest.raises(Refused, match="ещё не наступила") as refused:
        say(programme, day=date(2026, 10, 16), mentor="yes")
    assert refused.value.field == "answered_date"


def test_unknown_answer_and_unknown_value_are_refused(programme: Programme, pair: Pair) -> None:
    svetlana = make.actor("svetlana")
    with make.owning():
        known = Answer.objects.filter(pair=pair).values_list("pk", flat=True)[0]
    for answers in ({10**9: "yes"}, {known: "может быть"}):
        with acting(svetlana), pytest.raises(Refused, match="не распознана"):
            record_answers(by=svetlana, programme=programme, answers=answers, answered_date=DAY)


def test_answer_of_another_programme_is_refused(programme: Programme, pair: Pair, house: House) -> None:
    other = pairing.programme(house.school, "Вторая программа")
    svetlana = make.actor("svetlana")
    with make.owning():
        known = Answer.objects.filter(pair=pair).values_list("pk", flat=True)[0]
    with acting(svetlana), pytest.raises(Refused, match="не распознана"):
        record_answers(by=svetlana, programme=other, answers={known: "yes"}, answered_date=DAY)


@pytest.mark.parametrize("login", ["boris", "nina", "tamara", "oleg", "irina"])
def test_answers_are_refused_to_others(programme: Programme, pair: Pair, login: str) -> None:
    with pytest.raises(Denied):
        say(programme, login=login, mentor="yes")


def test_answer_of_a_pair_in_an_order_is_refused(programme: Programme, pair: Pair) -> None:
    with make.owning():
        Pair.objects.filter(pk=pair.pk).update(state="ordered")
    with pytest.raises(Refused, match=r"Котова М\. И\. — Зимин Д\. О\. уже в приказе"):
        say(programme, mentor="no")


def correct(person: Person, **changes: object) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        correct_person(by=svetlana, person=Person.objects.get(pk=person.pk), changes=changes)


def test_corrected_birth_asks_the_representative_and_the_pair_waits_again(house: House) -> None:
    programme = pairing.programme(house.school)
    grown = pairing.child(house.school, "Юдина Лиза Олеговна", date(2008, 1, 1))
    make.consent(house.maria)
    pairing.mentor(programme, house.maria)
    pairing.mentee(programme, grown)
    (pair,) = pairing.agreed_pairs(make.actor("svetlana"), programme)
    with make.owning():
        assert set(Answer.objects.values_list("party", flat=True)) == {"mentor", "mentee"}
    correct(grown, birth_date=date(2009, 1, 1))
    assert state_of(pair) == "approved"
    with make.owning():
        assert Answer.objects.filter(party="guardian", value="", person=grown).exists()


def test_corrected_name_and_class_go_into_the_card_of_a_live_pair(pair: Pair, house: House) -> None:
    correct(house.danya, first_name="Данила", class_name="9 «Б»")
    with make.owning():
        card = PairMember.objects.get(pair=pair, side="mentee")
    assert (card.card_name, card.card_standing) == ("Данила З.", "9 «Б» класс")


def test_correction_of_a_mentee_whose_pair_was_declined_changes_nothing(
    programme: Programme, pair: Pair, house: House
) -> None:
    say(programme, mentor="no")
    correct(house.danya, birth_date=date(2012, 3, 6))
    assert state_of(pair) == "declined"
