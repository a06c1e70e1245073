"""What road maps put on a desk."""

import pytest

from nastavnik.access.scope import acting
from nastavnik.registry.moments import result_reached
from nastavnik.roadmaps.models import ExecutorName
from tests import factories as make
from tests.conftest import SignIn
from tests.house.scene_of_duties import duty_of, living_map
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]

LATE = {"title": "Назначить куратора", "deadline": "до 10 октября 2026 г.", "reach": "below"}
SOON = {"title": "Собрать базу", "deadline": "до 20 октября 2026 г.", "reach": "below"}
LATER = {"title": "Подвести итоги", "deadline": "до 20 мая 2027 г.", "reach": "below", "fact": "pairs"}


def desk_of(signed_in: SignIn, login: str) -> str:
    return signed_in(login).get("/").content.decode().replace("\u00a0", " ")


def test_late_and_near_terms_stand_on_the_desk_of_whoever_reports(house: House, signed_in: SignIn) -> None:
    living_map(house.city, "oleg", LATE, SOON, LATER)
    for login in ("nina", "svetlana", "boris"):
        page = desk_of(signed_in, login)
        assert page.index("Назначить куратора") < page.index("Собрать базу")
        assert "Просрочено мероприятие" in page and "Подвести итоги" not in page
    assert "Назначить куратора" not in desk_of(signed_in, "tamara")


def test_executor_by_post_has_his_own_on_his_desk(house: House, signed_in: SignIn) -> None:
    living_map(house.school, "svetlana", SOON | {"reach": "own", "executors": "секретарь"})
    with make.owning():
        ExecutorName.objects.filter(owner=house.school).update(kind="post", role="secretary")
    assert "Собрать базу" in desk_of(signed_in, "tamara")


def test_territory_sees_how_many_are_late(house: House, signed_in: SignIn) -> None:
    edition = living_map(house.city, "oleg", LATE, SOON)
    page = desk_of(signed_in, "oleg")
    assert "2 организации просрочили мероприятия дорожной карты" in page
    assert f"/roadmaps/{edition.roadmap_id}/organisations/?state=overdue" in page


def test_what_is_offered_is_accepted_from_the_desk(house: House, signed_in: SignIn) -> None:
    living_map(house.city, "oleg", LATER)
    svetlana, duty = make.actor("svetlana"), duty_of(house.school, "Подвести итоги")
    with acting(svetlana):
        result_reached.happen(
            by=svetlana,
            institution_id=house.school.pk,
            fact="pairs",
            code="",
            on=make.TODAY,
            words="Пары есть",
        )
    page = desk_of(signed_in, "nina")
    assert "Похоже, мероприятие выполнено" in page and f"/roadmaps/duties/{duty.pk}/accept/" in page
    signed_in("nina").post(f"/roadmaps/duties/{duty.pk}/accept/")
    assert duty_of(house.school, "Подвести итоги").state == "done"
    assert "Подвести итоги" not in desk_of(signed_in, "nina")
