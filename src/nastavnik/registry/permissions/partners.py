"""Who may do what with partners."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Cooperation, Organisation, Partner
from nastavnik.rulebook.roles import Right


def check_can_add_partner(actor: Actor, organisation: Organisation) -> None:
    """Refuses whoever does not keep the partners of this organisation or territory."""
    if not actor.may(Right.PARTNERS_EDIT, organisation.pk):
        raise Denied("Вносить партнёров может куратор организации или тот, кто ведёт территорию.")


def check_can_edit_partner(actor: Actor, partner: Partner) -> None:
    """Refuses whoever does not keep the partners of the organisation that entered this one, nor answers for it there."""
    if partner.organisation_id in actor.partners.get(partner.pk, ()):
        return
    if not actor.may(Right.PARTNERS_EDIT, partner.organisation_id):
        raise Denied("Сведения о партнёре изменяет тот, кто его внёс.")


def check_can_cooperate(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not say with whom this organisation works."""
    if not actor.may(Right.PARTNERS_EDIT, institution.pk):
        raise Denied(
            "Соглашение с партнёром записывает куратор организации или тот, кто ведёт её территорию."
        )


def check_can_keep_contacts(actor: Actor, cooperation: Cooperation) -> None:
    """Refuses whoever does not answer for the partner before this organisation."""
    if cooperation.institution_id not in actor.partners.get(cooperation.partner_id, ()):
        raise Denied("Контакты партнёра изменяет его ответственный или куратор организации.")
