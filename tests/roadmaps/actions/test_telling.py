"""Those concerned are told: of a discussion, an answer, a question, a change of the map that they adopted."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection

from nastavnik.access.scope import acting
from nastavnik.notices.models import Notice
from nastavnik.papers.sheets import Mark
from nastavnik.roadmaps.actions import talks
from nastavnik.roadmaps.actions.approval import approve_edition
from nastavnik.roadmaps.actions.cascade import adopt_roadmap
from nastavnik.roadmaps.actions.drafts import edition_to_write
from nastavnik.roadmaps.jobs import tell_many
from nastavnik.roadmaps.models import Edition
from tests import factories as make
from tests.house.scene_of_duties import living_map
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]
DAYS = {"from_date": date(2026, 10, 10), "to_date": date(2026, 10, 20)}


def act(login: str, deed: Any, **values: Any) -> Any:
    actor = make.actor(login)
    with acting(actor):
        return deed(by=actor, **values)


def told(login: str) -> list[tuple[str, str]]:
    with make.owning():
        found = Notice.objects.filter(account__login=login).order_by("pk")
        return [(notice.subject, notice.link) for notice in found]


def left_to_the_worker() -> list[dict[str, Any]]:
    """The jobs of telling that wait, oldest first."""
    with make.owning(), connection.cursor() as cursor:
        cursor.execute(
            "select args from procrastinate_jobs where task_name = 'roadmaps.tell_concerned' order by id"
        )
        return [json.loads(row[0]) for row in cursor.fetchall()]


def worked() -> None:
    for args in left_to_the_worker():
        with make.owning():
            tell_many(**args)


def test_opened_discussion_is_told_above_and_below_once(house: House) -> None:
    edition = act("oleg", talks.open_discussion, edition=roadmap_of(house.city, "Карта"), **DAYS)
    worked(), worked()
    for login in ("svetlana", "nina", "boris", "irina"):
        ((subject, link),) = told(login)
        assert "обсуждение" in subject and link == f"/roadmaps/{edition.roadmap_id}/?tab=talk"
    assert told("tamara") == [] and told("oleg") == []


def test_discussion_that_was_closed_before_the_worker_came_is_told_to_nobody(house: House) -> None:
    edition = act("oleg", talks.open_discussion, edition=roadmap_of(house.city, "Карта"), **DAYS)
    act("oleg", talks.close_discussion, edition=edition)
    worked()
    assert told("svetlana") == []


def test_answer_to_a_remark_is_told_to_whoever_made_it(house: House) -> None:
    edition = act("oleg", talks.open_discussion, edition=roadmap_of(house.city, "Карта"), **DAYS)
    remark = act(
        "svetlana", talks.make_remark, edition=edition, organisation=house.school, text="Сдвинуть срок"
    )
    act("oleg", talks.answer_remark, remark=remark, outcome="declined", answer="Срок задан областью")
    assert [subject for subject, _ in told("svetlana")] == ["Ответ на ваше замечание: отклонено"]
    assert told("boris") == []


def test_those_above_are_told_that_their_agreement_is_asked(house: House) -> None:
    edition = roadmap_of(house.school, "Карта школы")
    act(
        "svetlana",
        talks.ask_concurrence,
        edition=edition,
        organisation=house.city,
        who="Управление образования",
    )
    assert [subject for subject, _ in told("oleg")] == ["Просят согласовать дорожную карту"]
    assert told("irina") == [] and told("svetlana") == []


def test_school_is_told_that_the_map_which_it_adopted_has_changed(house: House) -> None:
    city = living_map(house.city, "oleg", {"title": "Собрать базу", "deadline": "октябрь 2026 г."}).roadmap
    own = act("svetlana", adopt_roadmap, owner=house.school, parent=city)
    assert left_to_the_worker() == []
    draft: Edition = act("oleg", edition_to_write, roadmap=city)
    act(
        "oleg",
        approve_edition,
        edition=draft,
        marks=[Mark("approve", "Начальник", "И. О. Белов", "01.10.2026")],
    )
    worked()
    assert told("svetlana") == [("Карта, которую вы приняли, изменена", f"/roadmaps/{own.pk}/above/")]
    assert told("boris") == []
