"""Who may issue cards."""

from collections.abc import Iterable

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Person
from nastavnik.rulebook.roles import Right


def check_can_issue_cards(actor: Actor, people: Iterable[Person]) -> None:
    """Refuses whoever may not issue cards in the institution of each of the people."""
    if not all(actor.may(Right.CARDS_ISSUE, place) for place in {person.institution_id for person in people}):
        raise Denied("Карточки участников выдаёт куратор их организации.")
