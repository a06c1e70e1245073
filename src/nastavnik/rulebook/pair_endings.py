"""Why a pair ends before its programme does: what the curator chooses, and what an order may say of it.

Source: the reasons usual in orders of institutions (editable defaults). Who refused whom is nobody's business
beside the curator, so those reasons print alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


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


@dataclass(frozen=True)
class EndRule:
    """The words for the curator and the words for the order; `is_chosen` unless it follows from another deed."""

    label: str
    printed: str
    is_chosen: bool = True


_BY_DECISION = "решение участников"
END_REASONS: Mapping[EndReason, EndRule] = MappingProxyType(
    {
        EndReason.COMPLETED: EndRule("программа выполнена раньше срока", "выполнение программы"),
        EndReason.TERM: EndRule("окончился срок", "окончание срока"),
        EndReason.MUTUAL: EndRule("обоюдное решение", _BY_DECISION),
        EndReason.MENTOR: EndRule("инициатива наставника", _BY_DECISION),
        EndReason.MENTEE: EndRule("инициатива наставляемого или представителя", _BY_DECISION),
        EndReason.CONSENT: EndRule("отозвано согласие", _BY_DECISION),
        EndReason.CURATOR: EndRule("инициатива куратора", "организационные причины"),
        EndReason.MENTEE_LEFT: EndRule("наставляемый выбыл из организации", "выбытие наставляемого"),
        EndReason.MENTOR_LEFT: EndRule("наставник уволен или выбыл", "выбытие наставника"),
        EndReason.ORGANISATION_CLOSED: EndRule("организация закрыта", "прекращение деятельности организации"),
        EndReason.REPLACED: EndRule("заменён наставник", "замена наставника", is_chosen=False),
    }
)


def reasons_to_choose() -> list[tuple[str, str]]:
    """Give the reasons that a curator chooses from, as pairs of code and words."""
    return [(reason.value, rule.label) for reason, rule in END_REASONS.items() if rule.is_chosen]
