"""Who may add to the dictionaries of forms, role models and topics."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right


def check_can_edit_dictionary(actor: Actor, owner: Organisation | None) -> None:
    """Refuses whoever may not write entries of this node; nobody writes the federal ones (`owner` None)."""
    if owner is None:
        raise Denied("Федеральный справочник не меняется: добавьте свою запись.")
    if not actor.may(Right.DICTIONARIES_EDIT, owner.pk):
        raise Denied("Справочник дополняют региональный оператор и, для своей организации, её куратор.")
