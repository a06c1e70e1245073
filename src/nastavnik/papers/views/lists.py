"""The list of papers: the same for a school and for those above it, who see requisites only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.pages import Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.papers.models import Paper
from nastavnik.papers.queries import papers_found, papers_visible_to
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

_TONES = {
    Paper.State.DRAFT: "neutral",
    Paper.State.RETURNED: "attention",
    Paper.State.SIGNED: "attention",
    Paper.State.REGISTERED: "good",
    Paper.State.DISCARDED: "neutral",
}
_YEARS_BACK = 5


def paper_crumbs() -> Sequence[Crumb]:
    """The way up from anything about one paper."""
    return (Crumb("Документы", reverse("papers:paper_list")),)


def state_of(paper: Paper, reason: str = "") -> State:
    """The state of a paper in a word and a sign."""
    tone: Any = _TONES[Paper.State(paper.state)]
    return State(paper.get_state_display().lower(), tone, reason)


def url_of(paper: Paper) -> str:
    """Where a paper is shown."""
    return reverse("papers:paper_view", args=[paper.pk])


def about_programme(paper: Paper) -> str:
    """The programme and its school year, as the note under a title."""
    return ", ".join(part for part in (paper.programme_title, SchoolYear(paper.school_year).title) if part)


def school_years(page: ListPage) -> list[tuple[str, str]]:
    """The present school year, the next one and those before, for the filter."""
    present = SchoolYear.of(page.today).start
    return [(str(year), SchoolYear(year).label) for year in range(present + 1, present - _YEARS_BACK, -1)]


def calendar_years(page: ListPage) -> list[tuple[str, str]]:
    """The present calendar year and those before: numbers run within one."""
    return [(str(year), str(year)) for year in range(page.today.year, page.today.year - _YEARS_BACK, -1)]


def about_paper(paper: Paper) -> str:
    """Who made a paper of others, else the programme and its year, as the note under a title."""
    return paper.issuer or about_programme(paper)


class PaperList(ListPage):
    """Documents with their requisites; nobody's name stands here."""

    permission = Right.PAPERS_VIEW
    title = "Документы"
    section = "papers"
    counted_as = ("документ", "документа", "документов")
    columns = (
        Column("title", "Заголовок", link=url_of, note=about_paper, sort="title"),
        Column("organisation", "Организация", "institution.short_name", sort="institution__short_name"),
        Column("number", "Номер", sort="number_key"),
        Column("paper_date", "Дата", kind="date", sort="paper_date"),
        Column("state", "Состояние", state_of, kind="state", sort="state"),
    )
    filters = (
        Filter("kind", "вид", Paper.Kind.choices, lambda papers, value: papers.filter(kind=value)),
        Filter("state", "состояние", Paper.State.choices, lambda papers, value: papers.filter(state=value)),
        Filter(
            "dated", "год документа", calendar_years, lambda papers, value: papers.filter(calendar_year=value)
        ),
        Filter("year", "учебный год", school_years, lambda papers, value: papers.filter(school_year=value)),
    )
    search_label = "Номер, заголовок или фамилия"
    empty = Empty(
        "Документов пока нет.", "Проект приказа готовится на странице программы из согласованных пар."
    )

    def primary(self) -> Action | None:
        """A new order, for whoever prepares them."""
        if not self.actor.may(Right.PAPERS_DRAFT):
            return None
        return Action("Новый приказ", reverse("papers:order_start"), style="primary")

    def menu(self) -> Sequence[Action]:
        """The register as a table, what comes from outside, and what orders are made with."""
        offered = (
            ("Скачать реестр (.xlsx)", "register_export", (Right.PAPERS_VIEW,)),
            ("Внести документ", "paper_enter", (Right.PAPERS_DRAFT, Right.PAPERS_REGISTER)),
            ("Шаблоны приказов", "template_list", (Right.TEMPLATES_EDIT,)),
            ("К уничтожению", "destruction_list", (Right.PAPERS_OPEN,)),
            ("Исполняющие обязанности", "acting_list", (Right.PAPERS_OPEN,)),
        )
        query = f"?{self.request.GET.urlencode()}" if self.request.GET else ""
        return [
            Action(
                label,
                reverse(f"papers:{name}") + (query if name == "register_export" else ""),
                download=name == "register_export",
            )
            for label, name, rights in offered
            if any(self.actor.may(right) for right in rights)
        ]

    def rows(self) -> QuerySet[Paper]:
        """Papers of every organisation that the actor sees, the newest first."""
        return papers_visible_to(self.actor).order_by("-drafted_at", "-pk")

    def search(self, rows: Any, text: str) -> QuerySet[Paper]:
        """By number, title, programme or issuer; names only in what the actor may open."""
        return papers_found(self.actor, rows, text)

    def nothing(self) -> Empty:
        """Those above a school do not draft; for them nothing is there yet."""
        return self.empty if self.actor.may(Right.PAPERS_OPEN) else Empty("Документов организаций пока нет.")
