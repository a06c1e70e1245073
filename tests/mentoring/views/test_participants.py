"""The list of participants, consents in bulk, the card and its corrections."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nastavnik.mentoring.models import Need, Offer, Programme
from nastavnik.registry.models import Consent
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]
LIST = "/participants/"
CONSENTS = "/participants/consents/"


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def programme(house: House) -> Programme:
    programme = pairing.programme(house.school)
    pairing.mentee(programme, house.danya)
    pairing.mentor(programme, house.maria, time_resource="1 час в неделю")
    make.consent(house.maria)
    return programme


@pytest.fixture
def svetlana(signed_in: SignIn, programme: Programme) -> Client:
    return signed_in("svetlana")


def test_list_shows_sides_and_what_is_missing(svetlana: Client) -> None:
    page = text(svetlana.get(LIST))
    assert "Зимин Даниил Олегович" in page
    assert "8 «А» класс" in page
    assert 'не хватает подписей</span> <span class="state-reason">представителя, участника' in page
    assert "2 участника" in page
    assert "Орлова" not in page  # the head takes no part


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?side=mentor", {"Котова"}),
        ("?consents=missing", {"Зимин"}),
        ("?consents=complete", {"Котова"}),
        ("?side=mentor&consents=missing", set()),
        ("?q=даниил зимин", {"Зимин"}),
        ("?q=ИВАНОВНА", {"Котова"}),
        ("?programme=0", {"Зимин", "Котова"}),
    ],
)
def test_list_is_narrowed(svetlana: Client, query: str, names: set[str]) -> None:
    page = text(svetlana.get(LIST + query))
    assert {name for name in ("Зимин", "Котова") if f">{name} " in page} == names


def test_search_takes_e_and_yo_for_one_letter(svetlana: Client, house: House, programme: Programme) -> None:
    pairing.mentee(programme, make.person(house.school, "Семёнов Пётр Ильич", birth_year=2012))
    for wish in ("семенов", "Семёнов петр"):
        assert "Семёнов Пётр Ильич" in text(svetlana.get(LIST, {"q": wish}))


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    signed_in: SignIn, house: House, number: int, django_assert_num_queries
) -> None:
    programme = pairing.programme(house.school)
    for place in range(number):
        pairing.mentee(programme, make.person(house.school, f"Учеников{'а' * place} Иван", birth_year=2012))
    client = signed_in("svetlana")
    client.get(LIST)
    # Programmes to choose from, people, their participations, their consents.
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 4):
        page = text(client.get(LIST))
    assert page.count("не хватает подписей</span>") == number


def test_consents_are_recorded_in_bulk(svetlana: Client, house: House) -> None:
    chosen = svetlana.post(
        LIST, {"deed": "consents", "chosen": [house.danya.pk, house.maria.pk]}, follow=True
    )
    page = text(chosen)
    assert "Зимин Даниил Олегович — подписи: представителя, участника" in page
    assert "Ещё у 1 человека из выбранных всё есть" in page
    url = chosen.redirect_chain[-1][0]
    late = svetlana.post(url, {"people": [house.danya.pk], "given_date": "16.10.2026", "kept_at": ""})
    assert late.status_code == 422
    assert "ещё не наступила" in text(late)
    done = svetlana.post(
        url, {"people": [house.danya.pk], "given_date": "10.09.2026", "kept_at": "папка 04-12"}, follow=True
    )
    assert "Записано: 2 подписи, 1 человек." in text(done)
    with make.owning():
        consents = Consent.objects.filter(person=house.danya)
        assert set(consents.values_list("signer", "given_date", "kept_at")) == {
            ("guardian", date(2026, 9, 10), "папка 04-12"),
            ("person", date(2026, 9, 10), "папка 04-12"),
        }


def test_consents_of_a_programme_lead_back_to_it(
    svetlana: Client, house: House, programme: Programme
) -> None:
    listed = f"{LIST}?programme={programme.pk}&consents=missing"
    chosen = svetlana.post(listed, {"deed": "consents", "chosen": [house.danya.pk]}, follow=True)
    done = svetlana.post(
        chosen.redirect_chain[-1][0], {"people": [house.danya.pk], "given_date": "10.09.2026"}, follow=True
    )
    assert done.redirect_chain == [(f"/programmes/{programme.pk}/", 302)]
    assert "Предложить пары" in text(done)


def test_consents_of_nobody_are_not_recorded(svetlana: Client, house: House) -> None:
    page = text(svetlana.get(CONSENTS, {"person": house.maria.pk}))
    assert "Записывать нечего" in page
    assert "disabled" in page
    url = f"{CONSENTS}?person={house.danya.pk}"
    response = svetlana.post(url, {"given_date": "10.09.2026"})
    assert "Отметьте хотя бы одного человека" in text(response)


def test_stranger_chosen_by_hand_is_left_out(svetlana: Client, house: House) -> None:
    strange = pairing.programme(house.gymnasium)
    pairing.mentee(strange, house.stranger_child)
    url = f"{CONSENTS}?person={house.stranger_child.pk}&person=все"
    assert "Чужов" not in text(svetlana.get(url))
    svetlana.post(url, {"people": [house.stranger_child.pk], "given_date": "10.09.2026"})
    with make.owning():
        assert not Consent.objects.filter(person=house.stranger_child).exists()


def test_card_says_who_it_is_and_what_is_missing(svetlana: Client, house: House) -> None:
    page = text(svetlana.get(f"/people/{house.danya.pk}/"))
    assert "наставляемый, 14 лет, 8 «А» класс" in page
    assert "Нет согласия родителя (законного представителя) на обработку персональных данных." in page
    assert "До согласия запрос лежит без движения" in page
    assert "Зимина Анна Петровна" in page
    assert "Подтянуть физику" in page
    assert "физика" in page
    assert f"{CONSENTS}?person={house.danya.pk}" in page
    mentor = text(svetlana.get(f"/people/{house.maria.pk}/"))
    assert "1 час в неделю" in mentor
    assert "согласия есть" in mentor


def test_card_names_pairs_and_events(svetlana: Client, house: House, programme: Programme) -> None:
    make.consent(house.danya)
    pairs = pairing.approved_pairs(make.actor("svetlana"), programme)
    page = text(svetlana.get(f"/people/{house.danya.pk}/"))
    assert f"/pairs/{pairs[0].pk}/" in page
    assert "Котова М. И. — Зимин Д. О." in page


def test_need_is_corrected(svetlana: Client, house: House) -> None:
    with make.owning():
        need = Need.objects.get()
    url = reverse("mentoring:need_edit", args=[need.pk])
    assert "Подтянуть физику" in text(svetlana.get(url))
    done = svetlana.post(url, {"text": "Химия к ОГЭ", "topics": ["chemistry", "exams"]}, follow=True)
    assert "Запрос уточнён." in text(done)
    with make.owning():
        assert Need.objects.values_list("text", "topics").get() == ("Химия к ОГЭ", ["chemistry", "exams"])


def test_offer_is_corrected_and_its_mistakes_stand_at_their_fields(svetlana: Client, house: House) -> None:
    with make.owning():
        offer = Offer.objects.get()
    url = reverse("mentoring:offer_edit", args=[offer.pk])
    filled = {
        "competences": "Физика",
        "topics": ["physics"],
        "age_from": "16",
        "age_to": "12",
        "capacity": "2",
    }
    wrong = svetlana.post(url, filled)
    assert wrong.status_code == 422
    assert "Возраст задан наоборот" in text(wrong)
    done = svetlana.post(url, filled | {"age_from": "12", "age_to": "16"}, follow=True)
    assert "уточнены" in text(done)
    with make.owning():
        assert Offer.objects.values_list("age_from", "age_to", "capacity").get() == (12, 16, 2)


@pytest.mark.parametrize(
    ("login", "statuses"),
    [
        ("nina", (200, 200, 403, 403, 403)),
        ("boris", (200, 404, 404, 404, 200)),
        ("tamara", (403, 403, 403, 403, 403)),
        ("oleg", (403, 403, 403, 403, 403)),
    ],
)
def test_each_role_opens_its_own_pages(
    signed_in: SignIn, programme: Programme, house: House, login: str, statuses: tuple[int, ...]
) -> None:
    client = signed_in(login)
    with make.owning():
        need, offer = Need.objects.get(), Offer.objects.get()
    urls = (
        LIST,
        f"/people/{house.danya.pk}/",
        f"/needs/{need.pk}/edit/",
        f"/offers/{offer.pk}/edit/",
        CONSENTS,
    )
    responses = [client.get(url) for url in urls]
    assert tuple(response.status_code for response in responses) == statuses
    shown = "".join(text(response) for response in responses)
    assert ("Зимин" in shown) is (login == "nina")


def test_head_can_not_record_consents(signed_in: SignIn, programme: Programme, house: House) -> None:
    nina = signed_in("nina")
    assert "Согласия отмечает куратор организации." in text(nina.get(LIST))
    nina.post(LIST, {"deed": "consents", "chosen": [house.danya.pk]})
    with make.owning():
        assert not Consent.objects.filter(person=house.danya).exists()
