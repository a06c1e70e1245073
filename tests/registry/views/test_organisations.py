"""Pages that add and change organisations: what they write, what they keep, what they ask."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.registry.models import FormerName, Organisation
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


def sheet(**values: object) -> dict[str, object]:
    return {
        "level": "institution", "short_name": "Лицей № 7", "full_name": "", "kind": "gymnasium", "flags": ["pilot"],
        "territory": "", "opened_date": "01.09.2020", "head_post": "Директор",
    } | values  # fmt: skip


def test_organisation_is_added_and_opened(house: House, signed_in: SignIn) -> None:
    client = signed_in("oleg")
    done = client.post("/organisations/new/", sheet(parent=str(house.city.pk), inn="7830002293"), follow=True)
    assert "«Лицей № 7» добавлена под «г. Северогорск»." in text_of(done)
    assert "гимназия, лицей" in text_of(done)
    assert "пилотная площадка" in text_of(done)
    assert Organisation.objects.get(short_name="Лицей № 7").opened_date == date(2020, 9, 1)


def test_what_was_typed_is_kept_beside_the_mistake(house: House, signed_in: SignIn) -> None:
    response = signed_in("oleg").post(
        "/organisations/new/", sheet(parent=str(house.city.pk), inn="7830002294")
    )
    assert response.status_code == 422
    assert "Контрольная цифра ИНН не сходится" in text_of(response)
    assert 'value="Лицей № 7"' in response.content.decode()
    assert not Organisation.objects.filter(short_name="Лицей № 7").exists()


def test_place_outside_the_territory_is_no_choice(house: House, signed_in: SignIn) -> None:
    response = signed_in("oleg").post("/organisations/new/", sheet(parent=str(house.district.pk)))
    assert response.status_code == 422


def test_sheet_shows_what_is_known_and_writes_what_changed(house: House, signed_in: SignIn) -> None:
    client, url = signed_in("irina"), f"/organisations/{house.school.pk}/edit/"
    assert "Н. И. Орлова" in client.get(url).content.decode()
    done = client.post(url, sheet(short_name="Школа № 5", territory=str(house.district.pk)), follow=True)
    assert "Сведения об организации изменены." in text_of(done)
    assert "Территория Озёрный район" in text_of(done)
    node = Organisation.objects.get(pk=house.school.pk)
    assert (node.kind_id, node.flags, node.founder) == ("gymnasium", ["pilot"], "")


def test_secretary_keeps_the_requisites(house: House, signed_in: SignIn) -> None:
    client = signed_in("tamara")
    card = client.get(f"/organisations/{house.school.pk}/")
    url = f"/organisations/{house.school.pk}/requisites/"
    assert url in links_of(card)
    done = client.post(
        url, {"head_post": "Директор", "phone": "8 800 000-00-02", "email": "s5@example.ru"}, follow=True
    )
    assert "Реквизиты изменены." in text_of(done)
    assert "8 800 000-00-02" in text_of(done)
    assert client.post(url, {"head_post": "Директор", "email": "нет"}).status_code == 422


def test_renaming_keeps_the_old_name_on_the_card(house: House, signed_in: SignIn) -> None:
    wish = {"short_name": "Лицей № 5", "full_name": "Лицей № 5 города", "from_date": "01.10.2026"}
    done = signed_in("oleg").post(f"/organisations/{house.school.pk}/rename/", wish, follow=True)
    assert "Наименование изменено с 1 октября 2026" in text_of(done).replace("\u00a0", " ")
    assert "До 1 октября 2026" in text_of(done).replace("\u00a0", " ")
    assert FormerName.objects.get().short_name == "Школа № 5"


def test_move_offers_territories_and_says_what_follows(house: House, signed_in: SignIn) -> None:
    client, url = signed_in("irina"), f"/organisations/{house.school.pk}/move/"
    page = text_of(client.get(url))
    assert "перестанут видеть те, кто ведёт прежнее" in page
    done = client.post(url, {"parent": house.district.pk}, follow=True)
    assert "«Школа № 5» перенесена под «Озёрный район»." in text_of(done)


def test_closing_and_merging_are_asked_with_consequences(house: House, signed_in: SignIn) -> None:
    client = signed_in("oleg")
    close, merge = (f"/organisations/{house.gymnasium.pk}/{deed}/" for deed in ("close", "merge"))
    assert "Закрыть организацию: Гимназия № 2?" in text_of(client.get(close))
    assert "Отменить присоединение нельзя." in text_of(client.get(merge))
    response = client.post(close, {"closed_date": "01.01.2027"})
    assert (response.status_code, "ещё не наступил" in text_of(response)) == (422, True)
    done = client.post(merge, {"successor": house.school.pk, "from_date": "01.09.2026"}, follow=True)
    assert "«Гимназия № 2» присоединена к «Школа № 5» с 1 сентября 2026" in text_of(done).replace(
        "\u00a0", " "
    )
    assert "Присоединены к ней" in text_of(done)
    closed = text_of(client.get(f"/organisations/{house.gymnasium.pk}/"))
    assert "закрыта" in closed
    assert "с 01.09.2026 присоединена: Школа № 5" in closed
    assert "Открыть снова" not in closed


def test_closed_one_is_opened_again_from_its_card(house: House, signed_in: SignIn) -> None:
    node = make.organisation("Вечерняя школа", parent=house.city, closed_date=date(2026, 9, 1))
    client = signed_in("oleg")
    url = f"/organisations/{node.pk}/reopen/"
    assert url in links_of(client.get(f"/organisations/{node.pk}/"))
    assert "«Вечерняя школа» снова работает." in text_of(client.post(url, follow=True))


def test_head_sees_the_curator_of_his_school_and_no_deeds(house: House, signed_in: SignIn) -> None:
    response = signed_in("nina").get(f"/organisations/{house.school.pk}/")
    assert "Куратор Светлова Светлана Петровна" in text_of(response)
    assert not [link for link in links_of(response) if link.endswith(("/edit/", "/requisites/", "/close/"))]
