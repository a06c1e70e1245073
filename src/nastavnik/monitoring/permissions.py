"""Who may see figures, set targets, state numbers of people and define indicators."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.monitoring.models import Indicator
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right


def check_can_view_figures(actor: Actor, node: Organisation) -> None:
    """Refuses whoever has no grant over this node."""
    if not actor.may(Right.FIGURES_VIEW, node.pk):
        raise Denied("Показатели этой территории видит тот, у кого есть полномочия над ней.")


def check_can_open_names(actor: Actor, node: Organisation) -> None:
    """Refuses whoever does not work with the people of this institution: above it there are only numbers."""
    is_institution = node.level == Organisation.Level.INSTITUTION
    seen = node.pk in actor.people and actor.may(Right.PEOPLE_VIEW, node.pk)
    if not (is_institution and seen and actor.may(Right.FIGURES_VIEW, node.pk)):
        raise Denied("Имена тех, кто вошёл в показатель, видят только сотрудники самой организации.")


def check_can_set_target(actor: Actor, node: Organisation) -> None:
    """Refuses whoever may not set the yearly target of this node."""
    if not actor.may(Right.TARGETS_EDIT, node.pk):
        raise Denied(
            "Цель устанавливает региональный оператор или муниципальный куратор на своей территории."
        )


def check_can_state_denominator(actor: Actor, node: Organisation) -> None:
    """Refuses whoever may not state of how many people the shares of this node are taken."""
    rights = (Right.TARGETS_EDIT, Right.CONTINGENT_EDIT)
    if not any(actor.may(right, node.pk) for right in rights):
        raise Denied(
            "Численность вносит тот, кто ведёт показатели территории, а для организации — и её куратор."
        )


def check_can_define_indicator(actor: Actor, owner: Organisation) -> None:
    """Refuses whoever may not define an indicator of this territory; an institution defines none."""
    if owner.level == Organisation.Level.INSTITUTION or not actor.may(Right.TARGETS_EDIT, owner.pk):
        raise Denied(
            "Свой показатель заводит региональный оператор или муниципальный куратор для своей территории."
        )


def check_can_correct_indicator(actor: Actor, indicator: Indicator) -> None:
    """Refuses to change a federal definition, and whoever may not define indicators of its territory."""
    if indicator.owner is None:
        raise Denied(
            "Федеральный показатель определён целевой моделью и не изменяется. Заведите свой показатель."
        )
    check_can_define_indicator(actor, indicator.owner)
