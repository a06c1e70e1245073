"""What «Моя пара» shows of a pair at work: what awaits an answer, what can be done, the timetable."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, CustomBlock, State, Task
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.models import Meeting, Pair, Side
from nastavnik.mentoring.queries.care import consultations_visible_to
from nastavnik.mentoring.queries.meetings import feedback_awaited_of, help_requests_visible_to, timetable_of
from nastavnik.mentoring.queries.own_pairs import OwnPair
from nastavnik.mentoring.views.meeting_words import kind_words, plain_state_words, when_words, where_words
from nastavnik.registry.models import Consent
from nastavnik.rulebook.consent import CONSENT_RULES, SIGNER_LABELS, ConsentKind, Signer
from nastavnik.rulebook.dates import short_date

SHOWN = 12


def awaited_blocks(actor: Actor) -> list[Block]:
    """A line for each meeting of which he has not said anything yet; a group's meeting once."""
    tasks, seen = [], set()
    for row in feedback_awaited_of(actor):
        meeting = row.meeting
        key = (meeting.gathering if row.side == Side.MENTOR else None) or meeting.pk
        if key not in seen:
            seen.add(key)
            url = reverse("mentoring:own_feedback", args=[row.pk])
            text = f"Как прошла встреча {short_date(meeting.held_date)}?"
            tasks.append(Task(text, Action("Ответить", url, style="primary"), who=kind_words(meeting)))
    if not tasks:
        return []
    return [
        CustomBlock("Ждут вашего отзыва", template="mentoring/parts/awaited.html", context={"tasks": tasks})
    ]


def deeds_of(one: OwnPair, actor: Actor) -> list[Action]:
    """What a member of a working pair does; a representative does nothing here."""
    if one.pair.state != Pair.State.ACTIVE or actor.guardian_id is not None:
        return []
    key = [one.pair.pk]
    plan = Action("План работы", reverse("mentoring:own_plan", args=key))
    help_wanted = Action("Нужна помощь куратора", reverse("mentoring:own_help", args=key))
    if one.me.side != Side.MENTOR:
        return [plan, help_wanted]
    return [
        Action("Записать встречу", reverse("mentoring:own_meeting_record", args=key), style="primary"),
        Action("Запланировать встречу", reverse("mentoring:own_meeting_plan", args=key)),
        plan,
        help_wanted,
        Action("Спросить куратора", reverse("mentoring:own_question", args=key)),
    ]


def timetable_blocks(actor: Actor, pairs: Sequence[OwnPair]) -> list[Block]:
    """Meetings of all pairs at work, those to come first; the mentor's way to each planned one."""
    working = {one.pair.pk: one for one in pairs if one.pair.active_from is not None}
    if not working:
        return []
    rows = timetable_of(actor, list(working))
    coming = sorted(
        (row for row in rows if row.state == "planned"), key=lambda row: (row.planned_date, row.pk)
    )
    past = [row for row in rows if row.state != "planned"]
    leads = {pk for pk, one in working.items() if one.me.side == Side.MENTOR and actor.guardian_id is None}

    def others(meeting: Meeting) -> str:
        return ", ".join(member.card_name for member in working[meeting.pair_id].others)

    columns = [
        Column("when", "Когда", when_words, note=others if len(working) > 1 else None),
        Column("kind", "Встреча", kind_words),
        Column("where", "Где", where_words),
    ]
    ahead = (
        [*columns, Column("deeds", "", lambda row: _deeds(row, leads), kind="actions")] if leads else columns
    )
    behind = [*columns, Column("state", "Что с ней", plain_state_words, kind="state")]
    empty = "Запланированных встреч нет."
    return [
        Table("Расписание", columns=ahead, rows=coming, empty=empty),
        *([Table("Прошедшие встречи", columns=behind, rows=past[:SHOWN])] if past else []),
    ]


def _deeds(meeting: Meeting, leads: set[int]) -> list[Action]:
    if meeting.pair_id not in leads:
        return []
    record = reverse("mentoring:own_meeting_record", args=[meeting.pair_id])
    return [
        Action("Записать", f"{record}?planned={meeting.pk}", style="link"),
        Action(
            "Перенести или отменить", reverse("mentoring:own_meeting_change", args=[meeting.pk]), style="link"
        ),
    ]


def asked_blocks(actor: Actor) -> list[Block]:
    """What he asked of the curator and what became of it."""
    if actor.guardian_id is not None or actor.person_id is None:
        return []
    helps = help_requests_visible_to(actor).filter(person_id=actor.person_id).order_by("-asked_at")[:5]
    rows = [
        {"text": one.text, "state": _done(one.outcome, done=one.done_at is not None)} for one in helps
    ] + [
        {"text": one.question, "state": _done(one.answer, done=bool(one.answer))}
        for one in consultations_visible_to(actor).filter(person_id=actor.person_id)[:5]
    ]
    if not rows:
        return []
    columns = (Column("text", "О чём"), Column("state", "Ответ", kind="state"))
    return [Table("Вы просили куратора", columns=columns, rows=rows)]


def _done(words: str, *, done: bool) -> State:
    return State("ответ есть", "good", words) if done else State("у куратора", "attention")


def consents_block(consents: Sequence[Consent]) -> Block:
    """Consents of the child, as his representative reads them."""
    columns = (
        Column("kind", "На что", lambda row: CONSENT_RULES[ConsentKind(row.kind)].label),
        Column("signer", "Кто подписал", lambda row: SIGNER_LABELS[Signer(row.signer)]),
        Column("given_date", "Дата", kind="date"),
        Column("state", "Состояние", _consent_state, kind="state"),
    )
    return Table(
        "Согласия",
        columns=columns,
        rows=consents,
        empty="Согласий пока нет: бланк выдаст классный руководитель.",
    )


def _consent_state(consent: Consent) -> State:
    if consent.withdrawn_date:
        return State("отозвано", "neutral", short_date(consent.withdrawn_date))
    until = f"до {short_date(consent.valid_until)}" if consent.valid_until else ""
    return State("действует", "good", until)
