"""Who may do what with consents."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.permissions.people import is_of_own_class
from nastavnik.rulebook.roles import Right


def check_can_view_consents(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever does not work with the consents of this institution."""
    if not actor.may(Right.CONSENTS_VIEW, institution.pk):
        raise Denied("Согласия видят куратор, руководитель и классные руководители самой организации.")


def check_can_record_consent(actor: Actor, person: Person) -> None:
    """Refuses whoever may not record consents in this institution, and a class teacher for another class."""
    if not actor.may(Right.CONSENTS_RECORD, person.institution_id):
        raise Denied("Записывать согласия может куратор организации.")
    if not is_of_own_class(actor, person):
        raise Denied("Классный руководитель записывает согласия только своего класса.")


def check_can_correct_consent(actor: Actor, person: Person) -> None:
    """Refuses whoever may not correct, withdraw or remove consents: pairs may be suspended by it."""
    if not actor.may(Right.PEOPLE_EDIT, person.institution_id):
        raise Denied("Исправлять и отзывать согласия может куратор организации.")


def check_can_write_edition(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not change the texts of consents and the way in which they are asked for."""
    if not actor.may(Right.TEMPLATES_EDIT, institution.pk):
        raise Denied("Тексты согласий меняют куратор организации и секретарь.")
