"""Who may do what with organisations and their contingents."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right


def check_can_set_contingent(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not state how many children this institution teaches."""
    if not actor.may(Right.CONTINGENT_EDIT, institution.pk):
        raise Denied("Контингент указывает куратор организации.")
