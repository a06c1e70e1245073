"""Who may do what with organisations and their contingents."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.registers import RegisterKind
from nastavnik.rulebook.roles import Right


def check_can_set_contingent(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not fill in how many children this institution teaches."""
    if not actor.may(Right.CONTINGENT_EDIT, institution.pk):
        raise Denied("Контингент указывает куратор организации.")


def check_can_state_contingent(actor: Actor, institution: Organisation) -> None:
    """Refuses numbers from whoever neither fills them in for this institution nor runs its territory."""
    if not (actor.may(Right.CONTINGENT_EDIT, institution.pk) or _runs(actor, institution)):
        raise Denied("Контингент указывают куратор организации и тот, кто ведёт её территорию.")


def check_can_import_register(actor: Actor, node: Organisation, kind: str) -> None:
    """Refuses a list of contingents to whoever may not state them, one of organisations to whoever may not add them."""
    if kind == RegisterKind.CONTINGENTS:
        check_can_state_contingent(actor, node)
    elif node.level == Organisation.Level.INSTITUTION or not _runs(actor, node):
        raise Denied("Список организаций загружает тот, кто ведёт территорию.")


def check_can_add_organisation(actor: Actor, parent: Organisation | None) -> None:
    """Refuses whoever does not run the territory; a root may stand only in a house that is still empty."""
    if parent is None:
        if Organisation.objects.exists():
            raise Denied("Выберите, под чем стоит организация: второй вершины у дерева не бывает.")
    elif not _runs(actor, parent):
        raise Denied("Добавлять организации может тот, кто ведёт эту территорию.")


def check_can_edit_organisation(actor: Actor, organisation: Organisation) -> None:
    """Refuses whoever does not run the territory in which the organisation stands."""
    if not _runs(actor, organisation):
        raise Denied("Изменять организацию может тот, кто ведёт её территорию.")


def check_can_edit_requisites(actor: Actor, organisation: Organisation) -> None:
    """Refuses whoever neither keeps the requisites of the organisation nor runs its territory."""
    if not (actor.may(Right.REQUISITES_EDIT, organisation.pk) or _runs(actor, organisation)):
        raise Denied("Реквизиты изменяют куратор и секретарь организации.")


def check_can_reorganise(actor: Actor, organisation: Organisation) -> None:
    """Refuses whoever does not run what stands above: closing, merging, moving is not the node's own affair."""
    if not _runs(actor, organisation.parent or organisation):
        raise Denied("Переносить, закрывать и присоединять может тот, кто ведёт вышестоящую территорию.")


def check_can_edit_dictionary(actor: Actor) -> None:
    """Refuses whoever does not keep the dictionaries, which are one for the whole house, for territories."""
    if not (actor.may(Right.DICTIONARIES_EDIT) and actor.may(Right.ORGANISATIONS_EDIT)):
        raise Denied("Виды и признаки организаций дополняет региональный оператор.")


def _runs(actor: Actor, node: Organisation | None) -> bool:
    """Whether the right holds over the node; one just added is known by what stands above it."""
    while node is not None:
        if actor.may(Right.ORGANISATIONS_EDIT, node.pk):
            return True
        node = node.parent
    return False
