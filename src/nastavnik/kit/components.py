"""What pages hand to components: small frozen values with declared fields.

A view builds these; the templates under `cotton/` draw them. Nothing here reads or writes data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal, Self

from nastavnik.kit.errors import Denied, Refused
from nastavnik.rulebook.numbers import NO_BREAK, NO_DATA, Number, number, percent

Tone = Literal["good", "attention", "bad", "neutral"]
SIGNS: dict[str, str] = {"good": "✓", "attention": "!", "bad": "✕", "neutral": "•"}
DASH = "—"


@dataclass(frozen=True)
class Action:
    """Something a person can do from here: a link (get) or a button that sends a form (post).

    With a `reason` it is refused: it stays visible, grey, and the reason stands in words beside it::

        Action("Одобрить", reverse("mentoring:pair_approve", args=[pair.pk]), method="post", style="primary")
        Action.checked(check_can_approve_pair, actor, pair, label="Одобрить", url=url, method="post")

    `fields` travel with a post as hidden inputs. `download` marks a file.
    """

    label: str
    url: str | None = None
    method: Literal["get", "post"] = "get"
    reason: str | None = None
    style: Literal["default", "primary", "danger", "link"] = "default"
    fields: Mapping[str, str] = field(default_factory=dict)
    download: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether the action is shown grey with its reason."""
        return self.reason is not None

    @classmethod
    def checked(cls, check: Callable[..., object], *args: Any, **kwargs: Any) -> Self:
        """Builds the action and asks `check(*args)`: a Denied or Refused becomes the reason.

        Keyword arguments are the fields of the action itself.
        """
        try:
            check(*args)
        except (Denied, Refused) as refusal:
            kwargs["reason"] = refusal.reason
        return cls(**kwargs)


@dataclass(frozen=True)
class Crumb:
    """One step of the way up to this page."""

    label: str
    url: str


@dataclass(frozen=True)
class State:
    """A state that never speaks by colour alone: a word, a sign, and why when it needs saying."""

    word: str
    tone: Tone = "neutral"
    reason: str = ""

    @property
    def sign(self) -> str:
        """The sign that repeats the colour for those who do not see it."""
        return SIGNS[self.tone]

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True)
class Empty:
    """Why nothing is here and what to do about it; every empty place has a way on."""

    sentence: str
    hint: str = ""
    action: Action | None = None


@dataclass(frozen=True)
class Missing:
    """What an object lacks, in words, and the way to get it."""

    text: str
    action: Action | None = None


@dataclass(frozen=True)
class Fact:
    """A line of a definition list; an empty value is shown as a dash."""

    label: str
    value: Any
    url: str = ""
    note: str = ""

    @property
    def shown(self) -> Any:
        """The value, or a dash where there is none."""
        return DASH if self.value in (None, "") else self.value


@dataclass(frozen=True)
class Task:
    """What awaits somebody: what, who, until when, and one button."""

    text: str
    action: Action | None = None
    who: str = ""
    due: dt.date | None = None
    url: str = ""


@dataclass(frozen=True)
class JournalLine:
    """Who did what and when; `what` names things, never values."""

    at: dt.datetime | dt.date
    who: str
    what: str
    url: str = ""

    @property
    def has_time(self) -> bool:
        """Whether the hour is known."""
        return isinstance(self.at, dt.datetime)


@dataclass(frozen=True)
class Progress:
    """How far a long thing has come: `done` of `total`, with words of what is being done."""

    label: str
    done: int
    total: int


@dataclass(frozen=True)
class Figure:
    """A figure with what it is made of: numerator and denominator, target, last year.

    `value` None means that there is nothing to count from; `unit` "%" prints a percentage.
    """

    label: str
    value: Number | None
    unit: str = "%"
    numerator: int | None = None
    denominator: int | None = None
    numerator_label: str = ""
    denominator_label: str = ""
    target: Number | None = None
    last_year: Number | None = None
    url: str = ""
    note: str = ""
    places: int | None = None

    def written(self, value: Number | None) -> str:
        """A value of this figure as a reader sees it: «42,5 %», «128», «нет данных»."""
        if value is None:
            return NO_DATA
        if self.unit == "%":
            return percent(value, 1 if self.places is None else self.places)
        tail = f"{NO_BREAK}{self.unit}" if self.unit else ""
        return number(value, self.places) + tail

    def written_target(self, target: Number | None) -> str:
        """A target in words of a reader, without needless zeros."""
        if target is None:
            return ""
        exact = Decimal(str(target))
        whole = replace(self, places=0) if exact == exact.to_integral_value() else self
        return whole.written(exact)

    @property
    def shown(self) -> str:
        """The value in words of a reader."""
        return self.written(self.value)

    @property
    def target_shown(self) -> str:
        """The target in words of a reader: «60 %»."""
        return self.written_target(self.target)

    @property
    def last_year_shown(self) -> str:
        """The value of last year in words of a reader."""
        return self.written(self.last_year)

    @property
    def state(self) -> State | None:
        """How the value stands to its target; nothing without one or the other."""
        if self.value is None or self.target is None:
            return None
        gap = Decimal(str(self.target)) - Decimal(str(self.value))
        if gap <= 0:
            return State("цель достигнута", "good")
        if self.unit == "%":
            return State(f"до цели {number(gap, 1)} п. п.", "attention")
        return State(f"до цели {self.written(gap)}", "attention")


@dataclass(frozen=True)
class Block:
    """A piece of a page with a heading; the classes below say what is inside."""

    title: str = ""
    template: str = ""
    note: str = ""


@dataclass(frozen=True)
class FactsBlock(Block):
    """A definition list: `FactsBlock("Сведения", facts=(Fact("Класс", "8 «Б»"),))`."""

    facts: Sequence[Fact] = ()
    template: str = "kit/parts/facts.html"


@dataclass(frozen=True)
class TextBlock(Block):
    """Paragraphs of plain text."""

    paragraphs: Sequence[str] = ()
    template: str = "kit/parts/text.html"


@dataclass(frozen=True)
class CustomBlock(Block):
    """A template of the room itself, with its own context under `block.context`."""

    context: Mapping[str, Any] = field(default_factory=dict)
