import datetime as dt

import pytest
from django.db import DatabaseError, DataError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.kit.actor import Anonymous
from nastavnik.kit.bulk import add_many
from nastavnik.mentoring.models import ImportRow, ImportRun
from nastavnik.registry.models import Guardian, Organisation, Person
from tests import factories
from tests.mentoring.pairing import programme

DAY = dt.date(2012, 5, 17)


@pytest.fixture
def owner(house):
    with factories.owning():
        yield house


def _person(house, name="Лис", **values):
    return Person(institution=house.school, last_name=name, first_name="Пётр", **values)


def _facts(one, but=()):
    """What is kept of an object, but for what belongs to it alone."""
    kept = type(one).objects.values().get(pk=one.pk)
    return {name: value for name, value in kept.items() if name not in ("id", "created_at", *but)}


def test_many_come_back_with_their_keys_in_their_order(owner):
    words = ["Кавычка'", 'Две "кавычки"', "Черта\\", "{фигурные, скобки}", "", "Строка\nвторая", "null", "1"]
    made = add_many(_person(owner, f"{word} {n}", contact=word) for n, word in enumerate(words * 400))
    assert len({one.pk for one in made}) == 3200
    kept = Person.objects.in_bulk([one.pk for one in made])
    assert all((kept[one.pk].last_name, kept[one.pk].contact) == (one.last_name, one.contact) for one in made)
    assert not any(one._state.adding for one in made)


def test_defaults_dates_nothing_and_moments_are_those_of_a_saved_object(owner):
    one, other = add_many([_person(owner, birth_date=DAY, birth_year=2012), _person(owner, "Барсуков")])
    kept, bare = Person.objects.get(pk=one.pk), Person.objects.get(pk=other.pk)
    assert (kept.birth_date, kept.birth_year) == (DAY, 2012)
    assert (bare.birth_date, bare.birth_year, bare.contact) == (None, None, "")
    assert abs(kept.created_at - timezone.now()) < dt.timedelta(minutes=1)
    saved = _person(owner, "Ёжиков")
    saved.save()
    assert _facts(bare, but=("last_name", "sort_name")) == _facts(saved, but=("last_name", "sort_name"))


def test_defaults_of_the_database_are_written_too(owner):
    child = _person(owner)
    child.save()
    values = {"institution": owner.school, "person": child, "full_name": "Лис Ольга Петровна"}
    (guardian,) = add_many([Guardian(**values)])
    assert _facts(guardian) == _facts(Guardian.objects.create(**values))


def test_arrays_and_json_keep_their_shape(owner):
    opened = programme(owner.school)
    run = ImportRun.objects.create(
        institution=owner.school, programme=opened, side="mentee", file_name="база.xlsx"
    )
    values = {"cells": ["а", None, 1, 1.5, 'с "кавычкой"', True], "row": {"topics": [], "ages": {"low": 0}}}
    made = add_many(
        ImportRow(institution=owner.school, run=run, number=n, state="new", values=values, candidates=[1, n])
        for n in range(3)
    )
    kept = ImportRow.objects.get(pk=made[2].pk)
    assert (kept.values, kept.candidates, kept.changes, kept.person_id) == (values, [1, 2], [], None)


def test_too_long_a_text_is_refused_and_not_cut_off(owner):
    before = Person.objects.count()
    with pytest.raises(DataError), transaction.atomic():
        add_many([_person(owner), _person(owner, "Л" * 300)])
    assert Person.objects.count() == before


def test_what_it_can_not_do_is_refused(owner):
    with pytest.raises(TypeError, match="new objects of one model"), transaction.atomic():
        add_many([_person(owner), Organisation(short_name="Лис")])
    known = _person(owner)
    known.save()
    with pytest.raises(TypeError, match="new objects"), transaction.atomic():
        add_many([known])
    with pytest.raises(TypeError, match="bulk_create"), transaction.atomic():
        add_many([_person(owner, birth_date=Now())])


def test_the_wall_stands_before_it_too(house, db):
    with acting(Anonymous()), pytest.raises(DatabaseError), transaction.atomic():
        add_many([_person(house)])


def test_nothing_is_added_from_nothing(db):
    assert add_many(iter(())) == []
