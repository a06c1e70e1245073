"""«Выполнили 17 из 24 организаций»: by measure, by organisation, with the laggards by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.pages import BulkAction, DeedPage, Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.roadmaps.actions.reminding import remind_laggards
from nastavnik.roadmaps.models import Duty, Measure
from nastavnik.roadmaps.permissions import check_can_decide_duty, check_can_remind
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to
from nastavnik.roadmaps.queries.duties import by_urgency, duties_visible_to, living, worded, wording_of
from nastavnik.roadmaps.queries.rollup import (
    OrganisationStanding,
    lines_visible_to,
    measures_in_force,
    rolls_by_line,
    rolls_by_organisation,
    standings_of,
    whole_of,
)
from nastavnik.roadmaps.views.duty_shown import named, state_of, term_of, url_of
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.rollup import LABELS, Roll, Standing, said

_TONES: dict[Standing, Any] = {
    Standing.OVERDUE: "bad",
    Standing.NOT_BEGUN: "neutral",
    Standing.BEGUN: "neutral",
    Standing.DONE: "good",
    Standing.NOT_NEEDED: "neutral",
}
_NOBODY = Roll()


@dataclass(frozen=True)
class MeasureRow:
    """A measure of the edition in force with its roll."""

    measure: Measure
    roll: Roll

    @property
    def url(self) -> str:
        """Which organisations did it and which did not."""
        return reverse("roadmaps:line_progress", args=[self.measure.line_id])


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation with how many of the measures it has done."""

    pk: int
    name: str
    url: str
    roll: Roll


def standing_state(roll: Roll) -> State:
    """Whether somebody is late, everybody has done it, or it goes on."""
    if roll.overdue:
        return State(f"просрочено: {roll.overdue}", "bad")
    if roll.is_whole:
        return State("выполнено", "good")
    return State("идёт", "neutral") if roll.asked else State("не требуется", "neutral")


class _OfRoadmap(ListPage):
    """A list about one road map in sight."""

    abstract = True
    permission = Right.ROADMAPS_VIEW
    section = "roadmaps"

    def load(self) -> None:
        """The road map in sight."""
        self.roadmap = get_object_or_404(roadmaps_visible_to(self.actor), pk=self.kwargs["pk"])

    @cached_property
    def measures(self) -> list[Measure]:
        """Measures of the edition in force."""
        return list(measures_in_force(self.roadmap))

    @property
    def line_ids(self) -> list[int]:
        """Their rows."""
        return [measure.line_id for measure in self.measures]

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road maps."""
        return (Crumb("Дорожные карты", reverse("roadmaps:roadmap_list")),)


class RoadmapProgress(_OfRoadmap):
    """How far every measure of a road map is."""

    counted_as = ("мероприятие", "мероприятия", "мероприятий")
    columns = (
        Column("title", "Мероприятие", lambda row: named(row.measure.number, row.measure.title), link="url"),
        Column("deadline", "Срок в карте", "measure.deadline"),
        Column("done", "Выполнили", "roll.words", nowrap=True),
        Column("state", "Состояние", lambda row: standing_state(row.roll), kind="state"),
    )
    filters = (
        Filter(
            "state",
            "состояние",
            (("overdue", "есть просрочка"), ("open", "выполнили не все"), ("done", "выполнили все")),
            lambda rows, value: [row for row in rows if _is(row.roll, value)],
        ),
    )
    search_label = "Мероприятие"
    empty = Empty("Утверждённых мероприятий пока нет.", "Выполнение появится, когда карта будет утверждена.")

    def heading(self) -> str:
        """Which road map."""
        return f"Выполнение: {self.roadmap}"

    @cached_property
    def rolls(self) -> dict[int, Roll]:
        """All rolls in one query."""
        return rolls_by_line(self.line_ids, self.today)

    def lead(self) -> str:
        """All measures together."""
        whole = whole_of(self.rolls.values())
        if not whole.asked:
            return ""
        late = f", просрочено {whole.overdue}" if whole.overdue else ""
        return f"Выполнено {whole.words}{late}: все мероприятия всех организаций, которые вы видите."

    def menu(self) -> Sequence[Action]:
        """Other sides of the same road map."""
        key = [self.roadmap.pk]
        return (
            Action("По организациям", reverse("roadmaps:organisation_progress", args=key)),
            Action("Ответственные", reverse("roadmaps:executor_list", args=key)),
        )

    def rows(self) -> Sequence[MeasureRow]:
        """In the order of the document."""
        return [MeasureRow(measure, self.rolls.get(measure.line_id, _NOBODY)) for measure in self.measures]

    def search(self, rows: Any, text: str) -> Sequence[MeasureRow]:
        """By the words of the measure."""
        return [row for row in rows if text.lower() in row.measure.title.lower()]


def _is(roll: Roll, value: str) -> bool:
    return {"overdue": roll.overdue > 0, "done": roll.is_whole, "open": not roll.is_whole}[value]


class OrganisationProgress(_OfRoadmap):
    """How far every organisation is with the whole road map."""

    counted_as = ("организация", "организации", "организаций")
    columns = (
        Column("name", "Организация", link="url", sort="name"),
        Column("done", "Выполнено мероприятий", "roll.words", nowrap=True),
        Column("state", "Состояние", lambda row: standing_state(row.roll), kind="state", sort="roll.overdue"),
    )
    filters = (
        Filter(
            "state",
            "состояние",
            (("overdue", "есть просрочка"), ("open", "выполнено не всё"), ("done", "выполнено всё")),
            lambda rows, value: [row for row in rows if _is(row.roll, value)],
        ),
    )
    bulk = (BulkAction("remind", "Напомнить"),)
    search_label = "Организация"
    empty = Empty("Мероприятия ни за кем не закреплены.", "Они появятся, когда карта будет утверждена.")

    def heading(self) -> str:
        """Which road map."""
        return f"Организации: {self.roadmap}"

    def rows(self) -> Sequence[OrganisationRow]:
        """The late ones first, then by name."""
        rolls = rolls_by_organisation(self.line_ids, self.today)
        names = (
            organisations_visible_to(self.actor).filter(pk__in=list(rolls)).values_list("pk", "short_name")
        )
        path = reverse("roadmaps:organisation_duties", args=[self.roadmap.pk, 0]).removesuffix("0/")
        rows = [OrganisationRow(pk, name, f"{path}{pk}/", rolls[pk]) for pk, name in names]
        return sorted(rows, key=lambda row: (-row.roll.overdue, row.name.lower(), row.pk))

    def search(self, rows: Any, text: str) -> Sequence[OrganisationRow]:
        """By name."""
        return [row for row in rows if text.lower() in row.name.lower()]

    def bulk_actions(self) -> Sequence[BulkAction]:
        """«Напомнить» for those who run a territory."""
        return () if Action.checked(check_can_remind, self.actor, label="").is_refused else self.bulk

    def perform_bulk(self, name: str, chosen: Sequence[OrganisationRow]) -> str | None:
        """Reminds them."""
        _remind(self, [row.pk for row in chosen])
        return None


class LineProgress(ListPage):
    """Who has done one measure and who has not, by name."""

    permission = Right.ROADMAPS_VIEW
    section = "roadmaps"
    counted_as = ("организация", "организации", "организаций")
    columns = (
        Column("name", "Организация", link=lambda row: reverse("roadmaps:duty_view", args=[row.duty_id])),
        Column(
            "state",
            "Состояние",
            lambda row: State(LABELS[row.standing].capitalize(), _TONES[row.standing]),
            kind="state",
            note=lambda row: "по своей карте" if row.is_adopted else "",
        ),
        Column("due", "Ближайший срок", kind="date"),
    )
    filters = (
        Filter(
            "state",
            "состояние",
            tuple((one.value, LABELS[one]) for one in Standing),
            lambda rows, value: [row for row in rows if row.standing.value == value],
        ),
    )
    bulk = (BulkAction("remind", "Напомнить"),)
    search_label = "Организация"
    empty = Empty("Это мероприятие ни за кем не закреплено.", "Закрепление появляется при утверждении карты.")

    def load(self) -> None:
        """The row of a road map in sight, with its words in force."""
        self.line = get_object_or_404(lines_visible_to(self.actor), pk=self.kwargs["pk"])
        self.roadmap = self.line.roadmap
        self.measure = wording_of(self.line)

    def heading(self) -> str:
        """The measure."""
        return named(self.measure.number, self.measure.title) if self.measure else named("", None)

    def lead(self) -> str:
        """«Выполнили 17 из 24 организаций»."""
        return said(rolls_by_line([self.line.pk], self.today).get(self.line.pk, _NOBODY)) + "."

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        progress = reverse("roadmaps:roadmap_progress", args=[self.roadmap.pk])
        return (Crumb("Дорожные карты", reverse("roadmaps:roadmap_list")), Crumb(str(self.roadmap), progress))

    def primary(self) -> Action | None:
        """«Напомнить отстающим», where somebody is late."""
        if not any(row.standing is Standing.OVERDUE for row in self.all_rows):
            return None
        url = reverse("roadmaps:line_remind", args=[self.line.pk])
        action = Action.checked(
            check_can_remind, self.actor, label="Напомнить отстающим", url=url, method="post", style="primary"
        )
        return None if action.is_refused else action

    def menu(self) -> Sequence[Action]:
        """The fact by which the product sees that it is done, for whoever runs the map."""
        url = reverse("roadmaps:line_fact", args=[self.line.pk])
        action = Action.checked(
            check_can_decide_duty, self.actor, self.roadmap, label="Чем подтверждается само", url=url
        )
        return () if action.is_refused else (action,)

    @cached_property
    def all_rows(self) -> list[OrganisationStanding]:
        """Every organisation that is asked."""
        return standings_of(self.line.pk, self.today)

    def rows(self) -> Sequence[OrganisationStanding]:
        """The worst first."""
        return self.all_rows

    def search(self, rows: Any, text: str) -> Sequence[OrganisationStanding]:
        """By name."""
        return [row for row in rows if text.lower() in row.name.lower()]

    def bulk_actions(self) -> Sequence[BulkAction]:
        """«Напомнить» for those who run a territory."""
        return () if Action.checked(check_can_remind, self.actor, label="").is_refused else self.bulk

    def perform_bulk(self, name: str, chosen: Sequence[OrganisationStanding]) -> str | None:
        """Reminds them."""
        _remind(self, [row.organisation_id for row in chosen])
        return None


def _remind(page: Any, organisation_ids: Sequence[int]) -> None:
    told = remind_laggards(
        by=page.actor, roadmap=page.roadmap, organisation_ids=organisation_ids, today=page.today
    )
    if told:
        page.say(f"Напоминание отправлено: {counted(told, ('организация', 'организации', 'организаций'))}.")
    else:
        page.say(
            "Напоминать некому: просрочки нет, об этом уже напомнили сегодня или в организации нет учётных записей."
        )


class LineRemind(DeedPage):
    """Reminds everybody who is late with a measure."""

    permission = Right.ROADMAPS_REPORT
    section = "roadmaps"

    def load(self) -> None:
        """The row of a road map in sight."""
        self.line = get_object_or_404(lines_visible_to(self.actor), pk=self.kwargs["pk"])
        self.roadmap = self.line.roadmap

    def url_back(self) -> str:
        """The measure."""
        return reverse("roadmaps:line_progress", args=[self.line.pk])

    def perform(self) -> str:
        """Reminds."""
        late = [row for row in standings_of(self.line.pk, self.today) if row.standing is Standing.OVERDUE]
        _remind(self, [row.organisation_id for row in late])
        return self.url_back()


class OrganisationDuties(_OfRoadmap):
    """What one organisation has to do by a road map, and how far each is."""

    counted_as = ("мероприятие", "мероприятия", "мероприятий")
    columns = (
        Column("title", "Мероприятие", lambda duty: named(duty.number, duty.title), link=url_of),
        Column("due", "Срок", lambda duty: term_of(duty.occurrence), nowrap=True),
        Column("state", "Состояние", lambda duty: state_of(duty, timezone.localdate()), kind="state"),
    )
    search_label = "Мероприятие"
    empty = Empty("За организацией по этой карте ничего не закреплено.")

    def load(self) -> None:
        """The road map and the organisation, both in sight."""
        super().load()
        self.organisation = get_object_or_404(
            organisations_visible_to(self.actor), pk=self.kwargs["organisation"]
        )

    def heading(self) -> str:
        """Whose."""
        return str(self.organisation)

    def lead(self) -> str:
        """By which road map."""
        return f"Мероприятия по карте «{self.roadmap}»"

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the organisations of the road map."""
        url = reverse("roadmaps:organisation_progress", args=[self.roadmap.pk])
        return (*super().crumbs(), Crumb(str(self.roadmap), url))

    def rows(self) -> QuerySet[Duty]:
        """The overdue first."""
        found = duties_visible_to(self.actor).filter(
            organisation=self.organisation, occurrence__line__in=self.line_ids
        )
        return by_urgency(worded(living(found)), self.today)

    def search(self, rows: Any, text: str) -> QuerySet[Duty]:
        """By the words of the measure."""
        return rows.filter(title__icontains=text)  # type: ignore[no-any-return]
