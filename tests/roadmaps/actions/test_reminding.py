"""Who is told of a term, when, and that nobody is told twice."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied
from nastavnik.notices.models import Notice
from nastavnik.roadmaps.actions.duties import complete_duty
from nastavnik.roadmaps.actions.reminding import AT_ONCE, remind_laggards, tell_terms
from nastavnik.roadmaps.jobs import remind_many
from nastavnik.roadmaps.models import ExecutorName, Roadmap
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house.scene_of_duties import duty_of, living_map
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]

DUE = date(2026, 10, 20)
BASE = {"title": "Собрать базу", "deadline": "до 20 октября 2026 г.", "reach": "below"}
LATE = {"title": "Назначить куратора", "deadline": "до 10 октября 2026 г.", "reach": "below"}


def told_on(day: date) -> int:
    with make.owning():
        return tell_terms(by=system_actor("напоминания о сроках"), today=day)


def notices_of(house: House, login: str) -> list[Notice]:
    with make.owning():
        return list(Notice.objects.filter(account=house.accounts[login]).order_by("created_at", "pk"))


@pytest.fixture
def roadmap(house: House) -> Roadmap:
    return living_map(house.city, "oleg", BASE, LATE).roadmap


def test_ladder_tells_before_on_and_after_the_day(house: House) -> None:
    living_map(house.city, "oleg", BASE)
    days = [DUE + timedelta(days=step) for step in range(-9, 12)]
    told = {(day - DUE).days for day in days if told_on(day)}
    assert told == {-7, -1, 0, 1, 7}
    notices = notices_of(house, "svetlana")
    assert len(notices) == 5 and "Собрать базу (20.10.2026, осталось 7" in notices[0].lines[0]
    assert len(notices_of(house, "nina")) == 5, "the head as well as the curator"
    above = notices_of(house, "oleg")
    assert len(above) == 1, "the superior once, a week late"
    assert any(line.startswith("Школа № 5: Собрать базу") for line in above[0].lines)
    assert notices_of(house, "tamara") == []


def test_one_notice_a_day_and_no_step_twice(house: House, roadmap: Roadmap) -> None:
    assert told_on(date(2026, 10, 13)) == 4, (
        "a week before the one, just after the other, in two institutions"
    )
    assert told_on(date(2026, 10, 13)) == 0
    assert told_on(date(2026, 10, 14)) == 0


def test_missed_day_is_caught_up_and_an_old_plan_reminds_of_nothing(house: House, roadmap: Roadmap) -> None:
    assert told_on(DUE - timedelta(days=5)) == 2
    assert told_on(date(2027, 3, 1)) == 0


def test_nothing_is_said_of_what_is_done(house: House) -> None:
    living_map(house.city, "oleg", BASE)
    nina, duty = make.actor("nina"), duty_of(house.school, "Собрать базу")
    with acting(nina):
        complete_duty(by=nina, duty=duty, done_date=make.TODAY, today=make.TODAY)
    told_on(DUE)
    assert notices_of(house, "svetlana") == [] and len(notices_of(house, "boris")) == 1


def test_laggards_are_reminded_once_a_day(house: House, roadmap: Roadmap) -> None:
    oleg, everybody = make.actor("oleg"), [house.school.pk, house.gymnasium.pk, house.city.pk]
    with acting(oleg):
        assert remind_laggards(by=oleg, roadmap=roadmap, organisation_ids=everybody, today=make.TODAY) == 2
        assert remind_laggards(by=oleg, roadmap=roadmap, organisation_ids=everybody, today=make.TODAY) == 0
    (notice,) = notices_of(house, "svetlana")
    assert notice.lines == ["Назначить куратора"] and "просрочено 1" in notice.subject


@pytest.mark.parametrize("login", ["nina", "svetlana", "boris"])
def test_school_reminds_nobody(house: House, roadmap: Roadmap, login: str) -> None:
    actor = make.actor(login)
    with acting(actor), pytest.raises(Denied):
        remind_laggards(by=actor, roadmap=roadmap, organisation_ids=[house.school.pk], today=make.TODAY)


def name_tamara(house: House, line_title: str, **binding: object) -> None:
    """The school's secretary stands behind the words of the row."""
    with make.owning():
        ExecutorName.objects.filter(performs__line__wordings__title=line_title).update(**binding)


OWN = {"title": "Оформить приказ", "deadline": "до 20 октября 2026 г.", "executors": "Секретарь"}


@pytest.mark.parametrize("kind", ["post", "account"])
def test_executor_who_does_not_report_is_reminded_of_his_own_and_reports_it(
    house: House, signed_in: SignIn, kind: str
) -> None:
    living_map(house.school, "svetlana", OWN, {**OWN, "title": "Чужое", "executors": "Завуч"})
    binding = (
        {"kind": "post", "role": "secretary"}
        if kind == "post"
        else {"kind": "account", "account": house.accounts["tamara"]}
    )
    name_tamara(house, "Оформить приказ", **binding)
    told_on(DUE), told_on(DUE)
    (notice,) = notices_of(house, "tamara")
    assert [line.partition(" (")[0] for line in notice.lines] == ["Оформить приказ"]
    assert len(notices_of(house, "svetlana")) == 1, "whoever reports is told once, of all"
    page = signed_in("tamara").get(notice.link).content.decode()
    assert "Оформить приказ" in page and "Чужое" not in page
    tamara, duty = make.actor("tamara"), duty_of(house.school, "Оформить приказ")
    with acting(tamara):
        complete_duty(by=tamara, duty=duty, done_date=make.TODAY, today=make.TODAY)
        with pytest.raises(Denied):
            complete_duty(
                by=tamara, duty=duty_of(house.school, "Чужое"), done_date=make.TODAY, today=make.TODAY
            )


def test_reminding_by_hand_reaches_the_executor_whom_the_late_row_names(house: House) -> None:
    roadmap = living_map(house.city, "oleg", {**LATE, "executors": "Тихонова Т. Ю."}).roadmap
    name_tamara(house, "Назначить куратора", kind="account", account=house.accounts["tamara"])
    oleg = make.actor("oleg")
    with acting(oleg):
        remind_laggards(by=oleg, roadmap=roadmap, organisation_ids=[house.school.pk], today=make.TODAY)
    assert len(notices_of(house, "tamara")) == 1


def test_more_people_than_can_be_told_at_once_are_told_by_the_worker(house: House, roadmap: Roadmap) -> None:
    with make.owning():
        for number in range(AT_ONCE):
            make.account(f"kurator-{number}", house.danya, (Role.CURATOR, house.school))
    oleg = make.actor("oleg")
    with acting(oleg):
        assert (
            remind_laggards(by=oleg, roadmap=roadmap, organisation_ids=[house.school.pk], today=make.TODAY)
            == 1
        )
    assert notices_of(house, "svetlana") == []
    with make.owning(), connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs where task_name = 'roadmaps.remind_laggards'")
        (args,) = cursor.fetchone()
    remind_many(**json.loads(args))
    assert len(notices_of(house, "svetlana")) == 1
