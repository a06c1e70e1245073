"""Kinds of notices: each room declares its own in its `notices.py`, which `apps.ready()` imports."""

from __future__ import annotations

from dataclasses import dataclass

_declared: dict[str, NoticeKind] = {}


@dataclass(frozen=True)
class NoticeKind:
    """What can be told: a code, its words on the page of settings, and what is done where nobody chose otherwise.

    ::

        MEASURE_DUE = NoticeKind("measure_due", "Сроки мероприятий", "За неделю, за день, в день срока и после него")

    A kind with `is_switchable` False is always told in the product and never by letter alone.
    """

    code: str
    label: str
    hint: str = ""
    is_switchable: bool = True
    in_product: bool = True
    by_letter: bool = True

    def __post_init__(self) -> None:
        if self.code in _declared and _declared[self.code] != self:
            raise ValueError(f"the kind of notices {self.code} is declared twice")
        if not self.is_switchable and not self.in_product:
            raise ValueError(f"{self.code}: what can't be switched is told in the product")
        _declared[self.code] = self


def declared_kinds() -> list[NoticeKind]:
    """Every kind of the house, by its words."""
    return sorted(_declared.values(), key=lambda kind: kind.label)


def label_of(code: str) -> str:
    """The words of a kind; the code itself for one that no room declares any more."""
    return _declared[code].label if code in _declared else code
