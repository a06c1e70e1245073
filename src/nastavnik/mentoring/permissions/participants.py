"""Who may correct what participants ask for and offer."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Need, Offer, Programme
from nastavnik.rulebook.roles import Right


def check_can_correct_need(actor: Actor, need: Need) -> None:
    """Refuses whoever may not correct requests of this institution."""
    if not actor.may(Right.PEOPLE_EDIT, need.institution_id):
        raise Denied("Запрос наставляемого уточняет куратор организации.")


def check_can_correct_offer(actor: Actor, offer: Offer) -> None:
    """Refuses whoever may not correct offers of this institution."""
    if not actor.may(Right.PEOPLE_EDIT, offer.institution_id):
        raise Denied("Сведения наставника уточняет куратор организации.")


def check_can_enrol_person(actor: Actor, programme: Programme) -> None:
    """Refuses whoever may not enter people into the programmes of this institution."""
    if not actor.may(Right.PEOPLE_EDIT, programme.institution_id):
        raise Denied("Включать в программу может куратор организации.")
