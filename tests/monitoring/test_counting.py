"""The count that the database makes is the count of the rulebook, on any people and pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import acting
from nastavnik.mentoring.models import Pair, PairMember, Participation, Side
from nastavnik.monitoring.actions import recount_counters, recount_house
from nastavnik.monitoring.models import Counter
from nastavnik.monitoring.queries import measures
from nastavnik.registry.models import Contingent, Person
from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.indicators import I1, Figure, denominator, entered_in_year, roll_up
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
                pair = Pair.objects.create(**at, state=Pair.State.CLOSED, active_from=day)
                PairMember.objects.create(
                    institution=house.school,
                    pair=pair,
                    person=person,
                    participation=part,
                    side=side,
                    card_name="И.",
                )


def counted(house: House) -> int:
    with acting(BY):
        recount_counters(by=BY, institution_id=house.school.pk, year=YEAR)
    return Counter.objects.get(indicator_id=I1.code, institution=house.school, year=YEAR).numerator


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(SOMEONE, max_size=6))
@example(people=[Someone(None, 2016, (date(YEAR, 12, 31),), ())])
@example(people=[Someone(date(2016, 2, 29), None, (date(YEAR, 2, 28),), ())])
@example(people=[Someone(date(2015, 5, 5), None, (date(YEAR, 4, 1), date(YEAR, 9, 1)), ())])
def test_the_database_counts_as_the_rulebook(house: House, people: list[Someone]) -> None:
    expected = entered_in_year(I1, [(one.birth, one.as_mentee) for one in people], YEAR)
    with make.owning():
        try:
            with transaction.atomic():
                settle(house, people)
                assert counted(house) == expected
                transaction.set_rollback(True)
        finally:
            assert not Pair.objects.filter(institution=house.school).exists()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stated=st.lists(
        st.tuples(st.integers(0, 50), st.dictionaries(st.integers(7, 21), st.integers(0, 90), max_size=5)),
        min_size=3,
        max_size=3,
    )
)
def test_sums_are_those_of_the_rulebook(house: House, stated: list[tuple[int, dict[int, int]]]) -> None:
    schools = [house.school, house.gymnasium, house.rural]
    figures = [Figure(entered, denominator(I1, ages)) for entered, ages in stated]
    with make.owning(), transaction.atomic():
        for school, (entered, ages) in zip(schools, stated, strict=True):
            rows.counter(school, entered)
            Contingent.objects.bulk_create(
                Contingent(institution=school, year=YEAR, age=age, children=number)
                for age, number in ages.items()
            )
        found = measures([house.region.pk, house.city.pk], [YEAR])
        transaction.set_rollback(True)
    for node, under in ((house.region, figures), (house.city, figures[:2])):
        row, expected = found[node.pk, I1.code, YEAR], roll_up(under)
        assert (row.numerator, row.denominator, row.counted, row.institutions, row.all_entered) == (
            expected.numerator,
            expected.denominator,
            expected.counted,
            expected.of,
            expected.all_entered,
        )
        assert row.percent == expected.share


def test_recount_replaces_the_old_number_and_says_when(house: House) -> None:
    rows.counter(house.school, 99)
    assert counted(house) == 0
    counter = Counter.objects.get(institution=house.school)
    assert counter.counted_at.isoformat() > rows.NOW


def test_nightly_recount_reaches_every_institution_and_year(house: House) -> None:
    programme = rows.programme(house.rural)
    rows.active_pair(
        [rows.mentor(programme, "Лугов Лев Львович"), rows.mentee(programme, "Рекин Рим Ромович")],
        date(2025, 11, 3),
    )
    with acting(BY):
        assert recount_house(by=BY, years=[2025, 2026]) == 3
    numbers = dict(Counter.objects.filter(institution=house.rural).values_list("year", "numerator"))
    assert numbers == {2025: 1, 2026: 0}
    assert Counter.objects.count() == 6


def test_pair_that_was_never_ordered_counts_for_nothing(house: House) -> None:
    programme = rows.programme(house.school)
    rows.pair([rows.mentor(programme, "Лугов Лев Львович"), rows.mentee(programme, "Рекин Рим Ромович")])
    assert counted(house) == 0
