"""An approved edition: what it needs, and that nothing changes in it afterwards."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.papers.models import Paper
from nastavnik.papers.sheets import Mark
from nastavnik.roadmaps.actions import editions
from nastavnik.roadmaps.actions.approval import approve_edition
from nastavnik.roadmaps.actions.drafts import edition_to_write
from nastavnik.roadmaps.models import Edition, Measure
from nastavnik.roadmaps.queries.editions import changes_of
from nastavnik.roadmaps.values import MeasureTexts
from nastavnik.rulebook.roadmap_changes import Happened
from tests import factories as make
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]
ORDER = {"order_number": "41-ОД", "order_date": date(2026, 8, 30)}


def approved(edition: Edition, login: str = "svetlana", **values: Any) -> Edition:
    actor = make.actor(login)
    with acting(actor):
        return approve_edition(by=actor, edition=edition, **(values or ORDER))


def test_head_and_curator_approve_by_an_order_or_by_a_mark(house: House) -> None:
    first, second = roadmap_of(house.school, "Первая"), roadmap_of(house.school, "Вторая")
    kept = approved(first, "nina")
    assert (kept.state, kept.order_number, kept.order_date) == ("approved", "41-ОД", date(2026, 8, 30))
    mark = Mark("approve", "Директор Школы № 5", "Н. И. Орлова", "30.08.2026")
    kept = approved(second, marks=[mark])
    assert Edition.objects.get(pk=kept.pk).marks[0]["name"] == "Н. И. Орлова"
    for login in ("oleg", "tamara", "boris"):
        with pytest.raises(Denied):
            approved(roadmap_of(house.school, f"Ещё {login}"), login)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"order_number": ""}, "order_number"),
        ({"order_number": "7"}, "order_date"),
        ({"order_date": date(2026, 8, 30)}, "order_number"),
        ({"order_number": "7", "order_date": date(2027, 8, 30)}, "order_date"),
    ],
)
def test_approval_without_whole_requisites_is_refused(house: House, values: Any, field: str) -> None:
    edition = roadmap_of(house.school, "Школьная")
    with pytest.raises(Refused) as refusal:
        approved(edition, **values)
    assert refusal.value.field == field
    assert Edition.objects.get(pk=edition.pk).state == "draft"


def test_registered_paper_brings_its_number_and_a_draft_does_not(house: House) -> None:
    with make.owning():
        values = {"kind": "other", "title": "Приказ", "preamble": "", "school_year": 2026, "signer_post": ""}
        paper = Paper.objects.create(
            institution=house.school, state="registered", number="12", paper_date="2026-09-01", **values
        )
        other = Paper.objects.create(institution=house.gymnasium, state="draft", **values)
    edition = roadmap_of(house.school, "Школьная")
    with pytest.raises(Refused):
        approved(edition, order=other)
    kept = approved(edition, order=_fresh(paper))
    assert (kept.order_number, kept.order_id) == ("12", paper.pk)


def _fresh(paper: Paper) -> Paper:
    with make.owning():
        return Paper.objects.get(pk=paper.pk)


def test_empty_draft_is_not_approved(house: House) -> None:
    edition = roadmap_of(house.school, "Школьная")
    with make.owning():
        Measure.objects.all().delete()
    with pytest.raises(Refused, match="ни одного мероприятия"):
        approved(edition)


def test_new_edition_replaces_the_one_in_force_and_tells_what_changed(house: House) -> None:
    first = approved(roadmap_of(house.school, "Школьная"))
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        second = edition_to_write(by=svetlana, roadmap=first.roadmap)
        row = second.measures.get()
        texts = MeasureTexts(row.title, row.number, "до 20 октября 2026 г.", row.executors, "", row.result)
        editions.correct_measure(by=svetlana, measure=row, section=row.section, texts=texts)
        editions.add_measure(by=svetlana, edition=second, section=None, texts=MeasureTexts("Провести форум"))
        changes = changes_of(first, second)
    assert [(one.happened, one.title) for one in changes] == [
        (Happened.ADDED, "Провести форум"),
        (Happened.CHANGED, "Издать приказ о закреплении пар"),
    ]
    assert changes[1].cells[0].after == "до 20 октября 2026 г."
    approved(second)
    assert list(Edition.objects.order_by("number").values_list("state", flat=True)) == [
        "replaced",
        "approved",
    ]


FROZEN = (
    "update roadmaps_measure set title = 'Иное' where edition_id = {pk}",
    "delete from roadmaps_measure where edition_id = {pk}",
    "update roadmaps_section set title = 'Иной' where edition_id = {pk}",
    "update roadmaps_edition set order_number = '1' where id = {pk}",
    "update roadmaps_edition set state = 'draft' where id = {pk}",
    "delete from roadmaps_edition where id = {pk}",
    (
        "insert into roadmaps_measuretarget (measure_id, value, unit, is_at_least, text)"
        " select id, 5, '', true, '' from roadmaps_measure where edition_id = {pk}"
    ),
)


@pytest.mark.parametrize("sql", FROZEN)
@pytest.mark.parametrize("state", ["approved", "replaced"])
def test_approved_edition_is_not_changed_by_raw_sql(house: House, sql: str, state: str) -> None:
    edition = roadmap_of(house.school, "Школьная", state)
    svetlana = make.actor("svetlana")
    with (
        acting(svetlana),
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="approved edition"),
        transaction.atomic(),
    ):
        cursor.execute(sql.format(pk=edition.pk))


@pytest.mark.parametrize("sql", FROZEN[:4])
def test_draft_is_changed_by_the_same_sql(house: House, sql: str) -> None:
    edition = roadmap_of(house.school, "Школьная")
    with acting(make.actor("svetlana")), connection.cursor() as cursor:
        cursor.execute(sql.format(pk=edition.pk))
        assert cursor.rowcount == 1
