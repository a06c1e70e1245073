"""Loading a base in the browser: a right file, a spoilt one, and who is let in."""

import io
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nastavnik.journal.models import Entry
from nastavnik.mentoring.models import ImportRun, Need, Participation, Programme
from nastavnik.registry.models import Person
from nastavnik.rulebook.base_forms import HEADINGS_MENTEES, HEADINGS_MENTORS
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.sheets import DANYA, MARIA, VERA, sheet, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


@pytest.fixture
def svetlana(signed_in: SignIn) -> Client:
    return signed_in("svetlana")


def choose_url(programme: Programme, side: str = "mentee") -> str:
    return reverse("mentoring:base_import", args=[programme.pk, side])


def send(client: Client, programme: Programme, *rows: Any, side: str = "mentee") -> HttpResponse:
    file = xlsx([["База школы"], [], *sheet(side, *rows)])
    return client.post(choose_url(programme, side), {"file": file}, follow=True)


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def book_of(response: HttpResponse) -> list[tuple[Any, ...]]:
    assert response["Content-Disposition"].startswith("attachment")
    content = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [tuple(cell.value for cell in row) for row in content.iter_rows()]


def the_run() -> ImportRun:
    with make.owning():
        return ImportRun.objects.latest("pk")


def test_right_file_is_shown_then_written(svetlana: Client, programme: Programme) -> None:
    page = text(send(svetlana, programme, DANYA, VERA))
    assert "Ещё ничего не записано" in page
    assert "Соколова Вера Ильинична" in page
    assert "Загрузить: 1 новая, 1 изменённая" in page.replace("\u00a0", " ")
    with make.owning():
        assert Need.objects.count() == 0
    written = svetlana.post(reverse("mentoring:import_write", args=[the_run().pk]), follow=True)
    assert "«база.xlsx» загружен: 2 строки записано" in text(written).replace("\u00a0", " ")
    with make.owning():
        assert set(Need.objects.values_list("text", flat=True)) == {"Физика, ОГЭ", "робототехника"}


def test_same_file_again_has_nothing_to_write(svetlana: Client, programme: Programme) -> None:
    send(svetlana, programme, VERA)
    svetlana.post(reverse("mentoring:import_write", args=[the_run().pk]))
    page = text(send(svetlana, programme, VERA))
    assert "записывать нечего" in page
    assert "Без изменений" in page
    again = svetlana.post(reverse("mentoring:import_write", args=[the_run().pk]), follow=True)
    assert "загружать нечего" in text(again)


def test_spoilt_file_says_where_and_how_and_comes_back_with_remarks(
    svetlana: Client, programme: Programme
) -> None:
    page = text(send(svetlana, programme, DANYA, (2, "Соколова В. И.", "", "20O8", "химия")))
    assert "Строка 5, столбец D «Год рождения наставляемого»: «20O8» — не год. Впишите четыре цифры" in page
    assert "пока они не исправлены" in page
    assert '<button class="button button-primary" type="button" disabled>' in page
    written = svetlana.post(reverse("mentoring:import_write", args=[the_run().pk]), follow=True)
    assert "строки с ошибками" in text(written)
    with make.owning():
        assert Participation.objects.count() == 0
    rows = book_of(svetlana.get(reverse("mentoring:import_remarks", args=[the_run().pk])))
    assert rows[0] == (*HEADINGS_MENTEES, "Замечания")
    assert rows[1][:6] == (1, DANYA[1], DANYA[2], 2012, "Физика, ОГЭ", "10.09.2026")
    assert rows[1][-1] is None
    assert rows[2][3] == "20O8"
    assert rows[2][-1].startswith("Столбец B «ФИО наставляемого»: «Соколова В. И.» — инициалы")
    assert "Столбец D «Год рождения наставляемого»: «20O8» — не год. Впишите четыре цифры" in rows[2][-1]
    with make.owning():
        assert Entry.objects.get(verb="take_remarks").count == 2


def test_file_with_remarks_is_taken_when_mended(svetlana: Client, programme: Programme) -> None:
    send(svetlana, programme, (2, "Соколова В. И.", "", 2012, "химия"))
    rows = [
        list(row) for row in book_of(svetlana.get(reverse("mentoring:import_remarks", args=[the_run().pk])))
    ]
    rows[1][1] = "Соколова Вера Ильинична"
    page = text(svetlana.post(choose_url(programme), {"file": xlsx(rows)}, follow=True))
    assert "Загрузить: 1 новая" in page.replace("\u00a0", " ")
    again = book_of(svetlana.get(reverse("mentoring:import_remarks", args=[the_run().pk])))
    assert again[0].count("Замечания") == 1


def test_columns_that_are_not_read_are_named(svetlana: Client, programme: Programme) -> None:
    cells = sheet("mentee", VERA)
    cells[0].append("Любимый цвет")
    cells[1] = [*cells[1], *[""] * (13 - len(cells[1])), "зелёный"]
    page = text(svetlana.post(choose_url(programme), {"file": xlsx(cells)}, follow=True))
    assert "Любимый цвет" in page
    assert "столбец не читается" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "Это не таблица Excel"),
        (b"", "Приложите файл"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_the_form(
    svetlana: Client, programme: Programme, content: bytes, said: str
) -> None:
    file = io.BytesIO(content)
    file.name = "письмо.txt"
    response = svetlana.post(choose_url(programme), {"file": file} if content else {})
    assert response.status_code == 422
    assert said in text(response)
    assert "<title>Ошибка: " in text(response)


def test_base_of_the_other_side_is_refused_in_the_form(svetlana: Client, programme: Programme) -> None:
    response = send(svetlana, programme, MARIA, side="mentor")
    assert response.status_code == 200
    wrong = svetlana.post(choose_url(programme), {"file": xlsx(sheet("mentor", MARIA))})
    assert wrong.status_code == 422
    assert "это форма базы наставников" in text(wrong)


def test_discarded_file_shows_no_names(svetlana: Client, programme: Programme) -> None:
    send(svetlana, programme, VERA)
    at = [the_run().pk]
    page = text(svetlana.post(reverse("mentoring:import_discard", args=at), follow=True))
    assert "ничего не записано" in page
    assert "Соколова" not in text(svetlana.get(reverse("mentoring:import_view", args=at)))
    assert svetlana.get(reverse("mentoring:import_remarks", args=at)).status_code == 404


@pytest.mark.parametrize(("side", "headings"), [("mentee", HEADINGS_MENTEES), ("mentor", HEADINGS_MENTORS)])
def test_form_to_download_has_the_printed_headings(
    svetlana: Client, side: str, headings: tuple[str, ...]
) -> None:
    rows = book_of(svetlana.get(reverse("mentoring:base_template", args=[side])))
    assert rows[0] == headings
    assert rows[1][0] == "Пример"
    assert len(rows) == 2


def test_there_is_no_third_base(svetlana: Client, programme: Programme) -> None:
    assert svetlana.get(choose_url(programme, "guardian")).status_code == 404


@pytest.mark.parametrize(("login", "status"), [("nina", 403), ("tamara", 403), ("boris", 404), ("oleg", 403)])
def test_nobody_else_comes_to_the_bases(
    svetlana: Client, signed_in: SignIn, programme: Programme, login: str, status: int
) -> None:
    send(svetlana, programme, VERA)
    client, at = signed_in(login), [the_run().pk]
    for url in (
        choose_url(programme), reverse("mentoring:import_view", args=at), reverse("mentoring:import_remarks", args=at)
    ):  # fmt: skip
        assert client.get(url).status_code == status, url
    for name in ("import_write", "import_discard"):
        assert client.post(reverse(f"mentoring:{name}", args=at)).status_code == status
    with make.owning():
        assert not Person.objects.filter(last_name="Соколова").exists()
        assert the_run().state == ImportRun.State.CHECKED
