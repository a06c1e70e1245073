"""Who may do what with people and their representatives."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.roles import Right


def check_can_view_people(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever does not work with the people of this institution."""
    if not actor.may(Right.PEOPLE_VIEW, institution.pk):
        raise Denied("Списки участников видят только сотрудники самой организации.")


def check_can_add_person(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not add people to the register of this institution."""
    if not actor.may(Right.PEOPLE_EDIT, institution.pk):
        raise Denied("Вносить участников может куратор организации.")


def check_can_edit_person(actor: Actor, person: Person) -> None:
    """Refuses whoever may not correct people of this institution."""
    if not actor.may(Right.PEOPLE_EDIT, person.institution_id):
        raise Denied("Исправлять сведения об участниках может куратор организации.")


def check_can_remove_person(actor: Actor, person: Person) -> None:
    """Refuses whoever may not remove people from the register of this institution."""
    if not actor.may(Right.PEOPLE_EDIT, person.institution_id):
        raise Denied("Удалять записи об участниках может куратор организации.")


def is_of_own_class(actor: Actor, person: Person) -> bool:
    """Whether the person is in a class of a class teacher; everybody is for the others."""
    classes = actor.classes_at.get(person.institution_id)
    return classes is None or person.class_key in classes
