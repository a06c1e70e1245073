"""Meetings of the institution as its curator sees them: the list, one meeting, the terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

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
)
from nastavnik.kit.pages import CardPage, Filter, FormPage, ListPage
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.actions.meetings import close_meeting, set_meeting_terms
from nastavnik.mentoring.forms.meetings import ClosingForm, MeetingTermsForm
from nastavnik.mentoring.models import Feedback, Meeting, MeetingTerms
from nastavnik.mentoring.permissions.meetings import (
    check_can_close_meeting,
    check_can_keep_meetings,
    check_can_lead_meetings,
    check_can_view_meetings,
)
from nastavnik.mentoring.queries.journal import journal_about
from nastavnik.mentoring.queries.meetings import (
    closing_words,
    feedback_visible_to,
    hours_of,
    is_guarded_pair,
    meetings_found,
    meetings_visible_to,
    terms_of_meetings,
    with_pairs,
)
from nastavnik.mentoring.queries.pairs import pairs_visible_to, title_of, with_people
from nastavnik.mentoring.views.meeting_words import day_of, kind_words, state_words, when_words, where_words
from nastavnik.notices.queries.settings import calendar_exceptions
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.feedback import GOAL_LABELS, Goal, closable_from
from nastavnik.rulebook.meetings import SOURCE_LABELS, STATE_LABELS, MeetingState, Source, Venue
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.safe_meetings import warnings_of

AWAITED = "awaited"


def _apply_state(rows: QuerySet[Meeting], value: str) -> QuerySet[Meeting]:
    if value == AWAITED:
        return rows.filter(state=MeetingState.HELD, complete_date=None)
    return rows.filter(state=value)


class MeetingList(ListPage):
    """All meetings of the institutions that this person leads or watches."""

    permission = Right.PAIRS_VIEW
    section = "pairs"
    title = "Встречи"
    counted_as = ("встреча", "встречи", "встреч")
    search_label = "Фамилия наставника или наставляемого"
    ordering = "-when"
    columns = (
        Column(
            "when", "Когда", when_words, link=lambda row: reverse("mentoring:meeting_view", args=[row.pk]),
            sort=("day", "start_time", "pk"), nowrap=True,
        ),
        Column("pair", "Пара", lambda row: title_of(row.pair), note="pair.programme.title"),
        Column("kind", "Встреча", kind_words, wide_only=True),
        Column("where", "Где", where_words, wide_only=True),
        Column("state", "Состояние", state_words, kind="state"),
    )  # fmt: skip
    filters = (
        Filter(
            "state", "состояние",
            [*((state.value, label) for state, label in STATE_LABELS.items()), (AWAITED, "ждут отзывов")],
            _apply_state,
        ),
    )  # fmt: skip

    @cached_property
    def institutions(self) -> list[int]:
        """Where this person may see meetings."""
        return [node for node in self.actor.people if self.actor.may(Right.PAIRS_VIEW, node)]

    def crumbs(self) -> list[Crumb]:
        """Up to the pairs."""
        return [Crumb("Пары", reverse("mentoring:pair_list"))]

    def rows(self) -> QuerySet[Meeting]:
        """With their pairs."""
        rows = meetings_visible_to(self.actor).filter(institution_id__in=self.institutions)
        return with_pairs(rows)

    def search(self, rows: Any, text: str) -> QuerySet[Meeting]:
        """By the name of either member."""
        return meetings_found(self.actor, rows, text)

    def primary(self) -> Action:
        """How pairs are doing."""
        return Action("Как дела у пар", reverse("mentoring:pairs_at_work"))

    def menu(self) -> list[Action]:
        """Paper, terms, consultations."""
        actions = [Action("Консультации", reverse("mentoring:consultation_list"))]
        if self.actor.may(Right.PAIRS_DECIDE):
            actions = [
                Action("Внести отзывы с листов", reverse("mentoring:paper_feedback")),
                *actions,
                *(
                    Action("Порядок встреч", reverse("mentoring:meeting_terms", args=[node]))
                    for node in self.institutions
                    if self.actor.may(Right.PAIRS_DECIDE, node)
                ),
            ]
        return actions

    def nothing(self) -> Empty:
        """Where meetings come from."""
        return Empty(
            "Встреч пока нет.",
            "Их записывает наставник по своей карточке или куратор на странице пары.",
            Action("Открыть пары", reverse("mentoring:pair_list")),
        )


class MeetingPage(CardPage):
    """One meeting: when, what was done, who has answered, what is not by the rules."""

    permission = Right.PAIRS_VIEW
    section = "pairs"

    def load(self) -> None:
        """The meeting, with the people of its pair."""
        rows = meetings_visible_to(self.actor).select_related("record")
        self.meeting: Meeting = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_view_meetings(self.actor, self.meeting.institution_id)
        self.meeting.pair = get_object_or_404(
            with_people(pairs_visible_to(self.actor)), pk=self.meeting.pair_id
        )

    def heading(self) -> str:
        """Which kind and when."""
        return f"{kind_words(self.meeting).capitalize()}, {when_words(self.meeting)}"

    def lead(self) -> str:
        """Whose."""
        return f"{title_of(self.meeting.pair)} · {self.meeting.pair.programme.title}"

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [
            Crumb("Пары", reverse("mentoring:pair_list")),
            Crumb("Встречи", reverse("mentoring:meeting_list")),
        ]

    def state(self) -> State:
        """What became of it."""
        return state_words(self.meeting)

    def missing(self) -> list[Missing]:
        """What is not by the rules of safe meetings."""
        day = day_of(self.meeting)
        is_over = self.meeting.state not in (MeetingState.PLANNED, MeetingState.HELD)
        if day is None or is_over or not is_guarded_pair(self.meeting.pair, day):
            return []
        told = warnings_of(
            day=day, start=self.meeting.start_time, end=self.meeting.end_time, venue=Venue(self.meeting.venue),
            place=self.meeting.place, hours=hours_of(self.terms), exceptions=calendar_exceptions(),
        )  # fmt: skip
        return [Missing(f"Взрослый с ребёнком: {words}") for words in told]

    @cached_property
    def terms(self) -> MeetingTerms:
        """How the institution keeps meetings."""
        return terms_of_meetings(self.meeting.institution_id)

    def primary(self) -> Action | None:
        """To write what was planned."""
        if self.meeting.state != MeetingState.PLANNED:
            return None
        url = f"{reverse('mentoring:meeting_record', args=[self.meeting.pair_id])}?planned={self.meeting.pk}"
        check = (check_can_keep_meetings, self.actor, self.meeting.pair)
        return Action.checked(*check, label="Записать встречу", url=url)

    def menu(self) -> list[Action]:
        """To move or end a planned one, to close a held one without feedback."""
        key = [self.meeting.pk]
        if self.meeting.state == MeetingState.PLANNED:
            check = (check_can_keep_meetings, self.actor, self.meeting.pair)
            url = reverse("mentoring:meeting_change", args=key)
            return [Action.checked(*check, label="Перенести или отменить", url=url)]
        if self.meeting.held_date is None or self.meeting.complete_date is not None:
            return []
        first = closable_from(self.meeting.held_date, self.terms.close_after)
        url = reverse("mentoring:meeting_close", args=key)
        if first > self.today:
            return [Action("Закрыть без отзыва", url, reason=f"Отзывов ещё ждут до {long_date(first)}.")]
        closing = (check_can_close_meeting, self.actor, self.meeting)
        return [Action.checked(*closing, label="Закрыть без отзыва", url=url)]

    def blocks(self) -> list[Block]:
        """When and where, what was done, what the sides said where they may be read."""
        found: list[Block] = [FactsBlock("Сведения", facts=self._facts())]
        rows = list(feedback_visible_to(self.actor).filter(meeting=self.meeting).select_related("person"))
        if rows:
            found.append(Table("Отзывы", columns=FEEDBACK_COLUMNS, rows=rows, note=_WHO_READS))
        return found

    def journal(self) -> Sequence[JournalLine]:
        """What was done with the meeting."""
        return journal_about(self.actor, [self.meeting])

    def _facts(self) -> list[Fact]:
        meeting, record = self.meeting, getattr(self.meeting, "record", None)
        pair = reverse("mentoring:pair_view", args=[meeting.pair_id])
        source = SOURCE_LABELS[Source(meeting.source)]
        facts = [
            Fact("Пара", title_of(meeting.pair), pair),
            Fact("Когда", when_words(meeting)),
            Fact("Где", where_words(meeting)),
            Fact("Тема или цель", record.topic if record else ""),
            Fact("Что сделали", record.done if record else ""),
            Fact("Что получилось", record.result if record else ""),
            Fact("Задание к следующей встрече", record.next_task if record else ""),
            Fact("Перенесена с", meeting.moved_from),
            Fact("Причина", meeting.reason),
            Fact("Кто внёс", f"{source}, {meeting.entered_by}" if meeting.entered_by else source),
            Fact("Почему без отзыва", closing_words(meeting)),
        ]
        return [fact for fact in facts if fact.value]


_WHO_READS = "Отзывы видят куратор и педагог-психолог. Стороны отзывов друг друга не видят."


def _said(row: Feedback) -> State:
    if row.answered_at is None:
        return State("нет ответа", "attention")
    low = min(row.comfort or 0, row.usefulness or 0)
    return State(f"комфорт {row.comfort}, польза {row.usefulness}", "bad" if low <= 4 else "good")


def _words_of(row: Feedback) -> str:
    parts = [
        f"получилось: {row.worked}" if row.worked else "",
        f"мешало: {row.hindered}" if row.hindered else "",
        "нужна помощь куратора" if row.needs_help else "",
        {True: "хочет продолжать", False: "не хочет продолжать"}.get(row.goes_on, ""),  # type: ignore[arg-type]
    ]
    return "; ".join(part for part in parts if part)


FEEDBACK_COLUMNS = (
    Column("who", "Кто", lambda row: full_name_of(row.person).full, note="get_side_display"),
    Column("said", "Оценки", _said, kind="state"),
    Column("goal", "Цель достигнута", lambda row: GOAL_LABELS[Goal(row.goal)] if row.goal else ""),
    Column("words", "Словами", _words_of),
    Column(
        "source", "Откуда", lambda row: "с листа" if row.is_from_paper else "сам" if row.answered_at else ""
    ),
)


class MeetingClose(FormPage):
    """Closing a meeting «без отзыва»."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    form_class = ClosingForm
    submit_label = "Закрыть без отзыва"
    submit_style = "danger"

    def load(self) -> None:
        """A meeting that this person sees."""
        rows = with_pairs(meetings_visible_to(self.actor))
        self.meeting: Meeting = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_close_meeting(self.actor, self.meeting)

    def heading(self) -> str:
        """Which."""
        return f"Закрыть без отзыва: {title_of(self.meeting.pair)}, {when_words(self.meeting)}"

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            "Встреча станет завершённой, но в счёт отзывов не войдёт.",
            "Напоминать об отзыве больше не будут.",
        ]

    def crumbs(self) -> list[Crumb]:
        """Back to the meeting."""
        return [Crumb("Встреча", reverse("mentoring:meeting_view", args=[self.meeting.pk]))]

    def perform(self, form: ClosingForm) -> str:
        """Closes it."""
        close_meeting(by=self.actor, meeting=self.meeting, reason=form.cleaned_data["reason"])
        self.say("Встреча закрыта без отзыва.")
        return reverse("mentoring:meeting_view", args=[self.meeting.pk])


class MeetingTermsEdit(FormPage):
    """How the institution keeps meetings."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    title = "Порядок встреч"
    form_class = MeetingTermsForm

    def load(self) -> None:
        """The institution, of those whose people this person sees."""
        rows = organisations_visible_to(self.actor).filter(pk__in=self.actor.people)
        self.institution = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_lead_meetings(self.actor, self.institution.pk)

    def lead(self) -> str:
        """Whose terms."""
        return self.institution.short_name

    def crumbs(self) -> list[Crumb]:
        """Up to the meetings."""
        return [Crumb("Встречи", reverse("mentoring:meeting_list"))]

    def initial(self) -> Mapping[str, Any]:
        """What stands there, or what is usual."""
        terms = terms_of_meetings(self.institution.pk)
        return {name: getattr(terms, name) for name in MeetingTermsForm.Meta.fields}

    def perform(self, form: MeetingTermsForm) -> str:
        """Writes it."""
        set_meeting_terms(by=self.actor, institution=self.institution, values=form.cleaned_data)
        self.say("Порядок встреч сохранён.")
        return reverse("mentoring:meeting_list")
