"""Answering: by account or card, by a one-use link, from paper. An anonymous sheet is put in a transaction of its own."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db import ProgrammingError, connection, transaction

from nastavnik.access.codes import code_hash, new_code
from nastavnik.access.doors import INSUFFICIENT_PRIVILEGE
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.rulebook.questionnaires import Checked, DeclaredKind, checked_answers
from nastavnik.surveys.models import Ask, Campaign
from nastavnik.surveys.permissions.surveys import check_can_answer, check_can_run_survey
from nastavnik.surveys.queries.questionnaires import rules_of
from nastavnik.surveys.queries.surveys import LINK_SIGNS, LINKS, link_state

CLOSED = "Опрос закончен: ответы больше не принимаются."
AGAIN = "На эту анкету вы уже ответили, второй раз ответить нельзя."
LINK_WORDS = {
    "spent": "По этой ссылке уже ответили: она действует один раз.",
    "expired": "Срок ссылки прошёл. Попросите новую у того, кто её прислал.",
    "closed": CLOSED,
    "early": "Опрос ещё не начался. Откройте ссылку позже.",
}
UNKNOWN_LINK = "Такой ссылки нет. Проверьте, вся ли она скопирована, или попросите новую."


class Unanswered(Refused):
    """Some questions have no right answer yet: what is wrong, by the key of the question."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("Не на все вопросы есть ответ.")
        self.faults = faults


@transaction.atomic
def answer_survey(*, by: Actor, ask: Ask, typed: Mapping[str, Any], today: date) -> None:
    """Writes what the asked person answered. Refused before and after the survey, a second time, with faults by question.

    The journal says that he answered and when, as the mark does; with an anonymous sheet neither can be joined.
    """
    check_can_answer(by, ask)
    _check_period(ask.campaign, today)
    _write_sheet(ask, typed, typed_by="")
    record(by=by, verb="answer_survey", obj=ask.campaign, person_id=ask.person_id)


@transaction.atomic
def enter_sheet(*, by: Actor, ask: Ask, typed: Mapping[str, Any]) -> None:
    """Writes a sheet that the person filled on paper, marked so; not of an anonymous survey, where nobody is named."""
    check_can_run_survey(by, ask.campaign)
    if ask.campaign.kind == DeclaredKind.ANONYMOUS:
        raise Refused("Анкета анонимная: внесите лист, не указывая, чей он.")
    _write_sheet(ask, typed, typed_by=by.name or "куратор")
    record(by=by, verb="enter_sheet", obj=ask.campaign, person_id=ask.person_id)


@transaction.atomic
def enter_anonymous_sheet(*, by: Actor, campaign: Campaign, typed: Mapping[str, Any]) -> None:
    """Writes an anonymous sheet from paper: nobody is marked."""
    check_can_run_survey(by, campaign)
    if campaign.kind != DeclaredKind.ANONYMOUS:
        raise Refused("Сначала выберите, чья это анкета.")
    checked = _checked(campaign, typed)
    ballot, hashed = _new_ballot()
    _said(_door("select surveys_paper_ballot(%s, %s)", campaign.pk, hashed))
    transaction.on_commit(partial(_cast, ballot, checked.answers))
    record(by=by, verb="enter_anonymous_sheet", obj=campaign)


@transaction.atomic
def make_links(
    *, by: Actor, campaign: Campaign, labels: list[str], asks: list[Ask], until: date, today: date
) -> list[tuple[str, str]]:
    """Makes one-use links: for outsiders by a note for whom each is, or for asked people; gives (for whom, code), once.

    Refused: nobody named, a day in the past; a note in an anonymous survey would name whoever answers, so there the
    links are only numbered.
    """
    check_can_run_survey(by, campaign)
    if until < today:
        raise Refused("Последний день ссылки уже прошёл.", field="until")
    if not labels and not asks:
        raise Refused("Впишите, для кого ссылки: по одной на строке.", field="labels")
    if labels and campaign.kind == DeclaredKind.CODED:
        raise Refused(
            "Под кодом отвечают только те, кому отправлена анкета: им ссылка даётся из списка.",
            field="labels",
        )
    if campaign.kind == DeclaredKind.ANONYMOUS:
        labels = [f"ссылка {number}" for number, _ in enumerate(labels, start=1)]
    made = []
    for label, ask in [*((one, None) for one in labels), *(("", one) for one in asks)]:
        code = new_code(LINK_SIGNS)
        hashed = code_hash(LINKS, code)
        _door(
            "select surveys_link_add(%s, %s, %s, %s, %s)",
            campaign.pk,
            ask.pk if ask else None,
            label[:200],
            hashed,
            until,
        )
        made.append((label or str(ask.person if ask else ""), code))
    record(by=by, verb="make_survey_links", obj=campaign, count=len(made))
    return made


@transaction.atomic
def answer_by_link(*, by: Actor, code: str, typed: Mapping[str, Any], today: date) -> None:
    """Writes what was answered by a one-use link and spends it; refused in a sentence where it takes no answer.

    `by` is whoever opened the page; the link itself is the right. A form with faults spends nothing.
    """
    found = link_state(code, today)
    if found is None:
        raise Refused(UNKNOWN_LINK)
    state, campaign = found
    if state != "open":
        raise Refused(LINK_WORDS[state])
    checked = _checked(campaign, typed)
    ballot, hashed = _new_ballot()
    answers = json.dumps({} if campaign.kind == DeclaredKind.ANONYMOUS else checked.answers)
    said = _door(
        "select surveys_link_answer(%s, %s::jsonb, %s, %s)", code_hash(LINKS, code), answers, hashed, today
    )
    if said != "done":
        raise Refused(LINK_WORDS.get(said, UNKNOWN_LINK))
    if campaign.kind == DeclaredKind.ANONYMOUS:
        transaction.on_commit(partial(_cast, ballot, checked.answers))
    record(by=by, verb="answer_by_link", obj=campaign)


def _write_sheet(ask: Ask, typed: Mapping[str, Any], *, typed_by: str) -> None:
    campaign = ask.campaign
    checked = _checked(campaign, typed)
    is_anonymous = campaign.kind == DeclaredKind.ANONYMOUS
    ballot, hashed = _new_ballot()
    answers = json.dumps({} if is_anonymous else checked.answers)
    _said(_door("select surveys_answer(%s, %s::jsonb, %s, %s)", ask.pk, answers, hashed, typed_by))
    if is_anonymous:
        # The mark «ответил» is written here; the sheet itself after it, so that no transaction holds both.
        transaction.on_commit(partial(_cast, ballot, checked.answers))


def _check_period(campaign: Campaign, today: date) -> None:
    if campaign.from_date > today:
        raise Refused("Опрос ещё не начался.")
    if campaign.to_date < today or campaign.is_closed:
        raise Refused(CLOSED)


def _checked(campaign: Campaign, typed: Mapping[str, Any]) -> Checked:
    checked = checked_answers(rules_of(campaign.edition), typed)
    if checked.faults:
        raise Unanswered(checked.faults)
    return checked


def _said(state: str) -> None:
    if state != "done":
        raise Refused({"closed": CLOSED, "again": AGAIN}.get(state, CLOSED))


def _new_ballot() -> tuple[str, str]:
    """The right to put one anonymous sheet, and what the table keeps of it."""
    ballot = secrets.token_hex(16)
    return ballot, hashlib.sha256(ballot.encode()).hexdigest()


def _cast(ballot: str, answers: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        hashed = hashlib.sha256(ballot.encode()).hexdigest()
        cursor.execute("select surveys_cast(%s, %s::jsonb)", [hashed, json.dumps(answers)])


def _door(sql: str, *values: Any) -> Any:
    """The single value that a definer function gives; `Denied` where it says that the actor may not."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()[0]
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != INSUFFICIENT_PRIVILEGE:
            raise
        raise Denied(
            "Этот опрос не ваш: на него отвечает тот, кого спрашивают, а листы вносит куратор."
        ) from error
