"""The words of stages and of their lines: states, evidence, the way to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, State
from nastavnik.kit.tables import Column
from nastavnik.mentoring.models import Programme, StageMark
from nastavnik.mentoring.permissions.stages import check_can_mark_stages
from nastavnik.mentoring.queries.stages import Cycle, Line, StageShown
from nastavnik.mentoring.views.programme_words import pairs_url, people_url
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.stages import Count, StageState, Term

_STATES = {
    StageState.DONE: ("выполнен", "good"),
    StageState.GOING: ("идёт", "neutral"),
    StageState.LATE: ("срок прошёл", "attention"),
    StageState.AHEAD: ("впереди", "neutral"),
}
_COUNTED_BY = {
    Count.CURATOR: "по назначенным ролям",
    Count.MENTEES: "по базе",
    Count.MENTEE_CONSENTS: "по записанным согласиям",
    Count.MENTORS: "по базе",
    Count.MENTOR_CONSENTS: "по записанным согласиям",
    Count.MEETING: "по дню общей встречи",
}


@dataclass(frozen=True)
class LineShown:
    """One line of a checklist as it is drawn."""

    code: str
    text: str
    note: str
    state: State
    proof: str
    proof_url: str
    actions: tuple[Action, ...]
    stage: str = ""
    stage_url: str = ""
    due: Any = None


LINE_COLUMNS = (
    Column("text", "Что", note="note"),
    Column("state", "Состояние", kind="state"),
    Column("proof", "Чем подтверждается", link="proof_url"),
    Column("actions", "", kind="actions"),
)
MISSING_COLUMNS = (
    Column("text", "Что", note="note"),
    Column("stage", "Этап", link="stage_url"),
    Column("due", "Срок", kind="date"),
    Column("actions", "", kind="actions"),
)


def stages_url(programme: Programme) -> str:
    """The page of stages of a programme."""
    return reverse("mentoring:stage_overview", args=[programme.pk])


def stage_state(stage: StageShown) -> State:
    """How a stage stands, with how many of its lines are done."""
    word, tone = _STATES[stage.state]
    return State(word, tone, f"{len(stage.needed) - len(stage.open_lines)} из {len(stage.needed)}")  # type: ignore[arg-type]


def term_words(term: Term) -> str:
    """«01.09.2026 – 15.09.2026»."""
    return f"{short_date(term.first)} – {short_date(term.last)}"


def overview_columns(programme: Programme, cycle: Cycle) -> tuple[Column, ...]:
    """The table of seven stages; where the cycle is stands beside the name."""
    return (
        Column("number", "№", kind="number", line=2),
        Column(
            "title",
            "Этап",
            "rule.title",
            link=lambda stage: reverse("mentoring:stage_view", args=[programme.pk, stage.rule.code]),
            note=lambda stage: "программа сейчас здесь" if stage is cycle.reached else stage.rule.result,
            line=1,
        ),
        Column("term", "Срок", lambda stage: term_words(stage.term), nowrap=True),
        Column("owner", "Кто отвечает", "term.owner", wide_only=True),
        Column("state", "Состояние", stage_state, kind="state"),
    )


def line_shown(line: Line, programme: Programme, actor: Actor) -> LineShown:
    """A line with its evidence and what can be done with it."""
    state = State("сделано", "good") if line.is_done else State("не сделано", "attention")
    if not line.is_done and not line.item.is_needed:
        state = State("не отмечено")
    if line.mark is not None and line.mark.is_needless:
        state = State("не требуется")
    proof, proof_url = _proof(line)
    return LineShown(
        line.item.code, line.item.text, _note(line), state, proof, proof_url, _actions(line, programme, actor)
    )


def missing_shown(stage: StageShown, line: Line, programme: Programme, actor: Actor) -> LineShown:
    """The same among all that is missing: with its stage and its term."""
    return LineShown(
        line.item.code,
        line.item.text,
        _note(line),
        State("не сделано", "attention"),
        "",
        "",
        _actions(line, programme, actor)[:1],
        stage=f"{stage.number}. {stage.rule.title}",
        stage_url=reverse("mentoring:stage_view", args=[programme.pk, stage.rule.code]),
        due=stage.term.last,
    )


def _note(line: Line) -> str:
    if line.item.is_gate and not line.is_done:
        return "без этого базы не заполняют"
    return "" if line.item.is_needed else "по желанию"


def _proof(line: Line) -> tuple[str, str]:
    if line.mark is not None:
        return _marked(line.mark)
    if line.paper is not None:
        return _named(line.paper), reverse("papers:paper_view", args=[line.paper.pk])
    if line.is_done and line.item.count is not None:
        return _COUNTED_BY.get(line.item.count, "по состоянию пар"), ""
    return "", ""


def _marked(mark: StageMark) -> tuple[str, str]:
    words = f"{mark.note or mark.link}" if mark.paper is None else _named(mark.paper)
    url = reverse("papers:paper_view", args=[mark.paper_id]) if mark.paper_id else mark.link
    return f"{words} ({short_date(mark.done_date)})", url


def _named(paper: Any) -> str:
    return f"{paper.get_kind_display()} № {paper.number} от {short_date(paper.paper_date)}"


def _actions(line: Line, programme: Programme, actor: Actor) -> tuple[Action, ...]:
    """What can be done with a line: where a count comes from, a paper to be entered, a mark or its taking back."""
    check = (check_can_mark_stages, actor, programme)
    key = [programme.pk, line.item.code]
    if line.mark is not None and line.mark.programme_id == programme.pk:
        url = reverse("mentoring:item_unmark", args=key)
        return (Action.checked(*check, label="Снять отметку", url=url, method="post"),)
    if line.is_done:
        return ()
    found: tuple[Action, ...] = ()
    if line.item.count is not None and not line.item.is_gate:
        return (Action("Открыть", _where(line.item.count, programme)),)
    found += (Action.checked(*check, label="Отметить", url=reverse("mentoring:item_mark", args=key)),)
    return found


def _where(count: Count, programme: Programme) -> str:
    """The page on which the count is mended."""
    key = [programme.pk]
    places = {
        Count.MENTEES: reverse("mentoring:base_import", args=[programme.pk, "mentee"]),
        Count.MENTORS: reverse("mentoring:base_import", args=[programme.pk, "mentor"]),
        Count.MENTEE_CONSENTS: people_url(programme, side="mentee", consents="missing"),
        Count.MENTOR_CONSENTS: people_url(programme, side="mentor", consents="missing"),
        Count.MEETING: reverse("mentoring:wish_list", args=key),
        Count.AGREED: reverse("mentoring:agreement_edit", args=key),
        Count.EVERYBODY_PAIRED: people_url(programme, side="mentee"),
    }
    return places.get(count, pairs_url(programme))
