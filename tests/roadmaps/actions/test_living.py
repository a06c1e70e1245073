"""An approved edition starts to live, and a later one changes only what has changed."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.roadmaps.actions import living
from nastavnik.roadmaps.actions.approval import approve_edition
from nastavnik.roadmaps.actions.duties import complete_duty, date_occurrence
from nastavnik.roadmaps.actions.living import settle_roadmap
from nastavnik.roadmaps.jobs import hand_out
from nastavnik.roadmaps.models import Duty, Edition, ExecutorName, Measure, Occurrence, Performer
from tests import factories as make
from tests.house.scene_of_duties import duty_of, living_map, settled
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]

BASE = {"title": "Собрать базу", "deadline": "до 20 октября 2026 г.", "executors": "Руководители ОО"}
OWN = {
    "title": "Провести совещание",
    "deadline": "ежеквартально, до 10 числа",
    "executors": "Белова И. О., РИКП",
}


def next_edition(edition: Edition, login: str, **changes: dict[str, str] | None) -> Edition:
    """The next edition with other words for the measures named by title; None leaves one out."""
    with make.owning():
        Edition.objects.filter(pk=edition.pk).update(state="replaced")
        fresh = Edition.objects.create(roadmap=edition.roadmap, number=edition.number + 1, state="approved")
        for measure in Measure.objects.filter(edition=edition):
            change = changes.get(measure.title, {})
            if change is not None:
                words = {"title": measure.title, "deadline": measure.deadline, "executors": measure.executors}
                Measure.objects.create(
                    edition=fresh, line_id=measure.line_id, position=measure.position, **words | change
                )
    settled(fresh, login)
    return fresh


def owners_of(title: str) -> set[str]:
    with make.owning():
        found = Duty.objects.filter(occurrence__line__wordings__title=title, occurrence__is_dropped=False)
        return set(found.values_list("organisation__short_name", flat=True))


def terms_of(title: str) -> list[date | None]:
    with make.owning():
        found = Occurrence.objects.filter(line__wordings__title=title, is_dropped=False).distinct()
        return sorted(one.to_date for one in found if one.to_date) or [None]


def test_measure_for_all_institutions_is_one_duty_in_each(house: House) -> None:
    make.organisation("Закрытая школа", parent=house.city, closed_date=date(2026, 1, 1))
    living_map(house.city, "oleg", BASE, OWN)
    assert owners_of("Собрать базу") == {"Школа № 5", "Гимназия № 2"}
    assert owners_of("Провести совещание") == {"г. Северогорск"}
    assert terms_of("Собрать базу") == [date(2026, 10, 20)]


def test_row_that_reaches_below_needs_no_words_for_it(house: House) -> None:
    living_map(house.region, "irina", {"title": "Слёт", "deadline": "май 2027 г.", "reach": "below"})
    assert owners_of("Слёт") == {"Школа № 5", "Гимназия № 2", "Озёрная школа"}


def test_school_answers_for_its_own_row_even_when_it_says_all_schools(house: House) -> None:
    living_map(house.school, "svetlana", BASE)
    assert owners_of("Собрать базу") == {"Школа № 5"}


def test_new_edition_keeps_what_was_done_and_moves_the_term(house: House) -> None:
    edition = living_map(house.city, "oleg", BASE, OWN)
    nina, duty = make.actor("nina"), duty_of(house.school, "Собрать базу")
    with acting(nina):
        complete_duty(by=nina, duty=duty, done_date=date(2026, 10, 1), today=make.TODAY)
    next_edition(edition, "oleg", **{"Собрать базу": {"deadline": "до 30 октября 2026 г."}})
    assert terms_of("Собрать базу") == [date(2026, 10, 30)]
    after = duty_of(house.school, "Собрать базу")
    assert (after.pk, after.state, after.done_date) == (duty.pk, "done", date(2026, 10, 1))


def test_row_that_is_gone_drops_its_term_and_keeps_its_history(house: House) -> None:
    edition = living_map(house.city, "oleg", BASE, OWN)
    duty = duty_of(house.school, "Собрать базу")
    next_edition(edition, "oleg", **{"Собрать базу": None})
    assert terms_of("Собрать базу") == [None]
    with make.owning():
        assert Duty.objects.get(pk=duty.pk).occurrence.is_dropped


def test_date_given_by_a_person_outlives_a_silent_edition(house: House) -> None:
    edition = living_map(house.city, "oleg", {"title": "Слёт", "deadline": "по отдельному графику"})
    assert terms_of("Слёт") == [None]
    oleg, duty = make.actor("oleg"), duty_of(house.city, "Слёт")
    with acting(oleg):
        date_occurrence(by=oleg, occurrence=duty.occurrence, from_date=None, to_date=date(2027, 5, 20))
    fresh = next_edition(edition, "oleg")
    assert terms_of("Слёт") == [date(2027, 5, 20)]
    next_edition(fresh, "oleg", Слёт={"deadline": "до 25 мая 2027 г."})
    assert terms_of("Слёт") == [date(2027, 5, 25)]


def test_executors_are_bound_once_and_stay_bound(house: House) -> None:
    edition = living_map(house.city, "oleg", BASE, OWN)
    with make.owning():
        names = {one.key: one for one in ExecutorName.objects.filter(owner=house.city)}
        assert {key: one.kind for key, one in names.items()} == {
            "руководители оо": "below",
            "белова и о": "",
            "рикп": "",
        }
        ExecutorName.objects.filter(key="рикп").update(kind="organisation", organisation=house.gymnasium)
    next_edition(edition, "oleg", **{"Провести совещание": {"executors": "РИКП; ОО"}})
    with make.owning():
        named = Performer.objects.filter(line__wordings__title="Провести совещание").distinct()
        assert [(one.name.key, one.name.kind) for one in named.order_by("position")] == [
            ("рикп", "organisation"),
            ("оо", "below"),
        ]
    assert owners_of("Провести совещание") == {"Школа № 5", "Гимназия № 2"}


def test_approval_makes_the_terms_live(house: House) -> None:
    edition, nina = roadmap_of(house.school, "Школьная"), make.actor("nina")
    with acting(nina):
        approve_edition(by=nina, edition=edition, order_number="41-ОД", order_date=date(2026, 8, 30))
    assert owners_of("Издать приказ о закреплении пар") == {"Школа № 5"}
    assert terms_of("Издать приказ о закреплении пар") == [date(2026, 10, 15)]


def test_duties_of_a_large_territory_are_given_by_the_worker(house: House, monkeypatch) -> None:
    monkeypatch.setattr(living, "AT_ONCE", 1)
    edition = living_map(house.city, "oleg", BASE)
    assert owners_of("Собрать базу") == set()
    hand_out(roadmap_id=edition.roadmap_id, account_id=house.accounts["oleg"].pk)
    assert owners_of("Собрать базу") == {"Школа № 5", "Гимназия № 2"}


def test_settling_costs_the_same_whatever_the_number_of_rows(house: House, django_assert_num_queries) -> None:
    oleg = make.actor("oleg")
    for number in (1, 3):
        rows = [BASE | {"title": f"Мероприятие {place}"} for place in range(number)]
        edition = living_map(house.city, "oleg", *rows)
        with acting(oleg), django_assert_num_queries(22):
            settle_roadmap(by=oleg, edition=edition)
