"""1 September: every step or nothing, each repeatable, what is done is not offered again."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.school_year import YearPlan, begin_school_year
from nastavnik.mentoring.models import FixedChoice, Pair, PairMember, Participation, Programme
from nastavnik.registry.models import Person
from nastavnik.rulebook.school_year import SchoolYear
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = pytest.mark.django_db
YEAR, TODAY = SchoolYear(2027), date(2027, 9, 1)


@pytest.fixture
def pair(house: House) -> Pair:
    """A pair of last year that was completed: Озеров of 8 «А» with a teacher."""
    with time_machine.travel(pairing.NOW, tick=False):
        programme = pairing.programme(house.school)
        pairing.mentee(programme, pairing.child(house.school, "Озеров Даниил Олегович", gender="m"))
        pairing.mentor(programme, pairing.adult(house.school, "Заречная Мария Ивановна"))
        (made,) = pairing.agreed_pairs(make.actor("svetlana"), programme)
    with make.owning():
        Pair.objects.filter(pk=made.pk).update(
            state="completed", active_from=date(2026, 10, 20), ended_date=date(2027, 5, 31)
        )
    return made


def whole(pair: Pair, **values: object) -> YearPlan:
    plan = {"moves_classes": True, "programmes": [pair.programme_id], "pairs": [pair.pk]}
    return YearPlan(year=YEAR, **(plan | values))  # type: ignore[arg-type]


@pytest.mark.time_machine("2027-09-01T10:00:00+03:00")
def test_first_of_september_is_written_whole_and_once(house: House, pair: Pair) -> None:
    make.person(house.school, "Выпускной Иван Ильич", class_name="11 «А»")
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        done = begin_school_year(by=svetlana, institution=house.school, plan=whole(pair), today=TODAY)
        assert (done.graduated, done.programmes, done.pairs) == (1, 1, 1) and done.moved >= 2
        classes = set(Person.objects.filter(institution=house.school).values_list("class_name", flat=True))
        assert {"9 «А»", "выпуск 2027 года"} <= classes and "8 «А»" not in classes
        new = Programme.objects.get(previous=pair.programme)
        assert (new.school_year, new.start_date) == (2027, date(2027, 10, 1))
        assert FixedChoice.objects.filter(programme=new, source="last_year").count() == 1
        for plan, said in (
            (YearPlan(YEAR, moves_classes=True), "уже переведены"),
            (YearPlan(YEAR, programmes=[pair.programme_id]), "уже открыта"),
            (YearPlan(YEAR, pairs=[pair.pk]), "уже взята"),
            (YearPlan(YEAR), "хотя бы один шаг"),
        ):
            with pytest.raises(Refused, match=said):
                begin_school_year(by=svetlana, institution=house.school, plan=plan, today=TODAY)


@pytest.mark.time_machine("2027-09-01T10:00:00+03:00")
def test_one_refused_step_undoes_all_of_them(house: House, pair: Pair) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        with pytest.raises(Refused, match="отметьте и её"):
            begin_school_year(
                by=svetlana, institution=house.school, plan=whole(pair, programmes=()), today=TODAY
            )
        assert PairMember.objects.get(pair=pair, side="mentee").person.class_name == "8 «А»"
        assert not Programme.objects.filter(school_year=2027).exists()
    nina = make.actor("nina")
    with acting(nina), pytest.raises(Denied):
        begin_school_year(by=nina, institution=house.school, plan=whole(pair), today=TODAY)


@pytest.mark.time_machine("2027-09-01T10:00:00+03:00")
def test_page_checks_then_writes_and_a_mentee_becomes_a_mentor(
    house: House, pair: Pair, signed_in: SignIn
) -> None:
    client: Client = signed_in("svetlana")
    url, mentee = reverse("mentoring:year_begin"), PairMember.objects.none()
    with make.owning():
        mentee = PairMember.objects.get(pair=pair, side="mentee")
        peers = pairing.programme(house.school, "Ровесник", form_id="pupil_pupil")
        Programme.objects.filter(pk=peers.pk).update(
            school_year=2027, start_date=date(2027, 9, 1), end_date=date(2028, 5, 31)
        )
        make.consent(mentee.person, given_date=date(2027, 8, 30))
    page = client.get(url).content.decode()
    assert "перейдут на класс выше" in page and "Озеров Даниил Олегович" in page
    chosen = {"programmes": [pair.programme_id], "mentors": [mentee.person_id], "mentors_to": peers.pk}
    asked = client.post(url, chosen)
    assert asked.status_code == 200
    with make.owning():
        assert not Participation.objects.filter(programme=peers).exists()
    said = client.post(url, {**chosen, "confirmed": "1"}, follow=True).content.decode()
    assert "Новый учебный год начат: открыто программ: 1; новых наставников: 1" in said
    with make.owning():
        entered = Participation.objects.get(programme=peers)
        assert (entered.person_id, entered.side) == (mentee.person_id, "mentor")
