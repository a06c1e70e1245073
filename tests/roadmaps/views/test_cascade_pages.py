"""The pages that join road maps: adoption, changes above, the copy, the files, the tab over the months."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from nastavnik.roadmaps.models import Duty, Edition, Measure, Occurrence, Roadmap
from tests import factories as make
from tests.conftest import SignIn
from tests.house.scene_of_roadmaps import adopted_map, roadmap_of
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-20T10:00:00+03:00")]


@pytest.fixture
def city(house: House) -> Edition:
    return roadmap_of(house.city, "Дорожная карта города", "approved")


def test_map_of_the_city_is_taken_over_by_its_page(house: House, signed_in: SignIn, city: Edition) -> None:
    client = signed_in("svetlana")
    card = client.get(f"/roadmaps/{city.roadmap_id}/").content.decode()
    assert f"/roadmaps/{city.roadmap_id}/adopt/" in card
    url = f"/roadmaps/{city.roadmap_id}/adopt/"
    line = city.measures.get().line_id
    nothing = client.post(url, {"owner": house.school.pk, "title": "Карта школы", "rows": []})
    assert nothing.status_code == 422
    assert "Карта школы" in nothing.content.decode()
    answer = client.post(url, {"owner": house.school.pk, "title": "Карта школы", "rows": [line]})
    roadmap = Roadmap.objects.get(owner=house.school)
    assert answer.headers["Location"] == f"/roadmaps/{roadmap.pk}/"
    assert (roadmap.title, roadmap.parent_id) == ("Карта школы", city.roadmap_id)
    assert "уже принята" in client.get(url).content.decode()


def test_rows_left_out_ask_for_a_reason(house: House, signed_in: SignIn, city: Edition) -> None:
    first = city.measures.get()
    with make.owning():
        line = first.line.__class__.objects.create(roadmap=city.roadmap)
        Measure.objects.create(edition=city, line=line, position=2, number="1.2", title="Провести сбор")
    client, url = signed_in("svetlana"), f"/roadmaps/{city.roadmap_id}/adopt/"
    form = {"owner": house.school.pk, "title": "Карта", "rows": [first.line_id]}
    answer = client.post(url, form)
    assert answer.status_code == 422
    assert "напишите, почему остальные не принимаются" in answer.content.decode()
    assert client.post(url, {**form, "reason": "Сбор проводит город"}).status_code == 302


def test_change_is_accepted_with_own_words(house: House, signed_in: SignIn, city: Edition) -> None:
    roadmap = adopted_map(house, city)
    client = signed_in("svetlana")
    page = client.get(f"/roadmaps/{roadmap.pk}/above/").content.decode()
    assert "до 15 октября 2026 г." in page
    assert "октябрь 2026 г." in page
    url = f"/roadmaps/{roadmap.pk}/above/{city.measures.get().line_id}/"
    client.post(url, {"choosing": "1", "words_deadline": "до 10 октября 2026 г.", "accept": "1"})
    draft = roadmap.editions.get(state="draft")
    assert draft.measures.get().deadline == "до 10 октября 2026 г."
    assert (
        "Изменений, о которых надо решить, нет."
        in client.get(f"/roadmaps/{roadmap.pk}/above/").content.decode()
    )


def test_change_is_refused_with_a_reason(house: House, signed_in: SignIn, city: Edition) -> None:
    roadmap = adopted_map(house, city)
    client = signed_in("svetlana")
    url = f"/roadmaps/{roadmap.pk}/above/{city.measures.get().line_id}/"
    told = client.post(url, {"refuse": "1", "reason": ""}, follow=True).content.decode()
    assert "Напишите, почему изменение не принято" in told
    told = client.post(url, {"refuse": "1", "reason": "У нас другой срок"}, follow=True).content.decode()
    assert "ваша строка осталась прежней" in told
    assert not roadmap.editions.filter(state="draft").exists()


def test_copy_shows_deadlines_before_and_after(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Дорожная карта на 2026/2027 учебный год", "approved")
    client, url = signed_in("svetlana"), f"/roadmaps/{edition.roadmap_id}/copy/"
    page = client.get(url).content.decode()
    assert "до 15 октября 2026 г." in page
    assert "до 15 октября 2027 г." in page
    client.post(url, {"title": "Дорожная карта на 2027/2028 учебный год"})
    assert Roadmap.objects.get(copied_from=edition.roadmap).school_year == 2027


@pytest.fixture
def school(house: House) -> Edition:
    edition = roadmap_of(house.school, "Дорожная карта школы", "approved")
    with make.owning():
        occurrence = Occurrence.objects.create(line=edition.measures.get().line, to_date=date(2026, 10, 15))
        Duty.objects.create(occurrence=occurrence, organisation=house.school)
    return edition


def test_files_read_back(house: House, signed_in: SignIn, school: Edition) -> None:
    client, base = signed_in("svetlana"), f"/roadmaps/{school.roadmap_id}"
    plain = Document(BytesIO(client.get(f"{base}/roadmap.docx").content)).tables[-1]
    assert [cell.text for cell in plain.rows[-1].cells] == [
        "1.1",
        "Издать приказ о закреплении пар",
        "до 15 октября 2026 г.",
        "Куратор",
        "Приказ",
    ]
    report = Document(BytesIO(client.get(f"{base}/report.docx").content)).tables[-1]
    assert [cell.text for cell in report.rows[-1].cells][-3:] == ["Просрочено", "", ""]
    sheet = load_workbook(BytesIO(client.get(f"{base}/roadmap.xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][:4] == [
        "1 Подготовка условий",
        "1.1",
        "Издать приказ о закреплении пар",
        "до 15 октября 2026 г.",
    ]
    assert rows[1][8] == "Просрочено"


def test_tab_shows_terms_over_the_months(house: House, signed_in: SignIn, school: Edition) -> None:
    page = signed_in("svetlana").get(f"/roadmaps/{school.roadmap_id}/?tab=timeline").content.decode()
    assert "<svg" in page
    assert "timeline-bad" in page
    assert "Октябрь 2026" in page
    assert "до 15.10.2026" in page


def test_those_who_see_no_duties_see_the_terms(house: House, signed_in: SignIn, city: Edition) -> None:
    with make.owning():
        line = city.measures.get().line
        occurrence = Occurrence.objects.create(line=line, to_date=date(2026, 10, 15))
        Duty.objects.create(occurrence=occurrence, organisation=house.city)
    page = signed_in("boris").get(f"/roadmaps/{city.roadmap_id}/?tab=timeline").content.decode()
    assert "timeline-plain" in page
    assert "росрочено" not in page


def test_map_without_dates_says_so(house: House, signed_in: SignIn, city: Edition) -> None:
    page = signed_in("oleg").get(f"/roadmaps/{city.roadmap_id}/?tab=timeline").content.decode()
    assert "Дат пока нет." in page
