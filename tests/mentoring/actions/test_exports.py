"""Bases handed out in the official form: what is in them, who may take them, and that they come back unchanged."""

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied
from nastavnik.kit.sheets import read_sheet, write_sheet
from nastavnik.mentoring.actions.bases import check_base
from nastavnik.mentoring.actions.exports import export_base
from nastavnik.mentoring.actions.participants import correct_offer
from nastavnik.mentoring.models import Offer, Pair, PairMember, Participation, Programme
from nastavnik.mentoring.queries.exports import ExportedBase
from nastavnik.registry.models import SpecialCategory, SpecialMark
from nastavnik.rulebook.base_forms import HEADINGS
from nastavnik.rulebook.dictionaries import Side
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october
from tests.mentoring.sheets import DANYA, MARIA, PAVEL, VERA, load, states

pytestmark = [pytest.mark.django_db, in_october]


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


def take(by: AccountActor, programme: Programme, side: str, **ticks: bool) -> ExportedBase:
    with acting(by):
        return export_base(by=by, programme=programme, side=side, **ticks)


def sent_back(by: AccountActor, programme: Programme, side: str, found: ExportedBase) -> list[str]:
    """States of the rows of the file when it is loaded again."""
    file = io.BytesIO()
    write_sheet(found.headings, found.rows, "База", file)
    cells = read_sheet(file.getvalue(), "база.xlsx")
    with acting(by):
        run = check_base(by=by, programme=programme, side=side, cells=cells, file_name="база.xlsx")
    return states(by, run)


def pair_up(programme: Programme, mentor: str, *mentees: str) -> None:
    with make.owning():
        pair = Pair.objects.create(
            institution_id=programme.institution_id, programme=programme, state=Pair.State.COMPLETED,
            ended_date=date(2026, 12, 1),
        )  # fmt: skip
        for name, side in [(mentor, "mentor"), *((name, "mentee") for name in mentees)]:
            part = Participation.objects.get(programme=programme, side=side, person__last_name=name)
            PairMember.objects.create(
                institution_id=programme.institution_id, pair=pair, person_id=part.person_id, participation=part,
                side=side, card_name=name,
            )  # fmt: skip


def test_mentees_stand_in_the_columns_of_the_form_without_contacts(
    svetlana: AccountActor, programme: Programme
) -> None:
    load(svetlana, programme, "mentee", DANYA, VERA)
    found = take(svetlana, programme, "mentee")
    assert tuple(found.headings) == HEADINGS[Side.MENTEE]
    assert [row[:6] for row in found.rows] == [
        [1, "Зимин Даниил Олегович", None, 2012, "Физика, ОГЭ", date(2026, 9, 10)],
        [2, "Соколова Вера Ильинична", None, 2012, "робототехника", date(2026, 10, 15)],
    ]
    assert {len(row) for row in found.rows} == {13}
    with make.owning():
        entry = Entry.objects.get(verb="export_base")
    assert (entry.fields, entry.count, entry.institution_id) == (["side=mentee"], 2, programme.institution_id)


def test_contacts_and_special_categories_are_given_when_asked_for(
    svetlana: AccountActor, programme: Programme, house: House
) -> None:
    load(svetlana, programme, "mentee", DANYA, VERA)
    with make.owning():
        category = SpecialCategory.objects.create(code="trial", mark="К-99", label="пример категории")
        SpecialMark.objects.create(institution=house.school, person=house.danya, category=category)
    found = take(svetlana, programme, "mentee", with_contacts=True, with_special=True)
    assert found.headings[-1] == "Особые категории"
    assert found.rows[0][2] == "Зимина Анна Петровна, мама, 8 900 000-00-01"
    assert (found.rows[0][-1], found.rows[1][-1]) == ("пример категории", None)
    with make.owning():
        assert Entry.objects.get(verb="export_base").fields == ["side=mentee", "contact", "special"]


def test_person_with_two_pairs_stands_in_two_rows_and_comes_back_as_one(
    svetlana: AccountActor, programme: Programme
) -> None:
    load(svetlana, programme, "mentee", DANYA, VERA)
    load(svetlana, programme, "mentor", MARIA, PAVEL)
    pair_up(programme, "Котова", "Зимин", "Соколова")
    pair_up(programme, "Левин", "Зимин")
    mentees = take(svetlana, programme, "mentee")
    assert [(row[1].split()[0], row[6]) for row in mentees.rows] == [
        ("Зимин", "Котова Мария Ивановна"),
        ("Зимин", "Левин Павел Андреевич"),
        ("Соколова", "Котова Мария Ивановна"),
    ]
    assert mentees.people == 2
    assert sent_back(svetlana, programme, "mentee", mentees) == ["same", "same"]
    mentors = take(svetlana, programme, "mentor", with_contacts=True)
    assert mentors.rows[0][10] == "Зимин Даниил Олегович\nСоколова Вера Ильинична"
    assert sent_back(svetlana, programme, "mentor", mentors) == ["same", "same"]


def test_what_was_corrected_on_the_card_survives_the_round_trip(
    svetlana: AccountActor, programme: Programme
) -> None:
    load(svetlana, programme, "mentor", MARIA)
    with acting(svetlana):
        correct_offer(
            by=svetlana, offer=Offer.objects.get(), changes={"age_from": 14, "age_to": None, "capacity": 3}
        )
    found = take(svetlana, programme, "mentor", with_contacts=True)
    assert found.rows[0][7] == "от 14\u00a0лет"
    assert sent_back(svetlana, programme, "mentor", found) == ["same"]


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg", "irina"])
def test_nobody_else_takes_a_base_out(svetlana: AccountActor, programme: Programme, login: str) -> None:
    stranger = make.actor(login)
    with acting(stranger), pytest.raises(Denied, match="выгружает куратор"):
        export_base(by=stranger, programme=programme, side="mentee")
    with make.owning():
        assert not Entry.objects.filter(verb="export_base").exists()


LETTERS = st.sampled_from("абвгдежз")
WORDS = st.text(LETTERS, min_size=3, max_size=6).map(str.capitalize)
MENTEE = st.tuples(
    WORDS.map(lambda word: f"{word}ов"),
    WORDS,
    st.sampled_from(["Олегович", "Ильич", ""]),
    st.sampled_from(["8 900 000-00-01", "Белова Анна Петровна, мама, 8 900 000-00-02", ""]),
    st.one_of(st.integers(2008, 2015), st.dates(date(2008, 1, 1), date(2015, 12, 31))),
    st.sampled_from(["физика", "Трудно найти друзей", "«проект»; ОГЭ, 3D"]),
)


def _surname(row: tuple[Any, ...]) -> str:
    return str(row[0])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MENTEE, min_size=1, max_size=6, unique_by=_surname))
def test_any_base_comes_back_unchanged_and_again(
    svetlana: AccountActor, house: House, rows: list[tuple[Any, ...]]
) -> None:
    programme = pairing.programme(house.school, f"Программа {hash(tuple(rows))}")
    cells = [
        (number, f"{last} {first} {middle}".strip(), *rest)
        for number, (last, first, middle, *rest) in enumerate(rows, start=1)
    ]
    try:
        load(svetlana, programme, "mentee", *cells)
    except Exception as refusal:  # two alike in one file: what the check is for
        if "сразу несколько строк" in str(refusal):
            return
        raise
    found = take(svetlana, programme, "mentee", with_contacts=True)
    assert set(sent_back(svetlana, programme, "mentee", found)) == {"same"}
    again = take(svetlana, programme, "mentee", with_contacts=True)
    assert again.rows == found.rows
