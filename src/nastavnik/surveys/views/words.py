"""Words, addresses and states that pages of surveys share."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from nastavnik.kit.components import Crumb, State
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.questionnaires import KIND_PROMISES, DeclaredKind
from nastavnik.surveys.models import Campaign, Questionnaire


def survey_url(campaign: Campaign, tab: str = "") -> str:
    """The page of a survey."""
    return reverse("surveys:survey_view", args=[campaign.pk]) + (f"?tab={tab}" if tab else "")


def questionnaire_url(questionnaire: Questionnaire) -> str:
    """The page of a questionnaire."""
    return reverse("surveys:questionnaire_view", args=[questionnaire.pk])


def survey_crumbs(campaign: Campaign | None = None) -> list[Crumb]:
    """Up to the list, and to the survey itself."""
    crumbs = [Crumb("Опросы", reverse("surveys:survey_list"))]
    return [*crumbs, Crumb(campaign.title, survey_url(campaign))] if campaign else crumbs


def questionnaire_crumbs(questionnaire: Questionnaire | None = None) -> list[Crumb]:
    """Up to the list, and to the questionnaire itself."""
    crumbs = [Crumb("Анкеты", reverse("surveys:questionnaire_list"))]
    if questionnaire is None:
        return crumbs
    return [*crumbs, Crumb(questionnaire.title, questionnaire_url(questionnaire))]


def survey_state(campaign: Campaign, today: date) -> State:
    """Whether a survey goes on."""
    if campaign.is_closed:
        return State("закончен", "neutral")
    if campaign.from_date > today:
        return State("ещё не начался", "neutral", f"с {short_date(campaign.from_date)}")
    if campaign.to_date < today:
        return State("срок прошёл", "attention", "закончите опрос, чтобы увидеть итоги")
    return State("идёт", "good", f"до {short_date(campaign.to_date)}")


def promise_of(kind: str) -> str:
    """What the declared kind promises, as it stands on the form."""
    return KIND_PROMISES[DeclaredKind(kind)]


def questionnaire_state(questionnaire: Questionnaire) -> State:
    """A default, in use, or put away."""
    if questionnaire.is_archived:
        return State("в архиве", "neutral")
    return State("образец", "neutral") if questionnaire.owner_id is None else State("готова", "good")
