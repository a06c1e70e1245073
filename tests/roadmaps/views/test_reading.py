"""A document brought, mended beside its measures, kept as a draft."""

import io
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nastavnik.kit.documents import MAX_BYTES
from nastavnik.roadmaps.models import Edition, Roadmap, SourceFile
from nastavnik.rulebook.numbers import counted
from tests import factories as make
from tests.conftest import SignIn
from tests.house.scene_of_roadmaps import PASTED
from tests.house_of_people import House

REMARKS = ("замечание", "замечания", "замечаний")
pytestmark = pytest.mark.django_db
READ = "/roadmaps/new/file/"


def html(response: Any) -> str:
    text: str = response.content.decode()
    return text.partition("<main")[2]


def word_file() -> bytes:
    """The pasted road map as a real .docx."""
    made, lines = docx.Document(), PASTED.strip().split("\n")
    made.add_paragraph(lines[0])
    table = made.add_table(rows=0, cols=5)
    for line in lines[2:]:
        cells = table.add_row().cells
        for place, text in enumerate(line.split("\t")[:5]):
            cells[place].text = text
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def brought(client: Client, house: House) -> SourceFile:
    response = client.post(READ, {"owner": house.school.pk, "text": PASTED})
    assert response.status_code == 302, html(response)
    with make.owning():
        return SourceFile.objects.get()


def page_of(source: SourceFile) -> str:
    return reverse("roadmaps:source_mend", args=[source.pk])


def test_pasted_map_is_mended_and_becomes_a_draft(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    source = brought(client, house)
    text = html(client.get(page_of(source)))
    assert 'id="d1-3"' in text and "Издать приказ о составе рабочей группы" in text
    left = text.count("Принять как есть</button>")
    assert left >= 4 and f"Осталось: {counted(left, REMARKS)}" in text
    response = client.post(
        page_of(source),
        {"do": "save", "r3-number": "1.3", "r3-deadline": "март 2026 г.", "title": "Дорожная карта школы"},
    )
    assert response.status_code == 302
    response = client.post(page_of(source), {"do": "accept:r3:result_absent:result"})
    assert response.url.endswith("#r3")
    text = html(client.get(page_of(source)))
    assert text.count("Принять как есть</button>") == left - 3 and "март 2026 г." in text
    response = client.post(page_of(source), {"do": "keep"})
    edition = Edition.objects.select_related("roadmap").get()
    assert response.url == reverse("roadmaps:draft_edit", args=[edition.roadmap_id])
    assert (edition.roadmap.title, edition.roadmap.school_year) == ("Дорожная карта школы", 2025)
    rows = [(str(row.section), row.number, row.deadline) for row in edition.measures.all()]
    assert rows[2] == ("1 Подготовка условий", "1.3", "март 2026 г.")
    assert client.get(page_of(source)).status_code == 302, "the reading leads on to the draft"
    card = html(client.get(f"/roadmaps/{edition.roadmap_id}/"))
    assert "Скачать исходный файл" in card
    download = client.get(reverse("roadmaps:source_download", args=[source.pk]))
    assert download.content.decode() == PASTED


def test_nothing_typed_is_lost_when_it_can_not_be_kept(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    source = brought(client, house)
    response = client.post(page_of(source), {"do": "keep", "r1-title": "", "r2-result": "Новый результат"})
    assert response.status_code == 422
    assert "Есть строки без мероприятия" in html(response) and "Новый результат" in html(response)
    response = client.post(page_of(source), {"do": "save", "order_date": "31.02.2025", "r1-title": "Приказ"})
    assert response.status_code == 422 and "такой даты нет" in html(response)
    client.post(page_of(source), {"do": "save", "title": ""})
    response = client.post(page_of(source), {"do": "keep"})
    assert response.status_code == 422 and "Впишите название" in html(response)
    assert "Новый результат" in html(client.get(page_of(source)))
    assert not Roadmap.objects.exists()


def test_rows_are_added_and_removed(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    source = brought(client, house)
    assert client.post(page_of(source), {"do": "add:r1"}).url.endswith("#r4")
    client.post(page_of(source), {"do": "remove:r2", "r4-title": "Добавленное мероприятие"})
    text = html(client.get(page_of(source)))
    assert "Добавленное мероприятие" in text and 'id="r2"' not in text


def test_sections_are_added_named_moved_with_their_rows_and_taken_away(
    house: House, signed_in: SignIn
) -> None:
    client = signed_in("svetlana")
    source = brought(client, house)
    added = client.post(page_of(source), {"do": "section:"})
    assert added.url.endswith("?sections=open#s2")
    assert "Убрать раздел" in html(client.get(added.url))
    refused = client.post(page_of(source), {"do": "keep"})
    assert refused.status_code == 422 and "У раздела нет названия" in html(refused)
    named = {"s2-number": "2", "s2-title": "Итоги", "r1-section": "s2", "do": "up:s2"}
    assert client.post(page_of(source), named).status_code == 302
    with make.owning():
        source.refresh_from_db()
    assert [one["title"] for one in source.mended["sections"]][:1] == ["Итоги"]
    assert [row["key"] for row in source.mended["rows"]] == ["r1", "r2", "r3"]
    client.post(page_of(source), {"do": "unsection:s2"})
    with make.owning():
        source.refresh_from_db()
    assert [one["key"] for one in source.mended["sections"]] == ["s1"]
    assert source.mended["rows"][0]["section"] == ""


def test_row_is_kept_while_it_is_typed(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    source = brought(client, house)
    url = reverse("roadmaps:row_mend", args=[source.pk, 3])
    text = client.post(url, {"r3-deadline": "до 02.03.2026"}).content.decode()
    assert "✓ до 2 марта 2026 г." in text and "hx-swap-oob" in text
    assert "до 02.03.2026" in html(client.get(page_of(source)))


def test_word_file_is_read_and_given_back(house: House, signed_in: SignIn) -> None:
    client, content = signed_in("svetlana"), word_file()
    client.post(READ, {"owner": house.school.pk, "file": SimpleUploadedFile("Карта.docx", content)})
    with make.owning():
        source = SourceFile.objects.get()
    assert len(source.mended["rows"]) == 3
    assert client.get(reverse("roadmaps:source_download", args=[source.pk])).content == content
    assert "Карта.docx" in html(client.get("/roadmaps/new/"))
    client.post(reverse("roadmaps:source_drop", args=[source.pk]))
    assert "Карта.docx" not in html(client.get("/roadmaps/new/"))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Выберите файл или вставьте текст"),
        ({"file": SimpleUploadedFile("карта.docx", b"PK\x03\x04 broken")}, "поврежд"),
        ({"file": SimpleUploadedFile("карта.pdf", b"")}, "Файл пуст"),
        ({"text": "Просто письмо без таблицы"}, "не нашлось дорожной карты"),
        (
            {"text": "№\tМероприятие\tРезультат\n1\tИздать приказ\tПриказ\n2\tСобрать базу\tБаза"},
            "столбца со сроками",
        ),
    ],
)
def test_bad_input_is_told_in_a_sentence(house: House, signed_in: SignIn, sent: Any, words: str) -> None:
    response = signed_in("svetlana").post(READ, {"owner": house.school.pk, **sent})
    assert response.status_code == 422
    assert words in html(response).replace("Повреж", "поврежд"), html(response)[:3000]
    assert sent.get("text", "") in html(response)


def test_file_over_the_limit_is_not_read(house: House, signed_in: SignIn) -> None:
    huge = SimpleUploadedFile("карта.docx", b"0" * (MAX_BYTES + 1))
    response = signed_in("svetlana").post(READ, {"owner": house.school.pk, "file": huge})
    assert response.status_code == 422 and "больше 25 МБ" in html(response)


def test_reading_is_for_those_who_prepare_the_map(house: House, signed_in: SignIn) -> None:
    source = brought(signed_in("svetlana"), house)
    for login in ("oleg", "nina", "boris"):
        assert signed_in(login).get(page_of(source)).status_code in (403, 404)
