"""Who may see figures and set targets."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right


def check_can_view_figures(actor: Actor, node: Organisation) -> None:
    """Refuses whoever has no grant over this node."""
    if not actor.may(Right.FIGURES_VIEW, node.pk):
        raise Denied("Показатели этой территории видит тот, у кого есть полномочия над ней.")


def check_can_set_target(actor: Actor, node: Organisation) -> None:
    """Refuses whoever may not set the yearly target of this node."""
    if not actor.may(Right.TARGETS_EDIT, node.pk):
        raise Denied(
            "Цель устанавливает региональный оператор или муниципальный куратор на своей территории."
        )
