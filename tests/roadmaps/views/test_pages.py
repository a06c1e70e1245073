"""Pages of road maps: the list, the page as in the document, the start, the editor."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nastavnik.roadmaps.models import Edition, Measure, Roadmap
from tests import factories as make
from tests.conftest import SignIn
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = pytest.mark.django_db
LIST = "/roadmaps/"


def html(response: Any) -> str:
    text: str = response.content.decode()
    return text.partition("<main")[2]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_maps(
    house: House, signed_in: SignIn, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        roadmap_of(house.school, f"Карта {number}", "approved")
    client = signed_in("svetlana")
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 5):
        assert "Карта 0" in html(client.get(LIST))


def test_list_is_narrowed_by_whose_level_year_and_archive(house: House, signed_in: SignIn) -> None:
    roadmap_of(house.city, "Городская", "approved")
    roadmap_of(house.school, "Школьная", "approved")
    old = roadmap_of(house.school, "Прошлая", "approved")
    with make.owning():
        Roadmap.objects.filter(pk=old.roadmap_id).update(is_archived=True, school_year=2025)
    client = signed_in("svetlana")

    def shown(query: str) -> set[str]:
        text = html(client.get(f"{LIST}?{query}"))
        return {word for word in ("Городская", "Школьная", "Прошлая") if word in text}

    assert shown("") == {"Городская", "Школьная"}
    assert shown("whose=own") == {"Школьная"}
    assert shown("whose=above") == {"Городская"}
    assert shown("whose=below") == set()
    assert shown("level=municipality") == {"Городская"}
    assert shown("archive=yes") == {"Прошлая"}
    assert shown("archive=yes&year=2026") == set()
    assert shown("q=город") == {"Городская"}


def test_page_shows_the_document_and_hides_a_draft_from_above(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная", "approved")
    url = reverse("roadmaps:roadmap_view", args=[edition.roadmap_id])
    with make.owning():
        edition.marks = [{"kind": "approve", "who": "Директор школы", "name": "Н. И. Орлова", "dated": ""}]
        edition.save()
        draft = Edition.objects.create(roadmap=edition.roadmap, number=2)
    text = html(signed_in("svetlana").get(url))
    for words in (
        "УТВЕРЖДАЮ",
        "Н. И. Орлова",
        "приказ № 41-ОД",
        "Подготовка условий",
        "до 15 октября 2026 г.",
    ):
        assert words in text
    assert "Готовится редакция 2" in text
    above = signed_in("oleg")
    assert "Готовится редакция" not in html(above.get(url))
    assert above.get(f"{url}?edition={draft.number}").status_code == 404
    assert signed_in("boris").get(url).status_code == 404


def test_page_tells_its_author_alone_what_looks_wrong(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная", "approved")
    url = reverse("roadmaps:roadmap_view", args=[edition.roadmap_id])
    author = signed_in("svetlana")
    assert "К карте есть" not in html(author.get(url)), "nothing is wrong"
    measure = edition.measures.get()
    with make.owning():
        draft = Edition.objects.create(roadmap=edition.roadmap, number=2)
        for title, deadline in (("Издать приказ", "до 31.02.2027"), ("Итоги", "по плану")):
            line = (
                measure.line
                if title == "Издать приказ"
                else type(measure.line).objects.create(roadmap=edition.roadmap)
            )
            Measure.objects.create(
                edition=draft,
                line=line,
                number="1.1",
                title=title,
                deadline=deadline,
                position=1,
                executors="Куратор",
            )
        wrong = draft.measures.get(title="Издать приказ")
    text = html(author.get(f"{url}?edition=2"))
    assert "такой даты нет: 31.02.2027" in text and "Номер 1.1 уже стоит выше" in text
    assert f'href="#m{wrong.pk}"' in text and f'id="m{wrong.pk}"' in text
    assert reverse("roadmaps:measure_edit", args=[wrong.pk]) in text
    with make.owning():
        Measure.objects.filter(pk=wrong.pk).update(dates=[[None, "2027-02-28"]])
    assert "такой даты нет" not in html(author.get(f"{url}?edition=2"))
    with make.owning():
        Measure.objects.filter(pk=measure.pk).update(executors="")
    assert "К карте есть" in html(author.get(url))
    assert "К карте есть" not in html(signed_in("oleg").get(url))


def test_map_is_started_from_nothing_and_from_a_template(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    assert "Взять образец" in html(client.get("/roadmaps/new/"))
    new = reverse("roadmaps:roadmap_new")
    values = {
        "owner": house.school.pk,
        "title": "Карта",
        "school_year": "",
        "from_date": "01.01.2026",
        "to_date": "",
    }
    response = client.post(new, values)
    assert response.status_code == 422 and "обе даты" in html(response) and "Карта" in html(response)
    response = client.post(new, values | {"to_date": "31.12.2028"})
    assert response.status_code == 302
    assert "Строк пока нет" in html(client.get(response.url))
    response = client.post(
        reverse("roadmaps:roadmap_from_template"),
        {"owner": house.school.pk, "template": "school", "school_year": 2026},
    )
    assert "до 30 октября 2026 г." in html(client.get(response.url))


def test_template_of_another_level_is_not_taken(house: House, signed_in: SignIn) -> None:
    response = signed_in("svetlana").post(
        reverse("roadmaps:roadmap_from_template"),
        {"owner": house.school.pk, "template": "region", "school_year": 2026},
    )
    assert response.status_code == 422
    assert not Roadmap.objects.exists()


def edited(client: Client, edition: Edition) -> str:
    return html(client.get(reverse("roadmaps:draft_edit", args=[edition.roadmap_id])))


def test_rows_are_written_in_the_editor_without_javascript(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная")
    client, pk = signed_in("svetlana"), edition.roadmap_id
    client.post(reverse("roadmaps:section_add", args=[pk]), {"title": "Базы", "number": ""})
    section = edition.sections.get(title="Базы")
    url = f"{reverse('roadmaps:measure_add', args=[pk])}?section={section.pk}"
    assert f'value="{section.pk}" selected' in html(client.get(url))
    values = {"section": section.pk, "title": "", "reach": "own", "deadline": "до 15 сентября 2026 г."}
    response = client.post(url, values)
    assert response.status_code == 422 and "до 15 сентября 2026 г." in html(response)
    client.post(url, values | {"title": "Собрать базу наставляемых"})
    row = edition.measures.get(title__startswith="Собрать")
    assert row.section == section
    client.post(reverse("roadmaps:measure_move", args=[row.pk, "up"]))
    assert Measure.objects.get(pk=row.pk).section_id != section.pk
    url = reverse("roadmaps:measure_edit", args=[row.pk])
    client.post(url, values | {"title": "Собрать базы", "number": "2.7"})
    text = edited(client, edition)
    assert "Собрать базы" in text and "2.7" in text
    renumber = reverse("roadmaps:draft_renumber", args=[pk])
    assert "<td>2.7</td>" in html(client.get(renumber))
    client.post(renumber)
    assert Measure.objects.get(pk=row.pk).number == "2.1"
    client.post(
        reverse("roadmaps:draft_order", args=[pk]), {"order": f"s{section.pk},m{row.pk}", "moved": "x"}
    )
    client.post(reverse("roadmaps:section_remove", args=[section.pk]))
    client.post(reverse("roadmaps:measure_remove", args=[row.pk]))
    assert "Собрать базы" not in edited(client, edition)


def test_editor_is_closed_to_others_and_gone_after_approval(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная")
    url = reverse("roadmaps:draft_edit", args=[edition.roadmap_id])
    assert signed_in("nina").get(url).status_code == 403
    assert signed_in("oleg").get(url).status_code in (403, 404)
    with make.owning():
        Edition.objects.update(state="approved")
    client = signed_in("svetlana")
    assert client.get(url).status_code == 404
    row = edition.measures.get()
    assert client.get(reverse("roadmaps:measure_edit", args=[row.pk])).status_code == 403


def test_draft_is_discarded_with_its_consequences_said(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная")
    client, url = signed_in("svetlana"), reverse("roadmaps:draft_discard", args=[edition.roadmap_id])
    assert "исчезнет целиком" in html(client.get(url))
    assert client.post(url).url == LIST
    assert not Roadmap.objects.exists()


def test_dates_are_given_where_the_text_does_not_tell(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная")
    client, row = signed_in("svetlana"), edition.measures.get()
    assert "✓ до 15 октября 2026 г." in edited(client, edition)
    url = reverse("roadmaps:measure_edit", args=[row.pk])
    assert 'name="dates" value=' not in html(client.get(url))
    values = {
        "section": row.section_id,
        "title": row.title,
        "deadline": "по отдельному графику",
        "reach": "own",
    }
    client.post(url, values)
    assert "Указать дату" in edited(client, edition)
    response = client.post(url, values | {"dates": "когда-нибудь"})
    assert response.status_code == 422 and "Не удалось понять даты" in html(response)
    client.post(url, values | {"dates": "до 01.12.2026; с 01.02.2027 по 20.02.2027"})
    row.refresh_from_db()
    assert row.dates == [[None, "2026-12-01"], ["2027-02-01", "2027-02-20"]]
    assert "даты указаны: до 1 декабря 2026 г." in edited(client, edition)
    assert "до 1 декабря 2026 г.; с 1 по 20 февраля 2027 г." in html(client.get(url))


def test_deadline_is_read_while_it_is_typed(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная")
    url = reverse("roadmaps:deadline_read", args=[edition.roadmap_id])
    client = signed_in("svetlana")
    assert "✓" in client.get(url, {"deadline": "октябрь"}).content.decode()
    assert "нужна дата" in client.get(url, {"deadline": "по мере необходимости"}).content.decode()


def test_map_is_approved_and_the_next_edition_compared(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная")
    client, pk = signed_in("svetlana"), edition.roadmap_id
    url = reverse("roadmaps:edition_approve", args=[pk])
    text = html(client.get(url))
    assert "Утверждённая редакция больше не меняется" in text and "Н. И. Орлова" in text
    response = client.post(url, {"order_number": "41-ОД", "order_date": ""})
    assert response.status_code == 422 and "и номер, и дату" in html(response)
    response = client.post(
        url, {"order_number": "41-ОД", "order_date": "30.08.2025", "kind_1": "approve", "who_1": "Директор"}
    )
    assert "приказ № 41-ОД от 30.08.2025" in html(client.get(response.url))
    client.post(reverse("roadmaps:edition_begin", args=[pk]))
    assert "Проект редакции 2" in edited(client, edition)
    changes = reverse("roadmaps:edition_changes", args=[pk, 2])
    assert "Строки не изменились" in html(client.get(changes))
    assert signed_in("oleg").get(changes).status_code == 404
    assert "Что изменилось" in html(client.get(f"/roadmaps/{pk}/?tab=editions"))
