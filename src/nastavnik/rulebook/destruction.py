"""When a person's data have to be destroyed by an act, and why.

Source: law 152-ФЗ, article 21 as domain notes read it: thirty days after a withdrawal or the end of a consent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nastavnik.rulebook.consent import WITHOUT_CONSENT_FOR, ConsentKind, ConsentRecord, is_valid

AFTER_WITHDRAWAL = 30
"""How many days after the withdrawal or the end of the consent the data are destroyed (law; editable default)."""


class WhyDestroyed(StrEnum):
    """On what ground data are destroyed."""

    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    NEVER = "never"


REASON_LABELS = {
    WhyDestroyed.WITHDRAWN: "отзыв согласия на обработку персональных данных",
    WhyDestroyed.ENDED: "истечение срока согласия на обработку персональных данных",
    WhyDestroyed.NEVER: "согласие на обработку персональных данных не получено",
}


@dataclass(frozen=True)
class DestructionDue:
    """Why the data of a person have to go, since when the ground is there, from which day they are due."""

    why: WhyDestroyed
    since: date
    due: date


def destruction_due(created: date, records: Iterable[ConsentRecord], on: date) -> DestructionDue | None:
    """Give the ground on which a record made on `created` has to be destroyed; None while a consent is in force.

    The ground counts from its last event: the latest withdrawal, else the latest end, else the making of the record.
    `due` may lie ahead of `on`.
    """
    known = [record for record in records if record.kind is ConsentKind.PROCESSING]
    if any(is_valid(record, on) for record in known):
        return None
    withdrawn = [
        record.withdrawn for record in known if record.withdrawn is not None and record.withdrawn <= on
    ]
    ended = [record.until for record in known if record.until is not None and record.until < on]
    if withdrawn:
        since = max(withdrawn)
        return DestructionDue(WhyDestroyed.WITHDRAWN, since, since + timedelta(days=AFTER_WITHDRAWAL))
    if ended:
        since = max(ended)
        return DestructionDue(WhyDestroyed.ENDED, since, since + timedelta(days=AFTER_WITHDRAWAL))
    return DestructionDue(WhyDestroyed.NEVER, created, created + timedelta(days=WITHOUT_CONSENT_FOR))
