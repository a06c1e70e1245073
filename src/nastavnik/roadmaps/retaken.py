"""Decisions about changes above that went with a draft: asked about again."""

from __future__ import annotations

from nastavnik.roadmaps.models import CascadeDecision, Edition, Roadmap


def ask_again(edition: Edition) -> None:
    """Takes back the decisions that were taken into a draft which is being thrown away: they are asked about again.

    Called by `discard_draft`, whose right was checked there.
    """
    taken = list(CascadeDecision.objects.filter(edition=edition).select_related("above_before"))
    for decision in taken:
        if not decision.verdict_before:
            decision.delete()
            continue
        decision.above, decision.verdict = decision.above_before, decision.verdict_before
        decision.reason, decision.edition = decision.reason_before, None
        decision.above_before, decision.verdict_before, decision.reason_before = None, "", ""
        decision.save()
    if taken:
        Roadmap.objects.filter(pk=edition.roadmap_id).update(looked_above_at=None)
