"""Taking over a road map from above and deciding, row by row, about its later changes."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, Fact, State
from nastavnik.kit.pages import DeedPage, FormPage, Page
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.roadmaps.actions.cascade import (
    accept_change,
    accept_clean_changes,
    adopt_roadmap,
    refuse_change,
)
from nastavnik.roadmaps.forms.cascade import AdoptForm
from nastavnik.roadmaps.models import Measure, Roadmap
from nastavnik.roadmaps.permissions import check_can_draw_up_roadmap
from nastavnik.roadmaps.queries.cascade import (
    ChangedRow,
    adoptable_roadmaps,
    changes_above,
    measures_in_force,
)
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roadmap_difference import FIELDS, RowChange
from nastavnik.rulebook.roles import Right

ROWS = ("изменение", "изменения", "изменений")
_STATES = {
    RowChange.NEW: State("новая строка выше", "attention"),
    RowChange.OFFERED_AGAIN: State("изменилась после вашего отказа", "attention"),
    RowChange.CHANGED: State("изменилась выше", "attention"),
    RowChange.GONE: State("убрана выше", "attention"),
}


def _crumbs(roadmap: Roadmap) -> list[Crumb]:
    return [
        Crumb("Дорожные карты", reverse("roadmaps:roadmap_list")),
        Crumb(roadmap.title, reverse("roadmaps:roadmap_view", args=[roadmap.pk])),
    ]


class AdoptRoadmap(FormPage):
    """An own road map from one above: all rows are ticked, what is left out needs a reason."""

    permission = Right.ROADMAPS_EDIT
    section = "roadmaps"
    form_class = AdoptForm
    submit_label = "Принять и составить проект"
    wide = True

    def load(self) -> None:
        """The map above, of those in sight."""
        self.parent: Roadmap = get_object_or_404(roadmaps_visible_to(self.actor), pk=self.kwargs["pk"])

    def heading(self) -> str:
        """Which map is taken over."""
        return f"Принять карту «{self.parent.title}»"

    def lead(self) -> str:
        """What follows."""
        return (
            "Получится проект вашей карты, его строки останутся связаны со строками карты выше. Когда там что-то"
            " изменится, система покажет разницу и ничего не заменит сама."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the map."""
        return _crumbs(self.parent)

    @cached_property
    def owners(self) -> list[Organisation]:
        """Own organisations below the map's owner that have not adopted it yet."""
        nodes = [node for node in self.actor.nodes if self.actor.may(Right.ROADMAPS_EDIT, node)]
        homes = organisations_visible_to(self.actor).filter(pk__in=nodes, closed_date=None)
        return [
            home for home in homes if adoptable_roadmaps(self.actor, home).filter(pk=self.parent.pk).exists()
        ]

    @cached_property
    def rows(self) -> list[Any]:
        """The rows in force above."""
        return measures_in_force(self.parent)

    def submit_refusal(self) -> str | None:
        """Nothing to adopt, or nobody to adopt for."""
        if not self.rows:
            return "Карта ещё не утверждена: принять можно утверждённую."
        return None if self.owners else "Эта карта уже принята, или она не от вышестоящей организации."

    def initial(self) -> dict[str, Any]:
        """Everything is taken over under the same name."""
        return {
            "owner": self.owners[0].pk if self.owners else None,
            "title": self.parent.title,
            "rows": [row.line_id for row in self.rows],
        }

    def form_options(self) -> dict[str, Any]:
        """For whom, and the rows above."""
        return {"owners": self.owners, "rows": self.rows}

    def perform(self, form: AdoptForm) -> str:
        """Draws the draft up and opens it."""
        owner = next(one for one in self.owners if one.pk == form.cleaned_data["owner"])
        roadmap = adopt_roadmap(
            by=self.actor,
            owner=owner,
            parent=self.parent,
            left_out=form.left_out,
            title=form.cleaned_data["title"],
        )
        self.say("Проект составлен. Уточните сроки и ответственных и утвердите карту.")
        return reverse("roadmaps:roadmap_view", args=[roadmap.pk])


class _OfAdopted(Page):
    """Something about an own map that was adopted."""

    abstract = True
    permission = Right.ROADMAPS_EDIT
    section = "roadmaps"

    def load(self) -> None:
        """The map, of the own ones only."""
        maps = roadmaps_visible_to(self.actor).filter(parent__isnull=False)
        self.roadmap: Roadmap = get_object_or_404(maps.select_related("parent__owner"), pk=self.kwargs["pk"])
        check_can_draw_up_roadmap(self.actor, self.roadmap.owner)

    @property
    def url(self) -> str:
        """The page of changes."""
        return reverse("roadmaps:changes_view", args=[self.roadmap.pk])


class ChangesAbove(_OfAdopted):
    """What changed in the map above: was, has become, stands here; taken over or refused row by row."""

    permission = Right.ROADMAPS_EDIT
    title = "Изменения карты выше"
    template_name = "roadmaps/changes_above.html"
    wide = True

    def lead(self) -> str:
        """Whose map it is and where accepted changes go."""
        parent = self.roadmap.parent
        return (
            f"Карта «{parent}» ({parent.owner.short_name if parent else ''}). Принятое попадает в проект новой"
            " редакции вашей карты, действующая редакция не меняется."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the own map."""
        return _crumbs(self.roadmap)

    @cached_property
    def rows(self) -> list[ChangedRow]:
        """Rows that wait for a decision."""
        return changes_above(self.roadmap)

    def primary(self) -> Action | None:
        """All changes at once that lose nothing written here."""
        clean = sum(row.difference.is_clean for row in self.rows)
        if clean < 2:
            return None
        url = reverse("roadmaps:changes_accept", args=[self.roadmap.pk])
        return Action(f"Принять без разногласий: {clean}", url, method="post", style="primary")

    def context(self) -> dict[str, Any]:
        """The rows with their words."""
        return {
            "rows": [_shown(row) for row in self.rows],
            "total": counted(len(self.rows), ROWS),
            "empty": Empty(
                "Изменений, о которых надо решить, нет.", "Когда карта выше изменится, они появятся здесь."
            ),
        }


class AcceptCleanChanges(_OfAdopted, DeedPage):
    """Every change that loses nothing."""

    permission = Right.ROADMAPS_EDIT

    def perform(self) -> str:
        """Takes them over."""
        number = accept_clean_changes(by=self.actor, roadmap=self.roadmap)
        self.say(f"Принято: {counted(number, ROWS)}. Они стоят в проекте новой редакции.")
        return self.url_back()

    def url_back(self) -> str:
        """The page of changes."""
        return self.url


class DecideChange(_OfAdopted, DeedPage):
    """One row: taken over, with chosen cells or own words, or refused."""

    permission = Right.ROADMAPS_EDIT

    def perform(self) -> str:
        """Does what the pressed button says."""
        line: int = self.kwargs["line"]
        posted = self.request.POST
        if "refuse" in posted:
            refuse_change(
                by=self.actor, roadmap=self.roadmap, line_above=line, reason=posted.get("reason", "")
            )
            self.say("Изменение не принято, ваша строка осталась прежней.")
            return self.url_back()
        words = {
            field: posted[f"words_{field}"] for field in FIELDS if posted.get(f"words_{field}", "").strip()
        }
        take = [field for field in posted.getlist("take") if field in FIELDS]
        accept_change(
            by=self.actor,
            roadmap=self.roadmap,
            line_above=line,
            take=take if "choosing" in posted else None,
            words=words,
        )
        self.say("Изменение принято в проект новой редакции.")
        return self.url_back()

    def url_back(self) -> str:
        """The page of changes."""
        return self.url


def _shown(row: ChangedRow) -> dict[str, Any]:
    """A row with its words for the template."""
    measure, own = row.theirs or row.ours, row.ours or row.theirs
    label = "Принять выбранное"
    if row.theirs is None:
        label = "Убрать строку из проекта"
    elif row.ours is None:
        label = "Добавить строку в проект"
    return {
        "row": row,
        "state": _STATES[row.change],
        "number": own.number if own else "",
        "title": measure.title if measure else "",
        "accept_label": label,
        "facts": _facts_of(measure) if measure else [],
    }


def _facts_of(measure: Measure) -> list[Fact]:
    return [
        Fact("Срок", measure.deadline or "не указан"),
        Fact("Ответственные", measure.executors or "не указаны"),
        Fact("Результат", measure.result or "не указан"),
    ]
