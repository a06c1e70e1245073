"""The fact by which the product sees that a measure is done: chosen for a row, accepted for a duty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import DeedPage, FormPage
from nastavnik.roadmaps.actions.facts import accept_offer, decline_offer, name_fact
from nastavnik.roadmaps.facts import indicator_choices
from nastavnik.roadmaps.forms.executors import FactForm
from nastavnik.roadmaps.permissions import check_can_decide_duty
from nastavnik.roadmaps.queries.duties import newest_wording
from nastavnik.roadmaps.queries.rollup import lines_visible_to
from nastavnik.roadmaps.views.duty_deeds import OneDuty
from nastavnik.roadmaps.views.duty_shown import named
from nastavnik.rulebook.roadmap_facts import fact_offered
from nastavnik.rulebook.roles import Right


class LineFact(FormPage):
    """By what it is seen that a measure is done."""

    permission = Right.ROADMAPS_EDIT
    section = "roadmaps"
    title = "Чем подтверждается само"
    form_class = FactForm

    def load(self) -> None:
        """The row of a road map that the actor runs."""
        self.line = get_object_or_404(lines_visible_to(self.actor), pk=self.kwargs["pk"])
        self.measure = newest_wording(self.line)
        check_can_decide_duty(self.actor, self.line.roadmap)

    def lead(self) -> str:
        """Which measure, and what its words speak of."""
        if self.measure is None:
            return ""
        words = named(self.measure.number, self.measure.title)
        return f"{words}. Предложено по словам карты." if not self.line.fact and self._guess() else words

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        roadmap = self.line.roadmap
        return (
            Crumb("Дорожные карты", reverse("roadmaps:roadmap_list")),
            Crumb(str(roadmap), reverse("roadmaps:roadmap_view", args=[roadmap.pk])),
        )

    def form_options(self) -> Mapping[str, Any]:
        """The indicators to choose from."""
        return {"indicators": indicator_choices(self.actor)}

    def initial(self) -> Mapping[str, Any]:
        """What was chosen, else what the words of the measure offer."""
        fact, code = self.line.fact, self.line.fact_code
        if not fact and (guess := self._guess()):
            fact, code = guess
        return {"fact": fact, "fact_code": code, "indicator": code}

    def perform(self, form: FactForm) -> str:
        """Keeps it."""
        name_fact(by=self.actor, line=self.line, fact=form.cleaned_data["fact"], code=form.code())
        self.say("Сохранено. Когда это произойдёт, организация увидит предложение отметить выполнение.")
        return reverse("roadmaps:line_progress", args=[self.line.pk])

    def _guess(self) -> tuple[str, str] | None:
        measure = self.measure
        found = fact_offered(measure.title, measure.result, measure.document) if measure else None
        return (found.fact.value, found.code) if found else None


class DutyAccept(OneDuty, DeedPage):
    """What the product offers is accepted with one button."""

    permission = Right.ROADMAPS_VIEW

    def perform(self) -> str:
        """Marks it done."""
        accept_offer(by=self.actor, duty=self.duty, today=self.today)
        self.say("Мероприятие отмечено выполненным. Отметку можно отменить на этой странице.")
        return self.url_back()


class DutyDecline(OneDuty, DeedPage):
    """What the product offers was something else."""

    permission = Right.ROADMAPS_VIEW

    def perform(self) -> str:
        """Puts it aside."""
        decline_offer(by=self.actor, duty=self.duty)
        self.say("Предложение убрано.")
        return self.url_back()
