"""Keeping a proposal aside and choosing one of several."""

from __future__ import annotations

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Proposal
from nastavnik.mentoring.permissions.proposals import check_can_propose_pairs
from nastavnik.mentoring.queries.pairs import programme_held

State = Proposal.State


@transaction.atomic
def keep_draft(*, by: Actor, proposal: Proposal, note: str = "") -> Proposal:
    """Puts a proposal aside under a name, so that another can be made and compared with it; the programme
    then has no open proposal. Refused for a proposal decided already.
    """
    check_can_propose_pairs(by, proposal.programme)
    proposal = _held(proposal)
    proposal.state, proposal.note = State.DRAFT, " ".join(note.split())
    proposal.save(update_fields=["state", "note"])
    record(by=by, verb="keep_draft", obj=proposal, fields=["state", "note"])
    return proposal


@transaction.atomic
def choose_draft(*, by: Actor, proposal: Proposal) -> Proposal:
    """Opens a kept or a replaced proposal for the decision; the open one, if any, is kept as a draft.

    Refused for a proposal decided already. What has grown stale since is refused when pairs are approved.
    """
    check_can_propose_pairs(by, proposal.programme)
    proposal = _held(proposal)
    rivals = Proposal.objects.filter(programme=proposal.programme, state=State.OPEN).exclude(pk=proposal.pk)
    rivals.update(state=State.DRAFT)
    proposal.state = State.OPEN
    proposal.save(update_fields=["state"])
    record(by=by, verb="choose_draft", obj=proposal, fields=["state"])
    return proposal


def _held(proposal: Proposal) -> Proposal:
    programme_held(proposal.programme)
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("programme")
    held: Proposal = rows.get(pk=proposal.pk)
    if held.state == State.DECIDED:
        raise Refused("По этому предложению решение уже принято: составьте новое.")
    return held
