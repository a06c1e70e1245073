"""Every room that makes a fact, by what people do there: the measure that names it is offered «выполнено»."""

from collections.abc import Callable
from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.models import Programme
from nastavnik.papers.actions import sign_order
from nastavnik.registry.actions.trainings import add_trainings
from nastavnik.roadmaps.actions.facts import accept_offer
from nastavnik.roadmaps.models import Duty
from tests import factories as make
from tests.house.scene_of_duties import duty_of, living_map
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october
from tests.mentoring.sheets import DANYA, MARIA, load
from tests.monitoring import rows as monitored
from tests.papers.drafting import registered

pytestmark = [pytest.mark.django_db, in_october]
DAY = date(2026, 10, 10)


def both_bases_loaded(house: House) -> None:
    svetlana, programme = make.actor("svetlana"), pairing.programme(house.school, "Физика вместе")
    load(svetlana, programme, "mentor", MARIA)
    load(svetlana, programme, "mentee", DANYA)


def programme_with_a_pair(house: House) -> Programme:
    programme = pairing.programme(house.school, "Физика вместе")
    pairing.mentor(programme, pairing.adult(house.school, "Заречная Мария Ивановна"))
    pairing.mentee(programme, pairing.child(house.school, "Озеров Даниил Олегович"))
    return programme


def pairs_approved(house: House) -> None:
    pairing.approved_pairs(make.actor("svetlana"), programme_with_a_pair(house))


def order_registered(house: House) -> None:
    registered(house)


def target_reached(house: House) -> None:
    make.contingent(house.school, 2026), monitored.target(house.school, "0.01")
    svetlana, nina, programme = make.actor("svetlana"), make.actor("nina"), programme_with_a_pair(house)
    pairing.agreed_pairs(svetlana, programme)
    with acting(svetlana):
        paper = draft_pairs_order(by=svetlana, programme=programme)
    with acting(nina):
        paper = sign_order(by=nina, paper=paper)
    registered(house, paper=paper)


def mentors_trained(house: House) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        add_trainings(
            by=svetlana,
            institution=house.school,
            people=[house.maria],
            names=["Лугов Пётр Ильич"],
            facts={"capacity": "mentor", "programme": "Школа наставника", "to_date": DAY},
            today=make.TODAY,
        )


@pytest.mark.parametrize(
    ("fact", "code", "deed", "words"),
    [
        ("bases", "", both_bases_loaded, "Базы наставников и наставляемых заполнены"),
        ("pairs", "", pairs_approved, "Одобрено пар: 1"),
        ("order", "pairs_order", order_registered, "№ 40-од"),
        ("indicator", "I1", target_reached, "цель 2026 года достигнута"),
        ("training", "", mentors_trained, "Обучение «Школа наставника»: 2 человека, 10.10.2026"),
    ],
    ids=["bases", "pairs", "order", "indicator", "training"],
)
def test_what_a_room_does_is_offered_to_the_measure_that_names_it(
    house: House, fact: str, code: str, deed: Callable[[House], None], words: str
) -> None:
    measure = {"title": "Сделать", "deadline": "до 30 октября 2026 г.", "reach": "below", "fact": fact}
    living_map(house.city, "oleg", {**measure, "fact_code": code}, {**measure, "title": "Иное", "fact": ""})
    deed(house)
    duty, nina = duty_of(house.school, "Сделать"), make.actor("nina")
    assert words in duty.offered_words.replace("\u00a0", " ")
    with make.owning():
        assert Duty.objects.filter(offered_at__isnull=False).count() == 1, "no other school, no other measure"
    with acting(nina):
        done = accept_offer(by=nina, duty=duty, today=make.TODAY)
    assert done.state == "done" and done.comment == duty.offered_words
