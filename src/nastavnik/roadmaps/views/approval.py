"""Approval of a draft, a new edition of an approved map, and what changed between two editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import Http404

from nastavnik.kit.components import Crumb
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import DeedPage, FormPage
from nastavnik.papers.models import Paper
from nastavnik.papers.queries.acting import signer_on
from nastavnik.papers.sheets import Mark
from nastavnik.roadmaps.actions.approval import approve_edition
from nastavnik.roadmaps.actions.drafts import edition_to_write
from nastavnik.roadmaps.forms.approval import ApprovalForm
from nastavnik.roadmaps.models import Edition
from nastavnik.roadmaps.permissions import check_can_approve_edition
from nastavnik.roadmaps.queries.documents import rows_of
from nastavnik.roadmaps.queries.editions import changes_of, orders_for
from nastavnik.roadmaps.views.card import OneRoadmap
from nastavnik.roadmaps.views.doubts import doubts_of
from nastavnik.roadmaps.views.editor import draft_url
from nastavnik.roadmaps.views.words import map_crumbs, url_of
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roadmap_changes import LineChange
from nastavnik.rulebook.roles import Right

_CHANGES = ("изменение", "изменения", "изменений")


class EditionApprove(OneRoadmap, FormPage):
    """The order and the marks; then the edition is frozen."""

    permission = Right.ROADMAPS_APPROVE
    title = "Утвердить дорожную карту"
    form_class = ApprovalForm
    submit_label = "Утвердить"

    def load(self) -> None:
        """The draft; 404 where there is none, 403 for whoever may not approve it."""
        super().load()
        if self.written is None:
            raise Http404
        self.draft: Edition = self.written
        check_can_approve_edition(self.actor, self.draft)

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        return map_crumbs(self.roadmap)

    def lead(self) -> str:
        """Which one."""
        return f"{self.roadmap.title}. Редакция {self.draft.number}."

    def consequences(self) -> Sequence[str]:
        """What freezes, and what is still open."""
        frozen = "Утверждённая редакция больше не меняется: изменения вносит новая редакция."
        live = "По срокам появятся обязанности исполнителей и напоминания."
        return (frozen, live, *doubts_of(self.draft, rows_of(self.draft)))

    @cached_property
    def papers(self) -> list[Paper]:
        """Registered papers to choose from."""
        return orders_for(self.actor, self.draft)

    def form_options(self) -> Mapping[str, Any]:
        """Registered papers to choose from."""
        return {"papers": self.papers}

    def initial(self) -> Mapping[str, Any]:
        """Marks and order of the document that was read, else of whoever heads the organisation today."""
        head = signer_on(self.roadmap.owner, self.today)
        marks = [Mark(**mark) for mark in self.draft.marks]
        if not marks:
            marks = [Mark("approve", head.post, head.name, "")]
        first = ApprovalForm.first_values(marks)
        return {**first, "order_number": self.draft.order_number, "order_date": self.draft.order_date}

    def perform(self, form: ApprovalForm) -> str:
        """Approves it."""
        edition = approve_edition(
            by=self.actor,
            edition=self.draft,
            marks=form.marks(),
            order_number=form.cleaned_data["order_number"],
            order_date=form.cleaned_data["order_date"],
            order=form.paper,
        )
        self.say(f"Редакция {edition.number} утверждена и действует.")
        return url_of(self.roadmap)


class EditionBegin(OneRoadmap, DeedPage):
    """A draft of the next edition as a copy of the one in force."""

    permission = Right.ROADMAPS_EDIT

    def url_back(self) -> str:
        """The road map."""
        return url_of(self.roadmap)

    def perform(self) -> str:
        """Begins it."""
        if self.roadmap.is_archived:
            raise Refused("Карта в архиве: верните её из архива, потом начните новую редакцию.")
        edition = edition_to_write(by=self.actor, roadmap=self.roadmap)
        self.say(f"Начат проект редакции {edition.number}. Пока он не утверждён, действует прежняя.")
        return draft_url(self.roadmap.pk)


class EditionChanges(OneRoadmap):
    """What changed in an edition since the one before it."""

    permission = Right.ROADMAPS_VIEW
    wide = True
    template_name = "roadmaps/changes.html"
    title = "Что изменилось"

    def load(self) -> None:
        """The two editions; 404 where one of them is not for this reader."""
        super().load()
        by_number = {one.number: one for one in self.editions}
        later = by_number.get(self.kwargs["number"])
        earlier = next((one for one in self.editions if later and one.number < later.number), None)
        if later is None or earlier is None:
            raise Http404
        self.pair = earlier, later

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        return map_crumbs(self.roadmap)

    @cached_property
    def changes(self) -> list[LineChange]:
        """The lines that differ."""
        return changes_of(*self.pair)

    def lead(self) -> str:
        """Which two, and how much."""
        earlier, later = self.pair
        said = counted(len(self.changes), _CHANGES) if self.changes else "отличий нет"
        return f"Редакция {later.number} по сравнению с редакцией {earlier.number}: {said}."
