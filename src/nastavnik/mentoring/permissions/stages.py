"""Who may plan the stages of a programme and mark what is done."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Programme
from nastavnik.rulebook.roles import Right


def check_can_mark_stages(actor: Actor, programme: Programme) -> None:
    """Refuses whoever does not lead programmes of this institution."""
    if not actor.may(Right.PROGRAMMES_EDIT, programme.institution_id):
        raise Denied("Этапы программы отмечает и сдвигает куратор организации.")
