"""The indicators of the founding documents: the federal ones, their plan, and variants for territories.

Source: Р-145, appendix; regional and municipal acts (all of it an editable default).
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.indicators import DenominatorKind, IndicatorRule

I1 = IndicatorRule(
    "I1", "Доля детей 10–19 лет, вошедших в программы в роли наставляемого", Side.MENTEE, 10, 19
)
I2 = IndicatorRule(
    "I2", "Доля детей и подростков 15–19 лет, вошедших в программы в роли наставника", Side.MENTOR, 15, 19
)
INDICATORS: tuple[IndicatorRule, ...] = (I1, I2)
"""Loaded into every house; nobody changes them on the screen."""

VARIANTS: tuple[IndicatorRule, ...] = (
    IndicatorRule(
        "mentees_10_18_pupils",
        "Доля детей 10–18 лет, вошедших в программы в роли наставляемого, от общего количества обучающихся",
        Side.MENTEE,
        10,
        18,
        DenominatorKind.PUPILS,
    ),
    IndicatorRule(
        "mentors_15_18_pupils",
        "Доля детей 15–18 лет, вошедших в программы в роли наставника, от общего количества обучающихся",
        Side.MENTOR,
        15,
        18,
        DenominatorKind.PUPILS,
    ),
    IndicatorRule(
        "mentees_10_19_residents",
        "Доля детей 10–19 лет, проживающих на территории, вошедших в программы в роли наставляемого",
        Side.MENTEE,
        10,
        19,
        DenominatorKind.ENTERED,
    ),
    replace(I2, code="mentors_15_18", label="Доля детей 15–18 лет, вошедших в программы в роли наставника", age_to=18),
    IndicatorRule(
        "mentees_11_18",
        "Доля обучающихся 11–18 лет, вошедших в программы в роли наставляемого",
        Side.MENTEE,
        11,
        18,
    ),
    IndicatorRule(
        "pupils_involved",
        "Доля обучающихся, вовлечённых в различные формы сопровождения и наставничества",
        None,
        6,
        19,
        DenominatorKind.PUPILS,
    ),
    IndicatorRule(
        "mentees_number",
        "Число наставляемых, вошедших в программы",
        Side.MENTEE,
        0,
        120,
        DenominatorKind.NONE,
    ),
)  # fmt: skip
"""Where a territory's own indicator may begin: another band of ages, another denominator."""

FEDERAL_TARGETS: Mapping[str, Mapping[int, int]] = MappingProxyType(
    {
        I1.code: MappingProxyType({2020: 10, 2021: 20, 2022: 35, 2023: 50, 2024: 70}),
        I2.code: MappingProxyType({2020: 2, 2021: 4, 2022: 6, 2023: 8, 2024: 10}),
    }
)
"""Per cent to be reached in a year, offered where a territory's own are entered."""


def indicator_by_code(code: str) -> IndicatorRule:
    """Find a federal indicator or a variant by its code; KeyError for an unknown one."""
    for rule in (*INDICATORS, *VARIANTS):
        if rule.code == code:
            return rule
    raise KeyError(code)


def federal_target(code: str, year: int) -> int | None:
    """Give the federal plan of an indicator for a year; the last one holds on; None where there is none."""
    plan = FEDERAL_TARGETS.get(code, {})
    return plan.get(min(year, max(plan))) if plan and year >= min(plan) else None
