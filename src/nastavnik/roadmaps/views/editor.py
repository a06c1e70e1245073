"""The editor of a draft: its sections and measures, their order and their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.pages import ConfirmPage, DeedPage, FormPage
from nastavnik.roadmaps.actions.documents import archive_roadmap, correct_roadmap, discard_draft
from nastavnik.roadmaps.actions.editions import (
    add_measure,
    add_section,
    order_rows,
    renumber_rows,
)
from nastavnik.roadmaps.deadlines import Understood, deadline_of, in_words, understood
from nastavnik.roadmaps.forms.documents import EmptyForm, MeasureForm, PeriodForm, SectionForm
from nastavnik.roadmaps.models import Edition, Measure, Section
from nastavnik.roadmaps.permissions import check_can_approve_edition, check_can_edit_edition
from nastavnik.roadmaps.queries.documents import (
    new_numbers_of,
    rows_of,
)
from nastavnik.roadmaps.views.card import OneRoadmap
from nastavnik.roadmaps.views.words import draft_crumbs, edition_state, map_crumbs, url_of
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

_ROWS = ("строка", "строки", "строк")


def draft_url(roadmap_id: int, anchor: str = "") -> str:
    """The editor, at a row."""
    return reverse("roadmaps:draft_edit", args=[roadmap_id]) + (f"#{anchor}" if anchor else "")


class OneDraft(OneRoadmap):
    """A page of the draft of a road map; refused to those who do not prepare it."""

    abstract = True

    def load(self) -> None:
        """The draft; 404 where nobody writes one."""
        super().load()
        if self.written is None:
            raise Http404
        self.draft: Edition = self.written
        check_can_edit_edition(self.actor, self.draft)

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the editor."""
        return draft_crumbs(self.roadmap)

    def url_back(self) -> str:
        """The editor."""
        return draft_url(self.roadmap.pk)


@dataclass(frozen=True)
class DraftRow:
    """A measure in the editor with how its deadline is understood."""

    measure: Measure
    understood: Understood


class DraftEditor(OneDraft):
    """The draft with a button for everything that can be done to a row."""

    permission = Right.ROADMAPS_EDIT
    wide = True
    template_name = "roadmaps/editor.html"

    def heading(self) -> str:
        """Which draft."""
        return self.roadmap.title

    def lead(self) -> str:
        """Which edition, and that everything is kept at once."""
        return f"Проект редакции {self.draft.number}. Каждое изменение сохраняется сразу."

    def state(self) -> State:
        """Draft or under discussion."""
        return edition_state(self.draft)

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        return map_crumbs(self.roadmap)

    def primary(self) -> Action:
        """On to the approval."""
        url = reverse("roadmaps:edition_approve", args=[self.roadmap.pk])
        return Action.checked(check_can_approve_edition, self.actor, self.draft, label="Утвердить", url=url)

    def menu(self) -> Sequence[Action]:
        """Rarer deeds."""
        pk = self.roadmap.pk
        return [
            Action("Пронумеровать заново", reverse("roadmaps:draft_renumber", args=[pk])),
            Action("Изменить название и срок", reverse("roadmaps:roadmap_correct", args=[pk])),
            Action("Удалить проект", reverse("roadmaps:draft_discard", args=[pk])),
        ]

    def context(self) -> dict[str, Any]:
        """The rows."""
        rows = rows_of(self.draft)
        return {
            "parts": [
                (part.section, [DraftRow(row, understood(row, self.roadmap)) for row in part.measures])
                for part in rows
            ],
            "has_rows": any(part.measures or part.section for part in rows),
            "roadmap": self.roadmap,
            "empty": Empty("Строк пока нет.", "Начните с раздела или сразу с мероприятия."),
        }


class SectionAdd(OneDraft, FormPage):
    """A section at the end."""

    permission = Right.ROADMAPS_EDIT
    title = "Добавить раздел"
    form_class = SectionForm
    submit_label = "Добавить"

    def perform(self, form: SectionForm) -> str:
        """Adds it."""
        section = add_section(by=self.actor, edition=self.draft, **form.cleaned_data)
        self.say(f"Раздел «{section.title}» добавлен.")
        return draft_url(self.roadmap.pk, f"s{section.pk}")


class MeasurePage(FormPage):
    """What adding and correcting a measure share."""

    abstract = True
    form_class = MeasureForm
    template_name = "roadmaps/measure.html"
    draft: Edition

    @cached_property
    def chapters(self) -> list[Section]:
        """The sections of the draft."""
        return list(self.draft.sections.order_by("position", "pk"))

    def form_options(self) -> Mapping[str, Any]:
        """The sections to choose from, and where a deadline is read while it is typed."""
        url = reverse("roadmaps:deadline_read", args=[self.draft.roadmap_id])
        return {"chapters": self.chapters, "deadline_url": url}


class MeasureAdd(OneDraft, MeasurePage):
    """A measure at the end of a section."""

    permission = Right.ROADMAPS_EDIT
    title = "Добавить мероприятие"
    submit_label = "Добавить"

    def initial(self) -> Mapping[str, Any]:
        """The section whose button was pressed, else the last one."""
        asked = self.request.GET.get("section", "")
        known = [str(one.pk) for one in self.chapters]
        return {"section": asked if asked in known else (known[-1] if known else ""), "reach": "own"}

    def perform(self, form: MeasureForm) -> str:
        """Adds it."""
        measure = add_measure(by=self.actor, edition=self.draft, section=form.chapter, texts=form.texts)
        self.say("Мероприятие добавлено.")
        return draft_url(self.roadmap.pk, f"m{measure.pk}")


class DeadlineRead(OneDraft):
    """How a deadline would be understood, while it is typed."""

    permission = Right.ROADMAPS_EDIT
    template_name = "roadmaps/parts/understood.html"

    def context(self) -> dict[str, Any]:
        """The words."""
        text = self.request.GET.get("deadline", "")[:500]
        return {"understood": in_words(deadline_of(text, self.roadmap))}


class RowsOrder(OneDraft, DeedPage):
    """The order as it was dragged."""

    permission = Right.ROADMAPS_EDIT

    def perform(self) -> str:
        """Writes it; the page stays at the row that was dragged."""
        wish = self.request.POST.get("order", "").split(",")
        order_rows(by=self.actor, edition=self.draft, wish=wish)
        moved = self.request.POST.get("moved", "")
        return draft_url(self.roadmap.pk, moved if moved[1:].isdigit() else "")


class Renumber(OneDraft, FormPage):
    """Shows what numbering anew would change, and does it when confirmed."""

    permission = Right.ROADMAPS_EDIT
    title = "Пронумеровать строки заново"
    form_class = EmptyForm
    template_name = "roadmaps/renumber.html"

    @cached_property
    def changes(self) -> list[tuple[str, str, str]]:
        """Old number, new number and what it is."""
        titles = {("m", one.pk): one.title for one in self.draft.measures.all()}
        titles |= {("s", one.pk): one.title for one in self.draft.sections.all()}
        return [
            (one.old, one.new, titles[("s", one.section) if one.section else ("m", one.measure or 0)])
            for one in new_numbers_of(self.draft)
            if one.old != one.new
        ]

    def lead(self) -> str:
        """How many change."""
        if not self.changes:
            return "Номера уже стоят по порядку."
        return f"Номер изменится: {counted(len(self.changes), _ROWS)}."

    @property
    def submit_label(self) -> str:  # type: ignore[override]
        """The button."""
        return "Пронумеровать"

    def submit_refusal(self) -> str | None:
        """Nothing to do."""
        return None if self.changes else "Менять нечего."

    def perform(self, form: EmptyForm) -> str:
        """Numbers them."""
        count = renumber_rows(by=self.actor, edition=self.draft)
        self.say(f"Новые номера: {counted(count, _ROWS)}.")
        return self.url_back()


class RoadmapCorrect(OneDraft, FormPage):
    """The title and the period."""

    permission = Right.ROADMAPS_EDIT
    title = "Название и срок"
    form_class = PeriodForm

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        return map_crumbs(self.roadmap)

    def form_options(self) -> Mapping[str, Any]:
        """Years around the present one, and its own."""
        now, own = SchoolYear.of(self.today).start, self.roadmap.school_year
        return {"school_years": sorted({*range(now - 3, now + 4), *([own] if own else [])})}

    def initial(self) -> Mapping[str, Any]:
        """As it stands."""
        days = ("from_date", "to_date")
        return {"title": self.roadmap.title, "school_year": self.roadmap.school_year} | {
            name: getattr(self.roadmap, name) for name in days
        }

    def perform(self, form: PeriodForm) -> str:
        """Changes them."""
        correct_roadmap(
            by=self.actor, roadmap=self.roadmap, title=form.cleaned_data["title"], period=form.period
        )
        self.say("Название и срок изменены.")
        return url_of(self.roadmap)


class DraftDiscard(OneDraft, ConfirmPage):
    """Asks before a draft is thrown away."""

    permission = Right.ROADMAPS_EDIT
    form_class = EmptyForm
    submit_label = "Удалить проект"

    def heading(self) -> str:
        """Which one."""
        return f"Удалить проект редакции {self.draft.number} карты «{self.roadmap.title}»?"

    def consequences(self) -> Sequence[str]:
        """What goes and what stays."""
        if len(self.editions) == 1:
            return (
                "Карта ещё не утверждалась: она исчезнет целиком. Файл, из которого она прочитана, снова ждёт проверки.",
            )
        return ("Исчезнут изменения проекта и замечания к нему. Утверждённая редакция останется в силе.",)

    def perform(self, form: EmptyForm) -> str:
        """Throws it away."""
        is_whole = discard_draft(by=self.actor, edition=self.draft)
        self.say("Проект удалён.")
        return reverse("roadmaps:roadmap_list") if is_whole else url_of(self.roadmap)


class RoadmapArchive(OneRoadmap, DeedPage):
    """Into the archive or out of it."""

    permission = Right.ROADMAPS_EDIT

    def url_back(self) -> str:
        """The road map."""
        return url_of(self.roadmap)

    def perform(self) -> str:
        """Turns it."""
        is_archived = not self.roadmap.is_archived
        archive_roadmap(by=self.actor, roadmap=self.roadmap, is_archived=is_archived)
        self.say("Карта убрана в архив." if is_archived else "Карта возвращена из архива.")
        return self.url_back()
