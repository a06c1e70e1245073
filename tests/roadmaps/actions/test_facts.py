"""What the product sees by itself is offered as «выполнено», and a person decides."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.moments import result_reached
from nastavnik.roadmaps.actions.facts import accept_offer, decline_offer, name_fact
from nastavnik.roadmaps.models import Duty, Evidence
from tests import factories as make
from tests.house.scene_of_duties import duty_of, living_map
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october
from tests.papers.drafting import registered

pytestmark = [pytest.mark.django_db, in_october]

ORDER = {
    "title": "Приказ",
    "deadline": "до 30 октября 2026 г.",
    "reach": "below",
    "fact": "order",
    "fact_code": "pairs_order",
}
BASES = {
    "title": "Базы",
    "dates": [[None, "2026-10-10"], [None, "2027-01-10"]],
    "reach": "below",
    "fact": "bases",
}
PAIRS = {"title": "Пары", "deadline": "до 30 октября 2026 г.", "reach": "below", "fact": "pairs"}


def offered(house: House, title: str) -> list[str]:
    with make.owning():
        found = Duty.objects.filter(occurrence__line__wordings__title=title, offered_at__isnull=False)
        return list(found.values_list("organisation__short_name", flat=True))


def reached(fact: str, institution_id: int, login: str = "svetlana", code: str = "") -> None:
    actor = make.actor(login)
    with acting(actor):
        result_reached.happen(
            by=actor, institution_id=institution_id, fact=fact, code=code, on=make.TODAY, words="Сделано"
        )


def test_registered_order_is_offered_with_itself_as_evidence(house: House) -> None:
    living_map(house.city, "oleg", ORDER, {**ORDER, "title": "Другой", "fact_code": "curator_order"})
    paper = registered(house)
    assert offered(house, "Приказ") == ["Школа № 5"] and offered(house, "Другой") == []
    duty, nina = duty_of(house.school, "Приказ"), make.actor("nina")
    with acting(nina):
        done = accept_offer(by=nina, duty=duty, today=make.TODAY)
        assert (done.state, done.done_date) == ("done", paper.paper_date)
        assert Evidence.objects.get(duty=duty).paper_id == paper.pk


def test_of_several_terms_the_nearest_open_one_is_offered(house: House) -> None:
    living_map(house.city, "oleg", BASES)
    reached("bases", house.school.pk)
    with make.owning():
        found = Duty.objects.filter(offered_at__isnull=False)
        assert [duty.occurrence.to_date for duty in found] == [date(2026, 10, 10)]


def test_row_without_a_fact_is_offered_nothing(house: House) -> None:
    living_map(house.city, "oleg", {**PAIRS, "fact": ""})
    reached("pairs", house.school.pk)
    assert offered(house, "Пары") == []


def test_approved_pairs_are_a_fact(house: House) -> None:
    living_map(house.city, "oleg", PAIRS)
    programme = pairing.programme(house.school, "Физика вместе")
    pairing.mentor(programme, pairing.adult(house.school, "Заречная Мария Ивановна"))
    pairing.mentee(programme, pairing.child(house.school, "Озеров Даниил Олегович"))
    pairing.approved_pairs(make.actor("svetlana"), programme)
    assert offered(house, "Пары") == ["Школа № 5"]


def test_indicator_that_came_up_to_its_target_is_a_fact(house: House) -> None:
    living_map(
        house.city, "oleg", {**PAIRS, "title": "Показатель", "fact": "indicator", "fact_code": "own-1"}
    )
    reached("indicator", house.school.pk, code="own-2")
    assert offered(house, "Показатель") == []
    reached("indicator", house.school.pk, code="own-1")
    assert offered(house, "Показатель") == ["Школа № 5"]


def test_offer_is_put_aside(house: House) -> None:
    living_map(house.city, "oleg", PAIRS)
    reached("pairs", house.school.pk)
    nina, duty = make.actor("nina"), duty_of(house.school, "Пары")
    with acting(nina):
        decline_offer(by=nina, duty=duty)
        with pytest.raises(Refused, match="ничего не предлагает"):
            accept_offer(by=nina, duty=duty, today=make.TODAY)
    assert offered(house, "Пары") == []


def test_only_whoever_runs_the_map_names_its_fact(house: House) -> None:
    living_map(house.city, "oleg", {**PAIRS, "fact": ""})
    line = duty_of(house.school, "Пары").occurrence.line
    for login in ("irina", "svetlana"):
        actor = make.actor(login)
        with acting(actor), pytest.raises(Denied):
            name_fact(by=actor, line=line, fact="pairs", code="")
    oleg = make.actor("oleg")
    with acting(oleg):
        with pytest.raises(Refused, match="показатель"):
            name_fact(by=oleg, line=line, fact="indicator", code="")
        assert name_fact(by=oleg, line=line, fact="pairs", code="x").fact_code == ""
