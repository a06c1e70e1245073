"""The list of papers: the same for a school and for those above it, who see requisites only."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from nastavnik.kit.components import Action, Empty, State
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


def state_of(paper: Paper, reason: str = "") -> State:
    """The state of a paper in a word and a sign."""
    tone: Any = _TONES[Paper.State(paper.state)]
    return State(paper.get_state_display(), tone, reason)


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


class PaperList(ListPage):
    """Documents with their requisites; nobody's name stands here."""

    permission = Right.PAPERS_VIEW
    title = "Документы"
    section = "papers"
    counted_as = ("документ", "документа", "документов")
    columns = (
        Column("title", "Заголовок", link=url_of, note=about_programme, sort="title"),
        Column("organisation", "Организация", "institution.short_name", sort="institution__short_name"),
        Column("number", "Номер", sort="number_key"),
        Column("paper_date", "Дата", kind="date", sort="paper_date"),
        Column("state", "Состояние", state_of, kind="state", sort="state"),
    )
    filters = (
        Filter("state", "состояние", Paper.State.choices, lambda papers, value: papers.filter(state=value)),
        Filter("year", "учебный год", school_years, lambda papers, value: papers.filter(school_year=value)),
    )
    search_label = "Номер, заголовок или программа"
    empty = Empty(
        "Документов пока нет.", "Проект приказа готовится на странице программы из согласованных пар."
    )

    def primary(self) -> Action | None:
        """A new order, for whoever prepares them."""
        if not self.actor.may(Right.PAPERS_DRAFT):
            return None
        return Action("Новый приказ", reverse("papers:order_start"), style="primary")

    def rows(self) -> QuerySet[Paper]:
        """Papers of every organisation that the actor sees, the newest first."""
        return papers_visible_to(self.actor).order_by("-drafted_at", "-pk")

    def search(self, rows: Any, text: str) -> QuerySet[Paper]:
        """By number, title or programme."""
        return papers_found(rows, text)

    def nothing(self) -> Empty:
        """Those above a school do not draft; for them nothing is there yet."""
        return self.empty if self.actor.may(Right.PAPERS_OPEN) else Empty("Документов организаций пока нет.")
