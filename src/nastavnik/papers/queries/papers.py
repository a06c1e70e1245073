"""Papers by their requisites: who sees them, which number is taken, what was said and kept of them."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db.models import Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import Paper, PaperFile, PaperName, PaperRemark, PaperScan
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.papers import number_key
from nastavnik.rulebook.roles import Right

EDITABLE = (Paper.State.DRAFT, Paper.State.RETURNED)


def papers_visible_to(actor: Actor) -> QuerySet[Paper]:
    """Papers whose requisites the actor sees; discarded drafts are seen only inside the institution."""
    inside = Q(institution_id__in=actor.people)
    above = Q(institution_id__in=actor.figures) & ~Q(state=Paper.State.DISCARDED)
    return Paper.objects.filter(inside | above).select_related("institution")


def open_papers_visible_to(actor: Actor) -> QuerySet[Paper]:
    """Papers whose text with names the actor may open: those of the institutions whose people it sees."""
    return Paper.objects.filter(institution_id__in=actor.people).select_related("institution")


def locked_paper(paper: Paper) -> Paper:
    """The paper as it stands now, held until the transaction ends: two people may press buttons at once."""
    return Paper.objects.select_for_update(of=("self",)).select_related("institution").get(pk=paper.pk)


def papers_found(actor: Actor, papers: QuerySet[Paper], text: str) -> QuerySet[Paper]:
    """Papers in whose number, title, programme or issuer the text occurs; dashes and spaces of a number are one.

    Names are searched in the papers that the actor may open, and in no other.
    """
    nodes = [node for node in actor.people if actor.may(Right.PAPERS_OPEN, node)]
    named = PaperName.objects.filter(institution_id__in=nodes, nominative__icontains=text)
    return papers.filter(
        Q(number_key__contains=number_key(text))
        | Q(title__icontains=text)
        | Q(programme_title__icontains=text)
        | Q(issuer__icontains=text)
        | Q(pk__in=named.values("paper_id"))
    )


def numbers_of_year(institution: Organisation, year: int, *, kind: str = "") -> list[str]:
    """Numbers of the institution's own orders of a calendar year, the last registered first.

    Acts are numbered apart from orders: with a `kind` the numbers of that kind.
    """
    papers = Paper.objects.filter(institution=institution, calendar_year=year).exclude(number="")
    papers = papers.filter(kind=kind) if kind else papers.filter(issuer="")
    return list(papers.order_by("-registered_at", "-pk").values_list("number", flat=True))


def scans_of(paper: Paper) -> list[PaperScan]:
    """Files attached to a paper, the first first; without their content."""
    return list(PaperScan.objects.filter(paper=paper).defer("content").order_by("attached_at", "pk"))


def scans_visible_to(actor: Actor) -> QuerySet[PaperScan]:
    """Files of the papers that the actor may open."""
    return PaperScan.objects.filter(institution_id__in=actor.people).select_related("paper__institution")


def paper_of_number(paper: Paper, number: str, dated: date) -> Paper | None:
    """Another paper that has this number already in the same calendar year.

    The orders of an institution share one numbering whatever their kind; papers of others are compared with
    those of the same kind and the same issuer.
    """
    same = Paper.objects.filter(
        institution_id=paper.institution_id,
        issuer=paper.issuer,
        calendar_year=dated.year,
        number_key=number_key(number),
    )
    same = same.filter(kind=paper.kind) if paper.issuer else same
    return same.exclude(number="").exclude(pk=paper.pk).first()


def last_remark_of(paper: Paper) -> str:
    """What the head wrote when returning the draft the last time; empty where it was never returned."""
    remark = PaperRemark.objects.filter(paper=paper).order_by("-written_at", "-pk").first()
    return remark.text if remark else ""


def frozen_content_of(paper: Paper) -> bytes | None:
    """The file as it was registered; None for a paper without one. Refuses a file that has changed since."""
    kept = PaperFile.objects.filter(paper=paper).first()
    if kept is None:
        return None
    content = bytes(kept.content)
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        raise Refused("Файл приказа повреждён: контрольная сумма не совпала. Сообщите администратору.")
    return content


def institutions_with(actor: Actor, right: str) -> list[Organisation]:
    """Institutions in which the actor has the right over people and papers, by name."""
    nodes = [node for node in actor.people if actor.may(right, node)]
    return list(Organisation.objects.filter(pk__in=nodes).order_by("short_name", "pk"))
