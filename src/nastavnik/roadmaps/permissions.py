"""Who may do what with road maps: `Denied` where a right is missing, `Refused` in a state that forbids it."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Concurrence, Duty, Edition, Roadmap
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


def check_can_report_duty(actor: Actor, duty: Duty, *, performs: bool = False) -> None:
    """Refuses whoever may not say what the organisation has done: its head, its curator, and whom the row names do.

    `performs` says that the actor is the executor whom the measure names (`queries.executors.performs`).
    """
    may_report = duty.organisation_id in actor.nodes and actor.may(
        Right.ROADMAPS_REPORT, duty.organisation_id
    )
    is_named = (
        performs
        and duty.organisation_id in actor.nodes
        and actor.may(Right.ROADMAPS_VIEW, duty.organisation_id)
    )
    if not (may_report or is_named):
        raise Denied(
            "Выполнение отмечает сама организация: её руководитель, куратор или указанный ответственный."
        )


def check_can_decide_duty(actor: Actor, roadmap: Roadmap) -> None:
    """Refuses whoever does not run the road map that gave the duty: dates of undated rows, rows taken off."""
    if not _at_home(actor, Right.ROADMAPS_EDIT, roadmap.owner_id):
        raise Denied("Это решает куратор той организации, чья это дорожная карта.")


def check_can_bind_executors(actor: Actor, owner: Organisation) -> None:
    """Refuses whoever does not prepare the road maps of this organisation."""
    if not _at_home(actor, Right.ROADMAPS_EDIT, owner.pk):
        raise Denied(
            "Кто стоит за словами «Ответственные», указывает куратор той организации, чья это карта."
        )


def check_can_remind(actor: Actor) -> None:
    """Refuses whoever has nobody under him to remind: only those who run a territory do."""
    runs = any(actor.may(Right.ROADMAPS_REPORT, node) for node in actor.nodes)
    if not runs or not actor.figures - actor.nodes:
        raise Denied("Напоминает орган управления, под которым стоит организация.")


def check_can_remark(actor: Actor, edition: Edition, organisation: Organisation) -> None:
    """Refuses whoever does not speak for this organisation, and everybody while the edition is not discussed."""
    if not _at_home(actor, Right.ROADMAPS_REPORT, organisation.pk):
        raise Denied("Замечание подаёт руководитель или куратор организации.")
    if edition.state != Edition.State.DISCUSSED:
        raise Refused("Проект сейчас не обсуждается.")


def check_can_concur(actor: Actor, concurrence: Concurrence) -> None:
    """Refuses whoever does not speak for the organisation that is asked, and everybody after the approval."""
    if not _at_home(actor, Right.ROADMAPS_APPROVE, concurrence.organisation_id):
        raise Denied("Согласование отмечает руководитель или куратор той организации, которую спросили.")
    if concurrence.edition.state not in (Edition.State.DRAFT, Edition.State.DISCUSSED):
        raise Refused("Редакция уже утверждена: согласование больше не меняется.")
