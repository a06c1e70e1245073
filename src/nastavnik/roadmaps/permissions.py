"""Who may do what with road maps: `Denied` where a right is missing, `Refused` in a state that forbids it."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Edition, Roadmap
from nastavnik.rulebook.roles import Right


def check_can_view_roadmaps(actor: Actor) -> None:
    """Refuses whoever has no right to road maps at all."""
    if not actor.may(Right.ROADMAPS_VIEW):
        raise Denied("Дорожные карты открыты сотрудникам организаций и органов управления.")


def check_can_draw_up_roadmap(actor: Actor, owner: Organisation) -> None:
    """Refuses whoever may not prepare road maps of this very organisation; those above do not write for it."""
    if not _at_home(actor, Right.ROADMAPS_EDIT, owner.pk):
        raise Denied("Дорожную карту готовит куратор той организации, чья это карта.")
    if owner.closed_date is not None:
        raise Refused(f"Организация «{owner}» закрыта: новую карту для неё не составляют.")


def check_can_edit_edition(actor: Actor, edition: Edition) -> None:
    """Refuses everybody but whoever prepares the map, and everybody once the edition is approved."""
    check_can_draw_up_roadmap(actor, edition.roadmap.owner)
    if edition.state not in (Edition.State.DRAFT, Edition.State.DISCUSSED):
        raise Refused("Утверждённая редакция не меняется: начните новую редакцию.")


def check_can_approve_edition(actor: Actor, edition: Edition) -> None:
    """Refuses whoever may not mark approval in this organisation; only a draft or a discussed one is approved."""
    if not _at_home(actor, Right.ROADMAPS_APPROVE, edition.roadmap.owner_id):
        raise Denied("Утверждение карты отмечает руководитель или куратор её организации.")
    if edition.state not in (Edition.State.DRAFT, Edition.State.DISCUSSED):
        raise Refused("Эта редакция уже утверждена.")


def check_can_archive_roadmap(actor: Actor, roadmap: Roadmap) -> None:
    """Refuses everybody but whoever prepares the map."""
    if not _at_home(actor, Right.ROADMAPS_EDIT, roadmap.owner_id):
        raise Denied("В архив карту убирает куратор той организации, чья это карта.")


def _at_home(actor: Actor, right: Right, owner_id: int) -> bool:
    """Whether the actor's own grant stands over this very organisation: nobody above writes a school's road map."""
    return owner_id in actor.nodes and actor.may(right, owner_id)
