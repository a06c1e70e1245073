"""Indicators, yearly targets, denominators of territories and counters. Nothing here names a person."""

from nastavnik.monitoring.models.counters import Counter, FormCount, RegisterCount
from nastavnik.monitoring.models.indicators import Denominator, Indicator, Target
from nastavnik.monitoring.models.keys import PersonKey, RepeatedEntrant

__all__ = [
    "Counter",
    "Denominator",
    "FormCount",
    "Indicator",
    "PersonKey",
    "RegisterCount",
    "RepeatedEntrant",
    "Target",
]
