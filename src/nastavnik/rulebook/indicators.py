"""Indicators as data, and the arithmetic that turns entries and contingents into figures.

Source: Р-145, appendix (editable default). Percentages never add up: numerators and denominators do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nastavnik.rulebook.ages import Birth, age_known_in_band, age_uncertain_in_band
from nastavnik.rulebook.dictionaries import Side


@dataclass(frozen=True)
class IndicatorRule:
    """An indicator: code, full name, side counted, ages from..to with both ends, and the rule in words."""

    code: str
    label: str
    side: Side
    age_from: int
    age_to: int
    rule: str


I1 = IndicatorRule(
    "I1",
    "Доля детей 10–19 лет, вошедших в программы в роли наставляемого",
    Side.MENTEE,
    10,
    19,
    "В числителе — дети, чья первая за год пара начала действовать в этом календарном году;"
    " возраст считается на этот день, каждый ребёнок один раз. В знаменателе — контингент от 10 до 19 лет.",
)
INDICATORS: tuple[IndicatorRule, ...] = (I1,)


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


def indicator_by_code(code: str) -> IndicatorRule:
    """Find an indicator by its code; KeyError for an unknown one."""
    for rule in INDICATORS:
        if rule.code == code:
            return rule
    raise KeyError(code)


def entry_day(first_active_days: Iterable[date], year: int) -> date | None:
    """Give the day on which a person entered in the calendar year: the earliest first day of a pair in it.

    None where no pair began in the year: a pair that runs on from last year entered last year.
    """
    return min((day for day in first_active_days if day.year == year), default=None)


def counts_for(
    rule: IndicatorRule, birth: Birth | None, first_active_days: Iterable[date], year: int
) -> bool:
    """Tell whether a person is in the numerator: entered in the year at an age surely in the band."""
    day = entry_day(first_active_days, year)
    return day is not None and age_known_in_band(birth, day, rule.age_from, rule.age_to)


def asks_birth_date(
    rule: IndicatorRule, birth: Birth | None, first_active_days: Iterable[date], year: int
) -> bool:
    """Tell whether a person who entered is left out only because the birth date is unknown."""
    day = entry_day(first_active_days, year)
    return day is not None and age_uncertain_in_band(birth, day, rule.age_from, rule.age_to)


def entered_in_year(
    rule: IndicatorRule, people: Iterable[tuple[Birth | None, Iterable[date]]], year: int
) -> int:
    """Count the numerator over (birth, first days of the person's active pairs), each person once."""
    return sum(counts_for(rule, birth, days, year) for birth, days in people)


def denominator(rule: IndicatorRule, contingent: Mapping[int, int] | None) -> int | None:
    """Sum a contingent by single years of age over the band; None where nothing is entered for the band."""
    if not contingent:
        return None
    inside = [count for age, count in contingent.items() if rule.age_from <= age <= rule.age_to]
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
