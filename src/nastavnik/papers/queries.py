"""Everything read from papers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import Paper, PaperFile, PaperName, PaperRemark, PaperRow
from nastavnik.papers.values import OrderSheet, PrintedName, SheetRow
from nastavnik.papers.wording import control_point
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import birth_of, guardians_visible_to
from nastavnik.rulebook.ages import is_minor
from nastavnik.rulebook.papers import number_key

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


def papers_found(papers: QuerySet[Paper], text: str) -> QuerySet[Paper]:
    """Papers in whose number, title or programme the text occurs; dashes and spaces of a number are one."""
    return papers.filter(
        Q(number_key__contains=number_key(text))
        | Q(title__icontains=text)
        | Q(programme_title__icontains=text)
    )


def paper_of_number(paper: Paper, number: str, dated: date) -> Paper | None:
    """Another paper of the same institution, kind and calendar year that has this number already."""
    same = Paper.objects.filter(
        institution_id=paper.institution_id,
        kind=paper.kind,
        calendar_year=dated.year,
        number_key=number_key(number),
    )
    return same.exclude(number="").exclude(pk=paper.pk).first()


def names_of(paper: Paper) -> list[PaperName]:
    """The names of a paper in the order in which they were written into it."""
    return list(PaperName.objects.filter(paper=paper).order_by("pk"))


def rows_of(paper: Paper) -> list[PaperRow]:
    """The rows of the order's table from top to bottom."""
    return list(PaperRow.objects.filter(paper=paper).order_by("position"))


def last_remark_of(paper: Paper) -> str:
    """What the head wrote when returning the draft the last time; empty where it was never returned."""
    remark = PaperRemark.objects.filter(paper=paper).order_by("-written_at", "-pk").first()
    return remark.text if remark else ""


def order_sheet_of(paper: Paper, names: Iterable[PaperName] | None = None) -> OrderSheet:
    """The order as it will print; two queries, one where the names are already at hand."""
    known = list(names) if names is not None else names_of(paper)
    printed = {name.pk: PrintedName(name.pk, name.printed, name.standing) for name in known}
    control = next((name for name in known if name.place == PaperName.Place.CONTROL), None)
    rows = tuple(
        SheetRow(
            number=row.number,
            mentor=printed[row.mentor_id],
            mentee=printed[row.mentee_id],
            form=row.form_label,
            role=row.role_label,
            period=row.period_label,
        )
        for row in rows_of(paper)
    )
    return OrderSheet(
        founder=paper.founder,
        institution=paper.institution_name,
        place=paper.place,
        title=paper.title,
        preamble=paper.preamble,
        command_word=paper.command_word,
        points=tuple(paper.points),
        rows=rows,
        control=control_point(control.standing, control.printed) if control else control_point("", ""),
        signer_post=paper.signer_post,
        signer_name=paper.signer_name,
        acquainted=tuple(name.printed for name in known if name.place == PaperName.Place.ACQUAINTED),
        dated=paper.paper_date,
        number=paper.number,
    )


def frozen_content_of(paper: Paper) -> bytes | None:
    """The file as it was registered; None for a paper without one. Refuses a file that has changed since."""
    kept = PaperFile.objects.filter(paper=paper).first()
    if kept is None:
        return None
    content = bytes(kept.content)
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        raise Refused("Файл приказа повреждён: контрольная сумма не совпала. Сообщите администратору.")
    return content


def guardian_names(actor: Actor, people: Iterable[Person]) -> dict[int, str]:
    """The first representative of each person who has one, by the person's id."""
    guardians = guardians_visible_to(actor).filter(person_id__in=[person.pk for person in people])
    return {guardian.person_id: guardian.full_name for guardian in guardians.order_by("-pk")}


def is_pupil(person: Person, today: date) -> bool:
    """Whether somebody else signs for this person: a pupil of a class, or anybody who may be under 18.

    Of a grown-up without a birth date the post or the place of work speaks.
    """
    birth = birth_of(person)
    if birth is None:
        return bool(person.class_name) or not (person.post or person.workplace)
    return is_minor(birth, today)
