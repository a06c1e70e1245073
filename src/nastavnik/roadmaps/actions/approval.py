"""An edition is approved and frozen; from then on it is the one in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import Paper
from nastavnik.papers.sheets import Mark
from nastavnik.roadmaps.actions.living import settle_roadmap
from nastavnik.roadmaps.actions.telling import CHANGE, leave_telling
from nastavnik.roadmaps.models import Edition
from nastavnik.roadmaps.permissions import check_can_approve_edition
from nastavnik.roadmaps.queries.documents import locked_edition


@transaction.atomic
def approve_edition(
    *,
    by: Actor,
    edition: Edition,
    marks: Sequence[Mark] = (),
    order_number: str = "",
    order_date: date | None = None,
    order: Paper | None = None,
) -> Edition:
    """Marks an edition approved, by an order or by a mark of approval, and makes its dates and duties live.

    Writes the marks and the order (a registered paper brings its own number and date), replaces the edition in force; those who adopted it are told.
    Nothing of it changes afterwards: the database refuses that too. Records it. Refused to all but the head and those
    who prepare the map; for an edition without measures, without an order and a mark of approval, with a number and no
    date or the other way round, with a paper of another organisation or without a number, with a date to come.
    """
    check_can_approve_edition(by, edition)
    kept = locked_edition(edition)
    check_can_approve_edition(by, kept)
    if not kept.measures.exists():
        raise Refused("В проекте нет ни одного мероприятия. Добавьте их и утвердите карту.")
    if order is not None:
        _check_paper(kept, order)
        order_number, order_date = order.number, order.paper_date
    kept.order, kept.order_number, kept.order_date = order, order_number.strip(), order_date
    _check_requisites(kept, marks)
    kept.marks = [asdict(mark) for mark in marks]
    kept.state, kept.approved_at = Edition.State.APPROVED, timezone.now()
    earlier = kept.roadmap.editions.filter(state=Edition.State.APPROVED)
    was_in_force = earlier.update(state=Edition.State.REPLACED)
    kept.save(
        update_fields=["state", "approved_at", "marks", "order", "order_number", "order_date"],
    )
    record(by=by, verb="approve_edition", obj=kept, institution_id=kept.roadmap.owner_id)
    settle_roadmap(by=by, edition=kept)
    if was_in_force:
        leave_telling(by=by, edition=kept, what=CHANGE)
    return kept


def _check_paper(edition: Edition, order: Paper) -> None:
    is_own = order.institution_id == edition.roadmap.owner_id
    if not is_own or order.state != Paper.State.REGISTERED:
        raise Refused("Выберите зарегистрированный документ своей организации.", field="order")


def _check_requisites(edition: Edition, marks: Sequence[Mark]) -> None:
    if bool(edition.order_number) != (edition.order_date is not None):
        missing = "order_date" if edition.order_number else "order_number"
        raise Refused("Впишите и номер, и дату приказа.", field=missing)
    if edition.order_date is not None and edition.order_date > timezone.localdate():
        raise Refused("Дата приказа ещё не наступила. Проверьте её.", field="order_date")
    has_mark = any(mark.kind in ("approve", "approved") for mark in marks)
    if not edition.order_number and not has_mark:
        raise Refused(
            "Укажите, чем карта утверждена: номер и дату приказа или гриф «УТВЕРЖДАЮ».", field="order_number"
        )
