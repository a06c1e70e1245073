"""Where an order begins: what can be prepared, and the orders about grown-ups of the institution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from nastavnik.kit.components import Block, Crumb, Fact, FactsBlock, TextBlock
from nastavnik.kit.pages import CardPage, FormPage
from nastavnik.kit.pages.base import Page
from nastavnik.papers.actions import draft_curator_order, draft_team_order
from nastavnik.papers.forms.staff import CuratorForm, TeamForm
from nastavnik.papers.models import Paper
from nastavnik.papers.permissions import check_can_draft_order
from nastavnik.papers.queries.names import adults_of
from nastavnik.papers.queries.papers import institutions_with
from nastavnik.papers.views.lists import paper_crumbs, url_of
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear


class OfInstitution(Page):
    """A page for one of the institutions in which this person has the right; the first unless one is named."""

    abstract = True
    section = "papers"

    def load(self) -> None:
        """The institution of `?institution=`, else the only one."""
        found = institutions_with(self.actor, self.permission)
        wish = self.request.GET.get("institution", "")
        chosen = [one for one in found if str(one.pk) == wish] if wish else found
        if not chosen:
            raise Http404
        self.institution, self.institutions = chosen[0], found

    def url_here(self, name: str) -> str:
        """Another page of the same institution."""
        tail = f"?institution={self.institution.pk}" if len(self.institutions) > 1 else ""
        return reverse(f"papers:{name}") + tail

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return paper_crumbs()


class OrderStart(OfInstitution, CardPage):
    """What can be prepared and where each order begins."""

    permission = Right.PAPERS_DRAFT
    title = "Новый приказ"

    def lead(self) -> str:
        """Whose order it will be."""
        return self.institution.full_name

    def blocks(self) -> Sequence[Block]:
        """Orders that begin here, and those that begin where their people are."""
        here = (
            (Paper.Kind.TEAM_ORDER, "team_draft", "члены группы выбираются из базы или вписываются"),
            (Paper.Kind.CURATOR_ORDER, "curator_draft", "кто отвечает за программу наставничества"),
        )
        facts = tuple(
            Fact(kind.label, "Подготовить", self.url_here(name), note=note) for kind, name, note in here
        )
        elsewhere = (
            "Приказы о закреплении пар, о списках и о внесении изменений готовятся в карточке программы.",
            "Приказ о прекращении готовится в списке пар и в карточке пары.",
        )
        return [
            FactsBlock("Готовятся здесь", facts=facts),
            TextBlock("Готовятся из пар и программ", paragraphs=elsewhere),
        ]


class _StaffDraft(OfInstitution, FormPage):
    """A form about grown-ups of the institution that ends with a draft."""

    abstract = True
    submit_label = "Подготовить проект"

    def load(self) -> None:
        """The institution whose documents this person prepares."""
        super().load()
        check_can_draft_order(self.actor, self.institution)

    @cached_property
    def school_year(self) -> int:
        """The year that goes on; in summer the one that begins."""
        year = SchoolYear.of(self.today)
        return year.next.start if self.today.month in (7, 8) else year.start

    def crumbs(self) -> Sequence[Crumb]:
        """Up to where orders begin."""
        return (*super().crumbs(), Crumb("Новый приказ", self.url_here("order_start")))

    def form_options(self) -> Mapping[str, Any]:
        """Whom to choose from."""
        return {"people": adults_of(self.actor, self.institution, self.today)}

    def opened(self, paper: Paper) -> str:
        """The draft, with what is next."""
        self.say("Проект приказа готов. Проверьте имена и передайте руководителю на подпись.")
        return url_of(paper)


class TeamDraft(_StaffDraft):
    """The order on the working group."""

    permission = Right.PAPERS_DRAFT
    title = "Приказ о составе рабочей группы"
    form_class = TeamForm

    def perform(self, form: TeamForm) -> str:
        """Drafts it."""
        paper = draft_team_order(
            by=self.actor,
            institution=self.institution,
            school_year=self.school_year,
            head=form.somebody(form.cleaned_data["head"]),
            members=form.chosen(),
        )
        return self.opened(paper)


class CuratorDraft(_StaffDraft):
    """The order that appoints the curator."""

    permission = Right.PAPERS_DRAFT
    title = "Приказ о назначении куратора"
    form_class = CuratorForm

    def perform(self, form: CuratorForm) -> str:
        """Drafts it."""
        paper = draft_curator_order(
            by=self.actor, institution=self.institution, school_year=self.school_year, curator=form.curator()
        )
        return self.opened(paper)
