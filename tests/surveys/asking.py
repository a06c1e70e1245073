"""Surveys for tests: a small questionnaire, its people, answers by each of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from nastavnik.access.scope import acting
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.roles import Role
from nastavnik.surveys.actions.answers import answer_survey
from nastavnik.surveys.actions.surveys import SurveyTerms, open_survey
from nastavnik.surveys.circles import Circle
from nastavnik.surveys.models import Ask, Campaign, Edition, Question, Questionnaire
from tests import factories as make
from tests.factories import TODAY

PERIOD = (date(2026, 10, 1), date(2026, 11, 30))


def questionnaire(
    owner: Organisation | None, *, moment: str = "exit", kind: str = "named", **values: Any
) -> Questionnaire:
    """«Довольны?» by a scale that counts, «Рады?», and «Почему нет?» of those who are not."""
    with make.owning():
        made = Questionnaire.objects.create(
            owner=owner,
            title=values.pop("title", "Как прошла программа"),
            side="mentee",
            moment=moment,
            kind=kind,
            **values,
        )
        edition = Edition.objects.create(questionnaire=made)
        for place, (key, question) in enumerate(
            {
                "pleased": {"kind": "scale", "text": "Довольны ли вы?", "is_satisfaction": True},
                "glad": {"kind": "yes_no", "text": "Рады ли вы?"},
                "why": {
                    "kind": "text",
                    "text": "Почему нет?",
                    "only_if": "glad",
                    "only_values": ["нет"],
                    "is_required": False,
                },
            }.items(),
            start=1,
        ):
            Question.objects.create(edition=edition, key=key, position=place, **question)
        return made


def children(school: Organisation, number: int) -> list[Person]:
    """So many mentees with both consents."""
    made = [
        make.person(school, f"Осинов{chr(1072 + place)} Имя Отчество", birth_date=date(2012, 3, 5))
        for place in range(number)
    ]
    for person in made:
        make.consent(person)
    return made


def survey(
    school: Organisation,
    people: Sequence[Person],
    *,
    kind: str = "named",
    moment: str = "exit",
    circle: str = "walls:1:mentee",
) -> Campaign:
    """Sent by the school's curator."""
    svetlana = make.actor("svetlana")
    asked = Circle(circle, "Наставляемые", school.pk, "", "mentee", tuple(people))
    made = questionnaire(school, moment=moment, kind=kind)
    with acting(svetlana):
        return open_survey(
            by=svetlana,
            institution=school,
            questionnaire=made,
            circle=asked,
            terms=SurveyTerms(*PERIOD, kind=kind),
        )


def account_of(person: Person) -> str:
    """The login of a participant, made where there is none."""
    login = f"p{person.pk}"
    from nastavnik.access.models import Account

    with make.owning():
        if not Account.objects.filter(login=login).exists():
            make.account(login, person, (Role.MENTEE, person.institution))
    return login


def ask_of(campaign: Campaign, person: Person) -> Ask:
    with make.owning():
        return Ask.objects.select_related("campaign__edition", "campaign__institution", "person").get(
            campaign=campaign, person=person
        )


def answer(campaign: Campaign, person: Person, pleased: int, **more: Any) -> None:
    """As the person himself."""
    actor = make.actor(account_of(person))
    typed = {"pleased": str(pleased), "glad": "да"} | more
    with acting(actor):
        answer_survey(by=actor, ask=ask_of(campaign, person), typed=typed, today=TODAY)
