"""The words of a programme's card: its state, its next step and the steps beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Fact, Missing, State
from nastavnik.kit.tables import Column
from nastavnik.mentoring.models import ImportRun, Pair, Programme, Side
from nastavnik.mentoring.permissions.bases import check_can_import_base
from nastavnik.mentoring.permissions.pairs import (
    check_can_draft_pairs_order,
    check_can_record_agreement,
    check_can_view_pairs,
)
from nastavnik.mentoring.permissions.proposals import check_can_propose_pairs
from nastavnik.mentoring.queries.programmes import Progress, Step
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.pair_states import PAIR_STATES, PairState
from nastavnik.rulebook.roles import Right

ONLY_CURATOR_RECORDS = "Согласия отмечает куратор организации."
PEOPLE = ("участника", "участников", "участников")
MENTEES = ("наставляемый", "наставляемых", "наставляемых")
PAIRS = ("пара", "пары", "пар")
RUN_STATES = {
    ImportRun.State.COLUMNS: State("ждёт столбцов", "attention"),
    ImportRun.State.CHECKED: State("ждёт решения", "attention"),
    ImportRun.State.WRITING: State("записывается"),
    ImportRun.State.WRITTEN: State("загружен", "good"),
    ImportRun.State.DISCARDED: State("отменён"),
}
IMPORT_COLUMNS = (
    Column(
        "file_name",
        "Файл",
        link=lambda run: (
            ""
            if run.state == ImportRun.State.DISCARDED
            else reverse(
                "mentoring:import_columns"
                if run.state == ImportRun.State.COLUMNS
                else "mentoring:import_view",
                args=[run.pk],
            )
        ),
    ),
    Column("side", "База", lambda run: base_name(run.side)),
    Column("checked_at", "Проверен", lambda run: timezone.localdate(run.checked_at), kind="date"),
    Column("rows", "Строк", lambda run: run.rows_count or None, kind="number"),
    Column("state", "Состояние", lambda run: RUN_STATES[run.state], kind="state"),
)

# Steps whose address is that of the programme: the check, the words, the address, the method.
_PLAIN_STEPS: dict[Step, tuple[Callable[..., None], str, str, str]] = {
    Step.PROPOSE: (check_can_propose_pairs, "Предложить пары", "mentoring:proposal_make", "post"),
    Step.ANSWERS: (check_can_record_agreement, "Внести ответы", "mentoring:agreement_edit", "get"),
    Step.ORDER: (check_can_draft_pairs_order, "Подготовить проект приказа", "mentoring:order_draft", "post"),
}


@dataclass(frozen=True)
class SideLine:
    """One of the two bases on the card."""

    side: str
    label: str
    note: str
    number: int
    state: State
    url: str
    action: Action


SIDE_COLUMNS = (
    Column("label", "База", link="url", note="note"),
    Column("number", "Человек", kind="number"),
    Column("state", "Согласия", kind="state"),
    Column("action", "", kind="actions"),
)


def base_name(side: str) -> str:
    """«наставляемых» or «наставников», after the word «база»."""
    return "наставляемых" if side == Side.MENTEE else "наставников"


def people_url(programme: Programme, **narrowed: str) -> str:
    """The list of participants of this programme."""
    query = urlencode({"programme": programme.pk, **narrowed})
    return f"{reverse('mentoring:participant_list')}?{query}"


def pairs_url(programme: Programme) -> str:
    """The list of pairs of this programme."""
    return f"{reverse('mentoring:pair_list')}?{urlencode({'programme': programme.pk})}"


def state_of(progress: Progress) -> State:
    """Where a programme stands, in one line."""
    pairs = progress.pairs
    words = {
        Step.MENTEES: State(
            "база наставляемых не загружена", "attention", "с неё начинают: наставников ищут по запросам"
        ),
        Step.MENTORS: State("база наставников не загружена", "attention"),
        Step.DECIDE: State("предложение пар ждёт решения", "attention"),
        Step.ANSWERS: State("ждём согласия на пары", "attention", _of(pairs[Pair.State.APPROVED])),
        Step.ORDER: State("пары согласованы, нужен приказ", "attention", _of(pairs[Pair.State.AGREED])),
        Step.PAPER: State(
            "проект приказа готов", "attention", "его подписывает руководитель и регистрирует секретарь"
        ),
        Step.CONSENTS: State(
            "нужны согласия", "attention", f"не хватает у {counted(progress.lacking, PEOPLE)}"
        ),
        Step.PROPOSE: State(
            "можно подбирать пары", "attention", f"{counted(progress.waiting, MENTEES)} без наставника"
        ),
        Step.WORK: State("пары работают", "good", _of(pairs[Pair.State.ACTIVE])),
    }
    return words[progress.step]


def listed_state(programme: Any) -> State:
    """The same in a list, from the counts that the list has."""
    if not programme.mentees_count:
        return State("нужна база наставляемых", "attention")
    if not programme.mentors_count:
        return State("нужна база наставников", "attention")
    if programme.active_count:
        return State("пары работают", "good", _of(programme.active_count))
    if programme.pairs_count:
        return State("пары оформляются", "attention", _of(programme.pairs_count))
    return State("пары не подобраны", "attention")


def step_action(step: Step, programme: Programme, progress: Progress, actor: Actor) -> Action:
    """The button of a step; grey with the reason for whoever may not take it."""
    if step in (Step.MENTEES, Step.MENTORS):
        return import_action(programme, Side.MENTEE if step is Step.MENTEES else Side.MENTOR, actor)
    if step is Step.CONSENTS:
        return _consents_action(programme, actor)
    if step is Step.DECIDE:
        url = reverse("mentoring:proposal_view", args=[progress.open_proposal_id])
        return Action.checked(
            check_can_propose_pairs, actor, programme, label="Рассмотреть предложение", url=url
        )
    if step is Step.PAPER and progress.paper_id:
        return Action("Открыть проект приказа", reverse("papers:paper_view", args=[progress.paper_id]))
    if step in _PLAIN_STEPS:
        check, label, name, method = _PLAIN_STEPS[step]
        url = reverse(name, args=[programme.pk])
        return Action.checked(check, actor, programme, label=label, url=url, method=method)
    return Action.checked(
        check_can_view_pairs, actor, programme, label="Открыть пары", url=pairs_url(programme)
    )


def other_steps(programme: Programme, progress: Progress, actor: Actor) -> list[Action]:
    """Steps that can be taken beside the next one; what cannot be done now is not among them."""
    pairs = progress.pairs
    possible = (
        (Step.MENTEES, True),
        (Step.MENTORS, True),
        (Step.CONSENTS, progress.lacking),
        (Step.DECIDE, progress.open_proposal_id),
        (Step.PROPOSE, progress.waiting and progress.mentors and not progress.open_proposal_id),
        (Step.ANSWERS, pairs[Pair.State.APPROVED] or pairs[Pair.State.AGREED]),
        (Step.ORDER, pairs[Pair.State.AGREED]),
        (Step.PAPER, progress.paper_id),
        (Step.WORK, sum(pairs.values())),
    )
    steps = [step for step, is_possible in possible if is_possible and step is not progress.step]
    return [step_action(step, programme, progress, actor) for step in steps]


def matching_actions(programme: Programme, actor: Actor) -> list[Action]:
    """How pairs are looked for, which are fixed, and the runs made so far; for whoever makes proposals."""
    if not actor.may(Right.PROPOSALS_MAKE, programme.institution_id):
        return []
    pages = (
        ("Ждут наставника", "waiting_list"),
        ("Пожелания после общей встречи", "wish_list"),
        ("Как подбирать", "terms_edit"),
        ("Закреплённые и исключённые пары", "choice_list"),
        ("Подборы программы", "proposal_list"),
    )
    return [Action(label, reverse(f"mentoring:{name}", args=[programme.pk])) for label, name in pages]


def missing_of(programme: Programme, progress: Progress, actor: Actor) -> list[Missing]:
    """What stands in the way of pairs, said although the next step may be another one."""
    found = []
    if progress.lacking and progress.step is not Step.CONSENTS:
        text = f"Не хватает согласий у {counted(progress.lacking, PEOPLE)}: без них пара не попадёт в приказ."
        found.append(Missing(text, _consents_action(programme, actor)))
    if paused := progress.pairs[Pair.State.PAUSED]:
        text = f"Приостановлено: {counted(paused, PAIRS)}. Получите новые согласия и возобновите пары."
        found.append(Missing(text, Action("Показать", f"{pairs_url(programme)}&state=paused")))
    is_proposing = progress.step in (Step.MENTEES, Step.MENTORS, Step.PROPOSE, Step.DECIDE, Step.CONSENTS)
    if progress.waiting and not is_proposing:
        text = f"Без наставника: {counted(progress.waiting, MENTEES)}."
        found.append(Missing(text, Action("Показать", _waiting_url(programme, actor))))
    return found


def _waiting_url(programme: Programme, actor: Actor) -> str:
    """The queue for whoever looks for pairs, the list of mentees for the others."""
    if actor.may(Right.PROPOSALS_MAKE, programme.institution_id):
        return reverse("mentoring:waiting_list", args=[programme.pk])
    return people_url(programme, side="mentee")


def side_lines(programme: Programme, progress: Progress, actor: Actor) -> list[SideLine]:
    """The two bases with their numbers, consents and the way to load a file."""
    numbers = (
        (Side.MENTEE, progress.mentees, progress.lacking_mentees, ""),
        (Side.MENTOR, progress.mentors, progress.lacking_mentors, f"готовы взять {progress.places}"),
    )
    return [
        SideLine(
            side=side,
            label="Наставляемые" if side == Side.MENTEE else "Наставники",
            note=note if number else "",
            number=number,
            state=_consents_state(number, lacking),
            url=people_url(programme, side=side) if number else "",
            action=import_action(programme, side, actor, label="Загрузить файл"),
        )
        for side, number, lacking, note in numbers
    ]


def import_action(programme: Programme, side: str, actor: Actor, label: str = "") -> Action:
    """The way to load a base."""
    url = reverse("mentoring:base_import", args=[programme.pk, str(side)])
    label = label or f"Загрузить базу {base_name(side)}"
    return Action.checked(check_can_import_base, actor, programme, label=label, url=url)


def pairs_fact(programme: Programme, progress: Progress) -> Fact:
    """How many pairs stand where."""
    counts = [
        (PAIR_STATES[PairState(state)].label, number) for state, number in sorted(progress.pairs.items())
    ]
    if not counts:
        return Fact("Пары", "пар пока нет")
    text = ", ".join(f"{label.lower()} — {number}" for label, number in counts)
    return Fact("Пары", text, url=pairs_url(programme))


def _consents_action(programme: Programme, actor: Actor) -> Action:
    may = actor.may(Right.CONSENTS_RECORD, programme.institution_id)
    return Action(
        "Отметить согласия",
        people_url(programme, consents="missing"),
        reason=None if may else ONLY_CURATOR_RECORDS,
    )


def _consents_state(number: int, lacking: int) -> State:
    if not number:
        return State("никого нет")
    if lacking:
        return State(f"не хватает у {lacking}", "attention")
    return State("есть у всех", "good")


def _of(number: int) -> str:
    return counted(number, PAIRS)
