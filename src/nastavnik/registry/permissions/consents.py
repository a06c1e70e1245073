"""Who may do what with consents."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Person
from nastavnik.rulebook.roles import Right


def check_can_record_consent(actor: Actor, person: Person) -> None:
    """Refuses whoever may not record consents in this institution."""
    if not actor.may(Right.CONSENTS_RECORD, person.institution_id):
        raise Denied("Записывать согласия может куратор организации.")
