"""Who is told of a term, when, and that nobody is told twice."""

from datetime import date, timedelta

import pytest

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied
from nastavnik.notices.models import Notice
from nastavnik.roadmaps.actions.duties import complete_duty
from nastavnik.roadmaps.actions.reminding import remind_laggards, tell_terms
from nastavnik.roadmaps.models import Roadmap
from tests import factories as make
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
