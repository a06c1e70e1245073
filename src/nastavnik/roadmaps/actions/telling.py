"""Telling those concerned of what happens to a map: a discussion, an answer, a question, a change above."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.notices.actions.notices import tell
from nastavnik.notices.queries.notices import holders_of
from nastavnik.roadmaps.models import Concurrence, Edition, Remark
from nastavnik.roadmaps.notices import CHANGED_ABOVE, TALK
from nastavnik.roadmaps.queries.telling import adopters_of, edition_told, nodes_around
from nastavnik.rulebook.roles import Right, roles_with

TELL = "roadmaps.tell_concerned"
"""The worker's task: those concerned are the whole tree around a map, more than its owner sees."""
DISCUSSION, CHANGE = "discussion", "change"


@transaction.atomic
def leave_telling(*, by: Actor, edition: Edition, what: str) -> None:
    """Leaves it to the worker to tell those concerned; the deed, whose right was checked, is done by now. Records it."""
    record(by=by, verb="leave_telling", obj=edition, institution_id=edition.roadmap.owner_id)
    # In this very transaction: the worker finds the job only once all this is committed.
    app.configure_task(TELL).defer(what=what, pk=edition.pk)


@transaction.atomic
def tell_concerned(*, by: Actor, what: str, pk: int) -> int:
    """Tells of a discussion («discussion») all above and below the owner who may remark, of a new edition in force
    («change») those whose maps were adopted from it. Only the worker's job calls it. Gives how many were told.

    Nothing is told of what is over by now: a discussion that was closed, an edition that was replaced.
    """
    edition = edition_told(pk)
    if edition is None:
        return 0
    if what == DISCUSSION and edition.state == Edition.State.DISCUSSED:
        return _tell_of_discussion(by, edition)
    if what == CHANGE and edition.state == Edition.State.APPROVED:
        return _tell_of_change(by, edition)
    return 0


@transaction.atomic
def tell_of_answer(*, by: Actor, remark: Remark) -> None:
    """Tells the organisation whose remark was answered; the answer's right was checked by `answer_remark`."""
    people = holders_of([remark.organisation_id], roles_with(Right.ROADMAPS_REPORT), timezone.localdate())
    tell(
        by=by,
        accounts=[holder.account_id for holder in people],
        kind=TALK,
        subject=f"Ответ на ваше замечание: {remark.get_outcome_display().lower()}",
        lines=[remark.edition.roadmap.title, *([remark.answer] if remark.answer else [])],
        link=_card(remark.edition),
        key=f"roadmap-answer:{remark.pk}:{remark.answered_at:%Y%m%d%H%M%S}",
        institution_id=remark.organisation_id,
    )


@transaction.atomic
def tell_of_question(*, by: Actor, concurrence: Concurrence) -> None:
    """Tells the organisation that is asked to agree to a draft; the right was checked by `ask_concurrence`."""
    people = holders_of(
        [concurrence.organisation_id], roles_with(Right.ROADMAPS_APPROVE), timezone.localdate()
    )
    tell(
        by=by,
        accounts=[holder.account_id for holder in people if holder.account_id != by.account_id],
        kind=TALK,
        subject="Просят согласовать дорожную карту",
        lines=[concurrence.edition.roadmap.title, f"Согласует: {concurrence.who}"],
        link=_card(concurrence.edition),
        key=f"roadmap-ask:{concurrence.pk}",
        institution_id=concurrence.organisation_id,
        is_pressing=True,
    )


def _tell_of_discussion(by: Actor, edition: Edition) -> int:
    owner, until = edition.roadmap.owner, edition.discussed_to
    people = holders_of(nodes_around(owner.pk), roles_with(Right.ROADMAPS_REPORT), timezone.localdate())
    days = f" Замечания принимаются по {until:%d.%m.%Y}." if until else ""
    return tell(
        by=by,
        accounts=sorted({holder.account_id for holder in people}),
        kind=TALK,
        subject="Открыто обсуждение дорожной карты",
        lines=[f"{edition.roadmap.title}, {owner.short_name}.{days}"],
        link=_card(edition),
        key=f"roadmap-talk:{edition.pk}:{edition.discussed_from}",
        institution_id=owner.pk,
    )


def _tell_of_change(by: Actor, edition: Edition) -> int:
    told = 0
    adopted = adopters_of(edition.roadmap_id)
    people = holders_of(set(adopted.values()), roles_with(Right.ROADMAPS_EDIT), timezone.localdate())
    for roadmap_id, node in adopted.items():
        told += tell(
            by=by,
            accounts=[holder.account_id for holder in people if holder.node_id == node],
            kind=CHANGED_ABOVE,
            subject="Карта, которую вы приняли, изменена",
            lines=[f"{edition.roadmap.title}: утверждена новая редакция. Решите, что из изменений принять."],
            link=reverse("roadmaps:changes_view", args=[roadmap_id]),
            key=f"roadmap-above:{roadmap_id}:{edition.pk}",
            institution_id=node,
        )
    return told


def _card(edition: Edition) -> str:
    return f"{reverse('roadmaps:roadmap_view', args=[edition.roadmap_id])}?tab=talk"
