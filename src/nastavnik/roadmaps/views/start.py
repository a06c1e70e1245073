"""The ways to begin a road map: from nothing, from a template; others hang theirs on the same page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.errors import Denied
from nastavnik.kit.pages import FormPage, Page
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions.documents import start_roadmap, start_roadmap_from_template
from nastavnik.roadmaps.forms.documents import StartForm, TemplateForm
from nastavnik.roadmaps.queries.documents import organisations_to_write_for
from nastavnik.roadmaps.queries.sources import unfinished_sources
from nastavnik.roadmaps.views.words import list_crumb
from nastavnik.rulebook.roadmap_templates import template_of, templates_for
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

# A way to begin: its name, what it is for, the address. Other pages of the room add theirs.
WAYS: list[tuple[str, str, str]] = [
    (
        "Загрузить готовую карту",
        "Файл Word, Excel, PDF или скопированный текст. Система прочитает таблицу, вы проверите её рядом с документом.",
        "roadmaps:source_read",
    ),
    (
        "Взять образец",
        "Готовая карта школы, муниципалитета или региона со сроками на выбранный учебный год. Всё можно изменить.",
        "roadmaps:roadmap_from_template",
    ),
    (
        "Составить с чистого листа",
        "Название и срок, потом разделы и мероприятия по одному.",
        "roadmaps:roadmap_new",
    ),
]


class RoadmapStart(Page):
    """The choice of a way."""

    permission = Right.ROADMAPS_EDIT
    section = "roadmaps"
    title = "Начать дорожную карту"
    template_name = "roadmaps/start.html"

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return (list_crumb(),)

    def context(self) -> dict[str, Any]:
        """The ways with their addresses, and files that wait to be checked."""
        return {
            "ways": [(name, about, reverse(url)) for name, about, url in WAYS],
            "unfinished": unfinished_sources(self.actor),
        }


class StartPage(FormPage):
    """What the ways share."""

    abstract = True
    section = "roadmaps"

    @cached_property
    def owners(self) -> list[Organisation]:
        """For whom the actor prepares road maps."""
        return organisations_to_write_for(self.actor)

    def load(self) -> None:
        """Nobody to write for: said at once."""
        if not self.owners:
            raise Denied("Дорожную карту готовит куратор организации, которая работает.")

    @property
    def this_year(self) -> int:
        """The school year to begin with: from June on, the next one."""
        year = SchoolYear.of(self.today)
        return year.next.start if self.today.month in (6, 7, 8) else year.start

    @property
    def years(self) -> list[int]:
        """School years to choose from."""
        return list(range(self.this_year - 2, self.this_year + 3))

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the choice."""
        return list_crumb(), Crumb("Начать дорожную карту", reverse("roadmaps:roadmap_start"))


class RoadmapNew(StartPage):
    """From nothing."""

    permission = Right.ROADMAPS_EDIT
    title = "Дорожная карта с чистого листа"
    form_class = StartForm
    submit_label = "Начать"

    def form_options(self) -> Mapping[str, Any]:
        """Whose, and which years."""
        return {"owners": self.owners, "school_years": self.years}

    def initial(self) -> Mapping[str, Any]:
        """The present school year."""
        return {"school_year": self.this_year}

    def perform(self, form: StartForm) -> str:
        """Starts it and goes to the editor."""
        edition = start_roadmap(
            by=self.actor, owner=form.whose, title=form.cleaned_data["title"], period=form.period
        )
        self.say("Проект дорожной карты начат. Добавьте разделы и мероприятия.")
        return reverse("roadmaps:draft_edit", args=[edition.roadmap_id])


class RoadmapFromTemplate(StartPage):
    """From a template of the level of the organisation."""

    permission = Right.ROADMAPS_EDIT
    title = "Дорожная карта по образцу"
    form_class = TemplateForm
    submit_label = "Начать по образцу"

    def form_options(self) -> Mapping[str, Any]:
        """Templates of the levels that the actor writes for."""
        levels = dict.fromkeys(owner.level for owner in self.owners)
        templates = [one for level in levels for one in templates_for(level)]
        return {"owners": self.owners, "school_years": self.years, "templates": templates}

    def initial(self) -> Mapping[str, Any]:
        """The present school year and the first template."""
        templates = self.form_options()["templates"]
        return {"school_year": self.this_year, "template": templates[0].code if templates else ""}

    def perform(self, form: TemplateForm) -> str:
        """Starts it and goes to the editor."""
        edition = start_roadmap_from_template(
            by=self.actor,
            owner=form.whose,
            template=template_of(form.cleaned_data["template"]),
            school_year=form.cleaned_data["school_year"],
        )
        self.say("Проект составлен по образцу. Проверьте сроки и ответственных, лишнее уберите.")
        return reverse("roadmaps:draft_edit", args=[edition.roadmap_id])
