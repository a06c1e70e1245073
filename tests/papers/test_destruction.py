"""Data that nothing keeps any more: the list, the act, its registration, the file and the extract read back."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.papers.actions import discard_order, download_order, register_paper
from nastavnik.papers.actions.destruction import take_destruction_extract
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Person
from nastavnik.registry.queries.destruction import people_to_destroy
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.papers import destroying, drafting
from tests.papers.reading import lines_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 20)


def due(login: str = "svetlana") -> list[str]:
    actor = make.actor(login)
    with acting(actor):
        return [person.last_name for person in people_to_destroy(actor, TODAY)]


def age(person: Person, days: str) -> None:
    with make.owning():
        Person.objects.filter(pk=person.pk).update(created_at=f"{days}T10:00:00+03:00")


def test_due_are_those_whose_ground_is_gone_and_whose_term_is_over(house: House) -> None:
    destroying.withdrawn(house, "Давний Пётр Ильич", date(2026, 9, 20))
    destroying.withdrawn(house, "Свежий Пётр Ильич", date(2026, 9, 21))
    pairing.child(house.school, "Согласный Пётр Ильич")
    never = make.person(house.school, "Никогда Пётр Ильич", class_name="7 «А»")
    age(never, "2026-08-21")
    young = make.person(house.school, "Недавний Пётр Ильич", class_name="7 «А»")
    age(young, "2026-08-22")
    employee = make.person(house.school, "Сотрудник Пётр Ильич", post="учитель")
    age(employee, "2026-01-01")
    assert due() == ["Давний", "Никогда"]
    assert due("boris") == []


def test_registered_act_destroys_and_says_so(house: House) -> None:
    child = destroying.withdrawn(house, "Отозванов Пётр Ильич")
    paper = destroying.registered(destroying.drafted(house, child))
    with make.owning():
        kept = Person.objects.get(pk=child.pk)
        assert (str(kept), kept.class_name) == ("Сведения уничтожены", "")
        entry = Entry.objects.get(verb="destroy_person")
        assert (entry.person_id, "last_name" in entry.fields) == (child.pk, True)
    assert due() == []
    tamara = make.actor("tamara")
    with acting(tamara):
        lines = lines_of(download_order(by=tamara, paper=paper))
        sheet = load_workbook(BytesIO(take_destruction_extract(by=tamara, paper=paper))).active
    text = "\n".join(lines)
    assert "Отозванов" not in text
    assert f"1 | запись № {child.pk} | отзыв согласия на обработку персональных данных | 12.09.2026" in lines
    for words in (
        "УТВЕРЖДАЮ", "14 октября 2026 г.", "№ 1", "Средняя школа № 5", "система «Наставник»", "стирание записей",
        "Светлова Светлана Петровна, куратор", "фамилия, имя, отчество, дата рождения",
    ):  # fmt: skip
        assert words in text, words
    row = [cell.value for cell in sheet[2]]
    assert row[0] == child.pk
    assert row[2].startswith("20.10.2026 12:00")
    assert row[6] == "№ 1 от 14.10.2026"


def test_order_that_named_the_person_is_printed_without_the_name(house: House) -> None:
    paper = drafting.registered(house)
    with make.owning():
        house.danya.consents.all().delete()
    make.consent(house.danya, withdrawn_date=date(2026, 9, 12))
    destroying.registered(destroying.drafted(house, house.danya))
    nina = make.actor("nina")
    with acting(nina):
        text = "\n".join(lines_of(download_order(by=nina, paper=Paper.objects.get(pk=paper.pk))))
    assert "Зимин" not in text
    assert "сведения уничтожены" in text
    assert "Котову Марию Ивановну" in text


def test_consent_that_came_meanwhile_stops_the_registration(house: House) -> None:
    child = destroying.withdrawn(house, "Отозванов Пётр Ильич")
    paper = destroying.signed(destroying.drafted(house, child))
    make.consent(child, given_date=date(2026, 10, 19))
    tamara = make.actor("tamara")
    with acting(tamara), pytest.raises(Refused, match=r"Согласие действует .* Отозванов П\. И\."):
        register_paper(by=tamara, paper=paper, number="1", paper_date=date(2026, 10, 20))
    with make.owning():
        assert Person.objects.get(pk=child.pk).last_name == "Отозванов"
        assert Paper.objects.get(pk=paper.pk).state == "signed"


def test_whoever_is_in_a_pair_is_refused_with_the_name(house: House) -> None:
    programme = pairing.programme(house.school)
    child = pairing.child(house.school, "Отозванов Пётр Ильич")
    pairing.mentor(programme, pairing.adult(house.school, "Горная Инна Павловна"))
    pairing.mentee(programme, child)
    pairing.agreed_pairs(make.actor("svetlana"), programme)
    with make.owning():
        child.consents.update(withdrawn_date=date(2026, 9, 12))
    with pytest.raises(Refused, match=r"Пара ещё не завершена: Отозванов П\. И\."):
        destroying.drafted(house, child)


def test_employee_is_refused_with_the_name(house: House) -> None:
    maria = house.maria
    make.consent(maria, withdrawn_date=date(2026, 9, 12))
    make.account("kotova", maria, (Role.PSYCHOLOGIST, house.school))
    with pytest.raises(Refused, match=r"Действует роль сотрудника: Котова М\. И\."):
        destroying.drafted(house, maria)


def test_account_of_a_participant_opens_nothing_afterwards(house: House) -> None:
    child = destroying.withdrawn(house, "Отозванов Пётр Ильич")
    make.account("otozvanov", child, (Role.MENTEE, house.school))
    destroying.registered(destroying.drafted(house, child))
    with make.owning():
        account = child.accounts.get()
        assert (account.is_active, account.login.startswith("без имени")) == (False, True)


def test_act_refuses_few_members_two_acts_and_other_hands(house: House) -> None:
    child = destroying.withdrawn(house, "Отозванов Пётр Ильич")
    with pytest.raises(Refused, match="не меньше двух"):
        destroying.drafted(house, child, commission=destroying.COMMISSION[:1])
    for login in ("nina", "tamara", "boris", "oleg"):
        with pytest.raises(Denied):
            destroying.drafted(house, child, by=login)
    paper = destroying.drafted(house, child)
    with pytest.raises(Refused, match="Уже в другом акте"):
        destroying.drafted(house, child)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        discard_order(by=svetlana, paper=paper)
    assert destroying.drafted(house, child).state == "draft"


def test_act_has_numbers_of_its_own(house: House) -> None:
    drafting.registered(house, number="1")
    paper = destroying.registered(
        destroying.drafted(house, destroying.withdrawn(house, "Отозванов Пётр Ильич"))
    )
    assert paper.number == "1"


def test_curator_goes_from_the_list_to_the_act(house: House, signed_in) -> None:  # type: ignore[no-untyped-def]
    child = destroying.withdrawn(house, "Отозванов Пётр Ильич")
    browser: Client = signed_in("svetlana")
    assert "Отозванов Пётр Ильич" in browser.get("/papers/destruction/").content.decode()
    chosen = browser.post("/papers/destruction/", {"deed": "act", "chosen": [child.pk]})
    assert chosen.url == f"/papers/destruction/new/?person={child.pk}"
    typed = {
        "people": [child.pk], "commission": "Светлова Светлана Петровна, куратор\nОдин", "systems": "Наставник",
        "data_list": "имя", "way": "стирание",
    }  # fmt: skip
    assert browser.post(chosen.url, typed).status_code == 422
    typed["commission"] = "Светлова Светлана Петровна, куратор\nТихонова Тамара Юрьевна, секретарь"
    made = browser.post(chosen.url, typed)
    assert made.status_code == 302, made.content.decode()
    page = signed_in("nina").get(made.url).content.decode()
    assert "Отозванов Пётр Ильич" in page
    assert "Сведения исчезнут с регистрацией акта" in page


def test_registration_of_an_act_warns(house: House, signed_in) -> None:  # type: ignore[no-untyped-def]
    paper = destroying.signed(destroying.drafted(house, destroying.withdrawn(house, "Отозванов Пётр Ильич")))
    page = signed_in("tamara").get(f"/papers/{paper.pk}/register/").content.decode()
    assert "Вернуть их нельзя" in page


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_and_for_three(
    house: House,
    signed_in,
    number: int,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for place in range(number):
        destroying.withdrawn(house, f"Отозванов{'абв'[place]} Пётр Ильич")
    browser = signed_in("svetlana")
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 3):
        browser.get("/papers/destruction/")
