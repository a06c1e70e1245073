"""One row of a draft: a section or a measure changed, moved, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.shortcuts import get_object_or_404

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import ConfirmPage, DeedPage, FormPage, Page
from nastavnik.roadmaps.actions.editions import (
    correct_measure,
    correct_section,
    move_measure,
    move_section,
    remove_measure,
    remove_section,
)
from nastavnik.roadmaps.deadlines import day_of
from nastavnik.roadmaps.forms.documents import EmptyForm, MeasureForm, SectionForm
from nastavnik.roadmaps.models import Edition, Measure, Section
from nastavnik.roadmaps.permissions import check_can_edit_edition
from nastavnik.roadmaps.queries.documents import measures_visible_to, sections_visible_to
from nastavnik.roadmaps.views.editor import MeasurePage, draft_url
from nastavnik.roadmaps.views.words import draft_crumbs
from nastavnik.rulebook.roles import Right


class OneRow(Page):
    """A page of one row of a draft."""

    abstract = True
    section = "roadmaps"
    draft: Edition

    def take(self, edition: Edition) -> None:
        """The draft that the row belongs to; refused to those who do not prepare it."""
        check_can_edit_edition(self.actor, edition)
        self.draft = edition

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the editor."""
        return draft_crumbs(self.draft.roadmap)

    def url_back(self) -> str:
        """The editor at this row."""
        return draft_url(self.draft.roadmap_id, self.anchor())

    def anchor(self) -> str:
        """The place of the row on the page."""
        return ""


class OneSection(OneRow):
    """A page of one section."""

    abstract = True

    def load(self) -> None:
        """The section."""
        self.chapter: Section = get_object_or_404(sections_visible_to(self.actor), pk=self.kwargs["pk"])
        self.take(self.chapter.edition)

    def anchor(self) -> str:
        """Its heading."""
        return f"s{self.chapter.pk}"


class OneMeasure(OneRow):
    """A page of one measure."""

    abstract = True

    def load(self) -> None:
        """The measure."""
        self.measure: Measure = get_object_or_404(measures_visible_to(self.actor), pk=self.kwargs["pk"])
        self.take(self.measure.edition)

    def anchor(self) -> str:
        """Its row."""
        return f"m{self.measure.pk}"


class SectionEdit(OneSection, FormPage):
    """The title and the number of a section."""

    permission = Right.ROADMAPS_EDIT
    title = "Изменить раздел"
    form_class = SectionForm

    def initial(self) -> Mapping[str, Any]:
        """As it stands."""
        return {"number": self.chapter.number, "title": self.chapter.title}

    def perform(self, form: SectionForm) -> str:
        """Changes it."""
        correct_section(by=self.actor, section=self.chapter, **form.cleaned_data)
        self.say("Раздел изменён.")
        return self.url_back()


class SectionRemove(OneSection, ConfirmPage):
    """Asks before a section is taken away."""

    permission = Right.ROADMAPS_EDIT
    form_class = EmptyForm
    submit_label = "Убрать раздел"

    def heading(self) -> str:
        """Which one."""
        return f"Убрать раздел «{self.chapter}»?"

    def consequences(self) -> Sequence[str]:
        """Where its rows go."""
        return ("Мероприятия раздела останутся: они перейдут в раздел выше.",)

    def perform(self, form: EmptyForm) -> str:
        """Takes it away."""
        remove_section(by=self.actor, section=self.chapter)
        self.say("Раздел убран.")
        return draft_url(self.draft.roadmap_id)


class MeasureEdit(OneMeasure, MeasurePage):
    """The wording of a measure."""

    permission = Right.ROADMAPS_EDIT
    title = "Изменить мероприятие"

    def initial(self) -> Mapping[str, Any]:
        """As it stands."""
        row = self.measure
        names = (
            "number",
            "title",
            "deadline",
            "executors",
            "participants",
            "result",
            "document",
            "document_kind",
        )
        values: dict[str, Any] = {name: getattr(row, name) for name in names}
        line = row.line
        return values | {
            "section": str(row.section_id or ""),
            "reach": line.reach,
            "fact": line.fact,
            "fact_code": line.fact_code,
            "dates": tuple((day_of(first), day_of(last)) for first, last in row.dates),
        }

    def perform(self, form: MeasureForm) -> str:
        """Changes it."""
        correct_measure(by=self.actor, measure=self.measure, section=form.chapter, texts=form.texts)
        self.say("Мероприятие изменено.")
        return self.url_back()


class MeasureRemove(OneMeasure, ConfirmPage):
    """Asks before a measure is taken out."""

    permission = Right.ROADMAPS_EDIT
    form_class = EmptyForm
    submit_label = "Убрать мероприятие"

    def heading(self) -> str:
        """Which one."""
        return f"Убрать мероприятие «{self.measure}»?"

    def consequences(self) -> Sequence[str]:
        """What stays."""
        return ("Из проекта строка исчезнет. В утверждённых редакциях и в их отметках она останется.",)

    def perform(self, form: EmptyForm) -> str:
        """Takes it out."""
        remove_measure(by=self.actor, measure=self.measure)
        self.say("Мероприятие убрано из проекта.")
        return draft_url(self.draft.roadmap_id)


class MeasureMove(OneMeasure, DeedPage):
    """One place up or down."""

    permission = Right.ROADMAPS_EDIT

    def perform(self) -> str:
        """Moves it."""
        move_measure(by=self.actor, measure=self.measure, step=1 if self.kwargs["way"] == "down" else -1)
        return self.url_back()


class SectionMove(OneSection, DeedPage):
    """A whole section one place up or down."""

    permission = Right.ROADMAPS_EDIT

    def perform(self) -> str:
        """Moves it."""
        move_section(by=self.actor, section=self.chapter, step=1 if self.kwargs["way"] == "down" else -1)
        return self.url_back()
