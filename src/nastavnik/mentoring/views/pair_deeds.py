"""What can be done with a pair: every deed stays in sight, grey with its reason where the pair's state forbids it."""

from __future__ import annotations

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action
from nastavnik.kit.errors import refusal_of
from nastavnik.mentoring.models import Pair, Side
from nastavnik.mentoring.permissions.pairs import (
    check_can_order_changes,
    check_can_replace_mentor,
    check_can_resume_pair,
)
from nastavnik.rulebook.pair_states import ENDED_STATES, PairState, PairVerb, why_not

NEVER_WORKED = "Пара ещё не работала по приказу: снимите одобрение."
HAS_WORKED = "Пара работала по приказу: её прекращают приказом."


def pair_deeds(pair: Pair, actor: Actor) -> list[Action]:
    """The deeds of a pair in the order in which they are wanted."""
    state = PairState(pair.state)
    may_decide = refusal_of(check_can_resume_pair, actor, pair)
    return [
        _deed("Приостановить", "pair_hold", pair, may_decide or why_not(state, PairVerb.HOLD)),
        _replacing(pair, actor, state),
        *_grouping(pair, state, may_decide),
        _ending(pair, actor, state),
        _deed("Снять одобрение", "pair_cancel", pair, may_decide or _why_not_cancelled(pair, state)),
        _reopening(pair, state, may_decide),
    ]


def _deed(label: str, name: str, pair: Pair, reason: str | None, *, post: bool = False) -> Action:
    url = reverse(f"mentoring:{name}", args=[pair.pk])
    return Action(label, url, method="post" if post else "get", reason=reason or None)


def _replacing(pair: Pair, actor: Actor, state: PairState) -> Action:
    """By an order where the pair works, at once where it stands in none."""
    reason = refusal_of(check_can_replace_mentor, actor, pair)
    if pair.active_from is not None:
        return _deed("Заменить наставника", "pair_replace", pair, reason or why_not(state, PairVerb.STOP))
    return _deed("Заменить наставника", "mentor_change", pair, reason or why_not(state, PairVerb.CANCEL))


def _grouping(pair: Pair, state: PairState, may_decide: str | None) -> list[Action]:
    if pair.active_from is not None or why_not(state, PairVerb.CANCEL):
        return []
    mentor = next((member for member in pair.members.all() if member.side == Side.MENTOR), None)
    url = reverse("mentoring:group_form", args=[pair.programme_id])
    url += f"?mentor={mentor.participation_id}" if mentor else ""
    return [Action("Добавить в группу", url, reason=may_decide)]


def _ending(pair: Pair, actor: Actor, state: PairState) -> Action:
    reason = refusal_of(check_can_order_changes, actor, pair.institution_id) or why_not(state, PairVerb.STOP)
    if not reason and pair.active_from is None:
        reason = NEVER_WORKED
    url = reverse("mentoring:ending_draft") + f"?pair={pair.pk}"
    return Action("Прекратить приказом", url, reason=reason or None)


def _why_not_cancelled(pair: Pair, state: PairState) -> str:
    if pair.active_from is not None and state not in ENDED_STATES:
        return HAS_WORKED
    return why_not(state, PairVerb.CANCEL)


def _reopening(pair: Pair, state: PairState, may_decide: str | None) -> Action:
    reason = may_decide or ("" if state in ENDED_STATES else why_not(state, PairVerb.REOPEN))
    return _deed("Вернуть к согласованию", "pair_reopen", pair, reason, post=True)
