"""Who may load the two official bases."""

from collections.abc import Collection

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Programme
from nastavnik.rulebook.roles import Right


def check_can_import_base(actor: Actor, programme: Programme) -> None:
    """Refuses whoever may not load the bases of this institution, nor see files that wait to be loaded."""
    if not actor.may(Right.BASES_IMPORT, programme.institution_id):
        raise Denied("Базы наставляемых и наставников загружает куратор организации.")


def check_can_export_base(actor: Actor, programme: Programme) -> None:
    """Refuses whoever may not take the bases of this institution out as a file."""
    if not actor.may(Right.PEOPLE_EXPORT, programme.institution_id):
        raise Denied("Базы наставляемых и наставников выгружает куратор организации.")


def check_can_export_lists(actor: Actor, institution_ids: Collection[int] | None = None) -> None:
    """Refuses whoever may not take names out as a file, anywhere or of these institutions."""
    nodes = actor.people if institution_ids is None else institution_ids
    if not nodes or not all(actor.may(Right.PEOPLE_EXPORT, node) for node in nodes):
        raise Denied("Списки с именами выгружает куратор организации.")


def check_can_export_special(actor: Actor, programme: Programme) -> None:
    """Refuses special categories in a file to whoever may not see them."""
    if not actor.may(Right.SPECIAL_VIEW, programme.institution_id):
        raise Denied("Особые категории видят и выгружают куратор и педагог-психолог организации.")
