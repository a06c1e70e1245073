"""A road map once more for the next school year: every deadline before and after, then the draft."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import FormPage
from nastavnik.roadmaps.actions.copies import copy_roadmap
from nastavnik.roadmaps.forms.copies import CopyForm
from nastavnik.roadmaps.models import Measure
from nastavnik.roadmaps.permissions import check_can_draw_up_roadmap
from nastavnik.roadmaps.queries.copies import moved_deadlines
from nastavnik.roadmaps.views.card import OneRoadmap
from nastavnik.roadmaps.views.duty_shown import named
from nastavnik.roadmaps.views.words import list_crumb
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roadmap_copy import MovedDeadline, moved_text
from nastavnik.rulebook.roles import Right

DEADLINES = ("срок", "срока", "сроков")


class CopyRoadmap(OneRoadmap, FormPage):
    """All deadlines a year later; what can't be moved safely is said before anything is written."""

    permission = Right.ROADMAPS_EDIT
    title = "Копия на следующий учебный год"
    template_name = "roadmaps/copy.html"
    form_class = CopyForm
    submit_label = "Составить проект"
    wide = True

    def load(self) -> None:
        """The map, for those who prepare its organisation's maps."""
        super().load()
        check_can_draw_up_roadmap(self.actor, self.roadmap.owner)

    def lead(self) -> str:
        """What is copied and what is not."""
        return (
            "Разделы, мероприятия и ответственные переходят, отметки о выполнении остаются в прежней карте."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the map."""
        return [
            list_crumb(),
            Crumb(self.roadmap.title, reverse("roadmaps:roadmap_view", args=[self.roadmap.pk])),
        ]

    @cached_property
    def moved(self) -> list[tuple[Measure, MovedDeadline]]:
        """Every row with its deadline a year later."""
        return moved_deadlines(self.roadmap)

    def submit_refusal(self) -> str | None:
        """Nothing to copy."""
        return None if self.moved else "В карте нет мероприятий: копировать нечего."

    def initial(self) -> dict[str, Any]:
        """The same title a year later."""
        return {"title": moved_text(self.roadmap.title)}

    def context(self) -> dict[str, Any]:
        """The table of deadlines."""
        doubtful = sum(bool(moved.remark) for _, moved in self.moved)
        return {
            "rows": [(named(measure.number, measure.title), moved) for measure, moved in self.moved],
            "doubtful": f"Проверьте {counted(doubtful, DEADLINES)}: они отмечены в таблице."
            if doubtful
            else "",
        }

    def perform(self, form: CopyForm) -> str:
        """Draws the draft up and opens it."""
        copy = copy_roadmap(by=self.actor, roadmap=self.roadmap, title=form.cleaned_data["title"])
        self.say("Проект составлен: сроки сдвинуты на год. Проверьте отмеченные и утвердите карту.")
        return reverse("roadmaps:draft_edit", args=[copy.pk])
