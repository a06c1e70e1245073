"""Who may see pairs, write down what their members said and put them into an order."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Pair, Programme
from nastavnik.rulebook.roles import Right


def check_can_view_pairs(actor: Actor, programme: Programme) -> None:
    """Refuses whoever may not see the pairs of the programme's institution."""
    if not actor.may(Right.PAIRS_VIEW, programme.institution_id):
        raise Denied("Пары видят куратор и руководитель самой организации.")


def check_can_record_agreement(actor: Actor, programme: Programme) -> None:
    """Refuses whoever may not write down answers in the programme's institution."""
    if not actor.may(Right.AGREEMENT_RECORD, programme.institution_id):
        raise Denied("Ответы участников о согласии на пару вносит куратор организации.")


def check_can_answer_own_pair(actor: Actor, pair: Pair) -> None:
    """Refuses whoever is not himself a member of the pair, nor the representative of one."""
    if not actor.may(Right.PAIR_OWN) or actor.person_id is None or pair.pk not in actor.pairs:
        raise Denied("О паре отвечают её участники и их представители, каждый за себя.")


def check_can_draft_pairs_order(actor: Actor, programme: Programme) -> None:
    """Refuses whoever may not draft orders of the programme's institution."""
    if not actor.may(Right.PAPERS_DRAFT, programme.institution_id):
        raise Denied("Проект приказа о закреплении пар готовит куратор организации.")


def check_can_resume_pair(actor: Actor, pair: Pair) -> None:
    """Refuses whoever may not decide what becomes of a suspended pair."""
    if not actor.may(Right.PAIRS_DECIDE, pair.institution_id):
        raise Denied("Возобновляет и снимает приостановленную пару куратор организации.")


def check_can_replace_mentor(actor: Actor, pair: Pair) -> None:
    """Refuses whoever may not decide on pairs of the institution."""
    if not actor.may(Right.PAIRS_DECIDE, pair.institution_id):
        raise Denied("Наставника в паре заменяет куратор организации.")


def check_can_order_changes(actor: Actor, institution_id: int) -> None:
    """Refuses whoever may not draft orders of the institution."""
    if not actor.may(Right.PAPERS_DRAFT, institution_id):
        raise Denied("Проект приказа готовит куратор организации.")
