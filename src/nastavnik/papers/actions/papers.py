"""The movement of a paper: signed, returned, registered, discarded; and the file that leaves the house."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.act_docx import act_docx
from nastavnik.papers.models import Paper, PaperFile, PaperRemark, PaperTemplate
from nastavnik.papers.moments import paper_discarded, paper_registered
from nastavnik.papers.notices import tell_of_paper
from nastavnik.papers.permissions import (
    check_can_discard_order,
    check_can_open_paper,
    check_can_register_paper,
    check_can_return_order,
    check_can_sign_order,
)
from nastavnik.papers.printing import print_paper
from nastavnik.papers.queries import frozen_content_of, locked_paper, order_sheet_of, paper_of_number
from nastavnik.papers.queries.acting import (
    acting_head_named,
    acting_head_on,
    heads_known,
    signature_of,
    signer_on,
)
from nastavnik.papers.queries.destruction import act_sheet_of
from nastavnik.papers.queries.templates import template_content, template_in_use
from nastavnik.papers.sheets import Mark, people_in
from nastavnik.registry.queries.organisations import name_on
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.papers import check_number, check_paper_date


@transaction.atomic
def sign_order(*, by: Actor, paper: Paper) -> Paper:
    """Marks that the original on paper is signed: from now on the text stays.

    Records it and tells the secretary; refused to all but the head.
    """
    check_can_sign_order(by, paper)
    kept = locked_paper(paper)
    check_can_sign_order(by, kept)
    kept.state, kept.signed_at = Paper.State.SIGNED, timezone.now()
    kept.save(update_fields=["state", "signed_at"])
    record(by=by, verb="sign_order", obj=kept)
    tell_of_paper(by=by, paper=kept)
    return kept


@transaction.atomic
def return_order(*, by: Actor, paper: Paper, remark: str) -> Paper:
    """Gives a draft back to the curator with a remark, a signed one too while it has no number. Records it
    and tells the curator.

    Refused to all but the head, and without a remark.
    """
    check_can_return_order(by, paper)
    if not remark.strip():
        raise Refused(
            "Напишите, что исправить: без замечания куратор не поймёт, почему проект вернулся.",
            field="remark",
        )
    kept = locked_paper(paper)
    check_can_return_order(by, kept)
    kept.state, kept.signed_at = Paper.State.RETURNED, None
    kept.save(update_fields=["state", "signed_at"])
    PaperRemark.objects.create(institution_id=kept.institution_id, paper=kept, text=remark.strip())
    record(by=by, verb="return_order", obj=kept)
    tell_of_paper(by=by, paper=kept)
    return kept


@transaction.atomic
def register_paper(*, by: Actor, paper: Paper, number: str, paper_date: date) -> Paper:
    """Gives a signed paper its number and date, freezes its file and lets `paper_registered` happen.

    The institution is called as it was called on that day. Records the registration and tells curator and head.
    Refused: to all but the secretary; what is not signed; a number that the
    institution has given to another order in the same calendar year («40-ОД» and «40 - од» are one
    number); a date to come or more than a year before the draft, or one on which not the signer headed the
    institution. Whatever a subscriber of the moment refuses
    leaves nothing written.
    """
    check_can_register_paper(by, paper)
    kept = locked_paper(paper)
    check_can_register_paper(by, kept)
    _check_date(kept, paper_date)
    _check_signer(kept, paper_date)
    _check_marks(kept, paper_date)
    kept.number = _free_number(kept, number, paper_date)
    kept.paper_date = paper_date
    kept.institution_name = name_on(kept.institution, paper_date)[1]
    kept.state, kept.registered_at = Paper.State.REGISTERED, timezone.now()
    try:
        with transaction.atomic():
            kept.save(update_fields=["number", "paper_date", "institution_name", "state", "registered_at"])
    except IntegrityError as error:
        raise Refused(f"Номер {kept.number} только что занят другим документом.", field="number") from error
    kept.refresh_from_db(fields=["number_key", "calendar_year"])
    _freeze(kept)
    record(by=by, verb="register_paper", obj=kept)
    paper_registered.happen(by=by, paper=kept)
    tell_of_paper(by=by, paper=kept)
    return kept


@transaction.atomic
def discard_order(*, by: Actor, paper: Paper) -> Paper:
    """Discards a draft that is not signed and lets `paper_discarded` happen.

    Records it; refused to all but the curator, and where a subscriber refuses.
    """
    check_can_discard_order(by, paper)
    kept = locked_paper(paper)
    check_can_discard_order(by, kept)
    kept.state = Paper.State.DISCARDED
    kept.save(update_fields=["state"])
    record(by=by, verb="discard_order", obj=kept)
    paper_discarded.happen(by=by, paper=kept)
    return kept


@transaction.atomic
def download_order(*, by: Actor, paper: Paper) -> bytes:
    """Gives the order as .docx: a registered one exactly as it was frozen, a draft as it stands now.

    Records the download with the number of people named. Refused to whoever may not open papers with names.
    """
    check_can_open_paper(by, paper)
    is_act = paper.kind == Paper.Kind.DESTRUCTION_ACT
    named = len(act_sheet_of(paper).lines) if is_act else people_in(order_sheet_of(paper).names)
    content = frozen_content_of(paper) or _printed(paper, template_in_use(paper.institution_id, paper.kind))
    record(by=by, verb="download_order", obj=paper, count=max(1, named))
    return content


def _check_date(paper: Paper, dated: date) -> None:
    try:
        check_paper_date(dated, drafted_on=timezone.localdate(paper.drafted_at), today=timezone.localdate())
    except ValueError as error:
        raise Refused(str(error), field="paper_date") from error


def _free_number(paper: Paper, number: str, dated: date) -> str:
    try:
        wanted = check_number(number)
    except ValueError as error:
        raise Refused(str(error), field="number") from error
    if other := paper_of_number(paper, wanted, dated):
        raise Refused(
            f"Приказ № {other.number} от {short_date(other.paper_date)} «{other.title}»"
            f" в {dated.year} году уже есть. Впишите другой номер.",
            field="number",
        )
    return wanted


def _printed(paper: Paper, template: PaperTemplate | None) -> bytes:
    """The file by the institution's template, or by the product's own layout; an act has a layout of its own."""
    if paper.kind == Paper.Kind.DESTRUCTION_ACT:
        return act_docx(act_sheet_of(paper), made_at=timezone.now())
    content = template_content(template) if template else None
    return print_paper(paper.kind, order_sheet_of(paper), made_at=timezone.now(), template=content)


def _freeze(paper: Paper) -> None:
    template = template_in_use(paper.institution_id, paper.kind)
    content = _printed(paper, template)
    PaperFile.objects.create(
        institution_id=paper.institution_id,
        paper=paper,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        template=template,
    )


def _check_marks(paper: Paper, dated: date) -> None:
    """Refuses an undated approval mark of somebody of the institution who did not head it on the date of the order.

    A mark with a date of its own was given on its own day, and what other organisations agreed to is theirs.
    """
    signer = signer_on(paper.institution, dated)
    own = {one.name for one in heads_known(paper.institution, dated)} - {signer.name}
    for kept in paper.marks:
        mark = Mark.of(kept)
        if mark.is_above and mark.name in own and not mark.dated:
            raise Refused(
                f"Гриф «{mark.label}»: {short_date(dated)} организацией руководит {signer.post.lower()}"
                f" {signer.name}, а в грифе стоит {mark.name}. Исправьте гриф или впишите в него его дату.",
                field="paper_date",
            )


def _check_signer(paper: Paper, dated: date) -> None:
    """Refuses an order under which not the one stands who headed the institution on its date."""
    acting = acting_head_on(paper.institution, dated)
    if acting is not None and paper.signer_name != signature_of(acting.full_name):
        raise Refused(
            f"{short_date(dated)} обязанности руководителя исполнял(а) {acting.full_name} ({acting.basis}),"
            f" а приказ подписывает {paper.signer_name}. Верните проект, чтобы исправить подпись, или проверьте дату.",
            field="paper_date",
        )
    if acting is None and (stranger := acting_head_named(paper.institution, paper.signer_name)):
        raise Refused(
            f"{stranger.full_name} исполняет обязанности с {short_date(stranger.from_date)} по"
            f" {short_date(stranger.to_date)}: приказ другой даты подписать не может. Проверьте дату.",
            field="paper_date",
        )
