"""The register of papers: papers of others entered by their requisites, and the whole as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.kit.sheets import write_sheet
from nastavnik.papers.actions.scans import attach_paper_file
from nastavnik.papers.models import Paper
from nastavnik.papers.permissions import check_can_enter_paper, check_can_view_register
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.papers import check_number
from nastavnik.rulebook.school_year import SchoolYear

_HEADINGS = (
    "Вид документа", "Номер", "Дата", "Заголовок", "Кем издан", "Организация", "Программа", "Учебный год",
    "Состояние",
)  # fmt: skip


@dataclass(frozen=True)
class ForeignPaper:
    """The requisites of a paper that somebody else made, what it establishes and where it is published."""

    kind: Paper.Kind
    issuer: str
    title: str
    number: str
    paper_date: date
    essence: str = ""
    link: str = ""


@transaction.atomic
def enter_paper(
    *, by: Actor, institution: Organisation, requisites: ForeignPaper, file: tuple[str, bytes] | None = None
) -> Paper:
    """Enters a paper of another organisation into the register; a file (name and content) may come with it.

    Records it. Refused: to whoever neither drafts nor registers papers here; a number without a digit, a day to
    come, a paper of the same kind, issuer, year and number; a file that is no PDF, JPG or .docx.
    """
    check_can_enter_paper(by, institution)
    if requisites.paper_date > timezone.localdate():
        raise Refused("Эта дата ещё не наступила. Впишите дату документа.", field="paper_date")
    try:
        number = check_number(requisites.number)
    except ValueError as error:
        raise Refused(str(error), field="number") from error
    try:
        with transaction.atomic():
            paper = Paper.objects.create(
                institution=institution,
                institution_name=institution.full_name,
                state=Paper.State.REGISTERED,
                registered_at=timezone.now(),
                school_year=SchoolYear.of(requisites.paper_date).start,
                command_word="",
                **(vars(requisites) | {"number": number}),
            )
    except IntegrityError as error:
        raise Refused(
            "Такой документ уже внесён: вид, издатель, год и номер совпали.", field="number"
        ) from error
    paper.refresh_from_db(fields=["number_key", "calendar_year"])
    record(by=by, verb="enter_paper", obj=paper)
    if file is not None:
        attach_paper_file(by=by, paper=paper, file_name=file[0], content=file[1])
    return paper


@transaction.atomic
def take_register(*, by: Actor, papers: QuerySet[Paper]) -> bytes:
    """Gives the given papers as .xlsx, a row each: requisites without a single name. Records how many.

    Refused to whoever may not see requisites of papers.
    """
    check_can_view_register(by)
    rows = [
        (
            paper.get_kind_display(),
            paper.number,
            paper.paper_date,
            paper.title,
            paper.issuer,
            paper.institution.short_name,
            paper.programme_title,
            SchoolYear(paper.school_year).label,
            paper.get_state_display(),
        )
        for paper in papers
    ]
    written = BytesIO()
    write_sheet(_HEADINGS, rows, "Реестр документов", written)
    record(by=by, verb="take_register", count=len(rows))
    return written.getvalue()
