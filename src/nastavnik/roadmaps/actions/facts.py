"""What the product sees by itself and offers as «выполнено»; a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import Paper
from nastavnik.roadmaps.actions.duties import complete_duty
from nastavnik.roadmaps.models import Duty, Line
from nastavnik.roadmaps.permissions import check_can_decide_duty, check_can_report_duty
from nastavnik.roadmaps.queries.duties import duties_to_offer, held_duty
from nastavnik.roadmaps.queries.executors import performs


@transaction.atomic
def offer_done(*, by: Actor, institution_id: int, fact: str, code: str, on: date, words: str) -> None:
    """Subscriber of `result_reached`: offers «выполнено» for the open duties of the organisation that name the fact.

    Of a row with several terms the nearest open one is offered. What was offered already stays as it is. Whoever made
    the fact needs no right over road maps. Records it where something was offered.
    """
    _offer(by, duties_to_offer(institution_id, fact, code), words)


@transaction.atomic
def offer_done_by_order(*, by: Actor, paper: Paper) -> None:
    """Subscriber of `paper_registered`: the same, with the order itself as evidence."""
    words = f"{paper.get_kind_display()} № {paper.number}"
    _offer(by, duties_to_offer(paper.institution_id, Line.Fact.ORDER, paper.kind), words, paper)


@transaction.atomic
def accept_offer(*, by: Actor, duty: Duty, today: date) -> Duty:
    """Marks the duty as done by what the product offers: on the day of the paper, or of the fact. Records it.

    Refuses whoever may not report and a duty to which nothing is offered; a document that the measure asks for is
    asked for as ever.
    """
    check_can_report_duty(by, duty, performs=performs(by, duty.occurrence.line_id))
    held = held_duty(duty)
    if held.offered_at is None:
        raise Refused("Система сейчас ничего не предлагает: отметьте выполнение сами.")
    paper = held.offered_paper
    seen = timezone.localdate(held.offered_at)
    done_date = min(today, paper.paper_date if paper and paper.paper_date else seen)
    return complete_duty(
        by=by, duty=held, done_date=done_date, today=today, paper=paper, comment=held.offered_words
    )


@transaction.atomic
def decline_offer(*, by: Actor, duty: Duty) -> Duty:
    """Puts aside what the product offers: it was not what the measure means. Records it."""
    check_can_report_duty(by, duty, performs=performs(by, duty.occurrence.line_id))
    held = held_duty(duty)
    held.offered_at, held.offered_paper, held.offered_words = None, None, ""
    held.save(update_fields=["offered_at", "offered_paper", "offered_words"])
    record(by=by, verb="decline_offer", obj=held, institution_id=held.organisation_id)
    return held


@transaction.atomic
def name_fact(*, by: Actor, line: Line, fact: str, code: str) -> Line:
    """Says by what the product can see that the measure is done, for all editions; "" by nothing. Records it.

    Only whoever runs the road map. Refused: an indicator that is not named; a code where the fact needs none is dropped.
    """
    check_can_decide_duty(by, line.roadmap)
    known = Line.Fact(fact)
    if known is Line.Fact.INDICATOR and not code:
        raise Refused("Выберите показатель, по которому видно выполнение.", field="indicator")
    line.fact = known
    line.fact_code = code if known in (Line.Fact.ORDER, Line.Fact.INDICATOR) else ""
    line.save(update_fields=["fact", "fact_code"])
    record(by=by, verb="name_fact", obj=line, institution_id=line.roadmap.owner_id)
    return line


def _offer(by: Actor, offered: Sequence[Duty], words: str, paper: Paper | None = None) -> None:
    now = timezone.now()
    for duty in offered:
        duty.offered_at, duty.offered_paper, duty.offered_words = now, paper, words[:300]
    Duty.objects.bulk_update(offered, ["offered_at", "offered_paper", "offered_words"])
    for duty in offered:
        record(by=by, verb="offer_done", obj=duty, institution_id=duty.organisation_id)
