"""One row of every protected table of the surveys."""

from datetime import date

from django.db import models
from django.utils import timezone

from nastavnik.registry.models import Person
from nastavnik.surveys.models import (
    AnonymousSheet,
    Ask,
    Ballot,
    Campaign,
    CodedSheet,
    Edition,
    NamedSheet,
    Questionnaire,
    SheetCode,
    SurveyLink,
)


def rows_of_surveys(person: Person) -> list[models.Model]:
    """As the owner of the base: a survey of the person's institution with everything that hangs on it."""
    at = {"institution_id": person.institution_id}
    edition = Edition.objects.create(
        questionnaire=Questionnaire.objects.create(
            title="Анкета", side="mentee", kind="named", owner_id=person.institution_id
        )
    )
    campaign = Campaign.objects.create(
        edition=edition, title="Анкета", kind="named", side="mentee", moment="exit", from_date=date(2026, 9, 1),
        to_date=date(2027, 5, 31), **at,
    )  # fmt: skip
    at["campaign_id"] = campaign.pk
    ask = Ask.objects.create(person=person, **at)
    code = SheetCode.objects.create(institution_id=person.institution_id, person=person)
    return [
        ask,
        code,
        SurveyLink.objects.create(
            ask=ask, label="партнёр", code_hash=f"{person.pk:064}", expires_date=date(2027, 5, 31), **at
        ),
        NamedSheet.objects.create(
            person=person, answers={"q1": 7}, source="account", answered_at=timezone.now(), **at
        ),
        CodedSheet.objects.create(code=code.code, answers={"q1": 7}, **at),
        AnonymousSheet.objects.create(answers={"q1": 7}, **at),
        Ballot.objects.create(campaign=campaign, hash=f"{person.pk:064}"),
    ]
