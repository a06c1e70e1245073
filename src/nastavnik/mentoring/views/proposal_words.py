"""Words and rows of a proposal for the screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from nastavnik.kit.addresses import addresses_at
from nastavnik.kit.components import State
from nastavnik.mentoring.models import FixedChoice, Proposal, ProposalLine
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.registry.queries.people import birth_of, full_name_of
from nastavnik.rulebook.ages import age_words
from nastavnik.rulebook.matching import FIT_LABELS, LEFTOVER_LABELS, Fit
from nastavnik.rulebook.numbers import counted

STATES = {
    Proposal.State.OPEN: State("ждёт решения", "attention"),
    Proposal.State.DRAFT: State("черновик", "neutral"),
    Proposal.State.DECIDED: State("решение принято", "good"),
    Proposal.State.REPLACED: State(
        "составлено заново", "neutral", "решение принимается по новому предложению"
    ),
}
FITS = {
    Fit.HIGH: State(FIT_LABELS[Fit.HIGH], "good"),
    Fit.GOOD: State(FIT_LABELS[Fit.GOOD], "good"),
    Fit.PART: State(FIT_LABELS[Fit.PART], "attention"),
}
PINNED = "pinned"
_MENTEES = ("наставляемому", "наставляемым", "наставляемым")


def show_choices() -> list[tuple[str, str]]:
    """What a proposal may be narrowed to: pairs by their fit, mentees left over by the rule that binds."""
    fits = [(fit.value, f"пары: {label}") for fit, label in FIT_LABELS.items()]
    codes = [(code.value, f"без наставника: {label}") for code, label in LEFTOVER_LABELS.items()]
    return [*fits, (PINNED, "пары: закреплённые"), *codes]


def run_name(proposal: Proposal) -> str:
    """Its number, when it was made, and its name: «№ 41 от 15.10.2026, 12:04 («без возраста»)»."""
    made = timezone.localtime(proposal.made_at).strftime("%d.%m.%Y, %H:%M")
    name = f"№ {proposal.pk} от {made}"
    return f"{name} («{proposal.note}»)" if proposal.note else name


def helps_words(helps: int) -> str:
    """«поможет 3 наставляемым»; nothing where the number cannot be known beforehand."""
    return f"поможет {counted(helps, _MENTEES)}" if helps else ""


@dataclass(frozen=True)
class Help:
    """A remedy on the screen."""

    text: str
    helps: str


def helps_of(remedies: Any) -> list[Help]:
    """Stored remedies in words."""
    return [Help(one["text"], helps_words(one["helps"])) for one in remedies]


@dataclass(frozen=True)
class LineRow:
    """A line of a proposal as the table shows it."""

    line: ProposalLine
    mentee: str
    mentee_url: str
    mentee_note: str
    request: str
    mentor: str = ""
    mentor_url: str = ""
    mentor_note: str = ""
    competences: str = ""
    fit: State | None = None
    code: str = ""
    remedies: list[Help] = field(default_factory=list)
    fixed: str = ""

    @property
    def waits(self) -> bool:
        """Whether the pair still waits for a decision."""
        return self.line.mentor_id is not None and self.line.is_approved is None

    def has(self, text: str) -> bool:
        """Whether every word of the text occurs in a name."""
        names = _plain(f"{self.mentee} {self.mentor}")
        return all(word in names for word in _plain(text).split())

    def is_of(self, show: str) -> bool:
        """Whether the line belongs to what is to be shown."""
        if show == PINNED:
            return self.line.is_pinned
        return show in (self.line.fit, self.line.code) if show else True


def rows_of(lines: Iterable[ProposalLine], fixed: dict[tuple[int, int], str], on: date) -> list[LineRow]:
    """Lines with their people; `fixed` says which pairs are pinned or forbidden now."""
    card_url = addresses_at("mentoring:person_view")
    return [_row_of(line, fixed, on, card_url) for line in lines]


def _row_of(
    line: ProposalLine, fixed: dict[tuple[int, int], str], on: date, card_url: Callable[[int], str]
) -> LineRow:
    mentee, mentor = line.mentee, line.mentor
    notes = (standing_of(mentee.person), age_words(birth_of(mentee.person), on))
    row: dict[str, Any] = {
        "line": line,
        "mentee": full_name_of(mentee.person).full,
        "mentee_url": card_url(mentee.person_id),
        "mentee_note": ", ".join(part for part in notes if part),
        "request": mentee.need.text if hasattr(mentee, "need") else "",
    }
    if mentor is None:
        code = next((label for one, label in LEFTOVER_LABELS.items() if one == line.code), "")
        return LineRow(**row, code=code, remedies=helps_of(line.remedies))
    return LineRow(
        **row,
        mentor=full_name_of(mentor.person).full,
        mentor_url=card_url(mentor.person_id),
        mentor_note=standing_of(mentor.person),
        competences=mentor.offer.competences if hasattr(mentor, "offer") else "",
        fit=State("закреплена вами", "good") if line.is_pinned else _fit(line.fit),
        fixed=fixed.get((line.mentee_id, mentor.pk), ""),
    )


def fixed_of(choices: Collection[FixedChoice]) -> dict[tuple[int, int], str]:
    """The kind of each fixed pair by (mentee, mentor)."""
    return {(choice.mentee_id, choice.mentor_id): choice.kind for choice in choices}


def _fit(value: str) -> State | None:
    return FITS[Fit(value)] if value in set(Fit) else None


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")
