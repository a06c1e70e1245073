"""A base is checked whole and written whole: what is new, what has changed, what is wrong, and who may."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DataError, connection, models
from django.test.utils import CaptureQueriesContext

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.kit.sheets import read_sheet
from nastavnik.mentoring.actions.base_loading import import_base
from nastavnik.mentoring.actions.bases import check_base, discard_import
from nastavnik.mentoring.actions.participants import correct_offer
from nastavnik.mentoring.base_template import EXAMPLE_NAMES, template_file
from nastavnik.mentoring.models import ImportRow, ImportRun, Need, Offer, Participation, Programme
from nastavnik.registry.models import Guardian, Person
from nastavnik.rulebook.dictionaries import Side
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october
from tests.mentoring.sheets import DANYA, MARIA, PAVEL, VERA, check, load, sheet, states

pytestmark = [pytest.mark.django_db, in_october]

WRITTEN = (Person, Guardian, Participation, Need, Offer)


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


def counts(*more: type[models.Model]) -> dict[str, int]:
    with make.owning():
        return {model.__name__: model.objects.count() for model in (*WRITTEN, *more)}


def verbs() -> list[str]:
    with make.owning():
        return list(Entry.objects.order_by("happened_at").values_list("verb", flat=True))


def of(model: type[models.Model], **where: Any) -> Any:
    with make.owning():
        return model._default_manager.get(**where)


def test_base_of_mentees_is_written(svetlana: AccountActor, programme: Programme) -> None:
    run = load(svetlana, programme, "mentee", VERA)
    vera = of(Person, last_name="Соколова")
    assert (vera.first_name, vera.birth_date, vera.birth_year, vera.gender) == (
        "Вера",
        date(2012, 3, 5),
        2012,
        "f",
    )
    assert (vera.contact, of(Guardian, person=vera).contact) == ("", "8 900 000-00-02")
    need = of(Need, person=vera)
    assert (need.text, need.topics) == ("робототехника", ["robotics"])
    part = of(Participation, person=vera)
    assert (part.side, part.programme_id, part.entered_date) == ("mentee", programme.pk, date(2026, 10, 15))
    assert (run.state, of(ImportRow, run=run).person_id) == (ImportRun.State.WRITTEN, vera.pk)
    assert verbs() == ["check_base", "import_base"]


def test_base_of_mentors_is_written(svetlana: AccountActor, programme: Programme) -> None:
    load(svetlana, programme, "mentor", ("", "Орехов Илья Петрович", *MARIA[2:]))
    ilya = of(Person, last_name="Орехов")
    offer = of(Offer, person=ilya)
    assert (ilya.contact, ilya.workplace, ilya.gender) == (
        "8 900 000-00-03",
        "Школа № 5, учитель физики",
        "m",
    )
    assert (offer.age_from, offer.age_to, offer.capacity) == (12, 16, 2)
    assert offer.time_resource == "1 час в неделю, 2 наставляемых"
    assert offer.interests == "шахматы"
    assert {"physics", "exams"} <= set(offer.topics)
    assert of(Participation, person=ilya).entered_date == date(2026, 9, 20)
    assert counts()["Guardian"] == 1  # Danya's, from the house


def test_person_of_the_register_is_recognised(
    svetlana: AccountActor, programme: Programme, house: House
) -> None:
    before = counts()
    run = check(svetlana, programme, "mentee", DANYA)
    assert states(svetlana, run) == ["changed"]
    with acting(svetlana):
        import_base(by=svetlana, run=run)
    after = counts()
    assert (after["Person"], after["Guardian"]) == (before["Person"], before["Guardian"])
    assert of(Need, person=house.danya).text == "Физика, ОГЭ"
    # The file knows only the year: the whole date stays.
    assert of(Person, pk=house.danya.pk).birth_date == date(2012, 3, 5)
    assert of(Guardian, person=house.danya).contact == "Зимина Анна Петровна, мама, 8 900 000-00-01"


@pytest.mark.parametrize(("side", "rows"), [("mentee", (DANYA, VERA)), ("mentor", (MARIA, PAVEL))])
def test_same_file_twice_changes_nothing(
    svetlana: AccountActor, programme: Programme, side: str, rows: tuple[Any, ...]
) -> None:
    load(svetlana, programme, side, *rows)
    before, said = counts(), len(verbs())
    run = check(svetlana, programme, side, *rows)
    assert states(svetlana, run) == ["same", "same"]
    with acting(svetlana), pytest.raises(Refused, match="загружать нечего"):
        import_base(by=svetlana, run=run)
    assert counts() == before
    assert verbs()[said:] == ["check_base"]


def test_one_person_may_be_mentor_and_mentee(svetlana: AccountActor, programme: Programme) -> None:
    load(svetlana, programme, "mentee", VERA)
    load(
        svetlana,
        programme,
        "mentor",
        (1, "Соколова Вера Ильинична", "8 900 000-00-09", "Школа № 5", "шахматы"),
    )
    vera = of(Person, last_name="Соколова")
    with make.owning():
        assert set(Participation.objects.filter(person=vera).values_list("side", flat=True)) == {
            "mentor",
            "mentee",
        }
    assert (vera.contact, of(Guardian, person=vera).contact) == ("8 900 000-00-09", "8 900 000-00-02")
    run = check(
        svetlana,
        programme,
        "mentor",
        (1, "Соколова Вера Ильинична", "8 900 000-00-09", "Школа № 5", "шахматы"),
    )
    assert states(svetlana, run) == ["same"]


def test_changed_row_corrects_what_it_names_and_no_more(svetlana: AccountActor, programme: Programme) -> None:
    load(svetlana, programme, "mentee", VERA)
    said = len(verbs())
    run = check(
        svetlana, programme, "mentee", (*VERA[:2], "8 911 111-11-11", *VERA[3:4], "химия", date(2026, 10, 2))
    )
    with acting(svetlana):
        changes = ImportRow.objects.get(run=run).changes
        import_base(by=svetlana, run=run)
    assert changes == [
        {"field": "contact", "before": "8 900 000-00-02", "after": "8 911 111-11-11"},
        {"field": "entered", "before": "15.10.2026", "after": "02.10.2026"},
        {"field": "request", "before": "робототехника", "after": "химия"},
    ]
    vera = of(Person, last_name="Соколова")
    assert of(Guardian, person=vera).contact == "8 911 111-11-11"
    assert (of(Need, person=vera).text, of(Need, person=vera).topics) == ("химия", ["chemistry"])
    assert of(Participation, person=vera).entered_date == date(2026, 10, 2)
    assert sorted(verbs()[said:]) == [
        "check_base", "correct_need", "correct_participation", "import_base", "name_guardian",
    ]  # fmt: skip


def test_file_does_not_undo_what_it_says_nothing_of(svetlana: AccountActor, programme: Programme) -> None:
    load(svetlana, programme, "mentor", PAVEL)
    with acting(svetlana):
        offer = Offer.objects.get()
        correct_offer(by=svetlana, offer=offer, changes={"age_from": 14, "capacity": 3})
    assert states(svetlana, check(svetlana, programme, "mentor", PAVEL)) == ["same"]


def test_grown_up_mentee_keeps_contacts_of_his_own(svetlana: AccountActor, programme: Programme) -> None:
    young = (1, "Юнов Юрий Юрьевич", "8 900 000-00-05", 1999, "классное руководство")
    load(svetlana, programme, "mentee", young)
    person = of(Person, last_name="Юнов")
    with make.owning():
        assert (person.contact, Guardian.objects.filter(person=person).count()) == ("8 900 000-00-05", 0)
    assert states(svetlana, check(svetlana, programme, "mentee", young)) == ["same"]


def test_wrong_row_is_told_by_row_and_column_and_stops_the_whole_file(
    svetlana: AccountActor, programme: Programme
) -> None:
    before = counts()
    run = check(svetlana, programme, "mentee", DANYA, (2, "Соколова В. И.", "", "20O8", ""))
    assert states(svetlana, run) == ["changed", "wrong"]
    with acting(svetlana):
        problems = ImportRow.objects.get(run=run, number=3).problems
        with pytest.raises(Refused, match="строки с ошибками"):
            import_base(by=svetlana, run=run)
    assert [(problem["row"], problem["column"]) for problem in problems] == [(3, "B"), (3, "D"), (3, "E")]
    assert problems[1]["value"] == "20O8"
    assert counts() == before


def test_text_that_does_not_fit_is_said_and_not_cut(svetlana: AccountActor, programme: Programme) -> None:
    run = check(svetlana, programme, "mentee", (*VERA[:2], "8" * 301, *VERA[3:]))
    with acting(svetlana):
        row = ImportRow.objects.get(run=run)
    assert (row.state, row.problems[0]["column"]) == ("wrong", "C")
    assert "301" in row.problems[0]["what"]
    assert "300" in row.problems[0]["remedy"]


def test_rows_that_went_stale_are_refused(svetlana: AccountActor, programme: Programme) -> None:
    run = check(svetlana, programme, "mentee", VERA)
    with acting(svetlana):
        Person.objects.create(
            institution=programme.institution,
            last_name="Соколова",
            first_name="Вера",
            middle_name="Ильинична",
            birth_year=2012,
        )
    before = counts()
    with acting(svetlana), pytest.raises(Refused, match=r"строки файла: 2"):
        import_base(by=svetlana, run=run)
    assert counts() == before


def test_failure_in_the_middle_leaves_nothing_half_written(
    svetlana: AccountActor, programme: Programme
) -> None:
    run = check(svetlana, programme, "mentor", ("", "Орехов Илья Петрович", *MARIA[2:]))
    with make.owning():
        row = ImportRow.objects.get(run=run)
        row.values["row"]["capacity"] = 99_999  # more than the column holds: people are written before it
        row.save()
    before, said = counts(), verbs()
    with acting(svetlana), pytest.raises(DataError):
        import_base(by=svetlana, run=run)
    assert counts() == before
    assert verbs() == said
    assert of(ImportRun, pk=run.pk).state == ImportRun.State.CHECKED


def test_written_file_is_not_written_again(svetlana: AccountActor, programme: Programme) -> None:
    run = load(svetlana, programme, "mentee", VERA)
    with acting(svetlana), pytest.raises(Refused, match="уже загружен"):
        import_base(by=svetlana, run=run)
    with acting(svetlana), pytest.raises(Refused, match="уже загружен"):
        discard_import(by=svetlana, run=run)


def test_discarded_file_keeps_no_names(svetlana: AccountActor, programme: Programme) -> None:
    run = check(svetlana, programme, "mentee", VERA)
    with acting(svetlana):
        discard_import(by=svetlana, run=run)
    assert states(svetlana, run) == []
    assert of(ImportRun, pk=run.pk).state == ImportRun.State.DISCARDED
    assert verbs()[-1] == "discard_import"


def test_next_file_of_the_same_base_replaces_the_one_that_waited(
    svetlana: AccountActor, programme: Programme
) -> None:
    first = check(svetlana, programme, "mentee", VERA)
    mentors = check(svetlana, programme, "mentor", PAVEL)
    check(svetlana, programme, "mentee", DANYA)
    assert of(ImportRun, pk=first.pk).state == ImportRun.State.DISCARDED
    assert of(ImportRun, pk=mentors.pk).state == ImportRun.State.CHECKED


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([["Список класса"], ["Зимин Даня"]], "не найдена строка с заголовками"),
        (sheet("mentor", MARIA), "похоже, это форма базы наставников"),
        (sheet("mentee"), "нет ни одной заполненной строки"),
    ],
)
def test_sheet_that_is_no_base_is_refused_at_its_field(
    svetlana: AccountActor, programme: Programme, cells: list[list[Any]], said: str
) -> None:
    with acting(svetlana), pytest.raises(Refused, match=r"(?i)" + said) as refusal:
        check_base(by=svetlana, programme=programme, side="mentee", cells=cells, file_name="класс.xlsx")
    assert refusal.value.field == "file"
    with make.owning():
        assert ImportRun.objects.count() == 0


@pytest.mark.parametrize("side", list(Side))
def test_example_of_the_form_is_never_loaded(
    svetlana: AccountActor, programme: Programme, side: Side
) -> None:
    form = read_sheet(template_file(side, date(2026, 10, 15)), "форма.xlsx")
    real = [*form, list(VERA if side is Side.MENTEE else PAVEL)]
    with acting(svetlana):
        with pytest.raises(Refused, match="нет ни одной заполненной строки"):
            check_base(by=svetlana, programme=programme, side=side, cells=form, file_name="форма.xlsx")
        run = check_base(by=svetlana, programme=programme, side=side, cells=real, file_name="форма.xlsx")
        assert ImportRow.objects.filter(run=run).count() == 1


def test_row_that_keeps_the_mark_of_the_example_is_not_lost(
    svetlana: AccountActor, programme: Programme
) -> None:
    run = check(
        svetlana,
        programme,
        "mentee",
        ("Пример", *VERA[1:]),
        ("Пример", EXAMPLE_NAMES[Side.MENTEE], "", 2012, "х"),
    )
    with acting(svetlana):
        assert [row.values["cells"][1] for row in ImportRow.objects.filter(run=run)] == [
            "Соколова Вера Ильинична"
        ]


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg", "irina"])
@pytest.mark.parametrize("deed", ["check", "write", "discard"])
def test_only_the_curator_of_the_school_loads_bases(
    svetlana: AccountActor, programme: Programme, login: str, deed: str
) -> None:
    run, stranger = check(svetlana, programme, "mentee", VERA), make.actor(login)
    deeds: dict[str, Callable[[], object]] = {
        "check": lambda: check_base(
            by=stranger, programme=programme, side="mentee", cells=sheet("mentee", DANYA), file_name="a.xlsx"
        ),
        "write": lambda: import_base(by=stranger, run=run),
        "discard": lambda: discard_import(by=stranger, run=run),
    }
    before = counts()
    with acting(stranger), pytest.raises(Denied, match="загружает куратор организации"):
        deeds[deed]()
    assert counts() == before


def test_hundred_new_people_cost_few_queries(svetlana: AccountActor, programme: Programme) -> None:
    names = [f"Учеников{'а' * (number % 10)}{'б' * (number // 10)} Иван Петрович" for number in range(100)]
    run = check(
        svetlana, programme, "mentee", *[(n, name, "8 900", 2012, "физика") for n, name in enumerate(names)]
    )
    with acting(svetlana), CaptureQueriesContext(connection) as queries:
        import_base(by=svetlana, run=run)
    assert len(queries) <= 20, [query["sql"][:90] for query in queries]
    assert counts()["Need"] == 100
