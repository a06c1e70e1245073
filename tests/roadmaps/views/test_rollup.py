"""Pages of roll-ups, executors and facts."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.roadmaps.actions.duties import complete_duty
from nastavnik.roadmaps.models import Duty, ExecutorName
from tests import factories as make
from tests.conftest import SignIn
from tests.house.scene_of_duties import duty_of, living_map
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]

LATE = {
    "title": "Назначить куратора",
    "deadline": "до 10 октября 2026 г.",
    "executors": "Руководители ОО, РИКП",
}


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_region_sees_how_many_have_done_it_and_reminds_the_rest(house: House, signed_in: SignIn) -> None:
    edition = living_map(house.region, "irina", LATE)
    svetlana, duty = make.actor("svetlana"), duty_of(house.school, "Назначить куратора")
    with acting(svetlana):
        complete_duty(by=svetlana, duty=duty, done_date=date(2026, 10, 1), today=make.TODAY)
    browser = signed_in("irina")
    page = text_of(browser.get(f"/roadmaps/{edition.roadmap_id}/progress/"))
    assert "1 из 3" in page and "просрочено: 2" in page
    url = f"/roadmaps/lines/{duty.occurrence.line_id}/"
    page = text_of(browser.get(url))
    assert "Выполнили 1 из 3 организаций" in page or "Выполнила 1 из 3 организаций" in page
    assert page.index("Гимназия № 2") < page.index("Школа № 5")
    assert "Школа № 5" not in text_of(browser.get(f"{url}?state=overdue")).partition("<main")[2]
    assert "Напоминание отправлено: 1 организация" in text_of(browser.post(f"{url}remind/", follow=True))
    assert "Напоминать некому" in text_of(browser.post(f"{url}remind/", follow=True))
    page = text_of(browser.get(f"/roadmaps/{edition.roadmap_id}/organisations/?state=overdue"))
    assert "Озёрная школа" in page and "0 из 1" in page


def test_executor_is_bound_on_its_page(house: House, signed_in: SignIn) -> None:
    edition = living_map(house.city, "oleg", LATE)
    browser = signed_in("oleg")
    page = text_of(browser.get(f"/roadmaps/{edition.roadmap_id}/executors/"))
    assert "не указано, кто это" in page and "все организации ниже" in page
    with make.owning():
        name = ExecutorName.objects.get(words="РИКП")
    url = f"/roadmaps/executors/{name.pk}/"
    assert "Громов Олег Павлович" in text_of(browser.get(url))
    assert browser.post(url, {"who": "account:0"}).status_code == 422
    page = text_of(browser.post(url, {"who": f"organisation:{house.gymnasium.pk}"}, follow=True))
    assert "сохранено" in page and "Гимназия № 2" in page


def test_fact_is_offered_by_the_words_of_the_measure(house: House, signed_in: SignIn) -> None:
    living_map(house.city, "oleg", LATE)
    line, browser = duty_of(house.school, "Назначить куратора").occurrence.line_id, signed_in("oleg")
    page = text_of(browser.get(f"/roadmaps/lines/{line}/fact/"))
    assert "Предложено по словам карты" in page and 'value="curator_order" selected' in page
    assert browser.post(f"/roadmaps/lines/{line}/fact/", {"fact": "indicator"}).status_code == 422
    page = text_of(
        browser.post(f"/roadmaps/lines/{line}/fact/", {"fact": "order", "fact_code": ""}, follow=True)
    )
    assert "Сохранено" in page


@pytest.mark.parametrize(("path", "queries"), [("progress", 15), ("organisations", 16), ("executors", 14)])
@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_whatever_the_number(
    house: House, signed_in: SignIn, django_assert_num_queries, path: str, queries: int, number: int
) -> None:
    rows = (LATE | {"title": f"Дело {place}", "executors": f"Отдел {place}, ОО"} for place in range(number))
    edition, browser = living_map(house.city, "oleg", *rows), signed_in("oleg")
    with django_assert_num_queries(queries):
        assert browser.get(f"/roadmaps/{edition.roadmap_id}/{path}/").status_code == 200


def test_region_sees_23_of_24_and_the_one_that_lags(house: House, signed_in: SignIn) -> None:
    for number in range(21):
        make.organisation(f"Школа № {100 + number}", parent=house.district)
    living_map(house.region, "irina", LATE)
    with make.owning():
        duties = Duty.objects.filter(occurrence__line__wordings__title="Назначить куратора")
        assert duties.count() == 24
        duties.exclude(organisation=house.school).update(state="done", done_date=date(2026, 10, 5))
    line, browser = duty_of(house.school, "Назначить куратора").occurrence.line_id, signed_in("irina")
    page = text_of(browser.get(f"/roadmaps/lines/{line}/"))
    assert "Выполнили 23 из 24 организаций, просрочили 1" in page
    assert page.index("Школа № 5") < page.index("Гимназия № 2")
    late = text_of(browser.get(f"/roadmaps/lines/{line}/?state=overdue")).partition("<main")[2]
    assert "Школа № 5" in late and "Школа № 100" not in late
