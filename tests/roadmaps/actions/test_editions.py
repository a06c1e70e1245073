"""Road maps begun and written row by row."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.roadmaps.actions import documents, editions
from nastavnik.roadmaps.models import Edition, Line, Measure, Roadmap, Section
from nastavnik.roadmaps.queries.documents import outline_of, rows_of
from nastavnik.roadmaps.values import MeasureTexts, Period
from nastavnik.rulebook.roadmap_templates import template_of
from tests import factories as make
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House

pytestmark = pytest.mark.django_db


def started(house: House) -> Edition:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        return documents.start_roadmap_from_template(
            by=svetlana, owner=house.school, template=template_of("school"), school_year=2026
        )


def act(login: str, deed: Callable[..., Any], **values: Any) -> Any:
    actor = make.actor(login)
    with acting(actor):
        return deed(by=actor, **values)


def titles(edition: Edition) -> list[tuple[str, list[str]]]:
    return [
        (str(part.section or ""), [measure.title for measure in part.measures]) for part in rows_of(edition)
    ]


def test_template_brings_dates_of_its_year_and_is_journalled(house: House) -> None:
    edition = started(house)
    roadmap = edition.roadmap
    assert (roadmap.from_date, roadmap.to_date) == (date(2026, 9, 1), date(2027, 8, 31))
    assert edition.state == Edition.State.DRAFT
    assert edition.sections.count() == 7
    row = edition.measures.get(document_kind="pairs_order")
    assert (row.number, row.deadline, row.line.fact) == ("5.3", "до 30 октября 2026 г.", "order")
    with acting(make.actor("svetlana")):
        assert Entry.objects.filter(verb="start_roadmap", object_id=roadmap.pk).count() == 1


def test_nobody_starts_a_map_for_another(house: House) -> None:
    for login in ("oleg", "nina", "boris"):
        with pytest.raises(Denied):
            act(login, documents.start_roadmap, owner=house.school, title="Карта", period=Period(2026))


@pytest.mark.parametrize(
    ("period", "field"),
    [
        (Period(), "from_date"),
        (Period(None, date(2026, 1, 1), None), "from_date"),
        (Period(None, date(2026, 2, 1), date(2026, 1, 1)), "to_date"),
    ],
)
def test_map_without_a_right_period_is_refused(house: House, period: Period, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        act("svetlana", documents.start_roadmap, owner=house.school, title="Карта", period=period)
    assert refusal.value.field == field
    assert not Roadmap.objects.exists()


def test_rows_are_added_moved_and_taken_away(house: House) -> None:
    edition = roadmap_of(house.school, "Школьная")
    edition = Edition.objects.select_related("roadmap__owner").get(pk=edition.pk)
    first, row = edition.sections.get(), edition.measures.get()
    second = act("svetlana", editions.add_section, edition=edition, title=" Базы ")
    assert second.number == "2"
    added = act(
        "svetlana", editions.add_measure, edition=edition, section=second, texts=MeasureTexts("Собрать базу")
    )
    assert titles(edition)[1] == ("2 Базы", ["Собрать базу"])
    act("svetlana", editions.move_measure, measure=added, step=-1)
    assert titles(edition)[0][1] == [row.title, "Собрать базу"]
    act("svetlana", editions.order_rows, edition=edition, wish=[f"s{second.pk}", f"m{row.pk}"])
    assert titles(edition) == [("2 Базы", [row.title]), ("1 Подготовка условий", ["Собрать базу"])]
    act("svetlana", editions.remove_section, section=Section.objects.get(pk=first.pk))
    assert titles(edition) == [("2 Базы", [row.title, "Собрать базу"])]
    act("svetlana", editions.remove_measure, measure=Measure.objects.get(pk=added.pk))
    assert not Line.objects.filter(pk=added.line_id).exists()
    assert [measure.position for part in rows_of(edition) for measure in part.measures] == [1]


def test_numbers_change_only_when_asked(house: House) -> None:
    edition = started(house)
    section = edition.sections.order_by("position")[0]
    act("svetlana", editions.move_section, section=section, step=1)
    numbers = [part.section.number for part in rows_of(edition) if part.section]
    assert numbers[:2] == ["2", "1"]
    changed = act("svetlana", editions.renumber_rows, edition=edition)
    assert changed == 2 + 3 + 6
    rows = rows_of(edition)
    assert [part.section.number for part in rows if part.section] == [str(number) for number in range(1, 8)]
    assert [measure.number for measure in rows[0].measures] == ["1.1", "1.2", "1.3"]
    assert act("svetlana", editions.renumber_rows, edition=edition) == 0


def test_section_of_another_map_is_refused(house: House) -> None:
    edition, other = roadmap_of(house.school, "Школьная"), roadmap_of(house.school, "Вторая")
    with pytest.raises(Refused):
        act(
            "svetlana",
            editions.add_measure,
            edition=edition,
            section=other.sections.get(),
            texts=MeasureTexts("Строка"),
        )


def test_approved_edition_is_not_written(house: House) -> None:
    edition = roadmap_of(house.school, "Школьная", "approved")
    row = edition.measures.get()
    for deed, values in (
        (editions.add_section, {"edition": edition, "title": "Раздел"}),
        (editions.correct_measure, {"measure": row, "section": None, "texts": MeasureTexts("Иное")}),
        (editions.remove_measure, {"measure": row}),
        (editions.order_rows, {"edition": edition, "wish": []}),
        (editions.renumber_rows, {"edition": edition}),
        (documents.discard_draft, {"edition": edition}),
    ):
        with pytest.raises(Refused):
            act("svetlana", deed, **values)
    with pytest.raises(Refused):
        act("svetlana", documents.correct_roadmap, roadmap=edition.roadmap, title="Иное", period=Period(2026))


def test_only_draft_goes_with_its_map(house: House) -> None:
    edition = started(house)
    assert act("svetlana", documents.discard_draft, edition=edition) is True
    assert not Roadmap.objects.exists() and not Line.objects.exists()


def test_archived_map_leaves_the_list_and_comes_back(house: House) -> None:
    roadmap = roadmap_of(house.school, "Школьная", "approved").roadmap
    act("svetlana", documents.archive_roadmap, roadmap=roadmap)
    assert Roadmap.objects.get().is_archived
    with pytest.raises(Denied):
        act("oleg", documents.archive_roadmap, roadmap=roadmap, is_archived=False)
    act("svetlana", documents.archive_roadmap, roadmap=roadmap, is_archived=False)
    assert not Roadmap.objects.get().is_archived


def test_outline_holds_every_row(house: House) -> None:
    edition = started(house)
    assert sum(len(part.measures) for part in outline_of(rows_of(edition))) == edition.measures.count()
