"""Who may see, open and correct programmes."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Programme
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right


def check_can_view_programme(actor: Actor, programme: Programme) -> None:
    """Refuses whoever does not work with the programmes of this institution."""
    if not actor.may(Right.PROGRAMMES_VIEW, programme.institution_id):
        raise Denied("Программы видят куратор и руководитель самой организации.")


def check_can_open_programme(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever may not open programmes in this institution."""
    if not actor.may(Right.PROGRAMMES_EDIT, institution.pk):
        raise Denied("Программы открывает куратор организации.")


def check_can_correct_programme(actor: Actor, programme: Programme) -> None:
    """Refuses whoever may not change programmes of this institution."""
    if not actor.may(Right.PROGRAMMES_EDIT, programme.institution_id):
        raise Denied("Программу исправляет куратор организации.")
