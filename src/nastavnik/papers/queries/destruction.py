"""Everything read of acts on the destruction of personal data."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.papers.models import ActLine, DestructionAct, Paper
from nastavnik.papers.sheets import ActSheet, ActSheetLine
from nastavnik.registry.models import Destruction

IN_WORK = (Paper.State.DRAFT, Paper.State.RETURNED, Paper.State.SIGNED)


def act_lines_visible_to(actor: Actor) -> QuerySet[ActLine]:
    """Lines of the acts of the institutions whose people the actor sees."""
    return ActLine.objects.filter(institution_id__in=actor.people)


def act_lines_of(paper: Paper) -> list[ActLine]:
    """Lines of one act with their people, from top to bottom."""
    return list(ActLine.objects.filter(paper=paper).select_related("person").order_by("position"))


def people_in_acts(actor: Actor) -> set[int]:
    """Ids of people who already stand in an act that is not finished."""
    lines = act_lines_visible_to(actor).filter(paper__state__in=IN_WORK)
    return set(lines.values_list("person_id", flat=True))


def act_of(paper: Paper) -> DestructionAct:
    """What the act says beside its requisites."""
    return DestructionAct.objects.get(paper=paper)


def act_sheet_of(paper: Paper) -> ActSheet:
    """The act as it will print; two queries."""
    act = act_of(paper)
    return ActSheet(
        operator=paper.institution_name,
        address=act.address,
        processor=act.processor,
        place=paper.place,
        title=paper.title,
        head_post=paper.signer_post,
        head_name=paper.signer_name,
        commission=tuple(act.commission),
        systems=act.systems,
        data_list=act.data_list,
        way=act.way,
        lines=tuple(
            ActSheetLine(line.position, line.person_id, line.get_reason_display(), line.since_date)
            for line in act_lines_of(paper)
        ),
        dated=paper.paper_date,
        number=paper.number,
    )


def destroyed_at_by_record(paper: Paper) -> dict[int, datetime]:
    """When the data of each record of a registered act were destroyed."""
    lines = ActLine.objects.filter(paper=paper).values("person_id")
    return dict(Destruction.objects.filter(person__in=lines).values_list("person_id", "done_at"))
