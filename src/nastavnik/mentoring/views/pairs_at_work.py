"""How pairs are doing: five of this week with the reasons, the numbers of each state, all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State, Tone
from nastavnik.kit.pages import Filter, ListPage
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.models import Side
from nastavnik.mentoring.queries.pair_work import WorkingPair, working_pairs
from nastavnik.mentoring.queries.pairs import NOBODY, member_of, name_of, title_of
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.rulebook.pair_view import WELLBEING_LABELS, Wellbeing, five_of_the_week
from nastavnik.rulebook.roles import Right

TONES: dict[Wellbeing, Tone] = {
    Wellbeing.HELP: "bad",
    Wellbeing.DOUBTFUL: "bad",
    Wellbeing.SILENT: "attention",
    Wellbeing.EARLY: "neutral",
    Wellbeing.GOOD: "good",
}
NEVER = "never"


def wellbeing_state(one: WorkingPair) -> State:
    """The state in words with its reason."""
    return State(WELLBEING_LABELS[one.verdict.state], TONES[one.verdict.state], one.verdict.reason)


def _pair_url(one: WorkingPair) -> str:
    return reverse("mentoring:pair_view", args=[one.pair.pk])


def _name(one: WorkingPair, side: Side) -> str:
    member = member_of(one.pair, side)
    return name_of(member).full if member else NOBODY


def _standing(one: WorkingPair, side: Side) -> str:
    member = member_of(one.pair, side)
    return standing_of(member.person) if member else ""


def _apply(rows: Sequence[WorkingPair], value: str) -> list[WorkingPair]:
    if value == NEVER:
        return [one for one in rows if one.facts.held == 0]
    return [one for one in rows if one.verdict.state == value]


class PairsAtWork(ListPage):
    """All working pairs, the most pressing first; five of this week above."""

    permission = Right.PAIRS_VIEW
    section = "pairs"
    title = "Как дела у пар"
    template_name = "mentoring/pairs_at_work.html"
    counted_as = ("пара", "пары", "пар")
    search_label = "Фамилия наставника или наставляемого"
    columns = (
        Column(
            "mentee", "Наставляемый", lambda one: _name(one, Side.MENTEE), link=_pair_url,
            note=lambda one: _standing(one, Side.MENTEE),
            sort=lambda one: _name(one, Side.MENTEE).lower(),
        ),
        Column(
            "mentor", "Наставник", lambda one: _name(one, Side.MENTOR),
            sort=lambda one: _name(one, Side.MENTOR).lower(),
        ),
        Column("held", "Встреч", "facts.held", kind="number", sort="facts.held", wide_only=True),
        Column(
            "last", "Последняя", "facts.last_held", kind="date", wide_only=True,
            sort=lambda one: str(one.facts.last_held or ""),
        ),
        Column("state", "Как дела", wellbeing_state, kind="state", sort=lambda one: -one.verdict.weight),
    )  # fmt: skip
    filters = (
        Filter(
            "state", "как дела",
            [*((state.value, label) for state, label in WELLBEING_LABELS.items()), (NEVER, "ни разу не встречались")],
            _apply,
        ),
    )  # fmt: skip

    @cached_property
    def institutions(self) -> list[int]:
        """Where this person may see pairs."""
        return [node for node in self.actor.people if self.actor.may(Right.PAIRS_VIEW, node)]

    @cached_property
    def working(self) -> list[WorkingPair]:
        """Every working pair."""
        return working_pairs(self.actor, self.institutions, self.today)

    def lead(self) -> str:
        """What is known, and what is not known to the reader."""
        counts = Counter(one.verdict.state for one in self.working)
        told = ", ".join(
            f"{label}: {counts[state]}" for state, label in WELLBEING_LABELS.items() if counts[state]
        )
        hidden = "" if self.actor.may(Right.SPECIAL_VIEW) else " Отзывы и просьбы о помощи видит куратор."
        return f"{told}.{hidden}" if told else ""

    def crumbs(self) -> list[Crumb]:
        """Up to the pairs."""
        return [Crumb("Пары", reverse("mentoring:pair_list"))]

    def menu(self) -> list[Action]:
        """The meetings themselves."""
        return [Action("Все встречи", reverse("mentoring:meeting_list"))]

    def rows(self) -> list[WorkingPair]:
        """The most pressing first."""
        return self.working

    def search(self, rows: Any, text: str) -> list[WorkingPair]:
        """By the name of either member."""
        words = text.lower().replace("ё", "е").split()
        return [
            one
            for one in rows
            if any(
                all(word in member.person.sort_name for word in words) for member in one.pair.members.all()
            )
        ]

    @property
    def week(self) -> Table | None:
        """Five pairs of this week and why; nothing where nobody needs a look, or a filter is on."""
        if self.is_narrowed:
            return None
        chosen = five_of_the_week([(place, one.verdict) for place, one in enumerate(self.working)])
        rows = [self.working[place] for place, _ in chosen]
        columns = (
            Column("pair", "Пара", lambda one: title_of(one.pair), link=_pair_url),
            Column("state", "Почему", wellbeing_state, kind="state"),
            Column("deed", "", self._deed, kind="actions"),
        )
        return Table("Пары этой недели и почему", columns=columns, rows=rows) if rows else None

    def _deed(self, one: WorkingPair) -> Action | None:
        if not self.actor.may(Right.PAIRS_DECIDE, one.pair.institution_id):
            return None
        if one.verdict.state is Wellbeing.SILENT:
            return Action("Шаг с парой", reverse("mentoring:pair_step", args=[one.pair.pk]), style="link")
        if one.verdict.state is Wellbeing.HELP:
            return Action("Просьбы о помощи", _pair_url(one), style="link")
        return Action("Открыть", _pair_url(one), style="link")

    def nothing(self) -> Empty:
        """Nobody works yet."""
        return Empty("Действующих пар пока нет.", "Пара начинает действовать, когда зарегистрирован приказ.")
