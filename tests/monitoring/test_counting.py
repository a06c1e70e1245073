"""The count that the database makes is the count of the rulebook, on any people and pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import acting, working
from nastavnik.mentoring.models import Pair, PairMember, Participation, Side
from nastavnik.monitoring.actions.counters import recount_counters, recount_house
from nastavnik.monitoring.models import Counter, Indicator
from nastavnik.monitoring.queries.figures import figure_of, measures
from nastavnik.registry.models import Contingent, Person
from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.dictionaries import Side as CountedSide
from nastavnik.rulebook.founding_indicators import I1, I2
from nastavnik.rulebook.indicators import (
    DenominatorKind,
    Figure,
    IndicatorRule,
    RolledFigure,
    Standing,
    YearRule,
    denominator,
    entered_in_year,
    period_of,
    roll_up,
    standing,
    under_own_denominator,
)
from tests import factories as make
from tests.house_of_people import House
from tests.monitoring import rows

pytestmark = pytest.mark.django_db
YEAR = 2026
BY = system_actor("пересчёт")


@dataclass(frozen=True)
class Someone:
    """What is known of a birth, and the first days of the person's pairs by side."""

    birth_date: date | None
    birth_year: int | None
    as_mentee: tuple[date, ...]
    as_mentor: tuple[date, ...]

    @property
    def birth(self) -> Birth | None:
        return Birth.known(self.birth_date, self.birth_year)

    def is_teacher_in(self, rule: IndicatorRule) -> bool:
        """In the form of the tests mentors are teachers: one who entered only as such is grown up."""
        first, last = period_of(rule.year_rule, YEAR)
        return rule.side is CountedSide.MENTOR or not any(first <= day <= last for day in self.as_mentee)

    def days_of(self, rule: IndicatorRule) -> tuple[date, ...]:
        days = {CountedSide.MENTEE: self.as_mentee, CountedSide.MENTOR: self.as_mentor}
        return days[rule.side] if rule.side else self.as_mentee + self.as_mentor


# The edges of the band and of the year, and 29 February, come up much more often than by chance.
BIRTH_DAYS = st.one_of(
    st.dates(date(2004, 1, 1), date(2018, 12, 31)),
    st.sampled_from(
        [date(2016, 2, 29), date(2016, 3, 1), date(2006, 10, 15), date(2007, 1, 1), date(2016, 12, 31)]
    ),
)
PAIR_DAYS = st.one_of(
    st.dates(date(YEAR - 1, 12, 1), date(YEAR + 1, 1, 31)),
    st.sampled_from(
        [date(YEAR, 1, 1), date(YEAR, 2, 28), date(YEAR, 3, 1), date(YEAR, 12, 31), date(YEAR - 1, 12, 31)]
    ),
)
DAYS = st.lists(PAIR_DAYS, max_size=3).map(tuple)
SOMEONE = st.one_of(
    st.builds(Someone, BIRTH_DAYS, st.none(), DAYS, DAYS),
    st.builds(Someone, st.none(), st.integers(2005, 2018), DAYS, DAYS),
    st.builds(Someone, st.none(), st.none(), DAYS, DAYS),
)
RULES = st.builds(
    lambda side, low, more, kind, year_rule: IndicatorRule(
        "own", "Свой показатель", side, low, min(low + more, 120), kind, year_rule
    ),
    st.sampled_from([CountedSide.MENTEE, CountedSide.MENTOR, None]),
    st.sampled_from([0, 6, 10, 11, 15]),
    st.sampled_from([0, 3, 4, 8, 9, 120]),
    st.sampled_from(DenominatorKind),
    st.sampled_from(YearRule),
)
STATED = st.dictionaries(st.integers(7, 21), st.integers(0, 90), max_size=5)


def settle(house: House, people: list[Someone]) -> None:
    """Puts the people and their pairs into the school."""
    programme = rows.programme(house.school, f"Программа {Person.objects.count()}")
    for number, someone in enumerate(people):
        person = make.person(
            house.school,
            f"Вошедший{number} Имя",
            birth_date=someone.birth_date,
            birth_year=someone.birth_year,
        )
        for side, days in ((Side.MENTEE, someone.as_mentee), (Side.MENTOR, someone.as_mentor)):
            at = {"institution": house.school, "programme": programme}
            part = Participation.objects.create(
                **at, person=person, side=side, entered_date=date(YEAR - 1, 9, 1)
            )
            for day in days:
                pair = Pair.objects.create(**at, state=Pair.State.COMPLETED, active_from=day)
                PairMember.objects.create(
                    institution=house.school,
                    pair=pair,
                    person=person,
                    participation=part,
                    side=side,
                    card_name="И.",
                )


def counted(house: House, code: str = I1.code) -> Counter:
    with acting(BY):
        recount_counters(by=BY, institution_id=house.school.pk, years=[YEAR])
    return Counter.objects.get(indicator_id=code, institution=house.school, year=YEAR)


def says(rule: IndicatorRule, people: list[Someone]) -> tuple[int, int]:
    """The numerator and the doubtful by the rulebook."""
    found = [
        standing(rule, one.birth, one.days_of(rule), YEAR, adult_if_unknown=one.is_teacher_in(rule))
        for one in people
    ]
    return found.count(Standing.COUNTED), found.count(Standing.UNDATED)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(SOMEONE, max_size=6), own=RULES, stated=STATED)
@example(people=[Someone(None, 2016, (date(YEAR, 12, 31),), ())], own=I1, stated={})
@example(people=[Someone(None, 2016, (date(YEAR, 12, 30),), ())], own=I1, stated={})
@example(people=[Someone(date(2016, 2, 29), None, (date(YEAR, 2, 28),), ())], own=I2, stated={19: 0})
@example(
    people=[Someone(date(2011, 5, 5), None, (), (date(YEAR, 4, 1), date(YEAR, 9, 1)))], own=I2, stated={}
)
@example(people=[Someone(None, None, (), (date(YEAR, 4, 1),))], own=I1, stated={})
@example(people=[Someone(None, 2027, (date(YEAR, 12, 31),), ())], own=I1, stated={10: 5})
def test_the_database_counts_as_the_rulebook(
    house: House, people: list[Someone], own: IndicatorRule, stated: dict[int, int]
) -> None:
    with make.owning():
        try:
            with transaction.atomic():
                settle(house, people)
                state(house, stated)
                rows.indicator(house.city, "own", own)
                for code, rule in ((I1.code, I1), (I2.code, I2), ("own", own)):
                    found = counted(house, code)
                    assert (found.numerator, found.doubtful) == says(rule, people)
                    assert found.denominator == denominator(rule, stated)
                    days = [(one.birth, one.days_of(rule)) for one in people]
                    assert entered_in_year(rule, days, YEAR) == found.numerator
                transaction.set_rollback(True)
        finally:
            assert not Pair.objects.filter(institution=house.school).exists()


def state(house: House, stated: dict[int, int]) -> None:
    Contingent.objects.bulk_create(
        Contingent(institution=house.school, year=YEAR, age=age, children=number)
        for age, number in stated.items()
    )


OWN_NUMBERS = st.fixed_dictionaries(
    {name: st.one_of(st.none(), st.integers(0, 500)) for name in ("region", "city", "school")}
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stated=st.lists(st.tuples(st.integers(0, 50), STATED), min_size=3, max_size=3), own=OWN_NUMBERS)
@example(stated=[(1, {12: 5}), (2, {}), (4, {12: 9})], own={"region": None, "city": 30, "school": 7})
@example(stated=[(1, {}), (2, {}), (4, {})], own={"region": 0, "city": None, "school": None})
def test_sums_are_those_of_the_rulebook(
    house: House, stated: list[tuple[int, dict[int, int]]], own: dict[str, int | None]
) -> None:
    schools = [house.school, house.gymnasium, house.rural]
    with make.owning(), transaction.atomic():
        for school, (entered, ages) in zip(schools, stated, strict=True):
            Contingent.objects.bulk_create(
                Contingent(institution=school, year=YEAR, age=age, children=number)
                for age, number in ages.items()
            )
            rows.counter(school, entered)
        for name, people in own.items():
            if people is not None:
                rows.denominator(getattr(house, name), people)
        found = measures([house.region.pk, house.city.pk, house.school.pk], [YEAR], [I1.code])
        indicator = Indicator.objects.get(pk=I1.code)
        whole = {node.pk: figure_of(indicator, node, YEAR) for node in (house.region, house.city)}
        transaction.set_rollback(True)
    leaves = [roll_up([Figure(entered, denominator(I1, ages))]) for entered, ages in stated]
    leaves[0] = under_own_denominator(leaves[0], own["school"])
    city = under_own_denominator(together(leaves[:2]), own["city"])
    expected = {
        house.region: under_own_denominator(together([city, leaves[2]]), own["region"]),
        house.city: city,
        house.school: leaves[0],
    }
    for node, rolled in expected.items():
        row = found[node.pk, I1.code, YEAR]
        assert (row.numerator, row.denominator, row.counted, row.institutions, row.all_entered) == (
            rolled.numerator,
            rolled.denominator,
            rolled.counted,
            rolled.of,
            rolled.all_entered,
        )
        assert row.value == rolled.share
        if node.pk in whole:
            assert whole[node.pk].whole == row  # type: ignore[union-attr]


def together(parts: list[RolledFigure]) -> RolledFigure:
    known = [part.denominator for part in parts if part.denominator is not None]
    return RolledFigure(
        numerator=sum(part.numerator for part in parts),
        denominator=sum(known) if known else None,
        counted=sum(part.counted for part in parts),
        of=sum(part.of for part in parts),
        all_entered=sum(part.all_entered for part in parts),
    )


def test_recount_replaces_the_old_number_and_says_when(house: House) -> None:
    rows.counter(house.school, 99)
    counter = counted(house)
    assert counter.numerator == 0
    assert counter.counted_at.isoformat() > rows.NOW


def test_nightly_recount_reaches_every_institution_and_year(house: House) -> None:
    programme = rows.programme(house.rural)
    rows.active_pair(
        [rows.mentor(programme, "Лугов Лев Львович"), rows.mentee(programme, "Рекин Рим Ромович")],
        date(2025, 11, 3),
    )
    with make.owning(), working():  # the worker's deed: it may ask who was entered elsewhere since
        assert recount_house(by=BY, years=[2025, 2026]) == 3
    numbers = Counter.objects.filter(institution=house.rural, indicator_id=I1.code)
    assert dict(numbers.values_list("year", "numerator")) == {2025: 1, 2026: 0}
    assert Counter.objects.count() == 3 * 2 * 2  # institutions, years, federal indicators


def test_pair_that_was_never_ordered_counts_for_nothing(house: House) -> None:
    programme = rows.programme(house.school)
    rows.pair([rows.mentor(programme, "Лугов Лев Львович"), rows.mentee(programme, "Рекин Рим Ромович")])
    assert counted(house).numerator == 0
