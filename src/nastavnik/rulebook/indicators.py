"""Indicators as data, and the arithmetic that turns entries and contingents into figures.

Percentages never add up: numerators and denominators do. What is defined is in rulebook.founding_indicators.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nastavnik.rulebook.ages import AgeBand, Birth, age_known_in_band, age_uncertain_in_band
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.school_year import SchoolYear

OLDEST_CHILD = 19
"""Bands that end here or earlier are of children and adolescents."""


class DenominatorKind(StrEnum):
    """Of what a share is taken."""

    CONTINGENT = "contingent"
    PUPILS = "pupils"
    ENTERED = "entered"
    NONE = "none"


class YearRule(StrEnum):
    """Which days a reporting year holds."""

    CALENDAR = "calendar"
    SCHOOL = "school"


class Standing(StrEnum):
    """How a person stands to an indicator: counted, or why not."""

    COUNTED = "counted"
    UNDATED = "undated"
    OUTSIDE = "outside"
    NOT_ENTERED = "not_entered"


@dataclass(frozen=True)
class IndicatorRule:
    """An indicator: code, full name, side counted (None: either), ages from..to with both ends, of what
    the share is taken, which days a year holds, and the years in which it is reported.
    """

    code: str
    label: str
    side: Side | None
    age_from: int
    age_to: int
    denominator: DenominatorKind = DenominatorKind.CONTINGENT
    year_rule: YearRule = YearRule.CALENDAR
    first_year: int = 2020
    last_year: int | None = None

    @property
    def band(self) -> AgeBand:
        """The ages counted."""
        return AgeBand(self.age_from, self.age_to)


@dataclass(frozen=True)
class Figure:
    """Numerator and denominator of one organisation; denominator None: no contingent entered."""

    numerator: int
    denominator: int | None

    @property
    def share(self) -> Decimal | None:
        """The share in per cent, None without a denominator."""
        return share(self.numerator, self.denominator)


@dataclass(frozen=True)
class RolledFigure:
    """Figures of several organisations together.

    `numerator` and `denominator` count only organisations that have a denominator (`counted` of `of`);
    `all_entered` is the sum of all numerators.
    """

    numerator: int
    denominator: int | None
    counted: int
    of: int
    all_entered: int

    @property
    def share(self) -> Decimal | None:
        """The share in per cent over the organisations counted, None where none is."""
        return share(self.numerator, self.denominator)


def period_of(year_rule: YearRule, year: int) -> tuple[date, date]:
    """Give the first and the last day of a reporting year: of the calendar, or of the school year that
    begins in it.
    """
    if year_rule is YearRule.SCHOOL:
        return SchoolYear(year).first_day, SchoolYear(year).last_day
    return date(year, 1, 1), date(year, 12, 31)


def reporting_years(day: date) -> tuple[int, ...]:
    """Give every reporting year to which a day belongs by one rule or another, growing."""
    return tuple(sorted({day.year, SchoolYear.of(day).start}))


def entry_day(first_active_days: Iterable[date], period: tuple[date, date]) -> date | None:
    """Give the day on which a person entered in the period: the earliest first day of a pair in it.

    None where no pair began in it: a pair that runs on from last year entered last year.
    """
    first, last = period
    return min((day for day in first_active_days if first <= day <= last), default=None)


def standing(
    rule: IndicatorRule,
    birth: Birth | None,
    first_active_days: Iterable[date],
    year: int,
    *,
    adult_if_unknown: bool = False,
) -> Standing:
    """Tell whether a person is in the numerator: entered in the year at an age surely in the band.

    UNDATED: entered, and the age may lie in the band, but the birth date must be asked for (only the year
    is known and both ages of it disagree, nothing is known, or the birth lies after the entry). A teacher or
    a partner's worker of whom nothing is known is a grown-up: he is outside a band of children, not asked for.
    """
    day = entry_day(first_active_days, period_of(rule.year_rule, year))
    if day is None:
        return Standing.NOT_ENTERED
    if rule.band.is_any:
        return Standing.COUNTED
    if birth is None and adult_if_unknown and rule.age_to <= OLDEST_CHILD:
        return Standing.OUTSIDE
    if birth is None or (birth.day or date(birth.year, 1, 1)) > day:
        return Standing.UNDATED
    if age_uncertain_in_band(birth, day, rule.age_from, rule.age_to):
        return Standing.UNDATED
    is_inside = age_known_in_band(birth, day, rule.age_from, rule.age_to)
    return Standing.COUNTED if is_inside else Standing.OUTSIDE


def entered_in_year(
    rule: IndicatorRule, people: Iterable[tuple[Birth | None, Iterable[date]]], year: int
) -> int:
    """Count the numerator over (birth, first days of the person's active pairs), each person once."""
    return sum(standing(rule, birth, days, year) is Standing.COUNTED for birth, days in people)


def denominator(rule: IndicatorRule, contingent: Mapping[int, int] | None) -> int | None:
    """Sum a contingent by single years of age over what the share is taken of; None where nothing is
    entered for it, or where it is no matter of a contingent.
    """
    if not contingent or rule.denominator in (DenominatorKind.ENTERED, DenominatorKind.NONE):
        return None
    everybody = rule.denominator is DenominatorKind.PUPILS
    inside = [count for age, count in contingent.items() if everybody or age in rule.band]
    return sum(inside) if inside else None


def share(numerator: int, denominator: int | None) -> Decimal | None:
    """Give the share in per cent, not rounded; None for an unknown or zero denominator, while nobody is 0.

    ValueError for negative numbers. A share over 100 is given as it is: it shows that the contingent is
    wrong.
    """
    if numerator < 0 or (denominator is not None and denominator < 0):
        raise ValueError("Число людей не может быть меньше нуля.")
    if not denominator:
        return None
    return Decimal(numerator) * 100 / Decimal(denominator)


def roll_up(figures: Iterable[Figure]) -> RolledFigure:
    """Add up figures of organisations: those without a denominator are named as not counted, not taken as
    zero.
    """
    known = list(figures)
    counted = [figure for figure in known if figure.denominator is not None]
    return RolledFigure(
        numerator=sum(figure.numerator for figure in counted),
        denominator=sum(figure.denominator or 0 for figure in counted) if counted else None,
        counted=len(counted),
        of=len(known),
        all_entered=sum(figure.numerator for figure in known),
    )


def under_own_denominator(rolled: RolledFigure, own: int | None) -> RolledFigure:
    """Take the share of a territory of its own number of people, where it has stated one: then everybody
    who entered counts, whatever the organisations stated.
    """
    if own is None:
        return rolled
    return RolledFigure(rolled.all_entered, own, rolled.of, rolled.of, rolled.all_entered)


def rule_words(rule: IndicatorRule) -> str:
    """Say in Russian how the indicator is counted: the numerator, the age, the denominator."""
    whose = {Side.MENTEE: "в роли наставляемого", Side.MENTOR: "в роли наставника"}
    side = f" {whose[rule.side]}" if rule.side else ""
    year = "учебном" if rule.year_rule is YearRule.SCHOOL else "календарном"
    age = "" if rule.band.is_any else " Возраст считается на этот день."
    return (
        f"В числителе — {people_words(rule.band)}, чья первая за год пара{side} начала действовать в этом"
        f" {year} году; каждый человек один раз.{age} {_whole_words(rule)}"
    )


def people_words(band: AgeBand) -> str:
    """Who is counted: «дети 10–19 лет», or people of any age."""
    return "люди любого возраста" if band.is_any else f"дети {band.label}"


def _whole_words(rule: IndicatorRule) -> str:
    ends = "" if rule.band.is_any else f" от {rule.band.low} до {rule.band.high} лет"
    own = " Территория складывает контингенты организаций или берёт свою численность, у которой назван источник."
    return {
        DenominatorKind.CONTINGENT: f"В знаменателе — контингент{ends}.{own}",
        DenominatorKind.PUPILS: f"В знаменателе — все обучающиеся организации, какого бы возраста они ни были.{own}",
        DenominatorKind.ENTERED: f"В знаменателе — численность{ends}, внесённая с источником и датой.",
        DenominatorKind.NONE: "Знаменателя нет: показатель — число людей.",
    }[rule.denominator]
