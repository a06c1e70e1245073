"""Who may do what with partners."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Organisation, Partner
from nastavnik.rulebook.roles import Right


def check_can_add_partner(actor: Actor, organisation: Organisation) -> None:
    """Refuses whoever does not keep the partners of this organisation or territory."""
    if not actor.may(Right.PARTNERS_EDIT, organisation.pk):
        raise Denied("Вносить партнёров может куратор организации или тот, кто ведёт территорию.")


def check_can_edit_partner(actor: Actor, partner: Partner) -> None:
    """Refuses whoever does not keep the partners of the organisation that entered this one."""
    if not actor.may(Right.PARTNERS_EDIT, partner.organisation_id):
        raise Denied("Сведения о партнёре изменяет тот, кто его внёс.")


def check_can_cooperate(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not say with whom this organisation works."""
    if not actor.may(Right.PARTNERS_EDIT, institution.pk):
        raise Denied(
            "Соглашение с партнёром записывает куратор организации или тот, кто ведёт её территорию."
        )
