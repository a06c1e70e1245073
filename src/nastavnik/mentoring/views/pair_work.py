"""What the card of a pair shows of its work: figures, meetings, plan, requests for help, steps; sheets that go out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, Crumb, CustomBlock, Fact, FactsBlock, State
from nastavnik.kit.pages import Page
from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.actions.meeting_papers import print_mentor_report, print_pair_journal
from nastavnik.mentoring.models import HelpRequest, InactivityStep, Meeting, Pair
from nastavnik.mentoring.queries.care import inactivity_steps_visible_to, open_help_of
from nastavnik.mentoring.queries.meetings import meeting_figures, timetable_of
from nastavnik.mentoring.queries.pairs import pairs_visible_to, title_of, with_people
from nastavnik.mentoring.queries.plans import plan_of
from nastavnik.mentoring.views.meeting_deeds import PairForm
from nastavnik.mentoring.views.meeting_words import kind_words, state_words, when_words, where_words
from nastavnik.mentoring.views.own_plans import (
    MeasureDone,
    PlanWriting,
    agreed_state,
    measure_columns,
    plan_facts,
)
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.inactivity import STEP_LABELS
from nastavnik.rulebook.inactivity import InactivityStep as Rung
from nastavnik.rulebook.roles import Right

SHOWN = 8


def work_blocks(actor: Actor, pair: Pair) -> list[Block]:
    """Blocks of a pair that works or has worked; nothing for one that never began."""
    if pair.active_from is None:
        return []
    meetings = timetable_of(actor, [pair.pk])
    figures = meeting_figures(meetings)
    facts = [
        Fact("Состоялось", figures.held),
        Fact("Из них завершено", figures.complete),
        Fact("С отзывами обеих сторон", figures.answered),
    ]
    blocks: list[Block] = [
        CustomBlock(
            "Работа пары", template="mentoring/parts/deeds.html", context={"actions": _deeds(actor, pair)}
        ),
        *_help_block(actor, pair),
        FactsBlock("Встречи", facts=facts),
        Table(
            "",
            columns=MEETING_COLUMNS,
            rows=meetings[:SHOWN],
            empty="Встреч ещё не было.",
            caption="Встречи пары",
        ),
        *_plan_blocks(actor, pair),
    ]
    steps = inactivity_steps_visible_to(actor).filter(pair=pair).order_by("-step_date", "-pk")
    rows = list(steps)
    return [*blocks, Table("Шаги с парой", columns=STEP_COLUMNS, rows=rows)] if rows else blocks


def _deeds(actor: Actor, pair: Pair) -> list[Action]:
    if not actor.may(Right.PAIRS_DECIDE, pair.institution_id):
        return []
    key = [pair.pk]
    sheets = [
        Action("Журнал встреч (.docx)", reverse("mentoring:pair_journal", args=key), method="post"),
        Action("Отчёт наставника (.docx)", reverse("mentoring:mentor_report", args=key), method="post"),
    ]
    if pair.state != Pair.State.ACTIVE:
        return [Action("Записать встречу", reverse("mentoring:meeting_record", args=key)), *sheets]
    return [
        Action("Записать встречу", reverse("mentoring:meeting_record", args=key)),
        Action("Запланировать", reverse("mentoring:meeting_plan", args=key)),
        Action("План", reverse("mentoring:plan_write", args=key)),
        Action("Шаг с молчащей парой", reverse("mentoring:pair_step", args=key)),
        *sheets,
    ]


def _help_block(actor: Actor, pair: Pair) -> list[Block]:
    rows = open_help_of(actor, pair.pk)
    return [Table("Просьбы о помощи", columns=HELP_COLUMNS, rows=rows, note=_HIDDEN)] if rows else []


_HIDDEN = "Другая сторона пары об этих просьбах не знает."


def _plan_blocks(actor: Actor, pair: Pair) -> list[Block]:
    plan = plan_of(actor, pair)
    if plan is None:
        return []
    state = agreed_state(plan, len(pair.members.all()))
    may_write = actor.may(Right.PAIRS_DECIDE, pair.institution_id)
    columns = measure_columns(with_deeds=may_write, name="mentoring:measure_done")
    facts = plan_facts(plan)
    return [
        FactsBlock("План", facts=[*facts.facts, Fact("Согласован", f"{state.word}, {state.reason}")]),
        Table("", columns=columns, rows=plan.measures.all(), caption="Мероприятия плана"),
    ]


def _meeting_url(row: Meeting) -> str:
    return reverse("mentoring:meeting_view", args=[row.pk])


def _help_state(row: HelpRequest) -> State:
    return State("помогли", "good", row.outcome) if row.done_at else State("ждёт", "bad")


def _step_label(row: InactivityStep) -> str:
    return STEP_LABELS[Rung(row.kind)]


MEETING_COLUMNS = (
    Column("when", "Когда", when_words, link=_meeting_url),
    Column("kind", "Встреча", kind_words),
    Column("where", "Где", where_words, wide_only=True),
    Column("state", "Состояние", state_words, kind="state"),
)
HELP_COLUMNS = (
    Column(
        "who", "Кто", lambda row: full_name_of(row.person).full,
        link=lambda row: reverse("mentoring:help_finish", args=[row.pk]),
    ),
    Column("text", "Что случилось"),
    Column("state", "Состояние", _help_state, kind="state"),
)  # fmt: skip
STEP_COLUMNS = (
    Column("step_date", "Когда", kind="date", line=2),
    Column("kind", "Шаг", _step_label, note="reason", line=1),
    Column("until_date", "Ждём до", kind="date"),
    Column("made_by", "Кто", wide_only=True),
)


class PlanWrite(PlanWriting, PairForm):
    """The curator writes the plan with both sides."""

    permission = Right.PAIRS_DECIDE

    def lead(self) -> str:
        """Whose, and what follows."""
        return f"{title_of(self.pair)}. {super().lead()}"

    def url_done(self) -> str:
        """The pair."""
        return reverse("mentoring:pair_view", args=[self.pair.pk])


class PlanMeasureDone(MeasureDone):
    """The curator writes what came of a measure."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"

    def crumbs(self) -> list[Crumb]:
        """Back to the pair."""
        return [Crumb("Пара", self.url_done())]

    def url_done(self) -> str:
        """The pair."""
        return reverse("mentoring:pair_view", args=[self.measure.pair_id])


class _PairSheet(Page):
    """A sheet of a pair as a file."""

    abstract = True
    permission = Right.PAIRS_DECIDE
    name = ""

    def load(self) -> None:
        """The pair, of those that this person sees."""
        self.pair: Pair = get_object_or_404(with_people(pairs_visible_to(self.actor)), pk=self.kwargs["pk"])

    def content(self) -> bytes:
        """The file."""
        raise NotImplementedError

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Opening the address prints nothing."""
        return HttpResponseRedirect(reverse("mentoring:pair_view", args=[self.pair.pk]))

    def post(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        return file_response(self.content(), f"{self.name}.docx", DOCX)


class PairJournal(_PairSheet):
    """The journal of meetings."""

    name = "Журнал встреч"

    def content(self) -> bytes:
        """Made and journalled."""
        return print_pair_journal(by=self.actor, pair=self.pair)


class MentorReport(_PairSheet):
    """The mentor's report."""

    name = "Отчёт наставника"

    def content(self) -> bytes:
        """Made and journalled."""
        return print_mentor_report(by=self.actor, pair=self.pair)
