"""Which orders a paper changes, and which change it."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.kit.actor import Actor
from nastavnik.papers.models import Paper, PaperRow
from nastavnik.papers.queries.papers import papers_visible_to
from nastavnik.papers.values import OrderRow
from nastavnik.rulebook.dates import short_date

ESTABLISH = (Paper.Kind.PAIRS_ORDER, Paper.Kind.AMENDMENT_ORDER)
CHANGE = (Paper.Kind.AMENDMENT_ORDER, Paper.Kind.ENDING_ORDER)


def orders_changed_by(institution_id: int, rows: Sequence[OrderRow]) -> list[Paper]:
    """Registered orders by which the pairs of the rows were last established, the oldest first; two queries.

    A row speaks of the pair of its mentee with the former mentor where there is one, else with the mentor.
    """
    wanted = set()
    for row in rows:
        mentor = row.former or row.mentor
        if row.mentee and row.mentee.person and mentor and mentor.person:
            wanted.add((mentor.person.pk, row.mentee.person.pk))
    known = PaperRow.objects.filter(
        institution_id=institution_id,
        paper__state=Paper.State.REGISTERED,
        paper__kind__in=ESTABLISH,
        mentee__person__in={mentee for _, mentee in wanted},
    )
    found = known.order_by("paper__paper_date", "paper_id").values_list(
        "mentor__person_id", "mentee__person_id", "paper_id"
    )
    latest = {(mentor, mentee): paper for mentor, mentee, paper in found if (mentor, mentee) in wanted}
    return list(Paper.objects.filter(pk__in=set(latest.values())).order_by("paper_date", "pk"))


def orders_changed(actor: Actor, paper: Paper) -> list[Paper]:
    """Orders that the paper changes, of those whose requisites the actor sees; asked only of kinds that change any."""
    if paper.kind not in CHANGE:
        return []
    return list(papers_visible_to(actor).filter(changed_by__paper=paper).order_by("paper_date", "pk"))


def orders_changing(actor: Actor, paper: Paper) -> list[Paper]:
    """Orders that change the paper, drafts too, of those whose requisites the actor sees."""
    if paper.state != Paper.State.REGISTERED or paper.kind not in ESTABLISH:
        return []
    changing = papers_visible_to(actor).filter(changes_orders__changed=paper)
    return list(changing.exclude(state=Paper.State.DISCARDED).order_by("paper_date", "pk"))


def named_by_number(paper: Paper) -> str:
    """«от 14.10.2026 № 40-од»; of a draft that it is one."""
    return f"от {short_date(paper.paper_date)} № {paper.number}" if paper.number else "проект"
