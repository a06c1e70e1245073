"""Why a pair ends before its programme does: what the curator chooses, and what an order may say of it.

Source: the reasons usual in orders of institutions (editable defaults). Who refused whom is nobody's business
beside the curator, so those reasons print alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.pair_states import PairVerb


class EndReason(StrEnum):
    """A reason of the end of a pair."""

    COMPLETED = "completed"
    TERM = "term"
    MENTOR = "mentor"
    MENTEE = "mentee"
    MUTUAL = "mutual"
    CURATOR = "curator"
    CONSENT = "consent"
    MENTEE_LEFT = "mentee_left"
    MENTOR_LEFT = "mentor_left"
    ORGANISATION_CLOSED = "organisation_closed"
    REPLACED = "replaced"
    MISTAKE = "mistake"


@dataclass(frozen=True)
class EndRule:
    """The words for the curator and the words for the order; `is_chosen` unless it follows from another deed.

    `verb` says how the pair ends: completed, stopped before its time, or cancelled as written by mistake.
    """

    label: str
    printed: str
    is_chosen: bool = True
    verb: PairVerb = PairVerb.STOP


_BY_DECISION = "решение участников"
END_REASONS: Mapping[EndReason, EndRule] = MappingProxyType(
    {
        EndReason.COMPLETED: EndRule(
            "программа выполнена раньше срока", "выполнение программы", verb=PairVerb.COMPLETE
        ),
        EndReason.TERM: EndRule("окончился срок", "окончание срока", verb=PairVerb.COMPLETE),
        EndReason.MUTUAL: EndRule("обоюдное решение", _BY_DECISION),
        EndReason.MENTOR: EndRule("инициатива наставника", _BY_DECISION),
        EndReason.MENTEE: EndRule("инициатива наставляемого или представителя", _BY_DECISION),
        EndReason.CONSENT: EndRule("отозвано согласие", _BY_DECISION),
        EndReason.CURATOR: EndRule("инициатива куратора", "организационные причины"),
        EndReason.MENTEE_LEFT: EndRule("наставляемый выбыл из организации", "выбытие наставляемого"),
        EndReason.MENTOR_LEFT: EndRule("наставник уволен или выбыл", "выбытие наставника"),
        EndReason.ORGANISATION_CLOSED: EndRule("организация закрыта", "прекращение деятельности организации"),
        EndReason.MISTAKE: EndRule("пара внесена по ошибке", "исправление ошибки", verb=PairVerb.ANNUL),
        EndReason.REPLACED: EndRule("заменён наставник", "замена наставника", is_chosen=False),
    }
)


def reasons_to_choose() -> list[tuple[str, str]]:
    """Give the reasons that a curator chooses from, as pairs of code and words."""
    return [(reason.value, rule.label) for reason, rule in END_REASONS.items() if rule.is_chosen]


def reasons_of_replacement() -> list[tuple[str, str]]:
    """Give the reasons for which a mentor is replaced, as pairs of code and words."""
    codes = (EndReason.MENTOR_LEFT, EndReason.MENTOR, EndReason.MENTEE, EndReason.MUTUAL, EndReason.CURATOR)
    return [(code.value, END_REASONS[code].label) for code in codes]


class PauseReason(StrEnum):
    """Why a pair that works is suspended for a time."""

    CONSENT = "consent"
    ILLNESS = "illness"
    ABSENCE = "absence"
    TEACHER_LEAVE = "teacher_leave"
    REQUEST = "request"
    PROBLEM = "problem"
    OTHER = "other"


PAUSE_REASONS: Mapping[PauseReason, str] = MappingProxyType(
    {
        PauseReason.CONSENT: "нет согласия",
        PauseReason.ILLNESS: "болезнь",
        PauseReason.ABSENCE: "отъезд",
        PauseReason.TEACHER_LEAVE: "отпуск наставника",
        PauseReason.REQUEST: "по просьбе участника",
        PauseReason.PROBLEM: "по решению куратора",
        PauseReason.OTHER: "другая причина",
    }
)
"""Words of the reasons; a withdrawn consent is never chosen by hand."""


def pauses_to_choose() -> list[tuple[str, str]]:
    """Give the reasons of a pause that a curator chooses from."""
    return [(code.value, words) for code, words in PAUSE_REASONS.items() if code is not PauseReason.CONSENT]
