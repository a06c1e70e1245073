"""A city's road map taken over by a school, and its later changes decided row by row."""

from datetime import date

import pytest
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.roadmaps.actions.cascade import (
    accept_change,
    accept_clean_changes,
    adopt_roadmap,
    refuse_change,
)
from nastavnik.roadmaps.actions.documents import discard_draft
from nastavnik.roadmaps.actions.drafts import edition_to_write
from nastavnik.roadmaps.models import CascadeDecision, Edition, Line, Measure, Roadmap, Section
from nastavnik.roadmaps.queries.cascade import adoptable_roadmaps, changes_above, roadmaps_changed_above
from nastavnik.rulebook.roadmap_difference import RowChange
from tests import factories as make
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
ROWS = (
    ("1.1", "Издать приказ", "до 15 октября 2026 г.", "Руководители ОО"),
    ("1.2", "Собрать базу наставников", "октябрь 2026 г.", "Кураторы"),
    ("1.3", "Провести анкетирование", "ноябрь 2026 г.", "Кураторы"),
)


@pytest.fixture
def city_map(house: House) -> Roadmap:
    with make.owning():
        roadmap = Roadmap.objects.create(
            owner=house.city,
            title="Дорожная карта города",
            from_date=date(2026, 9, 1),
            to_date=date(2027, 8, 31),
            school_year=2026,
        )
        edition = Edition.objects.create(roadmap=roadmap, number=1)
        section = Section.objects.create(edition=edition, position=1, number="1", title="Подготовка")
        for position, (number, title, deadline, executors) in enumerate(ROWS, start=1):
            Measure.objects.create(
                edition=edition, line=Line.objects.create(roadmap=roadmap), section=section, position=position,
                number=number, title=title, deadline=deadline, executors=executors,
            )  # fmt: skip
        approve(edition)
        return roadmap


def approve(edition: Edition) -> None:
    """As the approval does: what was in force before is replaced."""
    Edition.objects.filter(roadmap=edition.roadmap, state="approved").update(state="replaced")
    Edition.objects.filter(pk=edition.pk).update(state="approved", approved_at=timezone.now())


def rewrite(roadmap: Roadmap, number: str, **texts: str) -> None:
    """A new edition of the city's map with one row changed."""
    oleg = make.actor("oleg")
    with acting(oleg):
        edition = edition_to_write(by=oleg, roadmap=roadmap)
    with make.owning():
        edition.measures.filter(number=number).update(**texts)
        approve(edition)


def adopted(house: House, city_map: Roadmap, **left_out: str) -> Roadmap:
    svetlana = make.actor("svetlana")
    lines = {measure.number: measure.line_id for measure in Measure.objects.filter(edition__roadmap=city_map)}
    with acting(svetlana):
        return adopt_roadmap(
            by=svetlana,
            owner=house.school,
            parent=city_map,
            left_out={lines[number.replace("_", ".").strip("n")]: why for number, why in left_out.items()},
        )


def test_school_takes_over_the_citys_rows(house: House, city_map: Roadmap) -> None:
    roadmap = adopted(house, city_map, n1_3="Анкетируем весной")
    edition = roadmap.editions.get()
    assert (edition.state, roadmap.parent, roadmap.from_date) == ("draft", city_map, date(2026, 9, 1))
    assert [(m.number, m.title, m.section.title) for m in edition.measures.all()] == [
        ("1.1", "Издать приказ", "Подготовка"),
        ("1.2", "Собрать базу наставников", "Подготовка"),
    ]
    assert all(m.line.parent is not None and m.line.roadmap == roadmap for m in edition.measures.all())
    refused = CascadeDecision.objects.get(roadmap=roadmap, verdict="refused")
    assert (refused.above.number, refused.reason) == ("1.3", "Анкетируем весной")
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        assert list(adoptable_roadmaps(svetlana, house.school)) == []
        assert roadmaps_changed_above(svetlana) == []
        with pytest.raises(Refused, match="уже принята"):
            adopt_roadmap(by=svetlana, owner=house.school, parent=city_map)


def test_what_may_not_be_taken_over(house: House, city_map: Roadmap) -> None:
    svetlana, oleg = make.actor("svetlana"), make.actor("oleg")
    lines = list(Line.objects.filter(roadmap=city_map).values_list("pk", flat=True))
    with acting(oleg), pytest.raises(Denied):
        adopt_roadmap(by=oleg, owner=house.school, parent=city_map)
    with acting(oleg), pytest.raises(Refused, match="вышестоящей"):
        adopt_roadmap(by=oleg, owner=house.city, parent=city_map)
    with acting(svetlana):
        with pytest.raises(Refused, match="хотя бы одно"):
            adopt_roadmap(
                by=svetlana, owner=house.school, parent=city_map, left_out=dict.fromkeys(lines, "нет")
            )
        with pytest.raises(Refused, match="почему"):
            adopt_roadmap(by=svetlana, owner=house.school, parent=city_map, left_out={lines[0]: " "})
    with make.owning():
        Edition.objects.update(state="discussed")
    with acting(svetlana), pytest.raises(Refused, match="ещё не утверждена"):
        adopt_roadmap(by=svetlana, owner=house.school, parent=city_map)
    assert not Roadmap.objects.filter(owner=house.school).exists()


def test_change_above_is_offered_and_taken_into_a_draft(house: House, city_map: Roadmap) -> None:
    roadmap = adopted(house, city_map)
    with make.owning():
        approve(roadmap.editions.get())
    rewrite(city_map, "1.1", deadline="до 1 ноября 2026 г.")
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        assert [(one.title, count) for one, count in roadmaps_changed_above(svetlana)] == [(roadmap.title, 1)]
        (row,) = changes_above(roadmap)
        assert row.change is RowChange.CHANGED
        edition = accept_change(by=svetlana, roadmap=roadmap, line_above=row.line_above.pk)
        assert (edition.number, edition.state) == (2, "draft")
        assert edition.measures.get(number="1.1").deadline == "до 1 ноября 2026 г."
        assert roadmap.editions.get(number=1).measures.get(number="1.1").deadline == "до 15 октября 2026 г."
        assert changes_above(roadmap) == []
        with pytest.raises(Refused, match="уже решено"):
            accept_change(by=svetlana, roadmap=roadmap, line_above=row.line_above.pk)
    roadmap.refresh_from_db()
    with acting(svetlana):
        assert roadmaps_changed_above(svetlana) == []


def test_own_words_are_never_overwritten(house: House, city_map: Roadmap) -> None:
    roadmap = adopted(house, city_map)
    roadmap.editions.get().measures.filter(number="1.1").update(
        deadline="до 10 октября", executors="Директор"
    )
    rewrite(city_map, "1.1", deadline="до 1 ноября 2026 г.", result="Приказ")
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        (row,) = changes_above(roadmap)
        assert not row.difference.is_clean
        with pytest.raises(Refused, match="без вашего решения"):
            accept_clean_changes(by=svetlana, roadmap=roadmap)
        edition = accept_change(
            by=svetlana, roadmap=roadmap, line_above=row.line_above.pk, take=["result"], words={"deadline": "до 20 октября"}
        )  # fmt: skip
    measure = edition.measures.get(number="1.1")
    assert (measure.deadline, measure.executors, measure.result) == ("до 20 октября", "Директор", "Приказ")
    assert CascadeDecision.objects.get(roadmap=roadmap, line_above=row.line_above).verdict == "local"


def test_refused_change_is_not_asked_again_until_the_next_one(house: House, city_map: Roadmap) -> None:
    roadmap = adopted(house, city_map)
    rewrite(city_map, "1.2", deadline="сентябрь 2026 г.")
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        (row,) = changes_above(roadmap)
        with pytest.raises(Refused, match="почему"):
            refuse_change(by=svetlana, roadmap=roadmap, line_above=row.line_above.pk, reason="  ")
        refuse_change(by=svetlana, roadmap=roadmap, line_above=row.line_above.pk, reason="База уже собрана")
        assert changes_above(roadmap) == []
    rewrite(city_map, "1.2", deadline="август 2026 г.")
    with acting(svetlana):
        assert [one.change for one in changes_above(roadmap)] == [RowChange.CHANGED]


def test_rows_that_come_and_go_above(house: House, city_map: Roadmap) -> None:
    roadmap = adopted(house, city_map)
    oleg, svetlana = make.actor("oleg"), make.actor("svetlana")
    with acting(oleg):
        edition = edition_to_write(by=oleg, roadmap=city_map)
    with make.owning():
        edition.measures.filter(number="1.3").delete()
        Measure.objects.create(
            edition=edition, line=Line.objects.create(roadmap=city_map), section=edition.sections.get(), position=4,
            number="1.4", title="Открыть страницу на сайте", deadline="декабрь 2026 г.",
        )  # fmt: skip
        approve(edition)
    with acting(svetlana):
        assert [row.change for row in changes_above(roadmap)] == [RowChange.NEW, RowChange.GONE]
        gone = changes_above(roadmap)[1]
        assert accept_clean_changes(by=svetlana, roadmap=roadmap) == 1
        refuse_change(by=svetlana, roadmap=roadmap, line_above=gone.line_above.pk, reason="Нам оно нужно")
        assert changes_above(roadmap) == []
    titles = [measure.title for measure in roadmap.editions.get().measures.all()]
    assert titles == [row[1] for row in ROWS] + ["Открыть страницу на сайте"]


def test_decision_taken_into_a_draft_that_is_thrown_away_is_asked_about_again(
    house: House, city_map: Roadmap
) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        own = adopt_roadmap(by=svetlana, owner=house.school, parent=city_map)
    with make.owning():
        approve(own.editions.get())
    rewrite(city_map, "1.2", title="Собрать обе базы")
    with acting(svetlana):
        (row,) = changes_above(own)
        draft = accept_change(by=svetlana, roadmap=own, line_above=row.line_above.pk)
        assert changes_above(own) == [] and roadmaps_changed_above(svetlana) == []
        discard_draft(by=svetlana, edition=draft)
        (again,) = changes_above(own)
        assert again.line_above == row.line_above and again.change is row.change
        assert [count for _, count in roadmaps_changed_above(svetlana)] == [1]
        kept = CascadeDecision.objects.get(roadmap=own, line_above=row.line_above)
        assert (kept.verdict, kept.edition_id, kept.verdict_before) == ("accepted", None, "")
