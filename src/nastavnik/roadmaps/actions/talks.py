"""The public discussion of a draft and the agreement of those who are asked."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions.telling import DISCUSSION, leave_telling, tell_of_answer, tell_of_question
from nastavnik.roadmaps.models import Concurrence, Edition, Line, Remark
from nastavnik.roadmaps.permissions import check_can_concur, check_can_edit_edition, check_can_remark
from nastavnik.roadmaps.queries.documents import locked_edition


@transaction.atomic
def open_discussion(*, by: Actor, edition: Edition, from_date: date, to_date: date) -> Edition:
    """Puts a draft out for discussion: those below and above may read it and make remarks. Records it, lets them be told.

    Also moves the days of a discussion that goes on. Refused to all but those who prepare the map, for an approved
    edition, without measures, for days in the wrong order or in the past.
    """
    kept = _held(by, edition)
    if to_date < from_date:
        raise Refused("Обсуждение кончается раньше, чем начинается. Проверьте даты.", field="to_date")
    if to_date < timezone.localdate():
        raise Refused("Последний день обсуждения уже прошёл. Выберите день впереди.", field="to_date")
    if not kept.measures.exists():
        raise Refused("В проекте нет ни одного мероприятия: обсуждать пока нечего.")
    kept.state, kept.discussed_from, kept.discussed_to = Edition.State.DISCUSSED, from_date, to_date
    kept.save(update_fields=["state", "discussed_from", "discussed_to"])
    record(by=by, verb="open_discussion", obj=kept, institution_id=kept.roadmap.owner_id)
    leave_telling(by=by, edition=kept, what=DISCUSSION)
    return kept


@transaction.atomic
def close_discussion(*, by: Actor, edition: Edition) -> Edition:
    """Ends the discussion: the edition is a draft again, remarks and answers stay. Records it; refused as above."""
    kept = _held(by, edition)
    if kept.state != Edition.State.DISCUSSED:
        raise Refused("Проект сейчас не обсуждается.")
    kept.state = Edition.State.DRAFT
    kept.save(update_fields=["state"])
    record(by=by, verb="close_discussion", obj=kept, institution_id=kept.roadmap.owner_id)
    return kept


@transaction.atomic
def make_remark(
    *, by: Actor, edition: Edition, organisation: Organisation, text: str, line: Line | None = None
) -> Remark:
    """Adds what an organisation says of a draft, of one row or of the whole. Records it.

    Refused to all but those who speak for the organisation, while the edition is not discussed, before and after its
    days, without a text, and about a row of another map.
    """
    check_can_remark(by, edition, organisation)
    today = timezone.localdate()
    if edition.discussed_from and today < edition.discussed_from:
        raise Refused("Обсуждение ещё не началось.")
    if edition.discussed_to and today > edition.discussed_to:
        raise Refused("Срок обсуждения прошёл: замечания больше не принимаются.")
    if not text.strip():
        raise Refused("Напишите замечание или предложение.", field="text")
    if line is not None and line.roadmap_id != edition.roadmap_id:
        raise Refused("Такой строки в этой карте нет: выберите её заново.", field="line")
    remark = Remark.objects.create(
        edition=edition,
        line=line,
        owner_id=edition.roadmap.owner_id,
        organisation=organisation,
        text=text.strip(),
    )
    record(by=by, verb="make_remark", obj=remark, institution_id=organisation.pk)
    return remark


@transaction.atomic
def answer_remark(*, by: Actor, remark: Remark, outcome: str, answer: str = "") -> Remark:
    """Decides a remark: taken into account, partly, or declined; the last two say why. Records it, tells the organisation.

    Refused to all but those who prepare the map, once the edition is approved, and without the reason.
    """
    check_can_edit_edition(by, remark.edition)
    if outcome not in (Remark.Outcome.ACCEPTED, Remark.Outcome.PARTLY, Remark.Outcome.DECLINED):
        raise Refused("Выберите решение.", field="outcome")
    if outcome != Remark.Outcome.ACCEPTED and not answer.strip():
        raise Refused("Напишите, почему: организация прочтёт ваш ответ.", field="answer")
    remark.outcome, remark.answer, remark.answered_at = outcome, answer.strip(), timezone.now()
    remark.save(update_fields=["outcome", "answer", "answered_at"])
    record(by=by, verb="answer_remark", obj=remark, institution_id=remark.owner_id)
    tell_of_answer(by=by, remark=remark)
    return remark


@transaction.atomic
def ask_concurrence(
    *, by: Actor, edition: Edition, organisation: Organisation, who: str, name: str = ""
) -> Concurrence:
    """Names who has to agree to a draft: a post or a body of the organisation itself or of one above. Records it, tells them.

    Refused to all but those who prepare the map, for an approved edition, and without the words.
    """
    kept = _held(by, edition)
    if not who.strip():
        raise Refused("Впишите, кто согласует.", field="who")
    asked = Concurrence.objects.create(
        edition=kept,
        owner_id=kept.roadmap.owner_id,
        organisation=organisation,
        who=" ".join(who.split()),
        name=" ".join(name.split()),
    )
    record(by=by, verb="ask_concurrence", obj=asked, institution_id=organisation.pk)
    tell_of_question(by=by, concurrence=asked)
    return asked


@transaction.atomic
def give_concurrence(
    *, by: Actor, concurrence: Concurrence, verdict: str, said_date: date, comment: str = ""
) -> Concurrence:
    """Marks that the one who was asked agreed, or with what he did not. Records it.

    Refused to all but those who speak for the organisation that was asked, once the edition is approved, for a day to
    come, and for an objection without words.
    """
    check_can_concur(by, concurrence)
    if verdict not in (Concurrence.Verdict.AGREED, Concurrence.Verdict.OBJECTED):
        raise Refused("Выберите решение.", field="verdict")
    if said_date > timezone.localdate():
        raise Refused("Этот день ещё не наступил. Проверьте дату.", field="said_date")
    if verdict == Concurrence.Verdict.OBJECTED and not comment.strip():
        raise Refused("Напишите, с чем не согласны.", field="comment")
    concurrence.verdict, concurrence.said_date, concurrence.comment = verdict, said_date, comment.strip()
    concurrence.save(update_fields=["verdict", "said_date", "comment"])
    record(by=by, verb="give_concurrence", obj=concurrence, institution_id=concurrence.organisation_id)
    return concurrence


@transaction.atomic
def drop_concurrence(*, by: Actor, concurrence: Concurrence) -> None:
    """Takes back a question that was not answered. Records it.

    Refused to all but those who prepare the map, and once there is an answer.
    """
    check_can_edit_edition(by, concurrence.edition)
    if concurrence.verdict:
        raise Refused("Ответ уже дан: согласование остаётся в протоколе.")
    record(by=by, verb="drop_concurrence", obj=concurrence, institution_id=concurrence.owner_id)
    concurrence.delete()


def _held(by: Actor, edition: Edition) -> Edition:
    check_can_edit_edition(by, edition)
    kept = locked_edition(edition)
    check_can_edit_edition(by, kept)
    return kept
