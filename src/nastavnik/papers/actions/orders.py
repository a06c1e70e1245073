"""Drafting an order of any kind: its requisites, its names in their cases, the rows of its tables."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.actions.changed_words import say_changed_words
from nastavnik.papers.kinds import rule_of
from nastavnik.papers.models import Paper, PaperLink, PaperName, PaperRow
from nastavnik.papers.naming import acquainted_text, name_for, remembered_forms, whole_name
from nastavnik.papers.notices import tell_of_paper
from nastavnik.papers.outlines import CHANGING_KINDS, outline_of, point_about
from nastavnik.papers.permissions import check_can_draft_order
from nastavnik.papers.queries.acting import signer_on
from nastavnik.papers.queries.links import orders_changed_by
from nastavnik.papers.queries.names import guardian_names, is_pupil
from nastavnik.papers.values import OrderLine, OrderRow, Outline, Somebody
from nastavnik.papers.wording import COMMAND_WORD
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.dates import paper_date
from nastavnik.rulebook.names import Case

Place = PaperName.Place
_SLOTS = (Place.MENTOR, Place.MENTEE, Place.FORMER, Place.MEMBER)
Key = tuple[str, str]
"""A place in the paper and who stands in it: one name is written once, however many rows have it."""


@transaction.atomic
def draft_order(
    *,
    by: Actor,
    institution: Organisation,
    programme_title: str,
    school_year: int,
    lines: Sequence[OrderLine],
    control: Person | None,
) -> Paper:
    """Drafts the order that assigns mentors to mentees; without `control` the head keeps the control.

    Refused to everybody but the curator of the institution, and without a single line.
    """
    check_can_draft_order(by, institution)
    if not lines:
        raise Refused("В приказ нечего включить: нет ни одной согласованной пары.")
    outline = outline_of(Paper.Kind.PAIRS_ORDER, school_year, programme_title)
    rows = [
        OrderRow(
            number=line.number,
            mentor=Somebody(line.mentor, standing=line.mentor_standing),
            mentee=Somebody(line.mentee, standing=line.mentee_standing),
            form_label=line.form_label,
            role_label=line.role_label,
            period_label=line.period_label,
        )
        for line in lines
    ]
    return draft_paper(by=by, institution=institution, outline=outline, rows=rows, control=control)


@transaction.atomic
def draft_paper(
    *,
    by: Actor,
    institution: Organisation,
    outline: Outline,
    rows: Sequence[OrderRow],
    control: Person | None = None,
) -> Paper:
    """Drafts an order of any kind: requisites and signer of today, text, names in their cases, tables.

    Rows are put in the order of their annexes and numbers. An order that changes earlier ones names them. Records the draft with the number of rows. Refused
    to everybody but the curator of the institution, without rows, and where a typed name can not be read.
    """
    check_can_draft_order(by, institution)
    if not rows:
        raise Refused("В приказ некого включить: выберите хотя бы одного человека.")
    signer = signer_on(institution, timezone.localdate())
    paper = Paper.objects.create(
        institution=institution,
        kind=outline.kind,
        founder=institution.founder,
        institution_name=institution.full_name,
        place=institution.place,
        title=outline.title,
        preamble=outline.preamble,
        command_word=COMMAND_WORD,
        points=list(outline.points),
        signer_post=signer.post,
        signer_name=signer.name,
        executor=by.name,
        programme_title=outline.programme_title,
        school_year=outline.school_year,
    )
    ordered = sorted(rows, key=lambda row: (row.annex, row.number))
    names = _write_names(by, paper, ordered, control)
    PaperRow.objects.bulk_create(
        PaperRow(
            institution=institution,
            paper=paper,
            position=position,
            annex=row.annex,
            number=row.number,
            form_label=row.form_label,
            role_label=row.role_label,
            period_label=row.period_label,
            note=row.note,
            **{slot.value: names[_key(slot, who)] for slot, who in _named_in(row)},
        )
        for position, row in enumerate(ordered, start=1)
    )
    _link(paper, ordered)
    say_changed_words(by=by, paper=paper)
    record(by=by, verb="draft_order", obj=paper, count=len(rows))
    tell_of_paper(by=by, paper=paper)
    return paper


def _link(paper: Paper, rows: Sequence[OrderRow]) -> None:
    """Names the orders that this one changes: in its first point and as links that are shown from both sides."""
    if paper.kind not in CHANGING_KINDS:
        return
    changed = orders_changed_by(paper.institution_id, rows)
    PaperLink.objects.bulk_create(PaperLink(paper=paper, changed=one) for one in changed)
    # A text that a person edits: plain spaces, so that opening and saving it changes nothing.
    dated = [
        f"от {paper_date(one.paper_date)} № {one.number}".replace("\u00a0", " ")
        for one in changed
        if one.paper_date
    ]
    if first := point_about(paper.kind, dated):
        paper.points = [first, *paper.points[1:]]
        paper.save(update_fields=["points"])


def _named_in(row: OrderRow) -> list[tuple[Place, Somebody]]:
    """Whom a row names and in which place."""
    slots = ((slot, getattr(row, slot.value)) for slot in _SLOTS)
    return [(slot, who) for slot, who in slots if who is not None]


def _key(place: Place, who: Somebody) -> Key:
    return place.value, f"person {who.person.pk}" if who.person else whole_name(who).full


def _write_names(
    by: Actor, paper: Paper, rows: Sequence[OrderRow], control: Person | None
) -> dict[Key, PaperName]:
    """Everybody once in each place of the document; those whom the kind names sign the acquaintance sheet."""
    rule = rule_of(paper.kind)
    named = [pair for row in rows for pair in _named_in(row)]
    controller = Somebody(control, standing=control.post) if control is not None else None
    if controller:
        named.append((Place.CONTROL, controller))
    people = {who.person.pk: who.person for _, who in named if who.person}
    typed = [whole_name(who).full for _, who in named if who.person is None]
    remembered = remembered_forms(paper.institution_id, people.values(), typed)
    wanted: dict[Key, PaperName] = {}
    readers: dict[str, Somebody] = {}
    for place, who in named:
        key = _key(place, who)
        if key not in wanted:
            case = rule.cases.get(place, Case.ACCUSATIVE)
            wanted[key] = name_for(paper, who, place, case, remembered)
        if place in (*rule.acquainted, Place.CONTROL):
            readers.setdefault(key[1], who)
    for line in _acquaintance(by, paper, list(readers.values())):
        wanted[_key(Place.ACQUAINTED, Somebody(line.person, typed=line.nominative))] = line
    PaperName.objects.bulk_create(wanted.values())
    return wanted


def _acquaintance(by: Actor, paper: Paper, readers: Sequence[Somebody]) -> list[PaperName]:
    """A line for everybody who has to know the order; for a pupil the representative signs."""
    today = timezone.localdate()
    pupils = [who.person for who in readers if who.person and is_pupil(who.person, today)]
    guardians = guardian_names(by, pupils)
    lines = []
    for who in readers:
        line = name_for(
            paper, Somebody(who.person, who.typed), Place.ACQUAINTED, Case.NOMINATIVE, remembered={}
        )
        line.printed = acquainted_text(who, guardians.get(who.person.pk, "") if who.person else "")
        lines.append(line)
    return lines
