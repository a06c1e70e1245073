"""The plan of one's own pair: read, written by the mentor, agreed to by each side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, CustomBlock, Empty, Fact, FactsBlock, State
from nastavnik.kit.errors import Denied
from nastavnik.kit.pages import CardPage, DeedPage, FormPage
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.actions.plans import agree_to_plan, report_plan_measure, write_plan
from nastavnik.mentoring.forms.plans import MeasureDoneForm, PlanForm, plan_as_typed, template_as_typed
from nastavnik.mentoring.models import Pair, PairPlan, PlanMeasure
from nastavnik.mentoring.permissions.meetings import own_member
from nastavnik.mentoring.permissions.plans import check_can_agree_to_plan, check_can_write_plan
from nastavnik.mentoring.queries.own_pairs import own_pairs_visible_to
from nastavnik.mentoring.queries.plans import plan_measures_visible_to, plan_of, template_for
from nastavnik.mentoring.views.own_meetings import OwnPairForm
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.plan_templates import planned_measures
from nastavnik.rulebook.roles import Right


def measure_columns(*, with_deeds: bool, name: str) -> list[Column]:
    """The table of measures; with the way to write a result for whoever may."""
    columns = [
        Column("text", "Мероприятие"),
        Column("due_date", "Срок", kind="date"),
        Column("result", "Результат", note=lambda row: short_date(row.done_date)),
    ]
    if not with_deeds:
        return columns

    def deed(row: PlanMeasure) -> Action:
        label = "Исправить результат" if row.done_date else "Отметить"
        return Action(label, reverse(name, args=[row.pk]), style="link")

    return [*columns, Column("deed", "", deed, kind="actions")]


def agreed_state(plan: PairPlan, members: int) -> State:
    """Whether both sides have agreed."""
    given = len(plan.agreements.all())
    if given >= members:
        return State("согласован", "good", "обеими сторонами")
    return State("ждёт согласования", "attention", f"согласились {given} из {members}")


def plan_facts(plan: PairPlan) -> FactsBlock:
    """Goal and tasks."""
    return FactsBlock("", facts=[Fact("Цель", plan.goal), Fact("Задачи", plan.tasks)])


class OwnPlan(CardPage):
    """The plan as both sides see it."""

    permission = Right.PAIR_OWN
    section = "own_pair"
    title = "План работы"
    wide = False

    def load(self) -> None:
        """The plan of one's own pair; not for representatives."""
        self.pair: Pair = get_object_or_404(own_pairs_visible_to(self.actor), pk=self.kwargs["pk"])
        self.me = own_member(self.actor, self.pair)
        if self.me is None:
            raise Denied("План пары видят её участники и куратор.")

    @cached_property
    def plan(self) -> PairPlan | None:
        """What is written."""
        return plan_of(self.actor, self.pair)

    def crumbs(self) -> list[Crumb]:
        """Back to the pair."""
        return [Crumb("Моя пара", reverse("mentoring:own_pair"))]

    @property
    def may_write(self) -> bool:
        """Whether he is the mentor."""
        return self.me is not None and self.me.side == "mentor"

    def state(self) -> State | None:
        """Whether it is agreed."""
        return agreed_state(self.plan, len(self.pair.members.all())) if self.plan else None

    def primary(self) -> Action | None:
        """To agree, for whoever has not; the mentor writes."""
        if self.plan is not None and self.me is not None:
            given = {one.person_id for one in self.plan.agreements.all()}
            if self.me.person_id not in given:
                url = reverse("mentoring:own_plan_agree", args=[self.pair.pk])
                return Action("Согласен с планом", url, method="post", style="primary")
        return self._writing() if self.may_write else None

    def menu(self) -> list[Action]:
        """The mentor changes it."""
        return [self._writing()] if self.may_write and self.plan else []

    def _writing(self) -> Action:
        label = "Изменить план" if self.plan else "Составить план"
        return Action(label, reverse("mentoring:own_plan_write", args=[self.pair.pk]))

    def blocks(self) -> list[Block]:
        """Goal, tasks, measures; or that there is none yet."""
        if self.plan is None:
            hint = (
                "Его составляет наставник на встрече-планировании."
                if not self.may_write
                else "Возьмите за основу образец."
            )
            empty = Empty("Плана пока нет.", hint, self._writing() if self.may_write else None)
            return [CustomBlock(template="mentoring/parts/no_pair.html", context={"empty": empty})]
        columns = measure_columns(with_deeds=self.may_write, name="mentoring:own_measure_done")
        return [plan_facts(self.plan), Table("Мероприятия", columns=columns, rows=self.plan.measures.all())]


class OwnPlanAgree(DeedPage):
    """The button «Согласен с планом»."""

    permission = Right.PAIR_OWN
    section = "own_pair"

    def load(self) -> None:
        """The plan of one's own pair."""
        pair = get_object_or_404(own_pairs_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_agree_to_plan(self.actor, pair)
        self.plan = plan_of(self.actor, pair)

    def perform(self) -> str:
        """Writes that he agrees."""
        if self.plan is not None:
            agree_to_plan(by=self.actor, plan=self.plan)
            self.say("Вы согласились с планом.")
        return self.url_back()

    def url_back(self) -> str:
        """The plan."""
        return reverse("mentoring:own_plan", args=[self.kwargs["pk"]])


class PlanWriting(FormPage):
    """Writing a plan: what stands there, or the template of the form and role model."""

    abstract = True
    form_class = PlanForm
    submit_label = "Сохранить план"
    pair: Pair

    @cached_property
    def plan(self) -> PairPlan | None:
        """What is written."""
        return plan_of(self.actor, self.pair)

    def heading(self) -> str:
        """New or changed."""
        return "Изменить план" if self.plan else "Составить план"

    def lead(self) -> str:
        """What follows."""
        if self.plan:
            return "Изменённый план стороны согласуют заново."
        return "Ниже образец для этой формы и ролевой модели: оставьте нужное, остальное сотрите."

    def form_options(self) -> Mapping[str, Any]:
        """Which measures stay."""
        return {"kept": [one.pk for one in self.plan.measures.all()] if self.plan else []}

    def initial(self) -> Mapping[str, Any]:
        """The plan, or the template."""
        if self.plan is not None:
            return plan_as_typed(self.plan)
        template, begun = template_for(self.pair), self.pair.active_from or self.today
        measures = planned_measures(template, begun, max(self.pair.programme.end_date, begun))
        return template_as_typed(template.goal, template.tasks, measures)

    def url_done(self) -> str:
        """Where to go after it."""
        raise NotImplementedError

    def perform(self, form: PlanForm) -> str:
        """Writes it."""
        data = form.cleaned_data
        write_plan(
            by=self.actor, pair=self.pair, goal=data["goal"], tasks=data["tasks"], measures=form.measures()
        )
        self.say("План сохранён. Каждая сторона соглашается с ним сама.")
        return self.url_done()


class OwnPlanWrite(PlanWriting, OwnPairForm):
    """The mentor writes."""

    permission = Right.PAIR_OWN

    def check(self) -> None:
        """The mentor himself."""
        check_can_write_plan(self.actor, self.pair)

    def url_done(self) -> str:
        """The plan."""
        return reverse("mentoring:own_plan", args=[self.pair.pk])


class MeasureDone(FormPage):
    """What came of a measure."""

    abstract = True
    form_class = MeasureDoneForm
    submit_label = "Записать"

    def load(self) -> None:
        """The measure, of plans that he sees."""
        self.measure: PlanMeasure = get_object_or_404(
            plan_measures_visible_to(self.actor), pk=self.kwargs["pk"]
        )
        check_can_write_plan(self.actor, self.measure.pair)

    def heading(self) -> str:
        """Which."""
        return self.measure.text

    def initial(self) -> Mapping[str, Any]:
        """Today, or what was written."""
        return {"result": self.measure.result, "done_date": self.measure.done_date or self.today}

    def url_done(self) -> str:
        """Where to go after it."""
        raise NotImplementedError

    def perform(self, form: MeasureDoneForm) -> str:
        """Writes it."""
        report_plan_measure(by=self.actor, measure=self.measure, **form.cleaned_data)
        self.say("Результат записан.")
        return self.url_done()


class OwnMeasureDone(MeasureDone):
    """The mentor writes what came of it."""

    permission = Right.PAIR_OWN
    section = "own_pair"

    def crumbs(self) -> list[Crumb]:
        """Back to the plan."""
        return [Crumb("План работы", self.url_done())]

    def url_done(self) -> str:
        """The plan."""
        return reverse("mentoring:own_plan", args=[self.measure.pair_id])
