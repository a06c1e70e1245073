"""The order that approves the lists of mentors and mentees of a programme."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Participation, Programme, Side
from nastavnik.mentoring.permissions.pairs import check_can_draft_pairs_order
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.papers.actions import draft_paper
from nastavnik.papers.models import Paper
from nastavnik.papers.outlines import outline_of
from nastavnik.papers.values import OrderRow, Somebody
from nastavnik.registry.queries.people import standing_of

_ANNEX = {Side.MENTOR: 1, Side.MENTEE: 2}


@transaction.atomic
def draft_lists_order(*, by: Actor, programme: Programme) -> Paper:
    """Drafts the order with two annexes: mentors and mentees of the programme who have their consents.

    Whoever has not is left out. Records the draft. Refused to everybody but the curator, and where a list
    would be empty.
    """
    check_can_draft_pairs_order(by, programme)
    taking_part = list(
        Participation.objects.filter(programme=programme)
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )
    lacking = consent_obstacles([one.person for one in taking_part], timezone.localdate())
    rows: list[OrderRow] = []
    for side, annex in _ANNEX.items():
        listed = [one for one in taking_part if one.side == side and one.person_id not in lacking]
        if not listed:
            raise Refused(f"Список «{side.label}» пуст: нет ни одного участника с согласием.")
        for number, one in enumerate(listed, start=1):
            who = Somebody(one.person, standing=standing_of(one.person))
            rows.append(
                OrderRow(
                    number=number,
                    annex=annex,
                    mentor=who if side == Side.MENTOR else None,
                    mentee=who if side == Side.MENTEE else None,
                    note=programme.title[:300],
                )
            )
    outline = outline_of(Paper.Kind.LISTS_ORDER, programme.school_year, programme.title)
    paper = draft_paper(by=by, institution=programme.institution, outline=outline, rows=rows)
    record(by=by, verb="draft_lists_order", obj=programme, count=len(rows))
    return paper
