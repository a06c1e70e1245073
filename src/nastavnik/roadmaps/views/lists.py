"""The list of road maps: the own ones, those below and those above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Empty
from nastavnik.kit.pages import Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Roadmap
from nastavnik.roadmaps.queries.documents import by_whose, roadmaps_visible_to, with_editions
from nastavnik.roadmaps.views.words import edition_words, period_words, roadmap_state, url_of
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

_WHOSE = (("own", "свои"), ("below", "организаций ниже"), ("above", "организаций выше"))


def _as_is(maps: Any, value: str) -> Any:
    """The rows are narrowed by `RoadmapList.rows`, which knows the actor and what is shown without a wish."""
    del value
    return maps


def years_around(page: Any = None) -> list[tuple[str, str]]:
    """School years to choose from: four before this one and two after."""
    del page
    now = SchoolYear.of(timezone.localdate()).start
    return [(str(year), SchoolYear(year).label) for year in range(now + 2, now - 5, -1)]


class RoadmapList(ListPage):
    """Road maps of three levels, the newest first; those in the archive are shown when asked for."""

    permission = Right.ROADMAPS_VIEW
    title = "Дорожные карты"
    section = "roadmaps"
    counted_as = ("дорожная карта", "дорожные карты", "дорожных карт")
    columns = (
        Column("title", "Дорожная карта", link=url_of, sort="title"),
        Column("owner", "Чья", "owner.short_name", sort="owner__short_name"),
        Column("level", "Уровень", "owner.get_level_display", wide_only=True),
        Column("period", "Срок", period_words, sort="from_date"),
        Column("edition", "Редакция", edition_words, wide_only=True),
        Column("state", "Состояние", roadmap_state, kind="state"),
    )
    filters = (
        Filter("whose", "чьи", _WHOSE, _as_is),
        Filter(
            "level",
            "уровень",
            Organisation.Level.choices,
            lambda maps, value: maps.filter(owner__level=value),
        ),
        Filter("year", "учебный год", years_around, lambda maps, value: maps.filter(school_year=value)),
        Filter("archive", "архив", (("yes", "в архиве"),), _as_is, any_label="без архива"),
    )
    search_label = "Название или организация"

    def rows(self) -> QuerySet[Roadmap]:
        """Road maps in sight, without the archive or the archive alone."""
        is_archived = self.request.GET.get("archive") == "yes"
        found = roadmaps_visible_to(self.actor).filter(is_archived=is_archived)
        found = by_whose(found, self.actor, self.request.GET.get("whose", ""))
        return with_editions(found).order_by("-created_at", "-pk")

    def search(self, rows: Any, text: str) -> QuerySet[Roadmap]:
        """By title or by whose it is."""
        found: QuerySet[Roadmap] = rows.filter(
            Q(title__icontains=text) | Q(owner__short_name__icontains=text)
        )
        return found

    def primary(self) -> Action:
        """Starting one; grey for whoever may not."""
        reason = None
        if not self.actor.may(Right.ROADMAPS_EDIT):
            reason = "Дорожную карту готовит куратор организации."
        return Action("Начать дорожную карту", reverse("roadmaps:roadmap_start"), reason=reason)

    def menu(self) -> Sequence[Action]:
        """What has to be done."""
        return (Action("Мои мероприятия", reverse("roadmaps:duty_mine")),)

    def nothing(self) -> Empty:
        """The way to the first road map."""
        if self.request.GET.get("archive") == "yes":
            return Empty("В архиве ничего нет.")
        return Empty(
            "Дорожных карт пока нет.",
            "Начните с образца, с чистого листа или загрузите карту, которая уже есть в Word или Excel."
            " Карты тех, кто выше, появятся здесь после утверждения.",
            self.primary(),
        )
