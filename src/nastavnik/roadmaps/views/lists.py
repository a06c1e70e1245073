"""The list of road maps: the own ones, those below and those above."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from nastavnik.kit.components import Empty
from nastavnik.kit.pages import Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Roadmap
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to
from nastavnik.rulebook.roles import Right


class RoadmapList(ListPage):
    """Road maps of three levels, the newest first."""

    permission = Right.ROADMAPS_VIEW
    title = "Дорожные карты"
    section = "roadmaps"
    counted_as = ("дорожная карта", "дорожные карты", "дорожных карт")
    columns = (
        Column("title", "Дорожная карта", sort="title"),
        Column("owner", "Чья", "owner.short_name", sort="owner__short_name"),
        Column("from_date", "Действует с", kind="date", sort="from_date"),
        Column("to_date", "по", kind="date", sort="to_date"),
    )
    filters = (
        Filter(
            "level",
            "уровень",
            Organisation.Level.choices,
            lambda maps, value: maps.filter(owner__level=value),
        ),
    )
    search_label = "Название или организация"
    empty = Empty("Дорожных карт пока нет.")

    def rows(self) -> QuerySet[Roadmap]:
        """Road maps in sight; those in the archive last."""
        return roadmaps_visible_to(self.actor).order_by("is_archived", "-created_at", "-pk")

    def search(self, rows: Any, text: str) -> QuerySet[Roadmap]:
        """By title or by whose it is."""
        return rows.filter(title__icontains=text) | rows.filter(owner__short_name__icontains=text)
