"""Indicators: who is counted, shares, sums."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.founding_indicators import (
    FEDERAL_TARGETS,
    I1,
    I2,
    INDICATORS,
    VARIANTS,
    federal_target,
    indicator_by_code,
)
from nastavnik.rulebook.indicators import (
    DenominatorKind,
    Figure,
    Standing,
    YearRule,
    denominator,
    entered_in_year,
    entry_day,
    period_of,
    reporting_years,
    roll_up,
    rule_words,
    share,
    standing,
    under_own_denominator,
)

OCTOBER = date(2026, 10, 15)


def born(day: date) -> Birth:
    return Birth(day.year, day)


def test_indicators_are_data() -> None:
    assert indicator_by_code("I1") is I1
    assert INDICATORS == (I1, I2)
    assert (I1.side, I1.age_from, I1.age_to) == (Side.MENTEE, 10, 19)
    assert (I2.side, I2.age_from, I2.age_to) == (Side.MENTOR, 15, 19)
    assert I1.label == "Доля детей 10–19 лет, вошедших в программы в роли наставляемого"
    with pytest.raises(KeyError):
        indicator_by_code("I9")


def test_variants_differ_in_ages_and_in_what_the_share_is_taken_of() -> None:
    found = {(rule.side, rule.age_from, rule.age_to, rule.denominator) for rule in VARIANTS}
    assert len(found) == len(VARIANTS) == len({rule.code for rule in (*INDICATORS, *VARIANTS)}) - 2
    assert (Side.MENTEE, 10, 18, DenominatorKind.PUPILS) in found
    assert (Side.MENTOR, 15, 18, DenominatorKind.PUPILS) in found
    assert (Side.MENTEE, 10, 19, DenominatorKind.ENTERED) in found
    assert (Side.MENTEE, 11, 18, DenominatorKind.CONTINGENT) in found
    assert (None, 6, 19, DenominatorKind.PUPILS) in found


def test_formula_says_who_when_and_of_what() -> None:
    assert rule_words(I1) == (
        "В числителе — дети 10–19\u00a0лет, чья первая за год пара в роли наставляемого начала действовать в этом"
        " календарном году; каждый человек один раз. Возраст считается на этот день. В знаменателе — контингент"
        " от 10 до 19 лет. Территория складывает контингенты организаций или берёт свою численность, у которой"
        " назван источник."
    )
    number = rule_words(replace(indicator_by_code("mentees_number"), year_rule=YearRule.SCHOOL))
    assert "люди любого возраста" in number and "учебном году" in number and "Знаменателя нет" in number
    assert "Возраст считается" not in number


def test_federal_plan_grows_and_its_last_value_holds_on() -> None:
    assert [federal_target("I1", year) for year in range(2019, 2027)] == [None, 10, 20, 35, 50, 70, 70, 70]
    assert [federal_target("I2", year) for year in (2020, 2024, 2030)] == [2, 10, 10]
    assert federal_target("n1-1", 2024) is None
    assert all(list(plan.values()) == sorted(plan.values()) for plan in FEDERAL_TARGETS.values())


def test_reporting_year_is_of_the_calendar_or_of_the_school() -> None:
    assert period_of(YearRule.CALENDAR, 2026) == (date(2026, 1, 1), date(2026, 12, 31))
    assert period_of(YearRule.SCHOOL, 2026) == (date(2026, 9, 1), date(2027, 8, 31))
    assert reporting_years(date(2027, 2, 1)) == (2026, 2027)
    assert reporting_years(OCTOBER) == (2026,)


def test_entry_is_the_first_day_in_the_year() -> None:
    days = [date(2026, 11, 1), OCTOBER, date(2025, 10, 1)]
    calendar = {year: entry_day(days, period_of(YearRule.CALENDAR, year)) for year in (2025, 2026, 2027)}
    assert calendar == {2025: date(2025, 10, 1), 2026: OCTOBER, 2027: None}
    assert entry_day([], period_of(YearRule.CALENDAR, 2026)) is None
    assert entry_day([date(2027, 8, 31)], period_of(YearRule.SCHOOL, 2026)) == date(2027, 8, 31)


@pytest.mark.parametrize(
    ("birth", "says"),
    [
        (born(date(2016, 10, 15)), Standing.COUNTED),
        (born(date(2016, 10, 16)), Standing.OUTSIDE),
        (born(date(2006, 10, 16)), Standing.COUNTED),
        (born(date(2006, 10, 15)), Standing.OUTSIDE),
        (born(date(2026, 10, 16)), Standing.UNDATED),
        (Birth(2012), Standing.COUNTED),
        (Birth(2016), Standing.UNDATED),
        (Birth(2006), Standing.UNDATED),
        (Birth(2005), Standing.OUTSIDE),
        (Birth(2027), Standing.UNDATED),
        (None, Standing.UNDATED),
    ],
)
def test_age_is_that_of_the_entry_day(birth: Birth | None, says: Standing) -> None:
    assert standing(I1, birth, [OCTOBER], 2026) is says


def test_mentor_of_fifteen_counts_as_a_mentor_only_from_fifteen_on() -> None:
    assert standing(I2, born(date(2011, 10, 15)), [OCTOBER], 2026) is Standing.COUNTED
    assert standing(I2, born(date(2011, 10, 16)), [OCTOBER], 2026) is Standing.OUTSIDE


def test_grown_up_of_unknown_birth_is_outside_a_band_of_children() -> None:
    assert standing(I2, None, [OCTOBER], 2026, adult_if_unknown=True) is Standing.OUTSIDE
    assert standing(I2, Birth(2011), [OCTOBER], 2026, adult_if_unknown=True) is Standing.UNDATED
    young = replace(I2, age_from=18, age_to=35)
    assert standing(young, None, [OCTOBER], 2026, adult_if_unknown=True) is Standing.UNDATED


def test_any_age_needs_no_birth() -> None:
    everybody = indicator_by_code("mentees_number")
    assert standing(everybody, None, [OCTOBER], 2026) is Standing.COUNTED


def test_nobody_counts_without_a_pair_of_the_year() -> None:
    assert standing(I1, Birth(2012), [date(2025, 10, 1)], 2026) is Standing.NOT_ENTERED
    assert standing(I1, None, [], 2026) is Standing.NOT_ENTERED


def test_person_counts_once_however_many_pairs() -> None:
    people = [(Birth(2012), [OCTOBER, date(2026, 11, 1)]), (Birth(2012), []), (Birth(2000), [OCTOBER])]
    assert entered_in_year(I1, people, 2026) == 1


def test_denominator_sums_the_band_only() -> None:
    assert denominator(I1, {9: 100, 10: 5, 19: 7, 20: 100}) == 12
    assert denominator(I1, {10: 0}) == 0
    assert denominator(I1, {9: 100}) is None
    assert denominator(I1, {}) is None
    assert denominator(I1, None) is None


def test_denominator_may_be_everybody_or_no_matter_of_a_contingent() -> None:
    stated = {8: 40, 12: 60}
    assert denominator(indicator_by_code("mentees_10_18_pupils"), stated) == 100
    assert denominator(indicator_by_code("mentees_10_19_residents"), stated) is None
    assert denominator(indicator_by_code("mentees_number"), stated) is None


def test_own_number_of_a_territory_stands_above_its_organisations() -> None:
    rolled = roll_up([Figure(1, 10), Figure(4, None)])
    assert under_own_denominator(rolled, None) == rolled
    own = under_own_denominator(rolled, 50)
    assert (own.numerator, own.denominator, own.counted, own.of, own.share) == (5, 50, 2, 2, Decimal(10))


def test_zero_is_a_figure_and_unknown_is_none() -> None:
    assert share(0, 40) == Decimal(0)
    assert share(15, 40) == Decimal("37.5")
    assert share(0, 0) is None
    assert share(5, None) is None
    with pytest.raises(ValueError, match="меньше нуля"):
        share(-1, 5)
    with pytest.raises(ValueError, match="меньше нуля"):
        share(1, -5)


def test_shares_do_not_add_up_but_sums_do() -> None:
    rolled = roll_up([Figure(1, 10), Figure(9, 10), Figure(4, None)])
    assert (rolled.numerator, rolled.denominator) == (10, 20)
    assert (rolled.counted, rolled.of, rolled.all_entered) == (2, 3, 14)
    assert rolled.share == Decimal(50)


def test_nothing_known_rolls_up_to_no_data() -> None:
    assert roll_up([]).share is None
    assert roll_up([Figure(3, None)]).share is None
    assert Figure(3, None).share is None


FIGURES = st.builds(
    lambda part, more: Figure(part, part + more), st.integers(0, 1000), st.one_of(st.integers(1, 1000))
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FIGURES, min_size=1, max_size=20), st.lists(FIGURES, min_size=1, max_size=20))
def test_rolling_up_in_two_steps_is_the_same(one: list[Figure], other: list[Figure]) -> None:
    left, right, whole = roll_up(one), roll_up(other), roll_up([*one, *other])
    by_steps = roll_up([Figure(left.numerator, left.denominator), Figure(right.numerator, right.denominator)])
    assert (by_steps.numerator, by_steps.denominator) == (whole.numerator, whole.denominator)
    assert whole.share is not None
    assert 0 <= whole.share <= 100
