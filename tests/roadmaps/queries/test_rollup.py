"""Roll-ups: who has done it, who lags, and that an adopted row answers for the one above."""

from datetime import date

import pytest
from django.db import connection

from nastavnik.access.scope import acting
from nastavnik.roadmaps.actions.duties import complete_duty, excuse_duty
from nastavnik.roadmaps.models import Duty, Line, Occurrence
from nastavnik.roadmaps.queries.duties import living, own_duties
from nastavnik.roadmaps.queries.rollup import (
    laggards_by_organisation,
    late_below,
    rolls_by_line,
    rolls_by_organisation,
    standings_of,
)
from nastavnik.rulebook.rollup import Roll, Standing, Tally, rolled, standing_of
from tests import factories as make
from tests.house.scene_of_duties import duty_of, living_map
from tests.house_of_people import House

pytestmark = pytest.mark.django_db

LATE = {"title": "Назначить куратора", "deadline": "до 10 октября 2026 г.", "reach": "below"}
NEXT = {"title": "Собрать базу", "deadline": "до 20 октября 2026 г.", "reach": "below"}
DAY = date(2026, 10, 1)


def line_of(title: str) -> int:
    with make.owning():
        return Line.objects.filter(wordings__title=title).latest("pk").pk


def done(login: str, duty: Duty) -> None:
    actor = make.actor(login)
    with acting(actor):
        complete_duty(by=actor, duty=duty, done_date=DAY, today=make.TODAY)


def rolls(login: str, *titles: str) -> list[Roll]:
    actor, lines = make.actor(login), [line_of(title) for title in titles]
    with acting(actor):
        found = rolls_by_line(lines, make.TODAY)
    return [found[line] for line in lines]


def test_region_counts_whoever_has_done_it(house: House) -> None:
    living_map(house.region, "irina", LATE, NEXT)
    done("svetlana", duty_of(house.school, "Назначить куратора"))
    boris = make.actor("boris")
    with acting(boris):
        excuse_duty(by=boris, duty=duty_of(house.gymnasium, "Назначить куратора"), reason="Нет наставляемых")
    assert rolls("irina", "Назначить куратора", "Собрать базу") == [Roll(1, 2, 1), Roll(0, 3, 0)]
    assert rolls("oleg", "Назначить куратора") == [Roll(1, 1, 0)]


def test_laggards_stand_first_by_name(house: House) -> None:
    living_map(house.region, "irina", LATE)
    done("svetlana", duty_of(house.school, "Назначить куратора"))
    irina, line = make.actor("irina"), line_of("Назначить куратора")
    with acting(irina):
        assert [(one.name, one.standing) for one in standings_of(line, make.TODAY)] == [
            ("Гимназия № 2", Standing.OVERDUE),
            ("Озёрная школа", Standing.OVERDUE),
            ("Школа № 5", Standing.DONE),
        ]
        assert rolls_by_organisation([line], make.TODAY)[house.rural.pk] == Roll(0, 1, 1)
        assert set(laggards_by_organisation([line], make.TODAY)) == {house.gymnasium.pk, house.rural.pk}
        assert late_below([house.region.pk], make.TODAY)[0][1:] == ("План города", 2)


def test_reader_sees_nobody_aside(house: House) -> None:
    living_map(house.region, "irina", LATE)
    boris, line = make.actor("boris"), line_of("Назначить куратора")
    with acting(boris):
        assert [one.name for one in standings_of(line, make.TODAY)] == ["Гимназия № 2"]


def test_closed_organisation_is_asked_no_more(house: House) -> None:
    living_map(house.region, "irina", LATE)
    with make.owning():
        house.rural.closed_date = date(2026, 10, 1)
        house.rural.save()
    assert rolls("irina", "Назначить куратора") == [Roll(0, 2, 2)]


def adopt(house: House, deadline: str) -> None:
    """Region > city > school: each adopts the row of the one above."""
    living_map(house.region, "irina", LATE)
    top = line_of("Назначить куратора")
    living_map(house.city, "oleg", {**LATE, "title": "Назначить (город)", "parent_id": top})
    middle = line_of("Назначить (город)")
    own = {"title": "Назначить (школа)", "deadline": deadline, "parent_id": middle}
    living_map(house.school, "svetlana", own)


def test_row_that_a_school_adopted_answers_for_the_ones_above(house: House) -> None:
    adopt(house, "до 30 октября 2026 г.")
    assert rolls("irina", "Назначить куратора") == [Roll(0, 3, 2)], "its own later term counts"
    done("nina", duty_of(house.school, "Назначить (школа)"))
    assert rolls("irina", "Назначить куратора", "Назначить (город)") == [Roll(1, 3, 2), Roll(1, 2, 1)]
    irina, line = make.actor("irina"), line_of("Назначить куратора")
    with acting(irina):
        assert {one.name: one.is_adopted for one in standings_of(line, make.TODAY)} == {
            "Школа № 5": True,
            "Гимназия № 2": True,
            "Озёрная школа": False,
        }


def test_school_that_adopted_reports_once(house: House) -> None:
    adopt(house, "до 30 октября 2026 г.")
    svetlana, boris = make.actor("svetlana"), make.actor("boris")
    with acting(svetlana):
        assert own_duties(svetlana).get() == duty_of(house.school, "Назначить (школа)")
    with acting(boris):
        assert own_duties(boris).get() == duty_of(house.gymnasium, "Назначить (город)")


def test_sql_counts_as_the_rule_says(house: House) -> None:
    rows = [
        {"title": f"Дело {state} {day}", "deadline": f"до {day} октября 2026 г.", "reach": "below"}
        for state in Duty.State.values
        for day in (10, 20)
    ]
    living_map(house.region, "irina", *rows)
    irina = make.actor("irina")
    with make.owning():
        for state in Duty.State.values:
            found = Duty.objects.filter(occurrence__line__wordings__title__startswith=f"Дело {state} ")
            found.update(state=state, done_date=DAY)
    with acting(irina), connection.cursor() as cursor:
        lines = list(Line.objects.values_list("pk", flat=True))
        cursor.execute(
            "select line_id, done, open, overdue, begun from roadmaps_standings(%s, %s)", [lines, make.TODAY]
        )
        counted = {row[0]: Tally(*row[1:]) for row in cursor.fetchall()}
        for duty in living(Duty.objects.select_related("occurrence")):
            is_open = duty.state in ("not_begun", "begun")
            wanted = Tally(
                int(duty.state == "done"),
                int(is_open),
                int(is_open and duty.occurrence.to_date < make.TODAY),
                int(duty.state == "begun"),
            )
            assert standing_of(counted[duty.occurrence.line_id]) is standing_of(wanted)
        assert len(counted) == len(rows)


def test_counted_rolls_agree_with_the_named_standings(house: House) -> None:
    adopt(house, "до 30 октября 2026 г.")
    twice = {"title": "Отчитаться дважды", "deadline": "до 5 октября 2026 г.", "reach": "below"}
    undated = {"title": "Без срока", "deadline": "по отдельному графику", "reach": "below"}
    living_map(house.region, "irina", twice, undated)
    done("svetlana", duty_of(house.school, "Отчитаться дважды"))
    with make.owning():
        later = Occurrence.objects.create(line_id=line_of("Отчитаться дважды"), to_date=date(2026, 12, 5))
        Duty.objects.create(occurrence=later, organisation=house.school)
    irina = make.actor("irina")
    with acting(irina):
        lines = list(Line.objects.values_list("pk", flat=True))
        named = {line: standings_of(line, make.TODAY) for line in lines}
        assert rolls_by_line(lines, make.TODAY) == {
            line: rolled((one.standing, 1) for one in found) for line, found in named.items()
        }
        nodes = {one.organisation_id for found in named.values() for one in found}
        assert rolls_by_organisation(lines, make.TODAY) == {
            node: rolled(
                (one.standing, 1) for found in named.values() for one in found if one.organisation_id == node
            )
            for node in nodes
        }
        assert len(nodes) > 2
