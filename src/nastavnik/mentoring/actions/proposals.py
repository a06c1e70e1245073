"""Everything written about proposals: having pairs proposed, and deciding which of them are formed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.forming import Chosen, write_pairs
from nastavnik.mentoring.models import (
    FixedChoice,
    Pair,
    Programme,
    Proposal,
    ProposalLine,
)
from nastavnik.mentoring.permissions.proposals import check_can_decide_pairs, check_can_propose_pairs
from nastavnik.mentoring.queries.matching import choice_ids, matching_problem, terms_of
from nastavnik.mentoring.queries.pairs import programme_held
from nastavnik.mentoring.queries.proposals import lines_of, stale_lines
from nastavnik.registry.moments import result_reached
from nastavnik.rulebook.matching import ENGINE, Contradiction, problem_values, propose
from nastavnik.rulebook.matching import Proposal as Found
from nastavnik.rulebook.roadmap_facts import Fact


@transaction.atomic
def propose_pairs(*, by: Actor, programme: Programme) -> Proposal:
    """Has the best whole of pairs proposed for everybody who is free today; decides nothing.

    Writes the run with its terms and inputs, and a line for each mentee: a mentor with the reason, or the
    reason why there is none with what would help. An earlier open proposal becomes replaced; drafts stay.
    Refused where no mentee waits for a mentor, and where fixed choices contradict each other, with the names.
    """
    check_can_propose_pairs(by, programme)
    programme = programme_held(programme)
    try:
        problem = matching_problem(programme, timezone.localdate())
    except Contradiction as contradiction:
        raise Refused(str(contradiction)) from contradiction
    if not problem.mentees:
        raise Refused("В программе нет наставляемых без пары: подбирать некому.")
    found = propose(problem)
    Proposal.objects.filter(programme=programme, state=Proposal.State.OPEN).update(
        state=Proposal.State.REPLACED
    )
    proposal = Proposal.objects.create(
        institution_id=programme.institution_id,
        programme=programme,
        engine=ENGINE,
        terms=terms_of(programme).as_values(),
        inputs=problem_values(problem),
        findings={
            "remedies": [asdict(remedy) for remedy in found.remedies],
            "shortages": [asdict(shortage) for shortage in found.shortages],
            "choices": choice_ids(programme),
        },
    )
    ProposalLine.objects.bulk_create(_lines(proposal, found))
    record(by=by, verb="propose_pairs", obj=proposal, count=len(found.pairs))
    return proposal


def _lines(proposal: Proposal, found: Found) -> list[ProposalLine]:
    at = {"institution_id": proposal.institution_id, "proposal": proposal}
    notes = _notes_of_pins(proposal.programme)
    paired = [
        ProposalLine(
            mentee_id=pair.mentee_id,
            mentor_id=pair.mentor_id,
            score=pair.score,
            fit=pair.fit,
            is_pinned=pair.facts.is_pinned,
            reason=pair.reason + notes.get((pair.mentee_id, pair.mentor_id), ""),
            **at,
        )
        for pair in found.pairs
    ]
    alone = [
        ProposalLine(
            mentee_id=left.mentee_id,
            code=left.code,
            reason=left.reason,
            remedies=[asdict(remedy) for remedy in left.remedies],
            **at,
        )
        for left in found.leftovers
    ]
    return [*paired, *alone]


def _notes_of_pins(programme: Programme) -> dict[tuple[int, int], str]:
    pins = FixedChoice.objects.filter(programme=programme, kind=FixedChoice.Kind.PINNED).exclude(reason="")
    return {(pin.mentee_id, pin.mentor_id): f" Примечание: {pin.reason.rstrip('.')}." for pin in pins}


@transaction.atomic
def form_pairs(
    *, by: Actor, proposal: Proposal, approved: Collection[int], shown: Collection[int] | None = None
) -> list[Pair]:
    """Forms the pairs of the approved lines (their ids); the others that were shown are marked not approved.

    Lines that were not `shown` (None: all were) stay undecided, and the proposal stays open for them.

    Writes each pair with its members' cards and an answer for everybody whose agreement it needs. Refused:
    nothing chosen, a line decided before, a proposal already decided or replaced, and one that has grown stale, with the names.
    """
    check_can_decide_pairs(by, proposal.programme)
    programme = programme_held(proposal.programme)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    today = timezone.localdate()
    lines = _chosen_lines(proposal, programme, approved, today)
    chosen = [Chosen(line.mentor, line.mentee, line.reason) for line in lines if line.mentor is not None]
    pairs = write_pairs(programme, chosen, today)
    _mark(proposal, lines, shown)
    for pair in pairs:
        record(by=by, verb="form_pairs", obj=pair)
    result_reached.happen(
        by=by,
        institution_id=programme.institution_id,
        fact=Fact.PAIRS,
        code="",
        on=today,
        words=f"Одобрено пар: {len(pairs)}, программа «{programme.title}»",
    )
    return pairs


def _mark(proposal: Proposal, lines: Collection[ProposalLine], shown: Collection[int] | None) -> None:
    """Writes what was decided of each line; with none left undecided the proposal is closed."""
    waiting = ProposalLine.objects.filter(proposal=proposal, mentor__isnull=False, is_approved=None)
    decided = waiting if shown is None else waiting.filter(pk__in=shown)
    ids = [line.pk for line in lines]
    decided.exclude(pk__in=ids).update(is_approved=False)
    ProposalLine.objects.filter(pk__in=ids).update(is_approved=True)
    if not waiting.exists():
        proposal.state, proposal.decided_at = Proposal.State.DECIDED, timezone.now()
        proposal.save(update_fields=["state", "decided_at"])


def _chosen_lines(
    proposal: Proposal, programme: Programme, approved: Collection[int], today: date
) -> list[ProposalLine]:
    if proposal.state == Proposal.State.REPLACED:
        raise Refused("Это предложение уже составлено заново: решайте по новому.")
    if proposal.state == Proposal.State.DECIDED:
        raise Refused("По этому предложению решение уже принято.")
    if not approved:
        raise Refused("Отметьте пары, которые одобряете.")
    lines = list(lines_of(proposal).filter(pk__in=approved, mentor__isnull=False))
    if len(lines) < len(set(approved)):
        raise Refused("Часть отмеченных строк не из этого предложения. Обновите страницу.")
    if any(line.is_approved is not None for line in lines):
        raise Refused("О части отмеченных пар решение уже принято. Обновите страницу.")
    stale = stale_lines(lines, programme, today)
    if stale:
        raise Refused(
            f"Предложение устарело: {'; '.join(stale)}. Снимите эти пары или составьте предложение заново."
        )
    return lines
