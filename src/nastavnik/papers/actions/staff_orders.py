"""Orders about grown-ups of the institution: who is in the working group, who is the curator."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.actions.orders import draft_paper
from nastavnik.papers.models import Paper
from nastavnik.papers.outlines import outline_of
from nastavnik.papers.permissions import check_can_draft_order
from nastavnik.papers.values import OrderRow, Somebody
from nastavnik.registry.models import Organisation

LEADS = "руководитель рабочей группы"
TAKES_PART = "член рабочей группы"


@transaction.atomic
def draft_team_order(
    *, by: Actor, institution: Organisation, school_year: int, head: Somebody, members: Sequence[Somebody]
) -> Paper:
    """Drafts the order on the working group: its head first, then the members in the order given.

    Refused to everybody but the curator of the institution, and without members beside the head.
    """
    check_can_draft_order(by, institution)
    others = [who for who in members if who.person is None or who.person != head.person]
    if not others:
        raise Refused("Выберите хотя бы одного члена группы кроме руководителя.", field="members")
    rows = [
        OrderRow(number=number, member=who, note=LEADS if number == 1 else TAKES_PART)
        for number, who in enumerate((head, *others), start=1)
    ]
    outline = outline_of(Paper.Kind.TEAM_ORDER, school_year)
    return draft_paper(by=by, institution=institution, outline=outline, rows=rows)


@transaction.atomic
def draft_curator_order(
    *, by: Actor, institution: Organisation, school_year: int, curator: Somebody
) -> Paper:
    """Drafts the order that appoints the curator of the programme. Refused to everybody but the curator who
    prepares documents of the institution.
    """
    check_can_draft_order(by, institution)
    outline = outline_of(Paper.Kind.CURATOR_ORDER, school_year)
    rows = [OrderRow(number=1, member=curator)]
    return draft_paper(by=by, institution=institution, outline=outline, rows=rows)
