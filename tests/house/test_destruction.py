"""An act on destruction blanks every place that holds a person's data: none forgotten, the database read raw afterwards."""

from datetime import date
from typing import Any

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import ProgrammingError, connection, models, transaction

from nastavnik.access.scope import acting
from nastavnik.kit.erasing import erase_in, erasures
from nastavnik.kit.walls import own_models
from nastavnik.mentoring.models import Pair, PairMember, Participation
from nastavnik.registry.actions.destruction import destroy_person
from nastavnik.registry.models import Consent, Destruction, Person
from tests import factories as make
from tests.factories import TODAY
from tests.house.rows import Rows, everything_of
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]
SURNAME = "Кречетова"
PERSONAL = [model for model in own_models() if model.classified.personal_names]  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_every_personal_field_has_its_end(model: type[models.Model]) -> None:
    assert model in erasures(), f"{model._meta.label}: say in the room's erasure.py what an act does with it"
    left = model.classified.personal_names - erasures()[model].covered  # type: ignore[attr-defined]
    derived = {"class_key", "sort_name"}  # the database makes them of the others
    assert left - derived == set()


def named(field: models.Field) -> Any:  # type: ignore[type-arg]
    """A value of the field that tells the surname; None where it can not."""
    if field.choices or field.is_relation or isinstance(field, models.GeneratedField):
        return None
    if isinstance(field, ArrayField | models.JSONField):
        return [f"{SURNAME} Имя"]
    if isinstance(field, models.BinaryField):
        return SURNAME.encode()
    if isinstance(field, models.EmailField):
        return f"{SURNAME}@example.org"
    return SURNAME if isinstance(field, models.CharField | models.TextField) else None


def tell_everywhere(rows: Rows) -> int:
    """Writes the surname into every field of these rows that an act has to blank; gives into how many."""
    told = 0
    with make.owning():
        for model, row in rows.items():
            erasure = erasures().get(model)
            fields = erasure.blanked if erasure else frozenset()
            values = {
                name: value
                for name in fields
                if (value := named(model._meta.get_field(name))) is not None and name != "first_name"
            }
            model._default_manager.filter(pk=row.pk).update(**values)
            told += len(values)
    return told


def places_of(text: str) -> list[str]:
    """Tables in which the text stands anywhere, in letters or in the bytes of a file."""
    found = []
    with make.owning(), connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"select count(*) from {table} t where t::text ilike %s"
                " or position(encode(convert_to(%s, 'UTF8'), 'hex') in t::text) > 0",
                [f"%{text}%", text],
            )
            found += [table] * bool(cursor.fetchone()[0])
    return found


@pytest.fixture
def rows(house: House) -> Rows:
    """A participant of last year whose consent was withdrawn, with a row in every table."""
    made = everything_of(house.school, SURNAME)
    with make.owning():
        Destruction.objects.filter(person=made[Person].pk).delete()
        del made[Destruction]
        Pair.objects.filter(pk=made[Pair].pk).update(state="completed", active_from=date(2026, 9, 20))
        Consent.objects.filter(person=made[Person].pk).update(withdrawn_date=date(2026, 9, 5))
    return made


def destroyed(person: Person) -> None:
    tamara = make.actor("tamara")
    with acting(tamara):
        destroy_person(by=tamara, person=person, act="акт № 1 от 15.10.2026", on=TODAY)


def test_nothing_tells_the_name_afterwards(rows: Rows) -> None:
    assert tell_everywhere(rows) > 30
    before = places_of(SURNAME)
    assert {"registry_person", "mentoring_need", "papers_paperscan", "access_account"} <= set(before)
    destroyed(rows[Person])  # type: ignore[arg-type]
    assert places_of(SURNAME) == []


def test_event_and_count_stay(rows: Rows, house: House) -> None:
    make.contingent(house.school, 2026)
    with make.owning():
        Person.objects.filter(pk=rows[Person].pk).update(birth_date=date(2012, 3, 5), birth_year=None)
    ages = counted(house)
    destroyed(rows[Person])  # type: ignore[arg-type]
    with make.owning():
        kept = Person.objects.get(pk=rows[Person].pk)
        assert (str(kept), kept.destroyed_date) == ("Сведения уничтожены", TODAY)
        assert kept.birth_date not in (None, date(2012, 3, 5))
        assert Destruction.objects.get(person=kept).act == "акт № 1 от 15.10.2026"
        assert Participation.objects.filter(person=kept, side="mentee").exists()
        assert PairMember.objects.get(person=kept).card_name == "Сведения уничтожены"
    assert counted(house) == ages


def counted(house: House) -> list[tuple[Any, ...]]:
    make.recount(house.school, 2026)
    with make.owning(), connection.cursor() as cursor:
        cursor.execute(
            "select indicator_id, numerator, doubtful from monitoring_counter where institution_id = %s order by 1",
            [house.school.pk],
        )
        return cursor.fetchall()


def test_other_people_keep_their_names(rows: Rows, house: House) -> None:
    destroyed(rows[Person])  # type: ignore[arg-type]
    with make.owning():
        assert Person.objects.get(pk=house.danya.pk).last_name == "Зимин"
        assert not Person.objects.filter(last_name="Сведения").exclude(pk=rows[Person].pk).exists()


@pytest.mark.parametrize("room", ["registry", "access", "papers", "mentoring", "surveys"])
def test_door_opens_to_no_one_without_a_decision_and_to_no_stranger(
    room: str, rows: Rows, house: House
) -> None:
    pk = rows[Person].pk
    assert_closed("tamara", room, pk)
    with make.owning():
        Destruction.objects.create(
            institution=house.school, person_id=pk, reason="withdrawn", since_date=TODAY, act="акт"
        )
    assert_closed("boris", room, pk)


def assert_closed(login: str, room: str, person_id: int) -> None:
    with (
        acting(make.actor(login)),
        pytest.raises(ProgrammingError, match="nobody has decided"),
        transaction.atomic(),
    ):
        erase_in(room, person_id)
