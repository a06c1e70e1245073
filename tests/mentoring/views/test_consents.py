"""The page of consents by class, what is printed from it, and the suspended pair on its card."""

import itertools
from datetime import date
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from docx import Document

from nastavnik.access.models import Account, Grant
from nastavnik.journal.models import Entry
from nastavnik.mentoring.models import Pair, Programme
from nastavnik.registry.models import Consent, ConsentPolicy, Person
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october
from tests.papers.reading import lines_of

pytestmark = [pytest.mark.django_db, in_october]
LIST, BLANKS, UNRETURNED = "/consents/", "/consents/blanks.docx", "/consents/unreturned.docx"


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def names_in(page: str) -> set[str]:
    return {name for name in ("Зимин", "Котова", "Юдина", "Родник") if f">{name} " in page}


@pytest.fixture
def programme(house: House) -> Programme:
    """Даня of 8А lacks everything, Лиза of 9Б too, Мария has signed, Ким of 8А turns 14 soon."""
    programme = pairing.programme(house.school)
    pairing.mentee(programme, house.danya)
    lisa = make.person(house.school, "Юдина Лиза Олеговна", birth_date=date(2011, 1, 1), class_name="9 «Б»")
    pairing.mentee(programme, lisa)
    kim = make.person(house.school, "Родник Ким Ильич", birth_date=date(2012, 11, 1), class_name="8а класс")
    make.consent(kim)
    with make.owning():
        Consent.objects.filter(person=kim, signer="person").delete()
    pairing.mentee(programme, kim)
    pairing.mentor(programme, house.maria, capacity=3)
    make.consent(house.maria)
    return programme


@pytest.fixture
def svetlana(signed_in: SignIn, programme: Programme) -> Client:
    return signed_in("svetlana")


@pytest.fixture
def klavdia(signed_in: SignIn, house: House, programme: Programme) -> Client:
    """The class teacher of 8А."""
    teacher = make.person(house.school, "Классная Клавдия Юрьевна", post="учитель")
    account = make.account("klavdia", teacher, (Role.CLASS_TEACHER, house.school))
    with make.owning():
        Grant.objects.filter(account=Account.objects.get(pk=account.pk)).update(classes=["8А"])
    return signed_in("klavdia")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Зимин", "Котова", "Юдина", "Родник"}),
        ("?class=8А", {"Зимин", "Родник"}),
        ("?class=none", {"Котова"}),
        ("?consents=missing", {"Зимин", "Юдина"}),
        ("?consents=complete", {"Котова", "Родник"}),
        ("?consents=soon", {"Родник"}),
        ("?class=8А&consents=missing", {"Зимин"}),
        ("?q=лиза", {"Юдина"}),
    ],
)
def test_list_is_narrowed_by_class_and_by_what_is_lacking(
    svetlana: Client, query: str, names: set[str]
) -> None:
    assert names_in(text(svetlana.get(LIST + query))) == names


def test_list_says_what_is_lacking_and_what_comes(svetlana: Client) -> None:
    page = text(svetlana.get(LIST))
    assert "обработка персональных данных (представителя, участника)" in page
    assert "1 ноября 2026 исполнится 14 лет: нужна и его подпись." in page


def test_optional_consents_are_shown_only_where_the_school_asks(
    svetlana: Client, house: House, programme: Programme
) -> None:
    assert "фото- и видеосъёмка" not in text(svetlana.get(LIST))
    with make.owning():
        ConsentPolicy.objects.create(institution=house.school, asked=["image"])
    page = text(svetlana.get(LIST))
    assert "не возвращено: фото- и видеосъёмка (участника)" in page  # Мария has the demanded one
    assert names_in(text(svetlana.get(f"{LIST}?consents=unreturned"))) == {
        "Зимин", "Котова", "Юдина", "Родник",
    }  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    signed_in: SignIn, house: House, number: int, django_assert_num_queries
) -> None:
    programme = pairing.programme(house.school)
    for place in range(number):
        pairing.mentee(programme, make.person(house.school, f"Учеников{'а' * place} Иван", birth_year=2012))
    make.consent(house.danya)  # a pupil of no programme stands in the list too
    client = signed_in("svetlana")
    client.get(LIST)
    # Classes and programmes to choose from, people, their participations, consents, the school's settings.
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 6):
        page = text(client.get(LIST))
    assert page.count("не хватает</span>") == number + 2, "Мария and Павел, who were entered by hand"


def test_blanks_of_a_class_are_one_file(svetlana: Client, house: House) -> None:
    with make.owning():
        ConsentPolicy.objects.create(institution=house.school, asked=["image"], processor="ООО «Вектор»")
    response = svetlana.get(BLANKS, {"class": "8А"})
    assert "blank" not in response["Content-Disposition"]
    lines = lines_of(response.content)
    titles = [below for line, below in itertools.pairwise(lines) if line == "СОГЛАСИЕ"]
    assert titles == [
        "на обработку персональных данных",
        "на использование фотографий и видеозаписей",
        "на использование фотографий и видеозаписей",
    ]
    assert "Я, Зимина Анна Петровна," in lines
    assert "По поручению оператора данные обрабатывает: ООО «Вектор»." in lines
    assert not [line for line in lines if "Юдина" in line]
    with make.owning():
        assert Entry.objects.get(verb="print_blanks").count == 2


def test_blank_of_an_own_edition_is_printed(svetlana: Client, house: House) -> None:
    url = reverse("registry:edition_write", args=[house.school.pk, "processing"])
    form = {
        "purpose": "Наша цель.",
        "data_list": "Имя.",
        "deeds": "Хранение.",
        "term": "Год.",
        "withdrawal": "Письмом.",
    }
    assert svetlana.post(url, form).status_code == 302
    lines = lines_of(svetlana.get(BLANKS, {"q": "Зимин"}).content)
    assert "редакция 1" in lines
    assert "1. Цель. Наша цель." in lines


def test_nothing_to_print_is_said(svetlana: Client, house: House) -> None:
    page = text(svetlana.get(LIST, {"q": "Котова"}))
    assert "В этом списке все согласия есть." in page
    response = svetlana.get(BLANKS, {"q": "Котова"})
    assert response.status_code == 403
    assert "Печатать нечего" in text(response)


def test_list_of_those_who_did_not_return_goes_by_class(svetlana: Client) -> None:
    lines = lines_of(svetlana.get(UNRETURNED).content)
    assert [line for line in lines if line.startswith("Не возвращены")] == [
        "Не возвращены согласия: 8 «А» класс",
        "Не возвращены согласия: 9 «Б» класс",
        "Не возвращены согласия: без класса",
    ]
    assert "1 | Зимин Даниил Олегович | обработка персональных данных (представителя, участника) | □" in lines
    with make.owning():
        assert Entry.objects.get(verb="print_unreturned").count >= 3


def test_returned_sheets_are_marked_by_kind(svetlana: Client, house: House) -> None:
    with make.owning():
        ConsentPolicy.objects.create(institution=house.school, asked=["image"])
    chosen = svetlana.post(f"{LIST}?class=8А", {"deed": "returned", "chosen": [house.danya.pk]}, follow=True)
    assert "представителя на съёмку" in text(chosen)
    done = svetlana.post(
        chosen.redirect_chain[-1][0],
        {
            "people": [house.danya.pk],
            "kinds": ["processing"],
            "given_date": "10.09.2026",
            "kept_at": "папка 3",
        },
        follow=True,
    )
    assert done.redirect_chain == [(f"{LIST}?class=8%D0%90", 302)]
    assert "Записано: 2 подписи, 1 человек." in text(done)
    with make.owning():
        assert set(Consent.objects.filter(person=house.danya).values_list("kind", flat=True)) == {
            "processing"
        }


def test_ticked_blanks_are_of_those_alone(svetlana: Client, house: House) -> None:
    response = svetlana.post(LIST, {"deed": "blanks", "chosen": [house.danya.pk]}, follow=True)
    people = [one.text for one in Document(BytesIO(response.content)).paragraphs if one.text.startswith("Я,")]
    assert people == ["Я, Зимина Анна Петровна,"]


def test_class_teacher_sees_and_prints_only_the_own_class(
    klavdia: Client, house: House, programme: Programme
) -> None:
    assert names_in(text(klavdia.get(LIST))) == {"Зимин", "Родник"}
    lines = lines_of(klavdia.get(UNRETURNED).content)
    assert "Не возвращены согласия: 8 «А» класс" in lines
    assert not [line for line in lines if "Юдина" in line]
    card = text(klavdia.get(f"/people/{house.danya.pk}/"))
    assert "Записать" in card
    assert "Подтянуть физику" not in card
    assert "Отозвать" not in card
    form = {"signers": ["guardian"], "given_date": "10.09.2026"}
    url = reverse("registry:consent_record", args=[house.danya.pk, "processing"])
    assert klavdia.post(url, form).status_code == 302
    with make.owning():
        lisa = programme.participations.get(person__last_name="Юдина").person_id
    assert klavdia.get(reverse("registry:consent_record", args=[lisa, "processing"])).status_code == 404


def test_head_reads_and_prints_but_does_not_record(
    signed_in: SignIn, house: House, programme: Programme
) -> None:
    nina = signed_in("nina")
    assert "Согласия отмечает куратор" in text(nina.get(LIST))
    refused = nina.post(LIST, {"deed": "returned", "chosen": [house.danya.pk]}, follow=True)
    assert "Согласия отмечает куратор" in text(refused)
    assert nina.get(BLANKS).status_code == 200


def test_suspended_pair_is_resumed_from_its_card(
    svetlana: Client, house: House, programme: Programme
) -> None:
    make.consent(house.danya)
    pairing.agreed_pairs(make.actor("svetlana"), programme)
    url = reverse("registry:consent_withdraw", args=[house.danya.pk, "processing"])
    page = text(svetlana.get(url))
    assert "Пары участника сразу приостановятся" in page
    assert "К уничтожению" in page
    done = text(svetlana.post(url, {"withdrawn_date": "15.10.2026", "how": "post"}, follow=True))
    assert "Согласие отозвано с 15 октября 2026" in done
    assert "приостановлена" in done
    with make.owning():
        pair = Pair.objects.get(members__person=house.danya)
    card = f"/pairs/{pair.pk}/"
    page = text(svetlana.get(card))
    assert 'приостановлена</span> <span class="state-reason">с 15.10.2026, ждёт возобновления' in page
    assert "Снять одобрение" in page
    assert "Сначала запишите новое согласие." in page
    refused = text(svetlana.post(f"{card}resume/", follow=True))
    assert "не возобновлена" in refused
    form = {"signers": ["guardian", "person"], "given_date": "15.10.2026"}
    svetlana.post(reverse("registry:consent_record", args=[house.danya.pk, "processing"]), form)
    assert "возобновлена: теперь она согласована" in text(svetlana.post(f"{card}resume/", follow=True))


def test_approval_of_a_suspended_pair_is_taken_back_on_a_page(
    svetlana: Client, house: House, programme: Programme
) -> None:
    make.consent(house.danya)
    pair, *_ = pairing.agreed_pairs(make.actor("svetlana"), programme)
    with make.owning():
        Pair.objects.filter(pk=pair.pk).update(state="paused", paused_date="2026-10-14")
    assert "Снять одобрение с пары Котова М. И." in text(svetlana.get(f"/pairs/{pair.pk}/cancel/"))
    done = text(svetlana.post(f"/pairs/{pair.pk}/cancel/", follow=True))
    assert "снято" in done
    assert "отменена" in done


def test_record_that_waits_too_long_is_removed_by_surname(
    svetlana: Client, house: House, programme: Programme
) -> None:
    assert "Удалить запись" not in text(svetlana.get(LIST))
    with make.owning():
        Person.objects.filter(last_name="Юдина").update(created_at="2026-08-01T12:00:00+03:00")
    page = text(svetlana.get(f"{LIST}?consents=overdue"))
    assert names_in(page) == {"Юдина"}
    with make.owning():
        lisa = programme.participations.get(person__last_name="Юдина").person_id
    url = reverse("registry:person_remove", args=[lisa])
    assert url in page
    asked = text(svetlana.get(url))
    assert "Удалить запись: Юдина Лиза Олеговна?" in asked
    assert "Вернуть запись нельзя" in asked
    wrong = svetlana.post(url, {"surname": "Юдин"})
    assert wrong.status_code == 422
    assert "Впишите фамилию так, как она записана: Юдина." in text(wrong)
    assert "Запись удалена." in text(svetlana.post(url, {"surname": "юдина"}, follow=True))
    assert svetlana.get(f"/people/{lisa}/").status_code == 404
