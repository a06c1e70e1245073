"""Sending a questionnaire and ending it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nastavnik.access.participants import consents_lacking
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.questionnaires import DeclaredKind, Measured, Who
from nastavnik.surveys.circles import Circle
from nastavnik.surveys.models import Ask, Campaign, Questionnaire, SatisfactionCount
from nastavnik.surveys.permissions.surveys import check_can_open_survey, check_can_run_survey
from nastavnik.surveys.queries.questionnaires import formula_for, last_edition, questions_of
from nastavnik.surveys.queries.results import satisfaction_in, sheets_of


@dataclass(frozen=True)
class SurveyTerms:
    """When a questionnaire is sent and what is promised."""

    from_date: date
    to_date: date
    kind: str
    title: str = ""


@transaction.atomic
def open_survey(
    *,
    by: Actor,
    institution: Organisation,
    questionnaire: Questionnaire,
    circle: Circle | None,
    terms: SurveyTerms,
) -> Campaign:
    """Sends the last edition of a questionnaire to a circle of people (None: to whoever is given a link).

    Those who lack a demanded consent are not asked (`ask_people` may be called again later). Refused: no questions,
    dates the wrong way round, a circle of another institution. Records it.
    """
    check_can_open_survey(by, institution)
    edition = last_edition(questionnaire)
    if not questions_of(edition):
        raise Refused("В анкете нет ни одного вопроса. Добавьте их и отправляйте.", field="questionnaire")
    if terms.to_date < terms.from_date:
        raise Refused("Опрос не может закончиться раньше, чем начнётся.", field="to_date")
    if circle is not None and circle.institution_id != institution.pk:
        raise Refused("Это люди другой организации.", field="circle")
    if circle is None and terms.kind == DeclaredKind.CODED:
        raise Refused("Под кодом спрашивают участников: выберите, кому отправить.", field="circle")
    campaign = Campaign.objects.create(
        institution=institution,
        edition=edition,
        title=terms.title or questionnaire.title,
        kind=terms.kind,
        form=circle.form if circle and circle.form else questionnaire.form,
        side=circle.side if circle else questionnaire.side,
        moment=questionnaire.moment,
        circle=circle.key if circle else "",
        circle_title=circle.title if circle else "",
        from_date=terms.from_date,
        to_date=terms.to_date,
    )
    record(by=by, verb="open_survey", obj=campaign)
    if circle is not None:
        ask_people(by=by, campaign=campaign, people=circle.people, on=terms.from_date)
    return campaign


@transaction.atomic
def ask_people(*, by: Actor, campaign: Campaign, people: Sequence[Person], on: date) -> int:
    """Asks those of the people who are not asked yet and have the demanded consents on the day; gives how many.

    Employees give no consents of participants and are asked as they are.
    """
    check_can_run_survey(by, campaign)
    known = set(Ask.objects.filter(campaign=campaign).values_list("person_id", flat=True))
    fresh = [one for one in people if one.pk not in known and one.institution_id == campaign.institution_id]
    lacking = {} if campaign.side == Who.CURATOR else consents_lacking(fresh, on)
    ready = [one for one in fresh if one.pk not in lacking]
    Ask.objects.bulk_create(
        Ask(institution_id=campaign.institution_id, campaign=campaign, person=one) for one in ready
    )
    record(by=by, verb="ask_people", obj=campaign, count=len(ready))
    return len(ready)


@transaction.atomic
def correct_survey(*, by: Actor, campaign: Campaign, terms: SurveyTerms) -> None:
    """Changes the period and the name; the kind only while nobody has answered, for it was promised to them."""
    check_can_run_survey(by, campaign)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if terms.kind != campaign.kind and campaign.is_answered:
        raise Refused("Вид анкеты не меняется: на неё уже ответили, и вид был объявлен.", field="kind")
    if terms.to_date < terms.from_date:
        raise Refused("Опрос не может закончиться раньше, чем начнётся.", field="to_date")
    campaign.title, campaign.kind = terms.title or campaign.title, terms.kind
    campaign.from_date, campaign.to_date = terms.from_date, terms.to_date
    names = ["title", "kind", "from_date", "to_date"]
    campaign.save(update_fields=names)
    record(by=by, verb="correct_survey", obj=campaign, fields=names)


@transaction.atomic
def withdraw_survey(*, by: Actor, campaign: Campaign) -> None:
    """Takes back a survey that nobody has answered, with its links."""
    check_can_run_survey(by, campaign)
    if Campaign.objects.select_for_update().get(pk=campaign.pk).is_answered:
        raise Refused("На опрос уже ответили: его можно только закончить.")
    record(by=by, verb="withdraw_survey", obj=campaign)
    campaign.delete()


@transaction.atomic
def close_survey(*, by: Actor, campaign: Campaign) -> None:
    """Ends a survey for good: no answers any more, results become readable. Counts satisfaction of one «после».

    Never opened again: two looks at results, before and after one more answer, would show that answer.
    """
    check_can_run_survey(by, campaign)
    _close(by, campaign)


@transaction.atomic
def close_ended_surveys(*, by: Actor, today: date) -> int:
    """Ends every survey whose last day has passed; the worker's own deed, gives how many there were."""
    ended = Campaign.objects.filter(is_closed=False, to_date__lt=today).select_related(
        "edition", "institution"
    )
    found = list(ended)
    for campaign in found:
        _close(by, campaign)
    return len(found)


@transaction.atomic
def recount_satisfaction(*, by: Actor, campaigns: Iterable[Campaign]) -> None:
    """Counts ended surveys «после» anew, by the formula that holds for each now; the worker's own deed."""
    for campaign in campaigns:
        _count(campaign)
        record(by=by, verb="recount_satisfaction", obj=campaign)


def _close(by: Actor, campaign: Campaign) -> None:
    campaign.is_closed = True
    campaign.save(update_fields=["is_closed"])
    _count(campaign)
    record(by=by, verb="close_survey", obj=campaign)


def _count(campaign: Campaign) -> None:
    """What is handed to figures: nothing of fewer than five answers."""
    SatisfactionCount.objects.filter(campaign=campaign).delete()
    if campaign.moment != Measured.EXIT:
        return
    formula = formula_for(campaign.institution_id)
    asked = Ask.objects.filter(campaign=campaign).count()
    sheets = sheets_of([campaign]).get(campaign.pk, [])
    found = satisfaction_in(campaign, sheets, formula, max(asked, len(sheets)))
    if found.is_hidden:
        return
    SatisfactionCount.objects.create(
        campaign=campaign, institution_id=campaign.institution_id, year=campaign.to_date.year,
        form=campaign.form, side=campaign.side, satisfied=found.satisfied, answered=found.answered, asked=found.asked,
        way=formula.way, threshold=formula.threshold, base=formula.base,
    )  # fmt: skip
