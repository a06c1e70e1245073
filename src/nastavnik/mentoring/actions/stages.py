"""Writing the stages of a cycle: marks with their evidence, other dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Programme, StageMark, StageTerm
from nastavnik.mentoring.permissions.stages import check_can_mark_stages
from nastavnik.mentoring.queries.stages import kept_of, template_of
from nastavnik.papers.models import Paper
from nastavnik.registry.moments import result_reached
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.school_year import SchoolYear
from nastavnik.rulebook.stages import StageItem, Term, shifted, usual_term


@dataclass(frozen=True)
class Proof:
    """What proves a line: when it was done, the paper, the link or the words; or that it is not needed and why."""

    done_date: date
    paper: Paper | None = None
    link: str = ""
    note: str = ""
    is_needless: bool = False


@transaction.atomic
def mark_item(*, by: Actor, programme: Programme, item: str, proof: Proof, today: date) -> StageMark:
    """Marks a line of the checklist as done, or as not needed; a mark that stood there is replaced. Records it.

    Where the line is one that road maps know, lets `result_reached` happen. Refused: an unknown line, a day to come,
    nothing that proves it, a gate called needless, a paper of another institution or one not registered.
    """
    check_can_mark_stages(by, programme)
    line = _item(programme, item)
    _refuse_weak(programme, line, proof, today)
    _revoke(programme, item, today)
    mark = StageMark.objects.create(
        institution_id=programme.institution_id,
        programme=programme,
        item=item,
        done_date=proof.done_date,
        is_needless=proof.is_needless,
        paper=proof.paper,
        link=proof.link.strip(),
        note=" ".join(proof.note.split()),
    )
    record(by=by, verb="mark_item", obj=programme, fields=[item])
    if line.fact is not None and not proof.is_needless:
        result_reached.happen(
            by=by,
            institution_id=programme.institution_id,
            fact=line.fact,
            code="",
            on=proof.done_date,
            words=f"{line.text}, программа «{programme.title}»",
        )
    return mark


@transaction.atomic
def unmark_item(*, by: Actor, programme: Programme, item: str, today: date) -> None:
    """Takes a mark back: the stage is open again. The mark stays in the history. Refused where none stands."""
    check_can_mark_stages(by, programme)
    _item(programme, item)
    if not _revoke(programme, item, today):
        raise Refused("Отметки уже нет: обновите страницу.")
    record(by=by, verb="unmark_item", obj=programme, fields=[item])


@transaction.atomic
def plan_stage(*, by: Actor, programme: Programme, stage: str, term: Term) -> StageTerm:
    """Gives a stage of this cycle other dates or another owner and records it.

    Refused: an unknown stage, an end before the beginning, dates more than half a year outside the school year.
    """
    check_can_mark_stages(by, programme)
    if stage not in {rule.code for rule in template_of(programme).stages}:
        raise Refused("Такого этапа в программе нет: обновите страницу.")
    year = SchoolYear(programme.school_year)
    if term.last < term.first:
        raise Refused("Окончание этапа раньше начала.", field="last")
    if term.first < date(year.start, 3, 1) or term.last > date(year.start + 2, 2, 28):
        raise Refused(
            f"Этап относится к {year} учебному году: впишите даты рядом с ним"
            f" ({short_date(year.first_day)} – {short_date(year.last_day)}).",
            field="first",
        )
    kept = _write_term(programme, stage, term)
    record(by=by, verb="plan_stage", obj=programme, fields=[stage])
    return kept


@transaction.atomic
def shift_stages(*, by: Actor, programme: Programme, stage: str, days: int) -> int:
    """Shifts a stage and all that follow it by so many days; gives how many. Records it.

    Refused: an unknown stage, no days, more than the rulebook allows.
    """
    check_can_mark_stages(by, programme)
    rules = template_of(programme).stages
    codes = [rule.code for rule in rules]
    if stage not in codes:
        raise Refused("Такого этапа в программе нет: обновите страницу.")
    if not days:
        raise Refused("Впишите, на сколько дней сдвинуть этапы.", field="days")
    year, kept = SchoolYear(programme.school_year), kept_of([programme])[programme.pk].terms
    moved = rules[codes.index(stage) :]
    for rule in moved:
        try:
            term = shifted(kept.get(rule.code) or usual_term(rule, year), days)
        except ValueError as error:
            raise Refused(str(error), field="days") from error
        _write_term(programme, rule.code, term)
    record(by=by, verb="shift_stages", obj=programme, fields=[stage], count=len(moved))
    return len(moved)


def _item(programme: Programme, code: str) -> StageItem:
    try:
        return template_of(programme).item(code)[1]
    except KeyError as error:
        raise Refused("Такой строки в этапах программы нет: обновите страницу.") from error


def _refuse_weak(programme: Programme, item: StageItem, proof: Proof, today: date) -> None:
    if proof.done_date > today:
        raise Refused("Этот день ещё не наступил: впишите, когда выполнено.", field="done_date")
    if not (proof.paper or proof.link.strip() or proof.note.strip()):
        raise Refused("Впишите, чем это подтверждается: документ, ссылка или несколько слов.", field="note")
    if proof.is_needless and item.is_gate:
        raise Refused("Без этого программу не начинают: отметить «не требуется» нельзя.", field="is_needless")
    paper = proof.paper
    if paper and (paper.institution_id != programme.institution_id or paper.state != Paper.State.REGISTERED):
        raise Refused("Выберите зарегистрированный документ своей организации.", field="paper")


def _revoke(programme: Programme, item: str, today: date) -> int:
    standing = StageMark.objects.filter(programme=programme, item=item, revoked_date=None)
    return standing.update(revoked_date=today)


def _write_term(programme: Programme, stage: str, term: Term) -> StageTerm:
    kept, _ = StageTerm.objects.update_or_create(
        programme=programme,
        stage=stage,
        defaults={
            "institution_id": programme.institution_id,
            "from_date": term.first,
            "to_date": term.last,
            "owner": " ".join(term.owner.split()),
        },
    )
    return kept
