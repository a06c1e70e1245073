"""The stages of a programme's cycle: where it is, what is missing, and one stage with its checklist."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Block, Crumb, Fact, FactsBlock, State
from nastavnik.kit.pages import CardPage, DeedPage, FormPage
from nastavnik.kit.pages.base import Page
from nastavnik.kit.tables import Table
from nastavnik.mentoring.actions.stages import Proof, mark_item, plan_stage, shift_stages, unmark_item
from nastavnik.mentoring.forms.stages import MarkForm, PlanForm, ShiftForm
from nastavnik.mentoring.models import Programme
from nastavnik.mentoring.permissions.programmes import check_can_view_programme
from nastavnik.mentoring.permissions.stages import check_can_mark_stages
from nastavnik.mentoring.queries.journal import journal_about
from nastavnik.mentoring.queries.programmes import programmes_visible_to, progress_of
from nastavnik.mentoring.queries.stages import Cycle, StageShown, cycle_of, papers_to_prove, template_of
from nastavnik.mentoring.views.programme_words import step_action
from nastavnik.mentoring.views.stage_words import (
    LINE_COLUMNS,
    MISSING_COLUMNS,
    LineShown,
    line_shown,
    missing_shown,
    overview_columns,
    stage_state,
    stages_url,
    term_words,
)
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear
from nastavnik.rulebook.stages import StageItem, StageRule, Term

STAGES = ("этап", "этапа", "этапов")


def _crumbs(programme: Programme) -> list[Crumb]:
    return [
        Crumb("Программы", reverse("mentoring:programme_list")),
        Crumb(programme.title, reverse("mentoring:programme_view", args=[programme.pk])),
    ]


class _OfCycle(Page):
    """A page about the cycle of one programme."""

    abstract = True
    section = "programmes"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme: Programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_view_programme(self.actor, self.programme)

    @cached_property
    def cycle(self) -> Cycle:
        """Where it stands."""
        return cycle_of(self.programme, self.today, self.progress)

    @cached_property
    def progress(self) -> Any:
        """The programme in numbers."""
        return progress_of(self.programme, self.today)

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return _crumbs(self.programme)


class StageOverview(_OfCycle, CardPage):
    """At one glance: where we are, what is missing, what is next."""

    permission = Right.PROGRAMMES_VIEW

    def heading(self) -> str:
        """Whose stages."""
        return f"Этапы: {self.programme.title}"

    def lead(self) -> str:
        """Which model and which year."""
        return f"{SchoolYear(self.programme.school_year).title}, {self.cycle.template.label}"

    def state(self) -> State:
        """Where the cycle is."""
        now = self.cycle.reached
        missing = len(self.cycle.missing)
        tone: Any = "attention" if missing else "good"
        why = f"не хватает: {missing}" if missing else "всё, что пора, сделано"
        return State(f"этап {now.number} из {len(self.cycle.stages)}: {now.rule.title}", tone, why)

    def primary(self) -> Action:
        """The next step of the programme itself."""
        return step_action(self.progress.step, self.programme, self.progress, self.actor)

    def blocks(self) -> list[Block]:
        """The stages, then what is missing of those that have begun."""
        missing = [
            missing_shown(stage, line, self.programme, self.actor) for stage, line in self.cycle.missing
        ]
        return [
            Table(
                "Этапы",
                columns=overview_columns(self.programme, self.cycle),
                rows=self.cycle.stages,
                row_key="number",
            ),
            Table(
                "Чего не хватает",
                columns=MISSING_COLUMNS,
                rows=missing,
                row_key="code",
                empty="Всё, что должно быть к этому дню, отмечено.",
            ),
        ]

    def journal(self) -> list[Any]:
        """Marks and shifts."""
        return journal_about(self.actor, [self.programme])


class StageView(_OfCycle, CardPage):
    """One stage: what it must bring, its checklist, its evidence."""

    permission = Right.PROGRAMMES_VIEW

    @cached_property
    def stage(self) -> StageShown:
        """The stage by its code."""
        for stage in self.cycle.stages:
            if stage.rule.code == self.kwargs["stage"]:
                return stage
        raise Http404

    def heading(self) -> str:
        """Its number and name."""
        return f"Этап {self.stage.number}. {self.stage.rule.title}"

    def lead(self) -> str:
        """What it must bring."""
        return f"Результат: {self.stage.rule.result}."

    def crumbs(self) -> list[Crumb]:
        """Up to the stages."""
        return [*_crumbs(self.programme), Crumb("Этапы", stages_url(self.programme))]

    def state(self) -> State:
        """How it stands."""
        return stage_state(self.stage)

    def menu(self) -> list[Action]:
        """Other dates."""
        check = (check_can_mark_stages, self.actor, self.programme)
        key = [self.programme.pk, self.stage.rule.code]
        return [
            Action.checked(
                *check, label="Изменить срок и ответственного", url=reverse("mentoring:stage_plan", args=key)
            ),
            Action.checked(
                *check,
                label="Сдвинуть этот и следующие этапы",
                url=reverse("mentoring:stage_shift", args=key),
            ),
        ]

    def blocks(self) -> list[Block]:
        """The checklist and the facts."""
        lines: list[LineShown] = [line_shown(line, self.programme, self.actor) for line in self.stage.lines]
        facts = [Fact("Срок", term_words(self.stage.term)), Fact("Кто отвечает", self.stage.term.owner)]
        note = "Этапы могут идти одновременно и возвращаться: отметка снимается, если что-то пришлось начать заново."
        return [
            Table("Что должно быть сделано", columns=LINE_COLUMNS, rows=lines, row_key="code", note=note),
            FactsBlock("Сведения", facts=facts),
        ]


class _OneItem(_OfCycle):
    """A page about one line of a checklist."""

    abstract = True

    def load(self) -> None:
        """The line, of the programme in sight."""
        super().load()
        check_can_mark_stages(self.actor, self.programme)
        try:
            self.stage, self.item = template_of(self.programme).item(self.kwargs["item"])
        except KeyError as error:
            raise Http404 from error

    stage: StageRule
    item: StageItem

    def url_back(self) -> str:
        """The stage."""
        return reverse("mentoring:stage_view", args=[self.programme.pk, self.stage.code])

    def crumbs(self) -> list[Crumb]:
        """Up to the stage."""
        return [
            *_crumbs(self.programme),
            Crumb("Этапы", stages_url(self.programme)),
            Crumb(self.stage.title, self.url_back()),
        ]


class ItemMark(_OneItem, FormPage):
    """Marks a line as done with its evidence."""

    permission = Right.PROGRAMMES_EDIT
    form_class = MarkForm
    submit_label = "Отметить"

    def heading(self) -> str:
        """Which line."""
        return self.item.text

    def lead(self) -> str:
        """What the mark does besides."""
        serves = " Отметка действует и для следующих лет." if self.item.is_lasting else ""
        told = " Дорожная карта предложит отметить своё мероприятие." if self.item.fact else ""
        return f"Достаточно чего-то одного: документа, ссылки или нескольких слов.{serves}{told}"

    def initial(self) -> dict[str, Any]:
        """Today."""
        return {"done_date": timezone.localdate()}

    def form_options(self) -> dict[str, Any]:
        """Papers to choose from."""
        return {"papers": papers_to_prove(self.actor, self.programme), "is_gate": self.item.is_gate}

    def perform(self, form: MarkForm) -> str:
        """Marks it and goes back to the stage."""
        proof = Proof(**form.cleaned_data)
        mark_item(by=self.actor, programme=self.programme, item=self.item.code, proof=proof, today=self.today)
        self.say(f"Отмечено: {self.item.text[0].lower()}{self.item.text[1:]}.")
        return self.url_back()


class ItemUnmark(_OneItem, DeedPage):
    """Takes a mark back: the stage is open again."""

    permission = Right.PROGRAMMES_EDIT

    def perform(self) -> str:
        """Takes it back."""
        unmark_item(by=self.actor, programme=self.programme, item=self.item.code, today=self.today)
        self.say("Отметка снята: строка снова открыта. В истории она осталась.")
        return self.url_back()


class _OneStage(_OfCycle, FormPage):
    """A form about one stage."""

    abstract = True

    def load(self) -> None:
        """The stage, of the programme in sight."""
        super().load()
        check_can_mark_stages(self.actor, self.programme)
        codes = {stage.rule.code: stage for stage in self.cycle.stages}
        if self.kwargs["stage"] not in codes:
            raise Http404
        self.stage = codes[self.kwargs["stage"]]

    def lead(self) -> str:
        """Which stage and its term now."""
        return f"Этап {self.stage.number}. {self.stage.rule.title}: {term_words(self.stage.term)}."

    def crumbs(self) -> list[Crumb]:
        """Up to the stage."""
        key = [self.programme.pk, self.stage.rule.code]
        return [
            *_crumbs(self.programme),
            Crumb("Этапы", stages_url(self.programme)),
            Crumb(self.stage.rule.title, reverse("mentoring:stage_view", args=key)),
        ]


class StagePlan(_OneStage):
    """Other dates or another owner of one stage."""

    permission = Right.PROGRAMMES_EDIT
    title = "Срок и ответственный"
    form_class = PlanForm

    def initial(self) -> dict[str, Any]:
        """The term as it is."""
        return {"first": self.stage.term.first, "last": self.stage.term.last, "owner": self.stage.term.owner}

    def perform(self, form: PlanForm) -> str:
        """Writes it."""
        plan_stage(
            by=self.actor,
            programme=self.programme,
            stage=self.stage.rule.code,
            term=Term(**form.cleaned_data),
        )
        self.say("Срок этапа записан.")
        return stages_url(self.programme)


class StageShift(_OneStage):
    """Moves a stage and all after it, earlier or later."""

    permission = Right.PROGRAMMES_EDIT
    title = "Сдвинуть этапы"
    form_class = ShiftForm
    submit_label = "Сдвинуть"

    def perform(self, form: ShiftForm) -> str:
        """Shifts them."""
        number = shift_stages(
            by=self.actor,
            programme=self.programme,
            stage=self.stage.rule.code,
            days=form.cleaned_data["days"],
        )
        self.say(f"Сдвинуто: {counted(number, STAGES)}.")
        return stages_url(self.programme)
