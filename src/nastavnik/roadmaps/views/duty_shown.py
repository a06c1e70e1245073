"""How a duty is said on every page: its state, its term, its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from nastavnik.kit.components import Crumb, State
from nastavnik.roadmaps.models import Duty, Occurrence
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.duty_states import is_due_soon, is_overdue
from nastavnik.rulebook.reminders import term_in_words

_TONES: Mapping[str, Any] = {
    Duty.State.NOT_BEGUN: "neutral",
    Duty.State.BEGUN: "neutral",
    Duty.State.DONE: "good",
    Duty.State.NOT_NEEDED: "neutral",
    Duty.State.WITHDRAWN: "neutral",
}


def state_of(duty: Duty, today: date) -> State:
    """The state in a word and a sign; an overdue one says so first."""
    due = duty.occurrence.to_date
    if is_overdue(duty.state, due, today):
        return State(
            "Просрочено", "bad", term_in_words(due, today).removeprefix("просрочено ") if due else ""
        )
    if is_due_soon(duty.state, due, today):
        word = duty.get_state_display()
        return State(word, "attention", term_in_words(due, today) if due else "")
    return State(duty.get_state_display(), _TONES[duty.state])


def term_of(occurrence: Occurrence) -> str:
    """«до 15.10.2026», «01.09.2026 – 15.10.2026», «с 01.09.2026», «дата не указана»."""
    start, end = occurrence.from_date, occurrence.to_date
    if start and end:
        return short_date(end) if start == end else f"{short_date(start)} – {short_date(end)}"
    if end:
        return f"до {short_date(end)}"
    return f"с {short_date(start)}" if start else "дата не указана"


def url_of(duty: Duty) -> str:
    """Where a duty is shown."""
    return reverse("roadmaps:duty_view", args=[duty.pk])


def named(number: str | None, title: str | None) -> str:
    """«1.1. Издать приказ»; without its words it says that the row is gone."""
    words = " ".join((title or "Строки в карте больше нет").split())
    return f"{number.rstrip('.')}. {words}" if number else words


def duty_crumbs(*, within: Duty | None = None, title: str = "") -> Sequence[Crumb]:
    """The way up from anything about one duty."""
    up = (Crumb("Мои мероприятия", reverse("roadmaps:duty_mine")),)
    return (*up, Crumb(title, url_of(within))) if within else up
