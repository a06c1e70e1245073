"""What goes into a paper: plain values that actions receive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nastavnik.papers.models import Paper
from nastavnik.registry.models import Person


@dataclass(frozen=True)
class OrderLine:
    """One mentor and one mentee as the order is asked to name them; lines of a group share the number.

    Standings are nominative: «учитель физики», «8 «А»», «8 «А» класс», «обучающийся 8 «А» класса».
    """

    mentor: Person
    mentor_standing: str
    mentee: Person
    mentee_standing: str
    form_label: str
    role_label: str
    period_label: str
    number: int


@dataclass(frozen=True)
class Somebody:
    """Whom a paper names: a person of the register, or a full name typed by hand; the standing is nominative."""

    person: Person | None = None
    typed: str = ""
    standing: str = ""


@dataclass(frozen=True)
class OrderRow:
    """One row that a paper is asked to print; which of the people it needs is said by the rules of its kind.

    Rows of one number belong together. `annex` 0 is the text itself.
    """

    number: int
    annex: int = 0
    mentor: Somebody | None = None
    mentee: Somebody | None = None
    former: Somebody | None = None
    member: Somebody | None = None
    form_label: str = ""
    role_label: str = ""
    period_label: str = ""
    note: str = ""


@dataclass(frozen=True)
class Outline:
    """What a paper is about, before anybody is named: its kind and the words that a person may change later."""

    kind: Paper.Kind
    title: str
    preamble: str
    points: tuple[str, ...]
    school_year: int
    programme_title: str = ""


@dataclass(frozen=True)
class NameText:
    """What a person typed for one name of a draft; `is_checked` takes the mark of doubt away."""

    printed: str
    standing: str = ""
    is_checked: bool = False


@dataclass(frozen=True)
class OrderTexts:
    """What a person typed for the order itself: everything that may be corrected beside the names.

    `executor` and `notes` (by the id of the row) stay as they are where they are not given.
    """

    title: str
    preamble: str
    points: tuple[str, ...]
    signer_post: str
    signer_name: str
    executor: str | None = None
    notes: Mapping[int, str] = field(default_factory=dict)
