"""«Мои мероприятия»: what I, my post or my organisation has to do, the overdue first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Crumb, Empty
from nastavnik.kit.pages import BulkAction, Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.roadmaps.actions.duties import complete_duties
from nastavnik.roadmaps.models import Duty
from nastavnik.roadmaps.queries.duties import (
    OVERDUE,
    SOON,
    UNDATED,
    by_urgency,
    naming_me,
    own_duties,
    worded,
)
from nastavnik.roadmaps.views.duty_shown import named, state_of, term_of, url_of
from nastavnik.rulebook.duty_states import OPEN
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

_WORDS = ("мероприятие", "мероприятия", "мероприятий")
_TERMS = (("overdue", "просрочено"), ("soon", "скоро срок"), ("undated", "без даты"))
_URGENCY = {"overdue": OVERDUE, "soon": SOON, "undated": UNDATED}
_STATES = (("open", "не выполнено"), ("done", "выполнено"), ("other", "не требуется или снято"))
_KEPT = {
    "open": [state.value for state in OPEN],
    "done": [Duty.State.DONE.value],
    "other": [Duty.State.NOT_NEEDED.value, Duty.State.WITHDRAWN.value],
}
_WHOSE = (("me", "где назван я или моя должность"),)
_NOTE = Concat("occurrence__line__roadmap__title", Value(", "), "organisation__short_name")


class DutyMine(ListPage):
    """Duties of the organisations where the actor works."""

    permission = Right.ROADMAPS_VIEW
    section = "roadmaps"
    title = "Мои мероприятия"
    counted_as = _WORDS
    search_label = "Мероприятие или карта"
    empty = Empty(
        "Мероприятий пока нет.",
        "Они появятся, когда утвердят дорожную карту вашей организации или той, что стоит выше.",
    )

    columns = (
        Column("title", "Мероприятие", lambda duty: named(duty.number, duty.title), link=url_of, note="note"),
        Column("due", "Срок", lambda duty: term_of(duty.occurrence), nowrap=True),
        Column("state", "Состояние", lambda duty: state_of(duty, timezone.localdate()), kind="state"),
    )
    filters = (
        Filter("when", "срок", _TERMS, lambda rows, value: rows.filter(urgency=_URGENCY[value])),
        Filter("state", "состояние", _STATES, lambda rows, value: rows.filter(state__in=_KEPT[value])),
        Filter("whose", "чьё", _WHOSE, lambda rows, value: rows.filter(names_me=value == "me")),
    )

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road maps."""
        return (Crumb("Дорожные карты", reverse("roadmaps:roadmap_list")),)

    def rows(self) -> QuerySet[Duty]:
        """Overdue first, then by term; closed ones last."""
        duties = naming_me(self.actor, worded(own_duties(self.actor)))
        return by_urgency(duties, self.today).annotate(note=_NOTE)

    def search(self, rows: Any, text: str) -> QuerySet[Duty]:
        """By the measure's words or the road map's title."""
        return rows.filter(title__icontains=text) | rows.filter(
            occurrence__line__roadmap__title__icontains=text
        )

    def bulk_actions(self) -> Sequence[BulkAction]:
        """«Выполнено сегодня» for several, where nothing asks for a document."""
        if not any(self.actor.may(Right.ROADMAPS_REPORT, node) for node in self.actor.nodes):
            return ()
        return (BulkAction("complete", "Отметить выполненными сегодня"),)

    def perform_bulk(self, name: str, chosen: Sequence[Duty]) -> str | None:
        """Marks them."""
        number = complete_duties(by=self.actor, duties=chosen, done_date=self.today, today=self.today)
        self.say(f"Отмечено выполненным: {counted(number, _WORDS)}.")
        return None
