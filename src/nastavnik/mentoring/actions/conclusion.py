"""The end of an agreement: the last answers and the draft of the order in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.agreement import Agreement, record_answers
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.models import Programme
from nastavnik.mentoring.permissions.pairs import check_can_record_agreement
from nastavnik.mentoring.queries.slips import slips_of
from nastavnik.mentoring.slips import slips_docx
from nastavnik.papers.models import Paper


@dataclass(frozen=True)
class Concluded:
    """What became of a list that was to end in an order: the answers, and the draft or why there is none."""

    agreement: Agreement
    paper: Paper | None
    refusal: str = ""


@transaction.atomic
def conclude_agreement(
    *, by: Actor, programme: Programme, answers: Mapping[int, str], answered_date: date
) -> Concluded:
    """Writes the answers as `record_answers` does, then drafts the order for all agreed pairs.

    A draft that is refused undoes nothing of the answers: the reason comes back in words.
    """
    check_can_record_agreement(by, programme)
    agreement = record_answers(by=by, programme=programme, answers=answers, answered_date=answered_date)
    try:
        with transaction.atomic():
            return Concluded(agreement, draft_pairs_order(by=by, programme=programme))
    except (Denied, Refused) as refusal:
        return Concluded(agreement, None, refusal.reason)


@transaction.atomic
def print_slips(*, by: Actor, programme: Programme) -> bytes:
    """Makes the .docx with a slip to sign for everybody who has not answered yet; journalled with their number.

    Each slip is for one party alone, so that no side reads what the other said. Refused: nobody to ask.
    """
    check_can_record_agreement(by, programme)
    slips = slips_of(by, programme)
    if not slips:
        raise Refused("Печатать нечего: все ответили или пар, которые ждут ответа, нет.")
    record(by=by, verb="print_slips", obj=programme, count=len(slips))
    return slips_docx(slips)
