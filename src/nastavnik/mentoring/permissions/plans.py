"""Who writes, agrees to and reports on the plan of a pair."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Pair, Side
from nastavnik.mentoring.permissions.meetings import own_member
from nastavnik.rulebook.roles import Right


def check_can_write_plan(actor: Actor, pair: Pair) -> None:
    """Refuses whoever neither leads the pairs of the institution nor is the mentor of this one."""
    if actor.may(Right.PAIRS_DECIDE, pair.institution_id):
        return
    me = own_member(actor, pair)
    if me is None or me.side != Side.MENTOR or not actor.may(Right.PAIR_OWN):
        raise Denied("План пары составляет наставник вместе с наставляемым, помогает куратор.")


def check_can_agree_to_plan(actor: Actor, pair: Pair) -> None:
    """Refuses everybody but the members of the pair themselves."""
    if own_member(actor, pair) is None or not actor.may(Right.PAIR_OWN):
        raise Denied("С планом соглашаются сами участники пары, каждый за себя.")
