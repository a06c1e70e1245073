"""Pages of the register: by hand, many dates at once, representatives, certificates, special categories, the card."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from nastavnik.journal.models import Entry
from nastavnik.mentoring.models import Need, Participation
from nastavnik.registry.models import Guardian, OutsiderCheck, Partner, Person, SpecialMark
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


@pytest.fixture
def svetlana(signed_in: SignIn) -> Client:
    return signed_in("svetlana")


def said(response: HttpResponse) -> str:
    return text_of(response).replace("\u00a0", " ")


def card(person: Person) -> str:
    return f"/people/{person.pk}/"


def made_id(response: HttpResponse) -> str:
    """The key of the person on whose card one has landed."""
    return response.redirect_chain[-1][0].strip("/").rpartition("/")[2]  # type: ignore[attr-defined]


def by_hand(house: House, **values: object) -> dict[str, object]:
    return {
        "institution": house.school.pk, "last_name": "Лугова", "first_name": "Анна", "middle_name": "Ильинична",
        "birth_year": "2013", "class_name": "7 «Б»", "guardian_name": "Лугов Илья Петрович", "guardian_relation": "father",
        "guardian_phone": "8 800 000-00-04",
    } | values  # fmt: skip


def test_participant_is_entered_by_hand_and_then_takes_part(house: House, svetlana: Client) -> None:
    done = svetlana.post("/people/new/", by_hand(house), follow=True)
    assert "Лугова Анна Ильинична: внесено. Дальше — согласие, потом программа." in said(done)
    assert "Лугов Илья Петрович отец 8 800 000-00-04" in said(done)
    assert "Известен только год рождения: уточните дату." in said(done)
    assert "не хватает согласий" in said(done)
    assert f"/participants/consents/?person={made_id(done)}" in links_of(done)
    with make.owning():
        anna = Person.objects.get(last_name="Лугова")
    url = f"/people/{anna.pk}/enrol/"
    assert url not in links_of(done), "there is no programme yet"
    assert "сначала откройте программу" in said(done)
    work = pairing.programme(house.school, "Физика вместе")
    assert url in links_of(svetlana.get(card(anna)))
    wish = {"programme": work.pk, "side": "mentee", "words": "Физика", "entered_date": "15.10.2026"}
    early = svetlana.post(url, wish)
    assert early.status_code == 422
    assert "Сначала запишите согласие" in said(early)
    make.consent(anna)
    done = svetlana.post(url, wish, follow=True)
    assert "Лугова Анна Ильинична: участник программы «Физика вместе»." in said(done)
    with make.owning():
        assert Need.objects.get(person=anna).text == "Физика"
        assert Participation.objects.get(person=anna).entered_date == date(2026, 10, 15)
    assert svetlana.get(url).status_code == 403
    assert url not in links_of(done), "she takes part in the only one"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (
            {"last_name": "Зимин", "first_name": "Даниил", "middle_name": "Олегович", "birth_year": "2012"},
            "уже есть",
        ),
        ({"guardian_name": ""}, "чей это контакт"),
        ({"guardian_name": "мама"}, "Вписано одно слово"),
        ({"birth_year": "1013"}, "Такого года рождения быть не может"),
        ({"guardian_email": "нет"}, "Проверьте адрес"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_entered(
    house: House, svetlana: Client, values: dict[str, str], says: str
) -> None:
    response = svetlana.post("/people/new/", by_hand(house, **values))
    assert response.status_code == 422
    assert says in said(response)
    assert "8 800 000-00-04" in response.content.decode()
    with make.owning():
        assert not Person.objects.filter(class_name="7 «Б»").exists()


def test_everybody_is_listed_whether_in_a_programme_or_not(house: House, svetlana: Client) -> None:
    text = said(svetlana.get("/people/"))
    assert all(
        name in text for name in ("Зимин Даниил Олегович", "Котова Мария Ивановна", "Орлова Нина Ивановна")
    )
    assert "Чужов" not in text
    make.person(house.school, "Полевой Пётр Ильич", birth_year=2012)
    assert "1 человек" in said(svetlana.get("/people/?who=year"))
    assert "1 человек" in said(svetlana.get("/people/?q=зимин"))


@pytest.mark.parametrize("more", [0, 2])
def test_list_of_people_costs_the_same_whatever_its_length(
    house: House, svetlana: Client, django_assert_num_queries, more: int
) -> None:
    for number in range(more):
        make.person(house.school, f"Лугов Пётр {number}")
    with django_assert_num_queries(11):  # 1 of the list
        svetlana.get("/people/")


def test_many_dates_are_made_precise_on_one_page(house: House, svetlana: Client) -> None:
    people = [
        make.person(house.school, f"Лугов Пётр {name}", birth_year=2012, class_name="8")
        for name in ("Ильич", "Юрьевич")
    ]
    page = said(svetlana.get("/people/births/"))
    assert "Не хватает дат: 2 человека." in page
    assert "8, известен 2012 год" in page
    wrong = svetlana.post("/people/births/", {f"birth_{people[0].pk}": "01.02.2013"})
    assert wrong.status_code == 422
    assert "Записан 2012 год" in said(wrong)
    done = svetlana.post("/people/births/", {f"birth_{people[0].pk}": "01.02.2012"}, follow=True)
    assert "Записаны даты рождения: 1 человек. Осталось уточнить: 1 человек." in said(done)
    last = svetlana.post("/people/births/", {f"birth_{people[1].pk}": "02.02.2012"}, follow=True)
    assert "Уточнять больше нечего." in said(last)
    with make.owning():
        assert not Person.objects.filter(birth_year=2012, birth_date=None).exists()


def test_year_alone_is_a_filter_of_the_participants(house: House, svetlana: Client) -> None:
    work = pairing.programme(house.school, "Физика вместе")
    pairing.mentee(work, house.danya)
    pairing.mentee(work, make.person(house.school, "Полевой Пётр Ильич", birth_year=2012))
    text = said(svetlana.get("/participants/?birth=year"))
    assert "1 участник" in text
    assert "Полевой Пётр Ильич" in text
    assert "/people/births/" in links_of(svetlana.get("/participants/"))


def test_representative_is_added_corrected_and_removed(house: House, svetlana: Client) -> None:
    add = f"/people/{house.danya.pk}/guardians/new/"
    assert add in links_of(svetlana.get(card(house.danya)))
    done = svetlana.post(
        add, {"full_name": "Зимин Олег Юрьевич", "relation": "father", "email": "z@example.ru"}, follow=True
    )
    assert "Представитель добавлен: Зимин Олег Юрьевич." in said(done)
    assert "Зимин Олег Юрьевич отец z@example.ru" in said(done)
    with make.owning():
        father = Guardian.objects.get(relation="father")
    edit = f"/guardians/{father.pk}/edit/"
    assert "z@example.ru" in svetlana.get(edit).content.decode()
    done = svetlana.post(edit, {"full_name": "Зимин Олег Юрьевич", "basis": "birth"}, follow=True)
    assert "свидетельство о рождении" in said(done)
    remove = f"/guardians/{father.pk}/remove/"
    assert "Убрать представителя: Зимин Олег Юрьевич?" in said(svetlana.get(remove))
    assert "Представитель убран." in said(svetlana.post(remove, follow=True))


def test_mentor_from_outside_lacks_a_certificate_until_it_is_recorded(house: House, svetlana: Client) -> None:
    with make.owning():
        partner = Partner.objects.create(organisation=house.school, name="Завод", kind="enterprise")
    wish = {
        "last_name": "Левин", "first_name": "Павел", "middle_name": "Андреевич", "birth_date": "02.02.1979", "gender": "m",
        "workplace": "ООО «Вектор»", "partner": partner.pk,
    }  # fmt: skip
    done = svetlana.post(f"/people/{house.pavel.pk}/edit/", wish, follow=True)
    assert "Нет справки об отсутствии судимости" in said(done)
    assert "От партнёра Завод" in said(done)
    url = f"/people/{house.pavel.pk}/check/"
    assert svetlana.post(url, {"valid_until": "01.10.2026"}).status_code == 422
    done = svetlana.post(url, {"valid_until": "01.10.2027"}, follow=True)
    assert "Записано: справка действует по 1 октября 2027" in said(done)
    assert "Нет справки" not in said(done)
    with make.owning():
        check = OutsiderCheck.objects.get()
    remove = f"/checks/{check.pk}/remove/"
    assert remove in links_of(svetlana.get(url))
    assert "Запись о справке убрана." in said(svetlana.post(remove, follow=True))


def test_pair_with_an_unchecked_mentor_says_so(house: House, svetlana: Client) -> None:
    work = pairing.programme(house.school, "Физика вместе")
    with make.owning():
        Person.objects.filter(pk=house.pavel.pk).update(is_outsider=True)
    pairing.mentee(work, pairing.child(house.school, "Озеров Даниил Олегович"))
    pairing.mentor(work, house.pavel)
    make.consent(house.pavel)
    pair, *_ = pairing.agreed_pairs(make.actor("svetlana"), work)
    text = said(svetlana.get(f"/pairs/{pair.pk}/"))
    assert "Левин П. А.: Нет справки об отсутствии судимости" in text


def test_opening_special_categories_is_journalled_and_the_card_has_no_words(
    house: House, svetlana: Client, signed_in: SignIn
) -> None:
    url = f"/people/{house.danya.pk}/special/"
    done = svetlana.post(url, {"categories": ["health", "orphan"]}, follow=True)
    assert "Особые категории 2 отметки" in said(done)
    assert "ОВЗ" not in said(done)
    assert "К-1 — ОВЗ или инвалидность" in said(svetlana.get(url))
    with make.owning():
        opened = Entry.objects.filter(verb="open_special_marks")
        assert {entry.person_id for entry in opened} == {house.danya.pk}
        assert opened.count() == 2
        assert SpecialMark.objects.count() == 2
    nina = signed_in("nina")
    seen = said(nina.get(card(house.danya)))
    assert "Зимин" in seen
    assert "Особые категории" not in seen
    assert "отметки" not in seen
    assert "особые категории" not in seen.lower()
    assert nina.get(url).status_code == 403


def test_list_of_special_categories_shows_marks_and_counts(house: House, svetlana: Client) -> None:
    svetlana.post(f"/people/{house.danya.pk}/special/", {"categories": ["health"]})
    text = said(svetlana.get("/people/special/"))
    assert "Зимин Даниил Олегович 8 «А» К-1" in text
    assert "К-1, ОВЗ или инвалидность: 1" in text
    assert "1 человек" in said(svetlana.get("/people/special/?category=health"))
    with make.owning():
        assert Entry.objects.filter(verb="open_special_list", institution_id=house.school.pk).count() == 2


def test_territory_reads_totals_of_special_categories_on_the_card(
    house: House, svetlana: Client, signed_in: SignIn
) -> None:
    svetlana.post(f"/people/{house.danya.pk}/special/", {"categories": ["health"]})
    text = said(signed_in("oleg").get(f"/organisations/{house.city.pk}/"))
    assert "ОВЗ или инвалидность менее 5" in text
    assert "Зимин" not in text


def test_journal_says_which_fields_changed(house: House, svetlana: Client) -> None:
    wish = {
        "last_name": "Зимин",
        "first_name": "Даниил",
        "middle_name": "Олегович",
        "gender": "m",
        "birth_date": "05.03.2012",
    }
    svetlana.post(f"/people/{house.danya.pk}/edit/", wish | {"class_name": "9 «А»", "workplace": "Школа № 5"})
    text = said(svetlana.get(card(house.danya)))
    assert "Исправлены сведения об участнике: год рождения, класс, место работы или учёбы" in text
