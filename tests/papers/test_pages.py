"""Pages of papers: what each role finds at each address, and what a municipality never reads."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import Paper
from nastavnik.papers.moments import paper_registered
from nastavnik.papers.queries import names_of
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.papers.drafting import drafted, line, registered, signed
from tests.papers.reading import lines_of
from tests.papers.test_movement import act, happening, paper_in, stored  # noqa: F401  (a fixture among them)

pytestmark = pytest.mark.django_db

STAFF = ("nina", "svetlana", "tamara")
ABOVE = ("oleg", "irina")
EVERYBODY = (*STAFF, *ABOVE, "boris")
# Whatever a name of the order could be recognised by: beginnings of surnames and first names in any case.
NAMES = re.compile("Котов|Мари[яюи]|Зимин|Данил|Даниил|Левин|Светлов|8 «А»", re.IGNORECASE)


def at(name: str, paper: Paper) -> str:
    return reverse(f"papers:{name}", args=[paper.pk])


def html(response: Any) -> str:
    return response.content.decode()


def words(response: Any) -> str:
    """The text of a page without its marks and double spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html(response))).replace("\u00a0", " ")


def typed(page: Any, **changes: str) -> dict[str, str]:
    """What the browser would send from the form of a page."""
    form = page.context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return {name: str(value) for name, value in sent.items()} | changes


# Addresses × roles: 200 with the object in the text, or a refusal.


@pytest.mark.parametrize("login", EVERYBODY)
@pytest.mark.parametrize(
    ("name", "state", "who"),
    [
        ("paper_view", "draft", (*STAFF, *ABOVE)),
        ("paper_download", "draft", STAFF),
        ("paper_return", "draft", ("nina",)),
        ("paper_register", "signed", ("tamara",)),
        ("paper_discard", "draft", ("svetlana",)),
    ],
)
def test_page_is_open_to_its_roles_only(
    house: House, signed_in: SignIn, login: str, name: str, state: str, who: tuple[str, ...]
) -> None:
    paper = paper_in(house, state)
    response = signed_in(login).get(at(name, paper))
    if login in who:
        assert response.status_code == 200
        assert name == "paper_download" or paper.title in html(response)
    else:
        assert response.status_code in (403, 404)
        assert paper.title not in html(response)


@pytest.mark.parametrize("login", EVERYBODY)
def test_list_shows_papers_of_the_own_sight(house: House, signed_in: SignIn, login: str) -> None:
    paper = registered(house, "40-од")
    response = signed_in(login).get(reverse("papers:paper_list"))
    assert response.status_code == 200
    assert (paper.title in html(response)) is (login != "boris")
    assert ("40-од" in html(response)) is (login != "boris")


@pytest.mark.parametrize("name", ["paper_view", "paper_download", "paper_register", "paper_sign"])
def test_nobody_is_asked_to_sign_in(house: House, name: str) -> None:
    response = Client().get(at(name, drafted(house)))
    assert response.status_code == 302 and response.headers["Location"].startswith(reverse("access:sign_in"))


@pytest.mark.parametrize("login", [login for login in EVERYBODY if login != "nina"])
def test_others_can_not_press_the_heads_button(house: House, signed_in: SignIn, login: str) -> None:
    paper = drafted(house)
    assert signed_in(login).post(at("paper_sign", paper)).status_code in (403, 404)
    assert stored(paper).state == "draft"


# Requisites without names.


@pytest.mark.parametrize("login", ABOVE)
@pytest.mark.parametrize("state", ["draft", "returned", "signed", "registered"])
def test_those_above_see_requisites_and_no_name(
    house: House, signed_in: SignIn, login: str, state: str
) -> None:
    paper, client = paper_in(house, state), signed_in(login)
    card, listed = client.get(at("paper_view", paper)), client.get(reverse("papers:paper_list"))
    for page in (card, listed):
        assert page.status_code == 200
        assert NAMES.search(words(page)) is None
    assert "Школа № 5" in words(card) and "2026/2027" in words(card) and "Физика вместе" in words(card)
    assert stored(paper).get_state_display().lower() in words(card)
    assert "Исправьте период" not in words(card)


@pytest.mark.parametrize("login", ABOVE)
def test_those_above_can_not_send_the_sheet(house: House, signed_in: SignIn, login: str) -> None:
    paper = drafted(house)
    response = signed_in(login).post(at("paper_view", paper), {"title": "Чужой"})
    assert response.status_code == 403
    assert "только сотрудникам самой организации" in words(response)


@pytest.mark.parametrize("login", ABOVE)
def test_discarded_draft_is_not_shown_above(house: House, signed_in: SignIn, login: str) -> None:
    paper, client = paper_in(house, "discarded"), signed_in(login)
    assert client.get(at("paper_view", paper)).status_code == 404
    assert "Документов организаций пока нет" in words(client.get(reverse("papers:paper_list")))


# The list.


@pytest.mark.parametrize("login", ["svetlana", "oleg"])
@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    house: House, signed_in: SignIn, django_assert_num_queries: Any, login: str, rows: int
) -> None:
    for _ in range(rows):
        drafted(house)
    client = signed_in(login)
    client.get(reverse("papers:paper_list"))
    # Ten are the frame's (session, account, grants, the scope and its savepoints), one is the list itself.
    with django_assert_num_queries(11):
        response = client.get(reverse("papers:paper_list"))
    assert html(response).count("О закреплении наставнических пар (групп)") >= rows


def test_list_is_filtered_by_state_and_school_year(house: House, signed_in: SignIn) -> None:
    registered(house, "40-од")
    drafted(house)
    client, url = signed_in("svetlana"), reverse("papers:paper_list")
    assert "40-од" in words(client.get(url, {"state": "registered"}))
    assert "40-од" not in words(client.get(url, {"state": "draft"}))
    assert "40-од" in words(client.get(url, {"year": "2026"}))
    assert "По этому отбору ничего нет" in words(client.get(url, {"year": "2025"}))


@pytest.mark.parametrize("text", ["40-од", "40-ОД", "40 – од", "закреплении", "физика"])
def test_list_is_searched_by_number_title_and_programme(house: House, signed_in: SignIn, text: str) -> None:
    registered(house, "40-од")
    client, url = signed_in("oleg"), reverse("papers:paper_list")
    assert "Школа № 5" in words(client.get(url, {"q": text}))
    assert "По этому отбору ничего нет" in words(client.get(url, {"q": "41-од"}))


def test_empty_list_says_where_orders_come_from(house: House, signed_in: SignIn) -> None:
    page = words(signed_in("svetlana").get(reverse("papers:paper_list")))
    assert "Проект приказа готовится на странице программы" in page


# The sheet.


def test_curator_sees_the_sheet_with_fields(house: House, signed_in: SignIn) -> None:
    paper = drafted(house, control=house.pavel)
    page = signed_in("svetlana").get(at("paper_view", paper))
    for text in (
        "Управление образования г. Северогорска",
        "П Р И К А З",
        "ПРИКАЗЫВАЮ:",
        "С приказом ознакомлены:",
    ):
        assert text in words(page)
    for value in (
        "Котову Марию Ивановну",
        "учителя физики",
        "Зиминым Даниилом Олеговичем",
        "Левина Павла Андреевича",
    ):
        assert re.search(rf"<textarea[^>]*>\s*{value}</textarea>", html(page))
    assert "проект" in words(page) and "ждёт подписи руководителя" in words(page)


@pytest.mark.parametrize("login", ["nina", "tamara"])
def test_others_of_the_school_see_the_sheet_as_text_with_the_reason(
    house: House, signed_in: SignIn, login: str
) -> None:
    page = signed_in(login).get(at("paper_view", drafted(house)))
    assert "Котову Марию Ивановну, учителя физики" in words(page)
    assert 'name="title"' not in html(page)
    assert "Текст приказа правит куратор организации." in words(page)


def test_correction_on_the_sheet_is_printed(house: House, signed_in: SignIn) -> None:
    paper, client = drafted(house, control=house.pavel), signed_in("svetlana")
    page = client.get(at("paper_view", paper))
    with acting(make.actor("svetlana")):
        mentor = next(name for name in names_of(paper) if name.place == "mentor")
    sent = typed(
        page,
        **{f"printed_{mentor.pk}": "Котову М. И.", f"standing_{mentor.pk}": "учителя химии"},
        title="О закреплении\n пар",
        other_points="Вести журнал.\n\n  Хранить приказ. ",
        signer_post="И. о. директора",
        signer_name="С. П. Лисина",
    )
    answer = client.post(at("paper_view", paper), sent, follow=True)
    assert "Проект приказа исправлен." in words(answer)
    lines = lines_of(act("download", "svetlana", stored(paper)))
    assert any("Котову М. И., учителя химии" in text for text in lines)
    for text in (
        "О закреплении пар",
        "2. Вести журнал.",
        "3. Хранить приказ.",
        "И. о. директора | С. П. Лисина",
    ):
        assert text in lines


def test_sheet_with_an_error_loses_nothing(house: House, signed_in: SignIn) -> None:
    paper, client = drafted(house), signed_in("svetlana")
    sent = typed(client.get(at("paper_view", paper)), title="", signer_post="Заведующая")
    answer = client.post(at("paper_view", paper), sent)
    assert answer.status_code == 422
    assert "Заполните поле «Заголовок»" in words(answer) and 'value="Заведующая"' in html(answer)
    assert stored(paper).signer_post == "Директор"


def test_name_in_a_point_is_refused_at_its_field(house: House, signed_in: SignIn) -> None:
    paper, client = drafted(house), signed_in("svetlana")
    sent = typed(client.get(at("paper_view", paper)), other_points="Зимину посещать занятия.")
    answer = client.post(at("paper_view", paper), sent)
    assert answer.status_code == 422
    assert "other_points" in answer.context["form"].errors


def test_doubtful_name_is_marked_until_it_is_checked(house: House, signed_in: SignIn) -> None:
    somebody = make.person(house.school, "Ким Ли", birth_year=1990, post="инженер")
    paper, client = drafted(house, line(1, somebody, house.danya)), signed_in("svetlana")
    page = client.get(at("paper_view", paper))
    assert "Проверьте падеж: Ким Ли" in words(page)
    ticks = [name for name in page.context["form"].fields if name.startswith("checked_")]
    assert len(ticks) == 1
    client.post(at("paper_view", paper), typed(page, **{ticks[0]: "on"}))
    assert "Проверьте падеж" not in words(client.get(at("paper_view", paper)))


def test_mentor_of_two_pairs_is_edited_in_one_place(house: House, signed_in: SignIn) -> None:
    vera = make.person(
        house.school, "Осина Вера Павловна", birth_date=date(2012, 5, 5), gender="f", class_name="7"
    )
    paper = drafted(house, line(1, house.maria, house.danya), line(2, house.maria, vera))
    page = html(signed_in("svetlana").get(at("paper_view", paper)))
    assert len(re.findall(r"<textarea[^>]*>\s*Котову Марию Ивановну</textarea>", page)) == 1
    assert "Котову Марию Ивановну, учителя физики" in page


def test_cells_of_a_group_are_one_on_the_sheet(house: House, signed_in: SignIn) -> None:
    vera = make.person(
        house.school, "Осина Вера Павловна", birth_date=date(2012, 5, 5), gender="f", class_name="7"
    )
    paper = drafted(house, line(1, house.maria, house.danya), line(1, house.maria, vera))
    assert html(signed_in("svetlana").get(at("paper_view", paper))).count('rowspan="2"') == 4


def test_signed_sheet_is_locked_for_the_curator(house: House, signed_in: SignIn) -> None:
    paper, client = signed(house), signed_in("svetlana")
    page = client.get(at("paper_view", paper))
    assert 'name="title"' not in html(page) and "Приказ уже подписан." in words(page)
    client.post(at("paper_view", paper), {"title": "Другой"})
    assert stored(paper).title == "О закреплении наставнических пар (групп)"


@pytest.mark.parametrize(
    ("login", "state", "ready", "grey"),
    [
        ("svetlana", "draft", {"Отменить проект"}, {"Подписан": "Подписание отмечает руководитель"}),
        ("nina", "draft", {"Подписан", "Вернуть с замечанием"}, {}),
        ("tamara", "draft", set(), {"Подписан": "руководитель", "Зарегистрировать": "ещё не подписан"}),
        ("tamara", "signed", {"Зарегистрировать"}, {}),
        ("nina", "signed", {"Вернуть с замечанием"}, {"Зарегистрировать": "секретарь"}),
        ("svetlana", "draft", {"Обновить по базе"}, {}),
        ("nina", "returned", set(), {"Подписан": "возвращён с замечанием"}),
    ],
)  # fmt: skip
def test_refused_button_stays_grey_with_its_reason(
    house: House, signed_in: SignIn, login: str, state: str, ready: set[str], grey: dict[str, str]
) -> None:
    page = html(signed_in(login).get(at("paper_view", paper_in(house, state))))
    for label in ready | {"Скачать .docx"}:
        assert re.search(rf"<(a|button)[^>]*>{label}<", page)
        assert not re.search(rf"disabled>{label}<", page)
    for label, reason in grey.items():
        found = re.search(rf'disabled>{label}</button><span class="reason">([^<]+)<', page)
        assert found and reason in found[1]


@pytest.mark.parametrize("login", STAFF)
def test_registered_order_has_no_grey_buttons(house: House, signed_in: SignIn, login: str) -> None:
    page = html(signed_in(login).get(at("paper_view", registered(house))))
    for label in (
        "Подписан",
        "Вернуть с замечанием",
        "Зарегистрировать",
        "Обновить по базе",
        "Отменить проект",
    ):
        assert not re.search(rf"<(a|button)[^>]*>{label}<", page)


def test_head_signs_and_returns_with_a_remark(house: House, signed_in: SignIn) -> None:
    paper, nina = drafted(house), signed_in("nina")
    assert "Подписание отмечено" in words(nina.post(at("paper_sign", paper), follow=True))
    assert stored(paper).state == "signed"
    assert nina.post(at("paper_return", paper), {"remark": ""}).status_code == 422
    nina.post(at("paper_return", paper), {"remark": "Уточните период"})
    assert stored(paper).state == "returned"
    client = signed_in("svetlana")
    page = client.get(at("paper_view", paper))
    assert "Уточните период" in words(page)
    answer = client.post(at("paper_view", paper), typed(page), follow=True)
    assert "снова ждёт подписи руководителя" in words(answer)
    assert stored(paper).state == "draft"


def test_secretary_registers(house: House, signed_in: SignIn) -> None:
    paper, client = signed(house), signed_in("tamara")
    assert 'value="20.10.2026"' in html(client.get(at("paper_register", paper)))
    answer = client.post(
        at("paper_register", paper), {"number": "40-од", "paper_date": "15 октября 2026 г."}, follow=True
    )
    assert "Приказ № 40-од зарегистрирован. Он действует с 15 октября 2026." in words(answer)
    assert "Приказ № 40-од от 15.10.2026" in words(answer)
    assert "больше не меняется" in words(answer)


@pytest.mark.parametrize(
    ("number", "dated", "field"),
    [
        ("40-ОД", "16.10.2026", "number"),
        ("41-од", "21.10.2026", "paper_date"),
        ("41-од", "31.02.2026", "paper_date"),
    ],
)
def test_refused_registration_stands_at_its_field(
    house: House, signed_in: SignIn, number: str, dated: str, field: str
) -> None:
    registered(house, "40-од")
    paper = signed(house)
    answer = signed_in("tamara").post(at("paper_register", paper), {"number": number, "paper_date": dated})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert f'value="{number}"' in html(answer)
    assert stored(paper).state == "signed"


def test_reason_of_a_subscriber_is_shown_in_the_form(house: House, signed_in: SignIn, happening: Any) -> None:  # noqa: F811
    def refuse(*, by: Any, paper: Paper) -> None:
        raise Refused("У участника отозвано согласие: верните приказ куратору.")

    happening(paper_registered, refuse)
    paper = signed(house)
    answer = signed_in("tamara").post(
        at("paper_register", paper), {"number": "40-од", "paper_date": "15.10.2026"}
    )
    assert answer.status_code == 422 and "У участника отозвано согласие" in words(answer)
    assert (stored(paper).state, stored(paper).number) == ("signed", "")


def test_registration_of_a_draft_is_grey_and_refused(house: House, signed_in: SignIn) -> None:
    paper, client = drafted(house), signed_in("tamara")
    page = client.get(at("paper_register", paper))
    assert re.search(
        r"disabled>Зарегистрировать</button><span class=\"reason\">Проект ещё не подписан", html(page)
    )
    client.post(at("paper_register", paper), {"number": "40-од", "paper_date": "15.10.2026"})
    assert stored(paper).state == "draft"


def test_curator_discards_after_reading_what_follows(house: House, signed_in: SignIn) -> None:
    paper, client = drafted(house), signed_in("svetlana")
    assert "Пары из него снова станут согласованными" in words(client.get(at("paper_discard", paper)))
    assert "отменён" in words(client.post(at("paper_discard", paper), follow=True))
    assert stored(paper).state == "discarded"


def test_downloaded_file_has_a_russian_name_and_is_not_kept_by_the_browser(
    house: House, signed_in: SignIn
) -> None:
    paper, client = registered(house, "22/294"), signed_in("nina")
    answer = client.get(at("paper_download", paper))
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    assert "%D0%9F%D1%80%D0%B8%D0%BA%D0%B0%D0%B7%2022_294" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content == act("download", "nina", paper)


@pytest.mark.parametrize("pairs", [1, 10])
def test_sheet_costs_the_same_whatever_its_length(
    house: House, signed_in: SignIn, django_assert_num_queries: Any, pairs: int
) -> None:
    mentors = [
        make.person(house.school, f"Иванов{'а' * n} Пётр Ильич", birth_year=1980, gender="m")
        for n in range(pairs)
    ]
    paper = drafted(
        house, *(line(number, mentor, house.danya) for number, mentor in enumerate(mentors, start=1))
    )
    client = signed_in("svetlana")
    client.get(at("paper_view", paper))
    # Ten are the frame's; the paper is found for the card and for the sheet, then its names and its rows.
    with django_assert_num_queries(14):
        client.get(at("paper_view", paper))
