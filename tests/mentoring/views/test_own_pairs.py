"""«Моя пара»: what a mentor, a mentee and a representative see and answer, and what they never see."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.own_pairs import answer_own_pair
from nastavnik.mentoring.models import Answer, Pair, Participation, Programme
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House, give_cards
from tests.mentoring import pairing
from tests.mentoring.pairing import AROUND_A_PAGE, state_of

pytestmark = [pytest.mark.django_db, pairing.in_october]
PAGE = "mentoring:own_pair"


@pytest.fixture
def programme(house: House) -> Programme:
    give_cards(house)
    made = pairing.programme(house.school)
    make.consent(house.maria)
    make.consent(house.danya)
    pairing.mentor(made, house.maria)
    pairing.mentee(made, house.danya)
    return made


@pytest.fixture
def pair(programme: Programme) -> Pair:
    return pairing.approved_pairs(make.actor("svetlana"), programme)[0]


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").partition("<main")[2].split())


def agree(client: Client, pair: Pair) -> str:
    return text(client.post(reverse("mentoring:own_pair_agree", args=[pair.pk]), follow=True))


def refuse(client: Client, pair: Pair) -> str:
    return text(client.post(reverse("mentoring:own_pair_refuse", args=[pair.pk]), follow=True))


@pytest.mark.parametrize(
    ("login", "words"),
    [("maria", "Наставляемый: Даниил З., 8 «А» класс"), ("danya", "Наставник: Мария К., учитель физики")],
)
def test_member_sees_the_card_of_the_other_side_and_no_more(
    login: str, words: str, pair: Pair, signed_in: SignIn
) -> None:
    page = text(signed_in(login).get(reverse(PAGE)))
    for said in (words, "ждём вашего ответа", "«Шаг вперёд»", "Светлова Светлана Петровна", "Согласен"):
        assert said in page, said
    for hidden in ("Зимин Д", "Котова М", "Зимина Анна", "8 900", "2012"):
        assert hidden not in page, hidden


def test_representative_answers_for_her_child(pair: Pair, signed_in: SignIn) -> None:
    anna = signed_in("anna")
    assert "Вы отвечаете как представитель: Даниил З." in text(anna.get(reverse(PAGE)))
    assert "вы согласны" in agree(anna, pair)
    with make.owning():
        said = dict(Answer.objects.filter(pair=pair).values_list("party", "value"))
        entry = Entry.objects.get(verb="answer_own_pair")
    assert said == {"mentor": "", "mentee": "", "guardian": "yes"}
    assert entry.actor_person_id is None


def test_pair_is_agreed_when_all_three_have_said_yes(pair: Pair, signed_in: SignIn) -> None:
    for login in ("maria", "danya"):
        agree(signed_in(login), pair)
        assert state_of(pair) == "approved"
    assert "Куратор готовит приказ" in agree(signed_in("anna"), pair)
    assert state_of(pair) == "agreed"
    with make.owning():
        days = set(Answer.objects.filter(pair=pair).values_list("answered_date", flat=True))
    assert days == {pairing.NOW.date()}


@pytest.mark.parametrize("login", ["maria", "danya", "anna"])
def test_refusal_of_anybody_ends_the_pair_and_the_request_returns(
    login: str, pair: Pair, signed_in: SignIn
) -> None:
    client = signed_in(login)
    asked = text(client.get(reverse("mentoring:own_pair_refuse", args=[pair.pk])))
    assert "Причину объяснять не нужно" in asked and "не узнает, кто отказался" in asked
    assert "Ответ записан: пары не будет" in refuse(client, pair)
    assert state_of(pair) == "declined"
    with make.owning():
        returned = dict(Participation.objects.values_list("side", "returned_at"))
    assert returned["mentee"] == pairing.NOW and returned["mentor"] is None
    for other in ("maria", "danya", "anna"):
        page = text(signed_in(other).get(reverse(PAGE)))
        assert "Пары у вас пока нет." in page and "Светлова Светлана Петровна" in page
        assert "отказ" not in page.lower()


def test_one_may_change_his_mind_before_the_order(pair: Pair, signed_in: SignIn) -> None:
    maria = signed_in("maria")
    assert "вы согласились" in agree(maria, pair)
    assert "Передумали? Не согласен" in text(maria.get(reverse(PAGE)))
    refuse(maria, pair)
    assert state_of(pair) == "declined"


def test_pair_in_an_order_is_not_answered_any_more(
    programme: Programme, pair: Pair, signed_in: SignIn
) -> None:
    with make.owning():
        Pair.objects.filter(pk=pair.pk).update(state="ordered")
    maria = signed_in("maria")
    page = text(maria.get(reverse(PAGE)))
    assert "готовится приказ" in page and "скажите об этом куратору" in page and "Согласен" not in page
    assert "уже в приказе" in refuse(maria, pair)


@pytest.mark.parametrize("login", ["svetlana", "boris", "nina", "irina"])
def test_staff_answer_for_nobody_on_this_page(login: str, pair: Pair, signed_in: SignIn) -> None:
    assert signed_in(login).get(reverse(PAGE)).status_code == 403
    actor = make.actor(login)
    with acting(actor), pytest.raises(Denied):
        answer_own_pair(by=actor, pair=pair, value="yes")


def test_pair_of_others_is_not_found(house: House, pair: Pair, signed_in: SignIn) -> None:
    stranger = pairing.child(house.school, "Юдина Лиза Олеговна")
    from nastavnik.rulebook.roles import Role

    make.account("liza", stranger, (Role.MENTEE, house.school))
    liza = signed_in("liza")
    assert liza.get(reverse("mentoring:own_pair_refuse", args=[pair.pk])).status_code == 404
    assert liza.post(reverse("mentoring:own_pair_agree", args=[pair.pk])).status_code == 404


def test_grown_ups_representative_is_not_asked(house: House, signed_in: SignIn) -> None:
    with make.owning():
        house.danya.birth_date = house.danya.birth_date.replace(year=2000)  # type: ignore[union-attr]
        house.danya.save()
    give_cards(house)
    made = pairing.programme(house.school, "Взрослые")
    make.consent(house.maria)
    make.consent(house.danya)
    pairing.mentor(made, house.maria)
    pairing.mentee(made, house.danya)
    (pair,) = pairing.approved_pairs(make.actor("svetlana"), made)
    anna = make.actor("anna")
    with acting(anna), pytest.raises(Refused, match="не спрашивают"):
        answer_own_pair(by=anna, pair=Pair.objects.get(pk=pair.pk), value="yes")


@pytest.mark.parametrize(
    ("login", "own"),
    [("maria", {"mentor"}), ("danya", {"mentee", "guardian"}), ("anna", {"mentee", "guardian"})],
)
def test_answers_of_the_other_side_are_invisible_to_raw_sql(login: str, own: set[str], pair: Pair) -> None:
    pairing.answer_all(make.actor("svetlana"), pair.programme, "yes")
    with acting(make.actor(login)), connection.cursor() as cursor:
        cursor.execute("select party from mentoring_answer where pair_id = %s", [pair.pk])
        assert {row[0] for row in cursor.fetchall()} == own
        cursor.execute("update mentoring_answer set value = 'no' where pair_id = %s", [pair.pk])
        assert cursor.rowcount == 0
        cursor.execute("select count(*) from registry_person")
        assert cursor.fetchone()[0] == 1


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_for_one_pair_and_for_three(
    number: int, programme: Programme, house: House, signed_in: SignIn
) -> None:
    with make.owning():
        Participation.objects.get(side="mentor").offer.__class__.objects.update(capacity=3)
    for name in ("Юдина Лиза Олеговна", "Орлов Пётр Ильич")[: number - 1]:
        pairing.mentee(programme, pairing.child(house.school, name))
    assert len(pairing.approved_pairs(make.actor("svetlana"), programme)) == number
    maria = signed_in("maria")
    with assertNumQueries(AROUND_A_PAGE + 6):
        page = text(maria.get(reverse(PAGE)))
    assert page.count("ждём вашего ответа") == number


def test_desk_leads_to_the_pair_that_awaits_an_answer(pair: Pair, signed_in: SignIn) -> None:
    desk = text(signed_in("danya").get(reverse("desk:desk_view")))
    assert "Предложена пара: согласны ли вы" in desk and "Мария К." in desk
    agree(signed_in("danya"), pair)
    assert "Предложена пара" not in text(signed_in("danya").get(reverse("desk:desk_view")))
