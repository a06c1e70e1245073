"""Who may change what holds for others: the calendar and the ladder of reminders."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right


def check_can_edit_calendar(actor: Actor) -> None:
    """Refuses whoever does not keep the production calendar of the whole house."""
    if not actor.may(Right.CALENDAR_EDIT):
        raise Denied(
            "Производственный календарь изменяет региональный оператор или администратор: сообщите ему."
        )


def check_can_set_ladder(actor: Actor, node: Organisation) -> None:
    """Refuses whoever does not set reminders of this organisation or territory."""
    if not actor.may(Right.REMINDERS_EDIT, node.pk):
        raise Denied("Напоминания настраивает куратор организации или тот, кто ведёт территорию.")
