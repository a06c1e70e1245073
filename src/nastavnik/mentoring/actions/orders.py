"""How pairs and the order stand to each other: drafted together, active from its date, free without it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.agreement import review_agreement
from nastavnik.mentoring.models import Pair, Programme
from nastavnik.mentoring.moments import pairs_activated
from nastavnik.mentoring.permissions.pairs import check_can_draft_pairs_order
from nastavnik.mentoring.queries.agreement import obstacles_of, obstacles_told
from nastavnik.mentoring.queries.orders import order_lines, state_after
from nastavnik.mentoring.queries.pairs import (
    agreed_pairs,
    programme_held,
    with_people,
)
from nastavnik.papers.actions import draft_order
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Person
from nastavnik.registry.moments import result_reached
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.pair_states import PairState, PairVerb, move
from nastavnik.rulebook.roadmap_facts import Fact


@transaction.atomic
def draft_pairs_order(*, by: Actor, programme: Programme) -> Paper:
    """Drafts the order for all agreed pairs of the programme and puts them into it.

    Control is laid on the person who acts. Refused: no agreed pair; pairs whose answers or consents are not
    complete today, with their names.
    """
    check_can_draft_pairs_order(by, programme)
    programme = programme_held(programme)
    pairs = list(with_people(agreed_pairs(programme)))
    if not pairs:
        raise Refused("Нет согласованных пар: сначала внесите ответы участников.")
    obstacles = obstacles_of(pairs, timezone.localdate())
    if obstacles:
        raise Refused(f"Проект приказа не подготовлен. {obstacles_told(pairs, obstacles)}")
    paper = draft_order(
        by=by,
        institution=programme.institution,
        programme_title=programme.title,
        school_year=programme.school_year,
        lines=order_lines(programme, pairs),
        control=_person_acting(by, programme),
    )
    state = move(PairState.AGREED, PairVerb.INCLUDE)
    Pair.objects.filter(pk__in=[pair.pk for pair in pairs]).update(state=state, paper=paper)
    for pair in pairs:
        record(by=by, verb="draft_pairs_order", obj=pair)
    return paper


def _person_acting(by: Actor, programme: Programme) -> Person | None:
    """Whoever acts, where he stands in the institution's own register."""
    if by.person_id is None:
        return None
    return Person.objects.filter(pk=by.person_id, institution=programme.institution).first()


@transaction.atomic
def activate_pairs(*, by: Actor, paper: Paper) -> None:
    """Subscriber of `paper_registered`: the pairs of the order become active from its date.

    Whoever registers needs no right over pairs: it follows from the order. Refused, so that the registration
    is undone, where an answer or a consent valid on that date is missing or a pair is suspended, with the names. Lets
    `pairs_activated` happen.
    """
    pairs = list(with_people(Pair.objects.filter(paper=paper).select_for_update(of=("self",))).order_by("pk"))
    if not pairs:
        return
    active_from = paper.paper_date
    if active_from is None:
        raise Refused("У приказа нет даты: пары не могут начать действовать.")
    obstacles = obstacles_of(pairs, active_from)
    if obstacles:
        day = short_date(active_from)
        raise Refused(f"Приказ нельзя зарегистрировать датой {day}. {obstacles_told(pairs, obstacles)}")
    for pair in pairs:
        pair.state = state_after(pair, PairVerb.ACTIVATE)
        pair.active_from = active_from
        pair.save(update_fields=["state", "active_from"])
        record(by=by, verb="activate_pairs", obj=pair)
    pairs_activated.happen(by=by, institution_id=paper.institution_id, active_from=active_from)
    result_reached.happen(
        by=by,
        institution_id=paper.institution_id,
        fact=Fact.PAIRS,
        code="",
        on=active_from,
        words=f"Действует пар: {len(pairs)}, приказ № {paper.number}",
    )


@transaction.atomic
def release_pairs(*, by: Actor, paper: Paper) -> None:
    """Subscriber of `paper_discarded`: the pairs of the draft are agreed and free for another order.

    Their agreement is judged anew: ages may have changed while they stood in the draft. A suspended pair only
    leaves the draft.
    """
    pairs = list(with_people(Pair.objects.filter(paper=paper).select_for_update(of=("self",))).order_by("pk"))
    for pair in pairs:
        if pair.state != Pair.State.PAUSED:
            pair.state = state_after(pair, PairVerb.EXCLUDE)
        pair.paper = None
        pair.save(update_fields=["state", "paper"])
        record(by=by, verb="release_pairs", obj=pair)
    review_agreement(by=by, pairs=[pair for pair in pairs if pair.state != Pair.State.PAUSED])
