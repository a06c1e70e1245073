from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.models import Pair, Programme
from nastavnik.papers.actions import register_paper, sign_order
from nastavnik.registry.models import Consent
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]
LIST = "/pairs/"


@pytest.fixture
def programme(house: House) -> Programme:
    """A pair of pupils, so that a label that hurts and the mentor's representative are there."""
    made = pairing.programme(house.school, form_id="pupil_pupil", role_model_id="pupil_pupil.leader_passive")
    pupil = pairing.child(house.school, "Юдина Лиза Олеговна", date(2010, 1, 1), class_name="10 «Б»")
    make.consent(pupil, "mentor_role")
    make.consent(house.danya)
    pairing.mentor(made, pupil)
    pairing.mentee(made, house.danya)
    return made


@pytest.fixture
def pair(programme: Programme) -> Pair:
    return pairing.approved_pairs(make.actor("svetlana"), programme)[0]


def card(pair: Pair) -> str:
    return reverse("mentoring:pair_view", args=[pair.pk])


def text_of(client: Client, url: str, **query: str) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def ordered(programme: Programme) -> None:
    svetlana = make.actor("svetlana")
    pairing.answer_all(svetlana, programme)
    with acting(svetlana):
        draft_pairs_order(by=svetlana, programme=programme)


def active(programme: Programme) -> None:
    ordered(programme)
    nina, tamara = make.actor("nina"), make.actor("tamara")
    with make.owning():
        paper = Pair.objects.get(programme=programme).paper
    with acting(nina):
        paper = sign_order(by=nina, paper=paper)
    with acting(tamara):
        register_paper(by=tamara, paper=paper, number="40-од", paper_date=date(2026, 10, 14))


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_pair_of_which_one_side_is_not_recorded_is_listed_and_says_what_to_do(
    pair: Pair, signed_in: SignIn, side: str
) -> None:
    with make.owning():
        pair.members.filter(side=side).delete()
    client = signed_in("svetlana")
    assert "не записан" in text_of(client, LIST)
    text = text_of(client, card(pair))
    assert "снимите одобрение и составьте её заново" in text
    cancelled = client.post(reverse("mentoring:pair_cancel", args=[pair.pk]), follow=True)
    assert cancelled.status_code == 200
    with make.owning():
        assert Pair.objects.get(pk=pair.pk).state == Pair.State.CANCELLED


def test_list_says_why_a_pair_does_not_act_yet(pair: Pair, programme: Programme, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    text = text_of(client, LIST)
    for words in ("Зимин Даниил Олегович", "Юдина Лиза Олеговна", "Шаг вперёд", "одобрена куратором"):
        assert words in text, words
    assert "ещё никто не ответил" in text
    pairing.answer_all(make.actor("svetlana"), programme, party="mentor")
    assert "нет ответа представителя наставника, наставляемого и представителя наставляемого" in text_of(
        client, LIST
    )
    pairing.answer_all(make.actor("svetlana"), programme, party__in=("mentor", "mentee", "guardian"))
    assert "нет ответа представителя наставника<" in text_of(client, LIST)
    pairing.answer_all(make.actor("svetlana"), programme)
    assert "нет приказа" in text_of(client, LIST)
    ordered(programme)
    assert "проект приказа ждёт подписи" in text_of(client, LIST)


def test_list_shows_the_order_of_an_active_pair(pair: Pair, programme: Programme, signed_in: SignIn) -> None:
    active(programme)
    text = text_of(signed_in("nina"), LIST)
    assert "№ 40-од от 14.10.2026" in text
    assert "с 14.10.2026" in text


def test_list_is_narrowed_by_state_programme_and_name(pair: Pair, house: House, signed_in: SignIn) -> None:
    client, other = signed_in("svetlana"), pairing.programme(house.school, "Другая программа")
    make.consent(house.maria)
    pairing.mentor(other, house.maria)
    pairing.mentee(other, pairing.child(house.school, "Якимов Глеб Ильич"))
    pairing.approved_pairs(make.actor("svetlana"), other)
    pairing.answer_all(make.actor("svetlana"), other)
    for query, seen, unseen in (
        ({"state": "agreed"}, "Якимов", "Зимин"),
        ({"state": "approved"}, "Зимин", "Якимов"),
        ({"programme": str(other.pk)}, "Якимов", "Зимин"),
        ({"q": "котова"}, "Якимов", "Зимин"),
        ({"q": "юдина лиза"}, "Зимин", "Якимов"),
    ):
        text = text_of(client, LIST, **query)
        assert f"{seen} " in text, query
        assert f"{unseen} " not in text, query
    assert "По этому отбору ничего нет." in text_of(client, LIST, state="completed")


def test_list_is_put_in_order_by_either_name(pair: Pair, house: House, signed_in: SignIn) -> None:
    other = pairing.programme(house.school, "Другая программа")
    make.consent(house.maria)
    pairing.mentor(other, house.maria)
    pairing.mentee(other, pairing.child(house.school, "Якимов Глеб Ильич"))
    pairing.approved_pairs(make.actor("svetlana"), other)
    client = signed_in("svetlana")
    by_mentee, by_mentor = text_of(client, LIST), text_of(client, LIST, sort="mentor")
    assert by_mentee.index("Зимин ") < by_mentee.index("Якимов ")
    assert by_mentor.index("Котова ") < by_mentor.index("Юдина ")


def test_list_without_pairs_shows_the_way(house: House, signed_in: SignIn) -> None:
    text = text_of(signed_in("svetlana"), LIST)
    assert "Пар пока нет." in text
    assert reverse("mentoring:programme_list") in text


@pytest.mark.parametrize(("login", "status"), [("tamara", 403), ("oleg", 403), ("irina", 403)])
def test_list_is_closed_to_others(pair: Pair, signed_in: SignIn, login: str, status: int) -> None:
    response = signed_in(login).get(LIST)
    assert response.status_code == status
    assert "Зимин" not in response.content.decode()


def test_curator_of_another_school_has_an_empty_list(pair: Pair, signed_in: SignIn) -> None:
    text = text_of(signed_in("boris"), LIST)
    assert "Пар пока нет." in text
    assert "Зимин" not in text


def many(house: House, number: int) -> None:
    made = pairing.programme(house.school, "Большая программа")
    for place in range(number):
        pairing.mentee(made, pairing.child(house.school, f"Детков{'абв'[place]} Иван Петрович"), "chemistry")
    pairing.mentor(made, pairing.adult(house.school, "Учителева Анна Петровна"), "chemistry", number)
    pairing.approved_pairs(make.actor("svetlana"), made)


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    house: House,
    signed_in: SignIn,
    number: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    many(house, number)
    client = signed_in("svetlana")
    client.get(LIST)
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 4):
        client.get(LIST)


def test_card_tells_everything_of_the_pair(pair: Pair, signed_in: SignIn) -> None:
    text = text_of(signed_in("svetlana"), card(pair))
    for words in (
        "Юдина Л. О. — Зимин Д. О.",
        "ученик – ученик · Шаг вперёд",
        "Даниил З.",
        "8 «А» класс",
        "Лиза Ю.",
        "Зимина Анна Петровна",
        "Юдина Анна Петровна",
        "Тема запроса — физика",
        "лидер – пассивный",
        "Чего не хватает",
        "Ещё никто не ответил.",
        "Внести ответы",
        "Одобрены пары",
        "Светлова С. П.",
    ):
        assert words in text, words


def test_head_sees_the_card_without_the_deeds_and_the_label_that_hurts(pair: Pair, signed_in: SignIn) -> None:
    text = text_of(signed_in("nina"), card(pair))
    assert "вовлечение в дела и интересы" in text
    assert "лидер – пассивный" not in text
    assert "Внести ответы" not in text
    assert "Ещё никто не ответил." in text


def test_card_says_which_consent_is_missing_and_where_to_mend_it(
    pair: Pair, house: House, signed_in: SignIn
) -> None:
    with make.owning():
        Consent.objects.filter(person=house.danya, signer="guardian").delete()
    text = text_of(signed_in("svetlana"), card(pair))
    assert "Зимин Д. О. — нет согласия родителя (законного представителя)" in text
    assert reverse("mentoring:person_view", args=[house.danya.pk]) in text


def test_card_leads_to_the_order_and_then_to_its_number(
    pair: Pair, programme: Programme, signed_in: SignIn
) -> None:
    client = signed_in("svetlana")
    pairing.answer_all(make.actor("svetlana"), programme)
    assert "Подготовить проект приказа" in text_of(client, card(pair))
    active(programme)
    text = text_of(client, card(pair))
    assert "№ 40-од от 14.10.2026" in text
    assert "Действует с" in text
    assert "14\u00a0октября\u00a02026" in text
    assert "Чего не хватает" not in text
    assert "Пары начали действовать" in text
    assert "Тихонова Т. Ю." in text


@pytest.mark.parametrize(
    ("login", "status"), [("boris", 404), ("tamara", 403), ("oleg", 403), ("irina", 403)]
)
def test_card_is_closed_to_others(pair: Pair, signed_in: SignIn, login: str, status: int) -> None:
    response = signed_in(login).get(card(pair))
    assert response.status_code == status
    assert "Зимин" not in response.content.decode()


def test_curator_elsewhere_and_secretary_here_sees_no_pairs(
    pair: Pair, house: House, signed_in: SignIn
) -> None:
    """Sight of the school's people comes from one grant, the right over pairs from another: they do not add
    up.
    """
    clerk = make.person(house.school, "Сычёв Роман Львович")
    make.account("roman", clerk, (Role.SECRETARY, house.school), (Role.CURATOR, house.gymnasium))
    client = signed_in("roman")
    assert client.get(card(pair)).status_code == 403
    assert "Зимин" not in text_of(client, LIST)
