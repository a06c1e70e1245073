"""Where the yearly cycle of a programme stands: its stages with dates, lines, evidence and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import connection
from django.db.models import Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import GroupMeeting, Pair, Programme, StageMark, StageTerm
from nastavnik.mentoring.queries.pairs import LIVE
from nastavnik.mentoring.queries.programmes import Progress, progress_of
from nastavnik.notices.queries.notices import holders_of
from nastavnik.papers.models import Paper
from nastavnik.papers.queries import papers_visible_to
from nastavnik.rulebook.roles import Role
from nastavnik.rulebook.school_year import SchoolYear
from nastavnik.rulebook.stage_templates import TEMPLATES, template_for
from nastavnik.rulebook.stages import (
    CycleCounts,
    Milestone,
    StageItem,
    StageRule,
    StageState,
    StageTemplate,
    Term,
    gates_open,
    is_proved,
    milestones,
    stage_reached,
    state_of_stage,
    told_of_gates,
    usual_term,
)

_LASTING = frozenset(
    item.code
    for template in TEMPLATES.values()
    for stage in template.stages
    for item in stage.items
    if item.is_lasting
)
_PAPER_KINDS = frozenset(
    kind
    for template in TEMPLATES.values()
    for stage in template.stages
    for item in stage.items
    for kind in item.papers
)


@dataclass(frozen=True)
class Line:
    """One line of a checklist: whether it is done and by what; `mark` or `paper` where one proves it."""

    stage: StageRule
    item: StageItem
    is_done: bool
    mark: StageMark | None = None
    paper: Paper | None = None


@dataclass(frozen=True)
class StageShown:
    """A stage of one cycle on a day."""

    number: int
    rule: StageRule
    term: Term
    state: StageState
    lines: Sequence[Line]

    @property
    def needed(self) -> list[Line]:
        """Lines that hold the stage."""
        return [line for line in self.lines if line.item.is_needed]

    @property
    def open_lines(self) -> list[Line]:
        """Needed lines that are not done."""
        return [line for line in self.needed if not line.is_done]


@dataclass(frozen=True)
class Kept:
    """What is kept of the stages of a programme: marks and papers by what they prove, terms by stage."""

    marks: Mapping[str, StageMark]
    papers: Mapping[str, Paper]
    terms: Mapping[str, Term]


@dataclass(frozen=True)
class Cycle:
    """The cycle of a programme on a day."""

    programme: Programme
    template: StageTemplate
    counts: CycleCounts
    kept: Kept
    today: date

    @cached_property
    def stages(self) -> list[StageShown]:
        """All stages in their order."""
        return [self._shown(place, rule) for place, rule in enumerate(self.template.stages, start=1)]

    @cached_property
    def reached(self) -> StageShown:
        """Where the cycle is: the last stage begun in fact."""
        last = {item.code for item in self._closing.items} & set(self.kept.marks)
        begun = milestones(
            self.counts, is_trained="trained" in self.kept.marks, is_closing=bool(last - _LASTING)
        )
        rule = stage_reached(self.template, begun)
        return next(stage for stage in self.stages if stage.rule is rule)

    @cached_property
    def missing(self) -> list[tuple[StageShown, Line]]:
        """Needed lines of stages that have begun by date or in fact, in their order."""
        reached = self.reached.number
        return [
            (stage, line)
            for stage in self.stages
            if stage.state is not StageState.AHEAD or stage.number <= reached
            for line in stage.open_lines
        ]

    @property
    def gates(self) -> tuple[StageItem, ...]:
        """Gates that still stand before the bases."""
        return gates_open(self.template, self.counts, set(self.kept.marks), set(self.kept.papers))

    @property
    def _closing(self) -> StageRule:
        return next(rule for rule in self.template.stages if rule.begun_by is Milestone.CLOSED)

    def _shown(self, number: int, rule: StageRule) -> StageShown:
        term = self.kept.terms.get(rule.code) or usual_term(rule, SchoolYear(self.programme.school_year))
        lines = [self._line(rule, item) for item in rule.items]
        needed = [line for line in lines if line.item.is_needed]
        done = sum(line.is_done for line in needed)
        state = state_of_stage(term, self.today, needed=len(needed), done=done)
        return StageShown(number, rule, term, state, lines)

    def _line(self, rule: StageRule, item: StageItem) -> Line:
        marks, papers = self.kept.marks, self.kept.papers
        is_done = is_proved(item, self.counts, set(marks), set(papers))
        paper = next((papers[kind] for kind in item.papers if kind in papers), None)
        return Line(rule, item, is_done, marks.get(item.code), paper)


def template_of(programme: Programme) -> StageTemplate:
    """The stages of the programme's model, by who is mentored in its first direction."""
    return template_for(programme.form.mentee_kind)


def cycle_of(programme: Programme, today: date, progress: Progress | None = None) -> Cycle:
    """The cycle of a programme fetched through the actor's sight; about ten queries whatever its size."""
    counts = counts_of(programme, today, progress or progress_of(programme, today))
    kept = kept_of([programme])[programme.pk]
    return Cycle(programme, template_of(programme), counts, kept, today)


def counts_of(programme: Programme, today: date, progress: Progress) -> CycleCounts:
    """The programme in numbers, as the checklists count."""
    pairs = progress.pairs
    return CycleCounts(
        curators=len(holders_of([programme.institution_id], (Role.CURATOR,), today)),
        mentees=progress.mentees,
        lacking_mentees=progress.lacking_mentees,
        mentors=progress.mentors,
        lacking_mentors=progress.lacking_mentors,
        waiting=progress.waiting,
        approved=pairs[Pair.State.APPROVED],
        agreed=pairs[Pair.State.AGREED],
        ordered=pairs[Pair.State.ORDERED],
        active=pairs[Pair.State.ACTIVE],
        paused=pairs[Pair.State.PAUSED],
        ended=_ended(programme),
        is_met=GroupMeeting.objects.filter(programme=programme, held_date__lte=today).exists(),
    )


def kept_of(programmes: Sequence[Programme], *, has_terms: bool = True) -> dict[int, Kept]:
    """Marks, papers and, unless they are left out, other terms of several programmes by id; in three queries."""
    homes = {programme.institution_id for programme in programmes}
    ids = [programme.pk for programme in programmes]
    marks = list(
        StageMark.objects.filter(
            Q(programme__in=ids) | Q(item__in=_LASTING), institution_id__in=homes, revoked_date=None
        )
        .select_related("paper")
        .order_by("done_date", "pk")
    )
    papers = list(
        Paper.objects.filter(
            institution_id__in=homes, kind__in=_PAPER_KINDS, state=Paper.State.REGISTERED, issuer=""
        ).order_by("paper_date", "pk")
    )
    terms = list(StageTerm.objects.filter(programme__in=ids)) if has_terms else []
    return {
        programme.pk: Kept(
            marks={one.item: one for one in marks if _speaks_of(one, programme)},
            papers={one.kind: one for one in papers if _serves(one, programme)},
            terms={
                one.stage: Term(one.from_date, one.to_date, one.owner)
                for one in terms
                if one.programme_id == programme.pk
            },
        )
        for programme in programmes
    }


def gates_of(programme: Programme, today: date) -> tuple[StageItem, ...]:
    """Gates that still stand before the bases of the programme; in three queries."""
    kept = kept_of([programme], has_terms=False)[programme.pk]
    curators = len(holders_of([programme.institution_id], (Role.CURATOR,), today))
    return gates_open(
        template_of(programme), CycleCounts(curators=curators), set(kept.marks), set(kept.papers)
    )


def refuse_behind_gates(programme: Programme, today: date) -> None:
    """Refuses to fill the bases before the regulation stands and a curator is named; says where to mark it."""
    if told := told_of_gates(gates_of(programme, today)):
        raise Refused(told)


def stages_below(
    institutions: Collection[int], school_year: int
) -> list[tuple[int, StageTemplate, StageRule]]:
    """Where the cycles of these institutions are: the institution, the template, the stage; numbers alone, one query.

    Only of institutions whose figures or people the actor sees; the database itself asks.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from mentoring_stages_in(%s, %s)", [list(institutions), school_year])
        rows = cursor.fetchall()
    found = []
    for institution_id, mentee_kind, begun in rows:
        template = template_for(mentee_kind)
        found.append((institution_id, template, stage_reached(template, [Milestone(one) for one in begun])))
    return found


def _ended(programme: Programme) -> int:
    return programme.pairs.filter(active_from__isnull=False).exclude(state__in=LIVE).count()


def _speaks_of(mark: StageMark, programme: Programme) -> bool:
    """Its own mark, or one of another programme of the institution that serves later cycles too."""
    if mark.programme_id == programme.pk:
        return True
    return mark.item in _LASTING and mark.institution_id == programme.institution_id and not mark.is_needless


def _serves(paper: Paper, programme: Programme) -> bool:
    """A regulation or an appointment serves until it is replaced; lists are those of the school year."""
    if paper.institution_id != programme.institution_id or paper.paper_date is None:
        return False
    year = SchoolYear(programme.school_year)
    if paper.kind == Paper.Kind.LISTS_ORDER:
        return paper.paper_date in year
    return paper.paper_date <= year.last_day


def papers_to_prove(actor: Actor, programme: Programme) -> QuerySet[Paper]:
    """Registered papers of the programme's institution, the newest first."""
    papers = papers_visible_to(actor).filter(
        institution_id=programme.institution_id, state=Paper.State.REGISTERED
    )
    return papers.order_by("-paper_date", "-pk")
