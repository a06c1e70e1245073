"""How the lack of «до» is said on the page of a programme."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Missing
from nastavnik.mentoring.models import Programme
from nastavnik.mentoring.queries.entry_surveys import EntryGap, entry_gaps
from nastavnik.rulebook.roles import Right


def way_to_ask(gap: EntryGap) -> Action:
    """To the survey that goes on, else to sending one."""
    if gap.survey_id:
        return Action("Открыть опрос", reverse("surveys:survey_view", args=[gap.survey_id]))
    return Action("Спросить «до»", f"{reverse('surveys:survey_open')}?circle={gap.circle}")


def entry_missing(programme: Programme, actor: Actor, today: date) -> list[Missing]:
    """For whoever sends questionnaires in the institution: who has not answered «до», and what that costs."""
    if not actor.may(Right.SURVEYS_EDIT, programme.institution_id):
        return []
    cost = "Соберите их до подбора пар: после программы сравнивать будет не с чем."
    return [Missing(f"{gap.words}. {cost}", way_to_ask(gap)) for gap in entry_gaps([programme], today)]
