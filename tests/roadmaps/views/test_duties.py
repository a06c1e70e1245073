"""Pages of duties: what is said, what may be done, what comes back."""

from datetime import date

import pytest

from tests.conftest import SignIn
from tests.house.scene_of_duties import duty_of, living_map
from tests.house_of_people import House
from tests.mentoring.pairing import in_october
from tests.papers.drafting import registered

pytestmark = [pytest.mark.django_db, in_october]

BASE = {"title": "Собрать базу", "deadline": "до 20 октября 2026 г.", "executors": "Руководители ОО"}
LATE = BASE | {"title": "Назначить куратора", "deadline": "до 10 октября 2026 г."}
ORDER = BASE | {"title": "Издать приказ", "document_kind": "pairs_order", "deadline": "до 25 октября 2026 г."}


def test_marking_done_with_an_order(house: House, signed_in: SignIn) -> None:
    living_map(house.city, "oleg", ORDER)
    duty, paper, browser = duty_of(house.school, "Издать приказ"), registered(house), signed_in("svetlana")
    page = browser.get(f"/roadmaps/duties/{duty.pk}/").content.decode()
    assert "Нужен документ" in page and "Отметить выполненным" in page
    assert "25 октября 2026 — нерабочий день (воскресенье)" in page.replace("\u00a0", " ")
    url = f"/roadmaps/duties/{duty.pk}/complete/"
    refused = browser.post(url, {"done_date": "15.10.2026", "comment": "Сделано"})
    assert refused.status_code == 422
    assert "Сделано" in refused.content.decode() and "нужен документ" in refused.content.decode()
    done = browser.post(url, {"done_date": "15.10.2026", "paper": paper.pk}, follow=True).content.decode()
    assert "Выполнено" in done and "40-од" in done and "Отменить отметку" in done


def test_own_measures_stand_by_urgency_and_are_filtered(house: House, signed_in: SignIn) -> None:
    living_map(house.city, "oleg", BASE, LATE, {**BASE, "title": "Слёт", "deadline": "по отдельному графику"})
    browser = signed_in("svetlana")
    page = browser.get("/roadmaps/mine/").content.decode()
    assert page.index("Назначить куратора") < page.index("Собрать базу") < page.index("Слёт")
    assert "на 5\u00a0дней" in page and "осталось 5\u00a0дней" in page
    late = browser.get("/roadmaps/mine/?when=overdue").content.decode()
    assert "Назначить куратора" in late and "Собрать базу" not in late
    assert "Слёт" in browser.get("/roadmaps/mine/?when=undated").content.decode()
    assert "Слёт" not in browser.get("/roadmaps/mine/?q=куратора").content.decode()
    assert "По этому отбору ничего нет" in browser.get("/roadmaps/mine/?state=done").content.decode()


def test_several_are_marked_at_once(house: House, signed_in: SignIn) -> None:
    living_map(house.city, "oleg", BASE, LATE, ORDER)
    browser = signed_in("nina")
    chosen = [duty_of(house.school, title).pk for title in ("Собрать базу", "Назначить куратора")]
    page = browser.post(
        "/roadmaps/mine/", {"deed": "complete", "chosen": chosen}, follow=True
    ).content.decode()
    assert "Отмечено выполненным: 2" in page
    assert duty_of(house.school, "Собрать базу").done_date == date(2026, 10, 15)
    order = duty_of(house.school, "Издать приказ")
    page = browser.post("/roadmaps/mine/", {"deed": "complete", "chosen": [order.pk]}, follow=True)
    assert "требует документа" in page.content.decode()


def test_undated_measure_gets_its_date_from_a_person(house: House, signed_in: SignIn) -> None:
    living_map(house.city, "oleg", {"title": "Слёт", "deadline": "по отдельному графику"})
    duty, browser = duty_of(house.city, "Слёт"), signed_in("oleg")
    page = browser.get(f"/roadmaps/duties/{duty.pk}/").content.decode()
    url = f"/roadmaps/dates/{duty.occurrence_id}/"
    assert "Срок назван без даты" in page and url in page
    wrong = browser.post(url, {"from_date": "20.05.2027", "to_date": "01.05.2027"})
    assert wrong.status_code == 422 and "раньше, чем начинается" in wrong.content.decode()
    browser.post(url, {"to_date": "20.05.2027"})
    assert "до 20.05.2027" in browser.get("/roadmaps/mine/").content.decode()


def test_link_of_evidence_is_added_and_shown(house: House, signed_in: SignIn) -> None:
    living_map(house.city, "oleg", BASE)
    duty, browser = duty_of(house.school, "Собрать базу"), signed_in("svetlana")
    url = f"/roadmaps/duties/{duty.pk}/link/"
    assert browser.post(url, {"link": "javascript:1", "words": "Новость"}).status_code == 422
    page = browser.post(url, {"link": "https://site.example/1", "words": "Новость"}, follow=True)
    assert 'href="https://site.example/1"' in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_whatever_the_number(
    house: House, signed_in: SignIn, django_assert_num_queries, number: int
) -> None:
    living_map(house.city, "oleg", *(BASE | {"title": f"Дело {place}"} for place in range(number)))
    browser = signed_in("svetlana")
    with django_assert_num_queries(11):
        assert "Дело 0" in browser.get("/roadmaps/mine/").content.decode()
