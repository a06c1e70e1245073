"""Ages on a date, also where only the year of birth is known: then the stricter reading holds."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from nastavnik.rulebook.numbers import counted, years

ADULT = 18
"""Full age (Civil Code of Russia, article 21)."""


@dataclass(frozen=True)
class Birth:
    """What is known of a birth: always the year, the day where it was given (then it lies in that year)."""

    year: int
    day: date | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.day.year != self.year:
            raise ValueError("Год рождения не совпадает с датой рождения.")

    @classmethod
    def known(cls, day: date | None, year: int | None) -> Self | None:
        """Make a birth of the two fields of a record; None where both are empty, the day wins."""
        if day is not None:
            return cls(day.year, day)
        return cls(year) if year is not None else None


@dataclass(frozen=True)
class AgeBand:
    """Ages from `low` to `high`, both included, in whole years; the defaults mean any age."""

    low: int = 0
    high: int = 120

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"Возраст «от {self.low} до {self.high}» задан наоборот.")

    @property
    def is_any(self) -> bool:
        """Whether every age is welcome."""
        return self.low <= 0 and self.high >= 120

    @property
    def label(self) -> str:
        """«12–16 лет», «от 12 лет», «до 11 лет», «14 лет», «любой»."""
        if self.is_any:
            return "любой"
        if self.high >= 120:
            return f"от {_of_years(self.low)}"
        if self.low <= 0:
            return f"до {_of_years(self.high)}"
        return years(self.low) if self.low == self.high else f"{self.low}–{years(self.high)}"

    def __contains__(self, age: int) -> bool:
        return self.low <= age <= self.high


def _of_years(age: int) -> str:
    return counted(age, ("года", "лет", "лет"))


def age_on(birth_date: date, on: date) -> int:
    """Give the full years lived by the date; ValueError for a birth after it. One born on 29 February grows
    older on 1 March of common years.
    """
    if birth_date > on:
        raise ValueError("Дата рождения позже даты, на которую считается возраст.")
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def possible_ages(birth: Birth, on: date) -> tuple[int, ...]:
    """Give the ages that the person may have on the date, growing: one by a birth date, up to two by a year.

    On 31 December the year alone tells the age. ValueError for a birth after the date.
    """
    if birth.day is not None:
        return (age_on(birth.day, on),)
    latest = on.year - birth.year
    if latest < 0:
        raise ValueError("Год рождения позже даты, на которую считается возраст.")
    if latest == 0 or (on.month, on.day) == (12, 31):
        return (latest,)
    return (latest - 1, latest)


def age_known_in_band(birth: Birth | None, on: date, low: int, high: int) -> bool:
    """Tell whether the age on the date surely lies in low..high, both included.

    By a year alone it counts only where both possible ages agree; an unknown birth never counts.
    """
    return birth is not None and all(low <= age <= high for age in possible_ages(birth, on))


def age_uncertain_in_band(birth: Birth | None, on: date, low: int, high: int) -> bool:
    """Tell whether a birth date must be asked for: the age may lie in the band and may lie outside it."""
    if birth is None:
        return True
    inside = [low <= age <= high for age in possible_ages(birth, on)]
    return any(inside) and not all(inside)


def is_minor(birth: Birth | None, on: date, *, adult_if_unknown: bool = False) -> bool:
    """Tell whether the person may be under 18 on the date: by a year alone the younger age is taken.

    For an unknown birth the answer is «yes» unless the caller knows better (a teacher, a worker of a
    partner).
    """
    if birth is None:
        return not adult_if_unknown
    return possible_ages(birth, on)[0] < ADULT


def age_words(birth: Birth | None, on: date) -> str:
    """Say the age in Russian: «14 лет», «13 или 14 лет», «возраст не указан»."""
    if birth is None:
        return "возраст не указан"
    ages = possible_ages(birth, on)
    return years(ages[0]) if len(ages) == 1 else f"{ages[0]} или {years(ages[1])}"
