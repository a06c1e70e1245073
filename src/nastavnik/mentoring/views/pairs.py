"""The list of pairs and the card of one pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import (
    Action,
    Block,
    Crumb,
    Empty,
    Fact,
    FactsBlock,
    JournalLine,
    Missing,
    State,
    Tone,
)
from nastavnik.kit.errors import refusal_of
from nastavnik.kit.pages import CardPage, Filter, ListPage
from nastavnik.kit.pages.lists import BulkAction
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.actions.exports import export_list
from nastavnik.mentoring.models import Answer, Pair, PairMember, Side
from nastavnik.mentoring.permissions.bases import check_can_export_lists
from nastavnik.mentoring.permissions.pairs import (
    check_can_resume_pair,
    check_can_view_pairs,
)
from nastavnik.mentoring.queries.agreement import (
    Obstacle,
    answers_in_order,
    obstacles_of,
    sentence_of,
    silence_words,
)
from nastavnik.mentoring.queries.changes import is_replacing, last_change_of, open_changes, open_pause_of
from nastavnik.mentoring.queries.directions import direction_of
from nastavnik.mentoring.queries.journal import journal_about
from nastavnik.mentoring.queries.pairs import (
    LIVE,
    NOBODY,
    member_of,
    name_of,
    pairs_found,
    pairs_visible_to,
    programmes_with_pairs,
    title_of,
    with_names,
    with_people,
)
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.queries.reorganised import pairs_of_closed
from nastavnik.mentoring.views.directions import role_words
from nastavnik.mentoring.views.pair_deeds import pair_deeds
from nastavnik.mentoring.views.pair_work import work_blocks
from nastavnik.papers.models import Paper
from nastavnik.papers.queries import guardian_names
from nastavnik.registry.models import Person
from nastavnik.registry.queries.checks import certificate_faults
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.dates import long_date, short_date
from nastavnik.rulebook.pair_endings import END_REASONS, PAUSE_REASONS, EndReason, PauseReason
from nastavnik.rulebook.pair_states import KEPT_STATES, PAIR_STATES, PARTY_LABELS, PairState, Party
from nastavnik.rulebook.roles import Right

TONES: dict[str, Tone] = {
    Pair.State.APPROVED: "attention",
    Pair.State.AGREED: "attention",
    Pair.State.ORDERED: "attention",
    Pair.State.ACTIVE: "good",
    Pair.State.PAUSED: "bad",
    Pair.State.DECLINED: "bad",
    Pair.State.COMPLETED: "neutral",
    Pair.State.STOPPED: "neutral",
    Pair.State.CANCELLED: "neutral",
}
# Why a pair that never worked does not.
UNORDERED_REASONS = {
    Pair.State.AGREED: "нет приказа",
    Pair.State.CANCELLED: "одобрение снято до приказа",
}
WAY_OF_PAPER = {
    Paper.State.DRAFT: "проект приказа ждёт подписи",
    Paper.State.RETURNED: "проект приказа возвращён с замечанием",
    Paper.State.SIGNED: "приказ подписан, ждёт регистрации",
}
ANSWER_STATES = {
    Answer.Value.YES: State("да", "good"),
    Answer.Value.NO: State("нет", "bad"),
    Answer.Value.NONE: State("нет ответа", "attention"),
}
TO_END = "to_end"
STATE_CHOICES = [(state.value, PAIR_STATES[state].label) for state in KEPT_STATES]


def state_of(pair: Pair, on: date) -> State:
    """The state of a pair in words with the reason why it does not act yet."""
    label = PAIR_STATES[PairState(pair.state)].label
    return State(label, TONES[Pair.State(pair.state)], _reason(pair, on))  # type: ignore[arg-type]


def _reason(pair: Pair, on: date) -> str:
    if pair.state in UNORDERED_REASONS and pair.active_from is None:
        return UNORDERED_REASONS[Pair.State(pair.state)]
    if pair.state == Pair.State.APPROVED:
        return silence_words(pair, on)
    if pair.state == Pair.State.ORDERED and pair.paper is not None:
        return WAY_OF_PAPER.get(Paper.State(pair.paper.state), "")
    if pair.state == Pair.State.PAUSED and pair.paused_date:
        return f"с {short_date(pair.paused_date)}, ждёт возобновления"
    if pair.state == Pair.State.ACTIVE and pair.active_from:
        return f"с {short_date(pair.active_from)}"
    return ""


def _state_today(pair: Pair) -> State:
    return state_of(pair, timezone.localdate())


def order_action(programme_id: int) -> Action:
    """The button that drafts the order for all agreed pairs of a programme."""
    url = reverse("mentoring:order_draft", args=[programme_id])
    return Action("Подготовить проект приказа", url, method="post")


def amendment_action(programme_id: int) -> Action:
    """The button that leads to the order on changes."""
    return Action(
        "Подготовить приказ об изменениях", reverse("mentoring:amendment_draft", args=[programme_id])
    )


def order_words(pair: Pair) -> str:
    """«№ 40-од от 20.10.2026», «проект», «нет приказа» for a pair that waits for one."""
    paper = pair.paper
    if paper is None:
        return "нет приказа" if pair.state in LIVE else ""
    return number_and_date(paper)


def number_and_date(paper: Paper) -> str:
    """«№ 40-од от 20.10.2026», or that it is a draft."""
    is_numbered = paper.number and paper.paper_date
    return f"№ {paper.number} от {short_date(paper.paper_date)}" if is_numbered else "проект"


def _url_of(paper_id: int | None) -> str:
    return reverse("papers:paper_view", args=[paper_id]) if paper_id else ""


def _paper_url(pair: Pair) -> str:
    return reverse("papers:paper_view", args=[pair.paper_id]) if pair.paper_id else ""


def _name_in(pair: Pair, side: str) -> str:
    member = member_of(pair, side)
    return name_of(member).full if member else NOBODY


def _told_of(pair: Pair, side: str, telling: Callable[[Person], str]) -> str:
    member = member_of(pair, side)
    return telling(member.person) if member else ""


def _contact_of(person: Person) -> str:
    return person.contact


class PairList(ListPage):
    """All pairs of the institutions that this person works in."""

    permission = Right.PAIRS_VIEW
    section = "pairs"
    title = "Пары"
    counted_as = ("пара", "пары", "пар")
    search_label = "Фамилия наставника или наставляемого"
    ordering = "mentee"
    columns = (
        Column(
            "mentee",
            "Наставляемый",
            lambda pair: _name_in(pair, Side.MENTEE),
            link=lambda pair: reverse("mentoring:pair_view", args=[pair.pk]),
            note=lambda pair: _told_of(pair, Side.MENTEE, standing_of),
            sort="mentee_name",
        ),
        Column(
            "mentor",
            "Наставник",
            lambda pair: _name_in(pair, Side.MENTOR),
            note=lambda pair: _told_of(pair, Side.MENTOR, standing_of),
            sort="mentor_name",
        ),
        Column("programme", "Программа", "programme.title", sort="programme__title", wide_only=True),
        Column("state", "Состояние", _state_today, kind="state"),
        Column("order", "Приказ", order_words, link=_paper_url, wide_only=True),
        Column("form", "Форма", lambda pair: direction_of(pair).open_label, is_extra=True),
        Column("active_from", "Действует с", kind="date", is_extra=True),
        Column("ended_date", "Завершена", kind="date", is_extra=True),
        Column(
            "mentee_contact",
            "Контакты наставляемого",
            lambda pair: _told_of(pair, Side.MENTEE, _contact_of),
            is_extra=True,
        ),
        Column(
            "mentor_contact",
            "Контакты наставника",
            lambda pair: _told_of(pair, Side.MENTOR, _contact_of),
            is_extra=True,
        ),
    )
    has_choice = True
    export_name = "Пары"
    filters = (
        Filter(
            "state",
            "состояние",
            [*STATE_CHOICES, (TO_END, "ждут прекращения: организация закрыта")],
            lambda pairs, value: pairs_of_closed(pairs) if value == TO_END else pairs.filter(state=value),
        ),
        Filter(
            "programme",
            "программа",
            lambda page: page.programme_choices,
            lambda pairs, value: pairs.filter(programme_id=value),
        ),
    )

    def rows(self) -> QuerySet[Pair]:
        """Pairs of the institutions in which the pages of pairs are open to this person."""
        pairs = pairs_visible_to(self.actor).filter(institution_id__in=self.institutions)
        return with_people(with_names(pairs))

    @cached_property
    def institutions(self) -> list[int]:
        """Where this person may see pairs: sight of people alone is not enough."""
        return [node for node in self.actor.people if self.actor.may(Right.PAIRS_VIEW, node)]

    @cached_property
    def programme_choices(self) -> list[tuple[str, str]]:
        """Programmes that have pairs."""
        return [(str(programme.pk), programme.title) for programme in programmes_with_pairs(self.actor)]

    def search(self, rows: Any, text: str) -> QuerySet[Pair]:
        """By the name of either member."""
        return pairs_found(self.actor, rows, text)

    def export_refusal(self) -> str | None:
        """Only whoever takes bases out takes lists out."""
        return refusal_of(check_can_export_lists, self.actor, self.institutions)

    def journal_export(self, rows: Sequence[Any], columns: Sequence[str]) -> None:
        """In the journal of each institution whose pairs stand in the file."""
        nodes = Counter(pair.institution_id for pair in rows)
        export_list(by=self.actor, what="pairs", columns=columns, rows_of=nodes)

    def bulk_actions(self) -> Sequence[BulkAction]:
        """Pairs that work end by one order."""
        if not self.actor.may(Right.PAPERS_DRAFT):
            return ()
        return (BulkAction("end", "Прекратить приказом"),)

    def perform_bulk(self, name: str, chosen: Sequence[Pair]) -> str:
        """On to the reason; pairs that do not work are left out there."""
        query = "&".join(f"pair={pair.pk}" for pair in chosen)
        return f"{reverse('mentoring:ending_draft')}?{query}"

    def menu(self) -> list[Action]:
        """How pairs are doing, and their meetings."""
        return [
            Action("Как дела у пар", reverse("mentoring:pairs_at_work")),
            Action("Встречи", reverse("mentoring:meeting_list")),
        ]

    def nothing(self) -> Empty:
        """Where pairs come from."""
        action = Action("Открыть программы", reverse("mentoring:programme_list"))
        return Empty("Пар пока нет.", "Их составляют по предложению в программе наставничества.", action)


class PairCard(CardPage):
    """One pair: its members and their cards, the answers, the order, what is missing, the journal."""

    permission = Right.PAIRS_VIEW
    section = "pairs"

    def load(self) -> None:
        """The pair, of those that this person sees."""
        self.pair = get_object_or_404(with_people(pairs_visible_to(self.actor)), pk=self.kwargs["pk"])
        check_can_view_pairs(self.actor, self.pair.programme)

    def heading(self) -> str:
        """Mentor and mentee."""
        return title_of(self.pair)

    def lead(self) -> str:
        """Form and programme in one line."""
        return f"{direction_of(self.pair).form.label} · {self.pair.programme.title}"

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [Crumb("Пары", reverse("mentoring:pair_list"))]

    def state(self) -> State:
        """Where the pair stands and why."""
        return state_of(self.pair, self.today)

    @cached_property
    def obstacles(self) -> Sequence[Obstacle]:
        """Answers and consents without which a pair that is to act cannot."""
        rule = PAIR_STATES[PairState(self.pair.state)]
        if not rule.is_live or self.pair.state == Pair.State.ACTIVE:
            return ()
        return obstacles_of([self.pair], self.today).get(self.pair.pk, [])

    def missing(self) -> Sequence[Missing]:
        """What keeps the pair from acting, each with the way to mend it."""
        gaps = [Missing(sentence_of(obstacle), self._mending(obstacle)) for obstacle in self.obstacles]
        return [*gaps, *self._unchecked()]

    def _unchecked(self) -> list[Missing]:
        """Mentors from outside without a certificate."""
        people = [member.person for member in self.pair.members.all() if member.side == Side.MENTOR]
        faults = certificate_faults(people, self.today)
        return [
            Missing(
                f"{full_name_of(person).short}: {faults[person.pk]}",
                Action("Открыть карточку", reverse("mentoring:person_view", args=[person.pk])),
            )
            for person in people
            if person.pk in faults
        ]

    def _mending(self, obstacle: Obstacle) -> Action | None:
        institution = self.pair.institution_id
        if obstacle.person_id is None:
            return None  # the primary action of the card leads to the answers
        if not self.actor.may(Right.CONSENTS_RECORD, institution):
            return None
        return Action("Открыть карточку", reverse("mentoring:person_view", args=[obstacle.person_id]))

    def primary(self) -> Action | None:
        """The one next step of whoever may take it."""
        state, programme, institution = self.pair.state, self.pair.programme_id, self.pair.institution_id
        may_record = self.actor.may(Right.AGREEMENT_RECORD, institution)
        if state in (Pair.State.APPROVED, Pair.State.DECLINED) and may_record:
            return Action("Внести ответы", reverse("mentoring:agreement_edit", args=[programme]))
        if state == Pair.State.AGREED and self.actor.may(Right.PAPERS_DRAFT, institution):
            return amendment_action(programme) if is_replacing(self.pair) else order_action(programme)
        if state == Pair.State.ORDERED and self.actor.may(Right.PAPERS_OPEN, institution):
            return Action("Открыть проект приказа", _paper_url(self.pair))
        if state == Pair.State.PAUSED:
            url = reverse("mentoring:pair_resume", args=[self.pair.pk])
            if any(obstacle.person_id for obstacle in self.obstacles):
                return Action("Возобновить пару", url, reason="Сначала запишите новое согласие.")
            check = (check_can_resume_pair, self.actor, self.pair)
            return Action.checked(*check, label="Возобновить пару", url=url, method="post")
        return None

    def menu(self) -> Sequence[Action]:
        """What else may be done, refused deeds with their reason."""
        return pair_deeds(self.pair, self.actor)

    def blocks(self) -> Sequence[Block]:
        """Members, answers, the pair itself with its order."""
        members = sorted(self.pair.members.all(), key=lambda member: member.side != Side.MENTOR)
        return [
            Table("Участники", columns=MEMBER_COLUMNS, rows=members),
            *work_blocks(self.actor, self.pair),
            Table("Ответы о согласии на пару", columns=ANSWER_COLUMNS, rows=self._answers()),
            FactsBlock("Сведения", facts=self._facts()),
        ]

    def journal(self) -> Sequence[JournalLine]:
        """What was done with the pair."""
        return journal_about(self.actor, [self.pair])

    def _answers(self) -> list[dict[str, Any]]:
        people = {member.person_id: member.person for member in self.pair.members.all()}
        guardians = guardian_names(self.actor, people.values())
        return [_answer_row(answer, self.pair, guardians) for answer in answers_in_order(self.pair)]

    def _facts(self) -> list[Fact]:
        pair, programme = self.pair, self.pair.programme
        facts = [
            Fact("Программа", programme.title, reverse("mentoring:programme_view", args=[programme.pk])),
            Fact("Форма наставничества", direction_of(pair).form.label),
            Fact("Ролевая модель", self._role_label()),
            Fact("Период программы", f"{long_date(programme.start_date)} — {long_date(programme.end_date)}"),
            Fact("Почему предложена", pair.reason),
            Fact("Одобрена куратором", pair.approved_at),
            Fact("Приказ", order_words(pair), _paper_url(pair)),
            Fact("Действует с", pair.active_from),
        ]
        if pair.paused_date:
            facts.append(Fact("Приостановлена", pair.paused_date, note=self._why_paused()))
        return [*facts, *self._facts_of_change()]

    def _why_paused(self) -> str:
        """The reason, for whoever decides on pairs."""
        pause = open_pause_of(self.pair)
        may_know = self.actor.may(Right.PAIRS_DECIDE, self.pair.institution_id)
        return PAUSE_REASONS[PauseReason(pause.reason)] if pause and pause.reason and may_know else ""

    def _facts_of_change(self) -> list[Fact]:
        """What is under way, or how the pair ended; the reason is for whoever decides on pairs."""
        pair = self.pair
        under_way = open_changes([pair]).get(pair.pk)
        if under_way is not None:
            url = reverse("papers:paper_view", args=[under_way.paper_id]) if under_way.paper_id else ""
            return [Fact("Готовится", under_way.get_kind_display().lower(), url)]
        if pair.ended_date is None:
            return []
        change, facts = (
            last_change_of(pair),
            [Fact(PAIR_STATES[PairState(pair.state)].label.capitalize(), pair.ended_date)],
        )
        if change is not None and change.paper is not None:
            facts.append(
                Fact("Приказ о прекращении", number_and_date(change.paper), _url_of(change.paper_id))
            )
            if self.actor.may(Right.PAIRS_DECIDE, pair.institution_id):
                facts.append(Fact("Причина", END_REASONS[EndReason(change.reason)].label))
        return facts

    def _role_label(self) -> str:
        """The official label is for the curator's eyes where it could hurt."""
        is_curator = self.actor.may(Right.PAIRS_DECIDE, self.pair.institution_id)
        return role_words(direction_of(self.pair), is_curator=is_curator)


def _answer_row(answer: Answer, pair: Pair, guardians: dict[int, str]) -> dict[str, Any]:
    speaks_for_child = answer.party in (Answer.Party.GUARDIAN, Answer.Party.MENTOR_GUARDIAN)
    member = next((one for one in pair.members.all() if one.person_id == answer.person_id), None)
    return {
        "party": PARTY_LABELS[Party(answer.party)].capitalize(),
        "name": (guardians.get(answer.person_id) or "имя не указано")
        if speaks_for_child
        else (name_of(member).full if member else NOBODY),
        "state": ANSWER_STATES[Answer.Value(answer.value)],
        "date": answer.answered_date,
    }


def _person_url(member: PairMember) -> str:
    return reverse("mentoring:person_view", args=[member.person_id])


MEMBER_COLUMNS = (
    Column("name", "Фамилия Имя Отчество", lambda member: name_of(member).full, link=_person_url),
    Column("side", "Сторона", "get_side_display"),
    Column("standing", "Класс или должность", lambda member: standing_of(member.person)),
    Column("card", "Что видит другая сторона", "card_name", note="card_standing", wide_only=True),
)
ANSWER_COLUMNS = (
    Column("party", "Кто отвечает", line=2),
    Column("name", "Имя", line=1),
    Column("state", "Ответ", kind="state"),
    Column("date", "Дата ответа", kind="date"),
)
