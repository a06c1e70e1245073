"""Who may have pairs proposed and decide on them."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Programme
from nastavnik.rulebook.roles import Right


def check_can_propose_pairs(actor: Actor, programme: Programme) -> None:
    """Refuses whoever may not have pairs proposed in the programme's institution, nor see a proposal."""
    if not actor.may(Right.PROPOSALS_MAKE, programme.institution_id):
        raise Denied("Предложение пар составляет и видит только куратор организации.")


def check_can_decide_pairs(actor: Actor, programme: Programme) -> None:
    """Refuses whoever may not approve pairs in the programme's institution."""
    if not actor.may(Right.PAIRS_DECIDE, programme.institution_id):
        raise Denied("Пары одобряет только куратор организации.")
