"""Who may do what with the training of mentors, curators and teachers."""

from collections.abc import Collection

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.rulebook.roles import Right


def check_can_keep_trainings(actor: Actor, institution_id: int) -> None:
    """Refuses whoever may not enter the trainings of this institution."""
    if not actor.may(Right.TRAININGS_EDIT, institution_id):
        raise Denied("Обучение наставников и кураторов вносит куратор организации.")


def check_can_export_trainings(actor: Actor, institution_ids: Collection[int] | None = None) -> None:
    """Refuses whoever may not take names out as a file, anywhere or of these institutions."""
    nodes = actor.people if institution_ids is None else institution_ids
    if not nodes or not all(actor.may(Right.PEOPLE_EXPORT, node) for node in nodes):
        raise Denied("Списки с именами выгружает куратор организации.")
