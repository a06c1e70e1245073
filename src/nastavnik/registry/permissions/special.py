"""Who may see and set special categories."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Person
from nastavnik.rulebook.roles import Right


def check_can_view_special(actor: Actor, person: Person) -> None:
    """Refuses whoever does not hold the right to special categories in the person's institution."""
    check_can_list_special(actor, person.institution_id)


def check_can_list_special(actor: Actor, institution_id: int) -> None:
    """Refuses whoever does not hold the right to special categories in the institution."""
    if not actor.may(Right.SPECIAL_VIEW, institution_id):
        raise Denied("Особые категории видят только куратор и педагог-психолог организации.")


def check_can_mark_special(actor: Actor, person: Person) -> None:
    """Refuses whoever may not set special categories in the person's institution."""
    if not actor.may(Right.SPECIAL_EDIT, person.institution_id):
        raise Denied("Особые категории отмечают куратор и педагог-психолог организации.")
