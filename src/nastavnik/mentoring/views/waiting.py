"""The queue of a programme: mentees who wait for a mentor, in the order in which one is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.pages import ListPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.permissions.proposals import check_can_propose_pairs
from nastavnik.mentoring.queries.matching import mentees_waiting
from nastavnik.mentoring.queries.participants import standing_of, topic_labels
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.queries.wishes import wishers_found
from nastavnik.mentoring.views.matching import programme_crumbs
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.roles import Right


def waiting_state(row: Any) -> State:
    """Since when the mentee waits; who refused is said nowhere."""
    if row.returned_at is None:
        return State("ждёт", "neutral", f"с {short_date(row.entered_date)}")
    day = short_date(timezone.localtime(row.returned_at).date())
    return State("возвращён в очередь", "attention", f"{day}, подбирается раньше других")


class WaitingList(ListPage):
    """Mentees without a live pair, those returned to the queue first."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"
    counted_as = ("наставляемый", "наставляемых", "наставляемых")
    search_label = "Фамилия, имя или отчество"
    columns = (
        Column(
            "name",
            "Фамилия Имя Отчество",
            lambda row: full_name_of(row.person).full,
            link=lambda row: reverse("mentoring:person_view", args=[row.person_id]),
            note=lambda row: standing_of(row.person),
        ),
        Column("request", "Запрос", lambda row: row.need.text if hasattr(row, "need") else ""),
        Column("topic_words", "Темы", wide_only=True),
        Column("state", "Очередь", waiting_state, kind="state"),
    )

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_propose_pairs(self.actor, self.programme)

    def heading(self) -> str:
        """Which programme it is about."""
        return f"Ждут наставника: {self.programme.title}"

    def lead(self) -> str:
        """In which order."""
        return "Первыми стоят те, чья пара не состоялась, дальше — по дате вхождения в программу."

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return programme_crumbs(self.programme)

    def primary(self) -> Action:
        """Looking for pairs."""
        url = reverse("mentoring:proposal_make", args=[self.programme.pk])
        return Action("Предложить пары", url, method="post")

    def nothing(self) -> Empty:
        """Everybody has a mentor, or nobody is there."""
        url = reverse("mentoring:programme_view", args=[self.programme.pk])
        return Empty("Никто не ждёт наставника.", "", Action("К программе", url))

    def rows(self) -> Any:
        """Those who wait, in their order."""
        return mentees_waiting(self.programme)

    def search(self, rows: Any, text: str) -> Any:
        """By any parts of the name."""
        return wishers_found(rows, text)

    def prepared(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Each with its topics in words."""
        labels = topic_labels()
        for row in rows:
            codes = row.need.topics if hasattr(row, "need") else ()
            row.topic_words = ", ".join(labels.get(code, code) for code in codes)
        return rows
