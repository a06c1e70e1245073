"""Who may see and write down wishes after the group meeting."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Participation, Programme
from nastavnik.rulebook.roles import Right


def check_can_record_wishes(actor: Actor, programme: Programme) -> None:
    """Refuses whoever does not look for pairs in the programme's institution: nobody else sees the wishes."""
    if not actor.may(Right.PROPOSALS_MAKE, programme.institution_id):
        raise Denied("Пожелания после общей встречи видит и вносит только куратор организации.")


def check_can_name_own_wishes(actor: Actor, participation: Participation) -> None:
    """Refuses everybody but the participant himself; his representative does not choose for him."""
    is_own = actor.person_id == participation.person_id and actor.guardian_id is None
    if not actor.may(Right.PAIR_OWN) or not is_own:
        raise Denied("Пожелания участник называет сам, по своей карточке или на листе встречи.")
