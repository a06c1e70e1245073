from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nastavnik.mentoring.models import Answer, Pair, Programme
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Consent, Guardian
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import state_of

pytestmark = [pytest.mark.django_db, pairing.in_october]


@pytest.fixture
def programme(house: House) -> Programme:
    made = pairing.programme(house.school)
    for person in (house.maria, house.pavel, house.danya):
        make.consent(person)
    pairing.mentor(made, house.maria)
    pairing.mentor(made, house.pavel, "robotics")
    pairing.mentee(made, house.danya)
    pairing.mentee(made, pairing.child(house.school, "Юдина Лиза Олеговна"), "robotics")
    return made


@pytest.fixture
def pairs(programme: Programme) -> list[Pair]:
    """Даня with Мария, Лиза with Павел; nobody has answered."""
    return pairing.approved_pairs(make.actor("svetlana"), programme)


def address(programme: Programme) -> str:
    return reverse("mentoring:agreement_edit", args=[programme.pk])


def page_of(client: Client, programme: Programme) -> str:
    response = client.get(address(programme))
    assert response.status_code == 200
    return response.content.decode()


def answer(pair: Pair, party: str) -> int:
    with make.owning():
        return Answer.objects.get(pair=pair, party=party).pk


def saved(client: Client, programme: Programme, said: dict[int, str], **more: object) -> HttpResponse:
    """Sends the form: what the page showed at first is «no answer» unless `more` says otherwise."""
    fields = {f"answer_{pk}": value for pk, value in said.items()}
    initial = {f"initial-answer_{pk}": "" for pk in said}
    return client.post(address(programme), {"answered_date": "12.10.2026", **initial, **fields, **more})


def test_everybody_who_is_asked_stands_in_the_list_by_name(
    pairs: list[Pair], programme: Programme, signed_in: SignIn
) -> None:
    text = page_of(signed_in("svetlana"), programme)
    for words in (
        "Зимин Даниил Олегович",
        "8 «А» класс",
        "Представитель наставляемого",
        "Зимина Анна Петровна",
        "Котова Мария Ивановна",
        "ещё никто не ответил",
        "15.10.2026",
        "Все согласны",
    ):
        assert words in text, words
    assert "Представитель наставника" not in text
    assert text.count("<select") == 6
    assert text.count('type="hidden" name="initial-answer_') == 6


def test_representative_without_a_name_is_told(
    pairs: list[Pair], programme: Programme, signed_in: SignIn
) -> None:
    with make.owning():
        Guardian.objects.all().delete()
    assert "имя не указано" in page_of(signed_in("svetlana"), programme)


def test_answers_are_saved_with_their_day(pairs: list[Pair], programme: Programme, signed_in: SignIn) -> None:
    client, (first, second) = signed_in("svetlana"), pairs
    said = {answer(first, party): "yes" for party in ("mentor", "mentee", "guardian")}
    response = saved(client, programme, said | {answer(second, "mentee"): "no"})
    assert response.status_code == 302
    assert (state_of(first), state_of(second)) == ("agreed", "declined")
    with make.owning():
        assert set(Answer.objects.exclude(value="").values_list("answered_date", flat=True)) == {
            date(2026, 10, 12)
        }
    text = page_of(client, programme)
    assert "Записано: 4\u00a0ответа." in text
    assert "Согласовано: 1\u00a0пара" in text
    assert "Отказ: 1\u00a0пара" in text
    assert "подготовить проект приказа" in text


def test_all_agree_in_the_chosen_pairs(pairs: list[Pair], programme: Programme, signed_in: SignIn) -> None:
    response = saved(signed_in("svetlana"), programme, {}, deed="agree", chosen=[pairs[0].pk])
    assert response.status_code == 302
    assert [state_of(pair) for pair in pairs] == ["agreed", "approved"]


def test_what_somebody_else_wrote_meanwhile_is_not_undone(
    pairs: list[Pair], programme: Programme, signed_in: SignIn
) -> None:
    """The page was opened when nobody had answered; then another person wrote the mentee's answer."""
    pairing.answer_all(make.actor("svetlana"), programme, "yes", pair=pairs[0], party="mentee")
    said = {answer(pairs[0], "mentor"): "yes", answer(pairs[0], "mentee"): ""}
    saved(signed_in("svetlana"), programme, said)
    with make.owning():
        assert set(Answer.objects.filter(pair=pairs[0]).values_list("party", "value")) == {
            ("mentor", "yes"),
            ("mentee", "yes"),
            ("guardian", ""),
        }


@pytest.mark.parametrize(
    ("day", "reason"),
    [("16.10.2026", "ещё не наступила"), ("31.02.2026", "Такой даты нет"), ("", "Заполните поле")],
)
def test_wrong_day_is_told_and_nothing_typed_is_lost(
    pairs: list[Pair], programme: Programme, signed_in: SignIn, day: str, reason: str
) -> None:
    said = {answer(pairs[0], "mentor"): "no"}
    response = saved(signed_in("svetlana"), programme, said, answered_date=day, chosen=[pairs[1].pk])
    text = response.content.decode()
    assert response.status_code == 422
    assert reason in text
    assert text.count('<option value="no" selected') == 1
    assert text.count(" checked ") == 1
    assert state_of(pairs[0]) == "approved"


@pytest.mark.parametrize(("login", "status"), [("boris", 404), ("nina", 403), ("tamara", 403), ("oleg", 403)])
def test_list_is_closed_to_others(
    pairs: list[Pair], programme: Programme, signed_in: SignIn, login: str, status: int
) -> None:
    client = signed_in(login)
    response = client.get(address(programme))
    assert response.status_code == status
    assert "Зимин" not in response.content.decode()
    assert saved(client, programme, {answer(pairs[0], "mentor"): "yes"}).status_code == status
    assert client.post(reverse("mentoring:order_draft", args=[programme.pk])).status_code == status
    with make.owning():
        assert not Answer.objects.exclude(value="").exists()
        assert not Paper.objects.exists()


def test_nobody_waits_is_told(programme: Programme, signed_in: SignIn) -> None:
    text = page_of(signed_in("svetlana"), programme)
    assert "Никто не ждёт согласия." in text
    assert "<select" not in text


def test_pair_in_an_order_leaves_the_list(pairs: list[Pair], programme: Programme, signed_in: SignIn) -> None:
    with make.owning():
        Pair.objects.filter(pk=pairs[0].pk).update(state="ordered")
    text = page_of(signed_in("svetlana"), programme)
    assert "Зимин" not in text
    assert "Юдина" in text


def test_refused_pair_leaves_the_list_once_the_mentee_is_in_another(
    pairs: list[Pair], programme: Programme, house: House, signed_in: SignIn
) -> None:
    svetlana, client = make.actor("svetlana"), signed_in("svetlana")
    pairing.answer_all(svetlana, programme, "no", pair=pairs[0], party="mentor")
    assert "Котова" in page_of(client, programme)
    pairing.mentor(programme, pairing.adult(house.school, "Орехова Дина Львовна"))
    pairing.approved_pairs(svetlana, programme)
    text = page_of(client, programme)
    assert "Котова" not in text
    assert "Орехова" in text


def test_agreed_pairs_become_a_draft_that_opens(
    pairs: list[Pair], programme: Programme, signed_in: SignIn
) -> None:
    pairing.answer_all(make.actor("svetlana"), programme)
    response = signed_in("svetlana").post(reverse("mentoring:order_draft", args=[programme.pk]))
    with make.owning():
        assert response["Location"] == reverse("papers:paper_view", args=[Paper.objects.get().pk])
    assert {state_of(pair) for pair in pairs} == {"ordered"}


def test_refused_draft_comes_back_to_the_list_with_the_reason(
    pairs: list[Pair], programme: Programme, house: House, signed_in: SignIn
) -> None:
    pairing.answer_all(make.actor("svetlana"), programme)
    with make.owning():
        Consent.objects.filter(person=house.danya).delete()
    client = signed_in("svetlana")
    response = client.post(reverse("mentoring:order_draft", args=[programme.pk]))
    assert response["Location"] == address(programme)
    assert "Проект приказа не подготовлен. Котова М. И. — Зимин Д. О." in page_of(client, programme)
    assert {state_of(pair) for pair in pairs} == {"agreed"}


def many(programme: Programme, house: House, number: int) -> None:
    """So many pairs more, made at once."""
    for place in range(number):
        letters = "".join("абвгдежзик"[int(digit)] for digit in f"{place:02}")
        pairing.mentee(programme, pairing.child(house.school, f"Детков{letters} Иван Петрович"), "chemistry")
    pairing.mentor(programme, pairing.adult(house.school, "Учителева Анна Петровна"), "chemistry", number)


def test_long_list_is_cut_into_pages(programme: Programme, house: House, signed_in: SignIn) -> None:
    many(programme, house, 51)
    pairing.approved_pairs(make.actor("svetlana"), programme)
    client = signed_in("svetlana")
    first, second = page_of(client, programme), client.get(address(programme), {"page": "2"}).content.decode()
    assert first.count('name="chosen"') == 50
    assert second.count('name="chosen"') == 3
    assert "Юдина" in second


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    programme: Programme,
    house: House,
    signed_in: SignIn,
    number: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    many(programme, house, number)
    pairing.approved_pairs(make.actor("svetlana"), programme)
    client = signed_in("svetlana")
    page_of(client, programme)
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 6):
        page_of(client, programme)


def test_curator_elsewhere_and_secretary_here_writes_no_answers(
    pairs: list[Pair], programme: Programme, house: House, signed_in: SignIn
) -> None:
    clerk = make.person(house.school, "Сычёв Роман Львович")
    make.account("roman", clerk, (Role.SECRETARY, house.school), (Role.CURATOR, house.gymnasium))
    client = signed_in("roman")
    assert client.get(address(programme)).status_code == 403
    assert client.post(reverse("mentoring:order_draft", args=[programme.pk])).status_code == 403
