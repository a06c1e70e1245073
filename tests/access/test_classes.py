"""A class teacher sees his classes and nobody else of the school."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, models, transaction
from django.test import Client

from nastavnik.access.actors import AccountActor, actor_of_account
from nastavnik.access.models import Account, Grant
from nastavnik.access.scope import acting
from nastavnik.kit.walls import protected_models, wall_of
from nastavnik.mentoring.queries.participants import needs_visible_to, participations_visible_to
from nastavnik.registry.models import Consent, Organisation, Person
from nastavnik.registry.queries.consents import consents_visible_to
from nastavnik.registry.queries.people import guardians_visible_to, people_visible_to
from nastavnik.rulebook.roles import Right, Role
from tests import factories as make
from tests.house.rows import Rows, everything_of
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.rulebook.test_classes import WRITTEN

pytestmark = pytest.mark.django_db
STAFFED = [
    model
    for model in sorted(protected_models(), key=lambda one: one._meta.label)
    if wall_of(model).staff and not wall_of(model).closed
]


def teacher(
    *grants: tuple[Role, Organisation, list[str]], login: str = "klavdia", place: Organisation | None = None
) -> AccountActor:
    person = make.person(place or grants[0][1], "Клинова Клавдия Ильинична")
    account = make.account(login, person)
    with make.owning():
        for role, node, classes in grants:
            Grant.objects.create(
                account=account, role=role, node=node, classes=classes, from_date=date(2026, 9, 1)
            )
    return actor_of_account(account.pk, today=make.TODAY)


@pytest.mark.parametrize(("written", "key"), WRITTEN)
def test_the_database_writes_the_class_as_the_rulebook_does(house: House, written: str, key: str) -> None:
    person = make.person(house.school, "Лугов Пётр Ильич", class_name=written)
    with make.owning():
        assert Person.objects.get(pk=person.pk).class_key == key


def test_class_teacher_sees_the_people_of_his_classes_only(house: House) -> None:
    other = make.person(house.school, "Лугов Пётр Ильич", class_name="8Б")
    make.guardian(other, "Лугова Анна")
    make.consent(other), make.consent(house.danya)
    klavdia = teacher((Role.CLASS_TEACHER, house.school, ["8А", "5Г"]))
    assert klavdia.classes == {"8А", "5Г"}
    assert klavdia.people == {house.school.pk}
    with acting(klavdia):
        assert list(people_visible_to(klavdia)) == [house.danya]
        assert {one.person_id for one in guardians_visible_to(klavdia)} == {house.danya.pk}
        assert {one.person_id for one in consents_visible_to(klavdia)} == {house.danya.pk}


def test_class_teacher_sees_participations_of_his_classes_only(house: House) -> None:
    work = pairing.programme(house.school, "Физика вместе")
    other = make.person(house.school, "Лугов Пётр Ильич", class_name="8Б")
    pairing.mentee(work, house.danya), pairing.mentee(work, other)
    klavdia = teacher((Role.CLASS_TEACHER, house.school, ["8А"]))
    with acting(klavdia):
        assert {one.person_id for one in participations_visible_to(klavdia)} == {house.danya.pk}
        assert {one.person_id for one in needs_visible_to(klavdia)} == {house.danya.pk}


def test_class_teacher_without_a_class_sees_nobody(house: House) -> None:
    klavdia = teacher((Role.CLASS_TEACHER, house.school, []))
    with acting(klavdia):
        assert list(people_visible_to(klavdia)) == []


def test_curator_who_is_a_class_teacher_too_sees_the_whole_school(house: House) -> None:
    klavdia = teacher((Role.CLASS_TEACHER, house.school, ["8А"]), (Role.CURATOR, house.school, []))
    assert klavdia.classes is None
    with acting(klavdia):
        assert house.maria in people_visible_to(klavdia)


def test_secretary_who_is_a_class_teacher_sees_his_class_only(house: House) -> None:
    klavdia = teacher((Role.CLASS_TEACHER, house.school, ["8А"]), (Role.SECRETARY, house.school, []))
    with acting(klavdia):
        assert list(people_visible_to(klavdia)) == [house.danya]


def test_curator_of_one_school_and_class_teacher_of_another_sees_each_as_granted(house: House) -> None:
    mine = make.person(house.gymnasium, "Лугов Пётр Ильич", class_name="8Б")
    klavdia = teacher((Role.CURATOR, house.school, []), (Role.CLASS_TEACHER, house.gymnasium, ["8Б"]))
    with acting(klavdia):
        seen = set(people_visible_to(klavdia))
    assert {house.danya, house.maria, mine} <= seen
    assert house.stranger_child not in seen


def test_representative_acts_for_one_child(house: House) -> None:
    with make.owning():
        guardian = house.danya.guardians.get()
        account = Account.objects.create(login="anna", person=house.danya, guardian=guardian, password="!")
        Grant.objects.create(
            account=account, role=Role.GUARDIAN, node=house.school, from_date=date(2026, 9, 1)
        )
    anna = actor_of_account(account.pk, today=make.TODAY)
    assert (anna.person_id, anna.guardian_id, anna.name) == (
        house.danya.pk,
        guardian.pk,
        "Зимина Анна Петровна",
    )
    assert anna.holds(Role.GUARDIAN) and not anna.holds(Role.MENTEE)
    assert anna.people == anna.figures == frozenset()
    assert anna.may(Right.PAIR_OWN)
    with acting(anna):
        assert list(Person.objects.all()) == [house.danya]


def test_pages_show_a_class_teacher_his_class_only(house: House) -> None:
    work = pairing.programme(house.school, "Физика вместе")
    other = make.person(house.school, "Лугов Пётр Ильич", class_name="8Б")
    pairing.mentee(work, house.danya), pairing.mentee(work, other)
    klavdia = teacher((Role.CLASS_TEACHER, house.school, ["8А"]))
    client = Client()
    with make.owning():
        client.force_login(Account.objects.get(pk=klavdia.account_id))
    assert client.get("/").status_code == 200
    listed = client.get("/participants/").content.decode()
    assert "Зимин" in listed and "Лугов" not in listed
    card = client.get(f"/people/{house.danya.pk}/")
    assert card.status_code == 200
    assert "Основной запрос" not in card.content.decode()
    assert client.get(f"/people/{other.pk}/").status_code == 404


def in_class(rows: Rows, written: str) -> None:
    with make.owning():
        Person.objects.filter(pk=rows[Person].pk).update(class_name=written)


def found_by(actor: AccountActor, model: type[models.Model], rows: Rows) -> bool:
    """Whether raw SQL finds the row in the actor's sight."""
    table, key = model._meta.db_table, model._meta.pk.column
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(f"select {key} from {table} where {key} = %s", [rows[model].pk])
        return cursor.fetchone() is not None


def test_raw_sql_of_a_class_teacher_finds_rows_of_his_classes_and_no_others(house: House) -> None:
    rows = everything_of(house.school, "Классов")
    klavdia = teacher((Role.CLASS_TEACHER, house.school, ["8А", "5Г"]))
    in_class(rows, "8 «А»")
    own = {model._meta.label for model in STAFFED if found_by(klavdia, model, rows)}
    in_class(rows, "8 «Б»")
    other = {model._meta.label for model in STAFFED if found_by(klavdia, model, rows)}
    # Requisites and agreements name no child: whoever sees the figures of the school sees them.
    assert other == {model._meta.label for model in STAFFED if wall_of(model).figures} - {
        "access.Grant",
        "roadmaps.EvidenceFile",  # shown above only where the organisation has said so
    }
    of_people = {
        model._meta.label
        for model in STAFFED
        if not wall_of(model).restricted and (model is Person or has_person(model))
    }
    assert own - other == of_people
    assert {"registry.Guardian", "mentoring.Need", "journal.Entry"} <= of_people


def has_person(model: type[models.Model]) -> bool:
    return "person_id" in {field.column for field in model._meta.concrete_fields}


def test_class_teacher_who_is_curator_elsewhere_is_limited_in_one_school_only(house: House) -> None:
    both = teacher((Role.CLASS_TEACHER, house.school, ["8А"]), (Role.CURATOR, house.gymnasium, []))
    with acting(both), connection.cursor() as cursor:
        cursor.execute("select last_name from registry_person order by 1")
        assert [row[0] for row in cursor.fetchall()] == ["Борисов", "Зимин", "Клинова", "Чужов"]


def test_class_teacher_writes_nothing_about_another_class(house: House) -> None:
    other = make.person(house.school, "Лугов Пётр Ильич", class_name="8Б")
    make.guardian(other, "Лугова Анна")
    klavdia = teacher((Role.CLASS_TEACHER, house.school, ["8А"]))
    with acting(klavdia), connection.cursor() as cursor:
        cursor.execute("update registry_guardian set phone = ''")
        assert cursor.rowcount == 1
        cursor.execute("delete from registry_guardian where person_id = %s", [other.pk])
        assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Consent.objects.create(
                institution=house.school, person_id=other.pk, kind="processing", signer="person",
                given_date=date(2026, 9, 2),
            )  # fmt: skip
