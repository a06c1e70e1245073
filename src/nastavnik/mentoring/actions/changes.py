"""Changes of working pairs by an order: the end, another mentor, and what follows when the order has its date."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.agreement import review_agreement
from nastavnik.mentoring.models import Pair, PairChange, PairMember, Participation, Programme
from nastavnik.mentoring.pauses import end_pause
from nastavnik.mentoring.permissions.pairs import check_can_order_changes, check_can_replace_mentor
from nastavnik.mentoring.queries.agreement import obstacles_of, obstacles_told
from nastavnik.mentoring.queries.changes import WORKING, open_changes, replacements_for
from nastavnik.mentoring.queries.orders import order_lines, state_after
from nastavnik.mentoring.queries.pairs import (
    mentee_of,
    mentor_of,
    pairs_to_order,
    programme_held,
    title_of,
    with_people,
)
from nastavnik.papers.actions import draft_paper
from nastavnik.papers.models import Paper
from nastavnik.papers.outlines import outline_of
from nastavnik.papers.values import OrderLine, OrderRow, Somebody
from nastavnik.registry.queries.people import full_name_of, standing_of
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.pair_endings import END_REASONS, EndReason
from nastavnik.rulebook.pair_states import PairVerb


@transaction.atomic
def draft_ending_order(*, by: Actor, pairs: Collection[int], reason: EndReason) -> Paper:
    """Drafts the order that ends the pairs (their ids) for one reason; they work on until it has its date.

    Records each pair. Refused: no pair, pairs of several institutions, one that does not work any more or is
    already being changed, with the names.
    """
    held = _held(pairs)
    if not held:
        raise Refused("Отметьте пары, которые прекращаются.", field="pairs")
    institution = held[0].programme.institution
    check_can_order_changes(by, institution.pk)
    if {pair.institution_id for pair in held} != {institution.pk} or len(held) < len(set(pairs)):
        raise Refused("Часть отмеченных пар уже не действует. Обновите страницу.", field="pairs")
    _refuse_changing(held)
    years = {pair.programme.school_year for pair in held}
    titles = {pair.programme.title for pair in held}
    outline = outline_of(Paper.Kind.ENDING_ORDER, max(years), titles.pop() if len(titles) == 1 else "")
    rows = [
        OrderRow(
            number=number,
            mentor=Somebody(mentor_of(pair).person, standing=standing_of(mentor_of(pair).person)),
            mentee=Somebody(mentee_of(pair).person, standing=standing_of(mentee_of(pair).person)),
            period_label=_order_of(pair),
            note=END_REASONS[reason].printed,
        )
        for number, pair in enumerate(held, start=1)
    ]
    paper = draft_paper(by=by, institution=institution, outline=outline, rows=rows)
    for pair in held:
        PairChange.objects.create(
            institution=institution, kind=PairChange.Kind.ENDING, pair=pair, paper=paper, reason=reason
        )
        record(by=by, verb="draft_ending_order", obj=pair)
    return paper


@transaction.atomic
def replace_mentor(
    *, by: Actor, pair: Pair, mentor: Participation, reason: EndReason = EndReason.REPLACED
) -> Pair:
    """Forms the same mentee's pair with another mentor; the working one goes on until the order changes it.

    Writes the members' cards, why the mentor goes, and asks everybody whose agreement the new pair needs. Records both
    pairs.
    Refused: a pair that does not work or is already being changed, a mentor who is not free or lacks a consent.
    """
    check_can_replace_mentor(by, pair)
    programme_held(pair.programme)
    found = _held([pair.pk])
    if not found:
        raise Refused("Пара уже не действует: заменять некого. Обновите страницу.")
    kept = found[0]
    _refuse_changing([kept])
    if mentor not in replacements_for(kept, timezone.localdate()):
        raise Refused("Этот наставник уже занят или у него нет согласия. Выберите другого.", field="mentor")
    new = Pair.objects.create(
        institution_id=kept.institution_id,
        programme=kept.programme,
        direction=kept.direction,
        reason=f"Вместо пары {title_of(kept)}: замена наставника.",
    )
    for participation in (mentor, mentee_of(kept).participation):
        person = participation.person
        PairMember.objects.create(
            institution_id=kept.institution_id,
            pair=new,
            person=person,
            participation=participation,
            side=participation.side,
            card_name=full_name_of(person).familiar,
            card_standing=standing_of(person),
        )
    PairChange.objects.create(
        institution_id=kept.institution_id,
        kind=PairChange.Kind.REPLACEMENT,
        pair=kept,
        new_pair=new,
        reason=reason,
    )
    made = with_people(Pair.objects.filter(pk=new.pk)).get()
    review_agreement(by=by, pairs=[made])
    for one in (kept, made):
        record(by=by, verb="replace_mentor", obj=one)
    return made


@transaction.atomic
def draft_amendment_order(*, by: Actor, programme: Programme, restated: Collection[int] = ()) -> Paper:
    """Drafts the order that changes the pairs of a programme: replaced mentors, added pairs, restated ones.

    Every agreed pair goes into it; of `restated` (ids of working pairs) the order prints what the base says
    now and nothing else changes. Refused: nothing to change, pairs whose answers or consents are incomplete.
    """
    check_can_order_changes(by, programme.institution_id)
    programme = programme_held(programme)
    pairs = list(with_people(pairs_to_order(programme)))
    same = [pair for pair in _held(restated) if pair.programme_id == programme.pk]
    if not pairs and not same:
        raise Refused("Менять нечего: нет ни согласованных пар, ни пар, сведения о которых уточняются.")
    obstacles = obstacles_of(pairs, timezone.localdate())
    if obstacles:
        raise Refused(f"Проект приказа не подготовлен. {obstacles_told(pairs, obstacles)}")
    changes = {
        change.new_pair_id: change
        for change in PairChange.objects.filter(new_pair__in=pairs, applied_date=None)
    }
    former = {
        pair.pk: pair
        for pair in with_people(Pair.objects.filter(pk__in=[one.pair_id for one in changes.values()]))
    }
    lines = order_lines(programme, [*pairs, *same])
    rows = [
        _amended(number, line, former[changes[pair.pk].pair_id] if pair.pk in changes else None)
        for number, (pair, line) in enumerate(zip([*pairs, *same], lines, strict=True), start=1)
    ]
    outline = outline_of(Paper.Kind.AMENDMENT_ORDER, programme.school_year, programme.title)
    paper = draft_paper(by=by, institution=programme.institution, outline=outline, rows=rows)
    PairChange.objects.filter(pk__in=[change.pk for change in changes.values()]).update(paper=paper)
    for pair in pairs:
        pair.state, pair.paper = state_after(pair, PairVerb.INCLUDE), paper
        pair.save(update_fields=["state", "paper"])
    for pair in (*pairs, *same):
        record(by=by, verb="draft_amendment_order", obj=pair)
    return paper


@transaction.atomic
def apply_pair_changes(*, by: Actor, paper: Paper) -> None:
    """Subscriber of `paper_registered`: pairs that the order ends or replaces end on its date, with the reason.

    Refused, so that the registration is undone: an order dated before a pair began to work.
    """
    changes = list(PairChange.objects.filter(paper=paper, applied_date=None).order_by("pk"))
    if not changes or paper.paper_date is None:
        return
    pairs = {pair.pk: pair for pair in _held([change.pair_id for change in changes])}
    for change in changes:
        pair = pairs.get(change.pair_id)
        if pair is None:
            raise Refused("Одна из пар приказа уже не действует: верните проект куратору.")
        if pair.active_from is not None and paper.paper_date < pair.active_from:
            raise Refused(
                f"Пара {title_of(pair)} действует с {short_date(pair.active_from)}: приказ не может быть"
                " датирован раньше."
            )
        pair.state = state_after(pair, END_REASONS[EndReason(change.reason)].verb)
        pair.paused_date, pair.ended_date = None, paper.paper_date
        pair.save(update_fields=["state", "paused_date", "ended_date"])
        change.applied_date = paper.paper_date
        change.save(update_fields=["applied_date"])
        end_pause(pair, paper.paper_date)
        record(by=by, verb="apply_pair_changes", obj=pair, fields=["state"])


@transaction.atomic
def drop_pair_changes(*, by: Actor, paper: Paper) -> None:
    """Subscriber of `paper_discarded`: the pairs work on; another mentor stays agreed for another order."""
    for change in PairChange.objects.filter(paper=paper, applied_date=None).select_related("pair"):
        if change.kind == PairChange.Kind.ENDING:
            change.delete()
        else:
            change.paper = None
            change.save(update_fields=["paper"])
        record(by=by, verb="drop_pair_changes", obj=change.pair)


def _held(pairs: Collection[int]) -> list[Pair]:
    """Those of the pairs that work, with their people, held till the end of the transaction."""
    found = Pair.objects.filter(pk__in=pairs, state__in=WORKING, active_from__isnull=False)
    return list(with_people(found.select_for_update(of=("self",))).order_by("pk"))


def _refuse_changing(pairs: Sequence[Pair]) -> None:
    under_way = open_changes(pairs)
    if told := [title_of(pair) for pair in pairs if pair.pk in under_way]:
        raise Refused(
            f"Изменение уже готовится: {'; '.join(told)}. Закончите или отмените его.", field="pairs"
        )


def _order_of(pair: Pair) -> str:
    paper = pair.paper
    return f"№ {paper.number} от {short_date(paper.paper_date)}" if paper and paper.number else ""


def _amended(number: int, line: OrderLine, former: Pair | None) -> OrderRow:
    """One row of the order: who is assigned to whom, and instead of whom."""
    person = mentor_of(former).person if former else None
    return OrderRow(
        number=number,
        mentor=Somebody(line.mentor, standing=line.mentor_standing),
        mentee=Somebody(line.mentee, standing=line.mentee_standing),
        former=Somebody(person, standing=standing_of(person)) if person else None,
        form_label=line.form_label,
        role_label=line.role_label,
        period_label=line.period_label,
    )
