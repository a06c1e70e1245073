"""Who may print blanks of consents and lists of those not returned."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Person
from nastavnik.registry.permissions.people import is_of_own_class
from nastavnik.rulebook.roles import Right


def check_can_print_consents(actor: Actor, person: Person) -> None:
    """Refuses whoever may not see the consents of this person: another institution, another class."""
    if not actor.may(Right.CONSENTS_VIEW, person.institution_id) or not is_of_own_class(actor, person):
        raise Denied(
            "Бланки согласий печатают сотрудники самой организации, классный руководитель — своего класса."
        )
