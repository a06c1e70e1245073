"""Questionnaires on the desk: what the signed-in person is asked, and «до» that the curator has not collected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Task
from nastavnik.mentoring.models import Programme
from nastavnik.mentoring.queries.entry_surveys import entry_gaps
from nastavnik.mentoring.views.entry_surveys import way_to_ask
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.queries.surveys import asks_awaiting


def own_survey_tasks(actor: Actor, today: date) -> list[Task]:
    """A line for each questionnaire that waits for the actor's own answer; one query."""
    return [
        Task(
            f"Анкета «{ask.campaign.title}»",
            Action("Ответить", reverse("surveys:own_answer", args=[ask.pk])),
            due=ask.campaign.to_date,
        )
        for ask in asks_awaiting(actor, today)
    ]


def entry_survey_tasks(actor: Actor, programmes: Sequence[Programme], today: date) -> list[Task]:
    """Sides of the curator's programmes on which somebody lacks «до»; three queries."""
    mine = [one for one in programmes if actor.may(Right.SURVEYS_EDIT, one.institution_id)]
    return [
        Task(gap.words, way_to_ask(gap), who=f"«{gap.programme.title}»") for gap in entry_gaps(mine, today)
    ]
