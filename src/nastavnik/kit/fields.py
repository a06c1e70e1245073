"""Which field of a model holds a person's data and which does not; a house test demands an answer for every field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Classified:
    """Names of a model's fields, apart by what they hold; both as one string with spaces."""

    personal: str = ""
    ordinary: str = ""

    @property
    def personal_names(self) -> frozenset[str]:
        return frozenset(self.personal.split())

    @property
    def ordinary_names(self) -> frozenset[str]:
        return frozenset(self.ordinary.split())
