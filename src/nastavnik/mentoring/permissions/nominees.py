"""Who may propose mentors of a partner, and who decides on them."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Nominee
from nastavnik.rulebook.roles import Right


def check_can_propose_nominee(actor: Actor, partner_id: int, institution_id: int) -> None:
    """Refuses whoever does not answer for the partner before this organisation."""
    if not actor.may(Right.PARTNER_OWN) or institution_id not in actor.partners.get(partner_id, ()):
        raise Denied(
            "Наставников от партнёра предлагает его ответственный тем организациям, с которыми работает."
        )


def check_can_decide_nominee(actor: Actor, nominee: Nominee) -> None:
    """Refuses whoever does not keep the register of the organisation."""
    if not actor.may(Right.PEOPLE_EDIT, nominee.institution_id):
        raise Denied("Решает о наставниках от партнёра куратор организации.")
