"""Everything read of sendings: who is asked, who has answered, what awaits whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q, QuerySet

from nastavnik.access.codes import code_hash
from nastavnik.kit.actor import Actor
from nastavnik.registry.queries.people import in_sight
from nastavnik.rulebook.questionnaires import Measured
from nastavnik.surveys.models import Ask, Campaign, NamedSheet

LINK_SIGNS = 12
LINKS = "survey"


def campaigns_visible_to(actor: Actor) -> QuerySet[Campaign]:
    """Surveys of the institutions whose people the actor sees."""
    rows = Campaign.objects.filter(institution__in=actor.people)
    return rows.select_related("institution", "edition__questionnaire")


def asks_visible_to(actor: Actor) -> QuerySet[Ask]:
    """Who is asked, of the people whom the actor sees."""
    return Ask.objects.filter(in_sight(actor)).select_related("person", "campaign__edition__questionnaire")


def named_sheets_visible_to(actor: Actor) -> QuerySet[NamedSheet]:
    """Sheets with names of the institutions whose people the actor sees."""
    return NamedSheet.objects.filter(institution__in=actor.people).select_related("person", "campaign")


def own_asks(actor: Actor) -> QuerySet[Ask]:
    """What the actor himself is asked; a representative is asked nothing in the child's place."""
    if actor.person_id is None or actor.guardian_id is not None:
        return Ask.objects.none()
    rows = Ask.objects.filter(person_id=actor.person_id)
    return rows.select_related("campaign__edition__questionnaire", "campaign__institution", "person")


def asks_awaiting(actor: Actor, today: date) -> list[Ask]:
    """What the actor may answer today."""
    rows = own_asks(actor).filter(
        has_answered=False,
        campaign__is_closed=False,
        campaign__from_date__lte=today,
        campaign__to_date__gte=today,
    )
    return list(rows.order_by("campaign__to_date", "pk"))


@dataclass(frozen=True)
class Response:
    """How many were asked by name, how many have a mark, how many sheets there are."""

    asked: int = 0
    marked: int = 0
    answered: int = 0


def responses_to(campaigns: Collection[Campaign]) -> dict[int, Response]:
    """The response to each survey, in two queries."""
    ids = [campaign.pk for campaign in campaigns]
    counted = Ask.objects.filter(campaign__in=ids).values("campaign_id")
    rows = counted.annotate(asked=Count("pk"), marked=Count("pk", filter=Q(has_answered=True)))
    asks = {row["campaign_id"]: (row["asked"], row["marked"]) for row in rows}
    with connection.cursor() as cursor:
        cursor.execute("select * from surveys_answered(%s::bigint[])", [ids])
        sheets = dict(cursor.fetchall())
    return {pk: Response(*asks.get(pk, (0, 0)), sheets.get(pk, 0)) for pk in ids}


@dataclass(frozen=True)
class LinkRow:
    """A link of a survey, without its secret."""

    pk: int
    person_id: int | None
    label: str
    expires_date: date
    is_spent: bool


def links_of(campaign: Campaign) -> list[LinkRow]:
    """Links of a survey in the order in which they were made."""
    with connection.cursor() as cursor:
        cursor.execute("select * from surveys_links_of(%s)", [campaign.pk])
        return [LinkRow(*row) for row in cursor.fetchall()]


def link_state(code: str, today: date) -> tuple[str, Campaign] | None:
    """«open», «spent», «expired», «closed» or «early», and the survey; None for an unknown link. Spends nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select surveys_link_peek(%s, %s)", [code_hash(LINKS, code), today])
        said = cursor.fetchone()[0]
    if said is None:
        return None
    state, pk = said.split()
    campaigns = Campaign.objects.select_related("edition__questionnaire", "institution")
    return state, campaigns.get(pk=pk)


# What rooms above ask before they pair people.


def people_measured(circles: Iterable[str], moment: Measured) -> dict[str, frozenset[int]]:
    """Ids of those who have answered a questionnaire of this moment, by the circle to which it was sent."""
    rows = Ask.objects.filter(campaign__circle__in=list(circles), campaign__moment=moment, has_answered=True)
    found: dict[str, set[int]] = {}
    for circle, person_id in rows.values_list("campaign__circle", "person_id"):
        found.setdefault(circle, set()).add(person_id)
    return {circle: frozenset(people) for circle, people in found.items()}


def entry_surveys_of(circles: Iterable[str]) -> dict[str, int]:
    """The survey «до» that was sent to each of these circles last."""
    rows = Campaign.objects.filter(circle__in=list(circles), moment=Measured.ENTRY).order_by("pk")
    return dict(rows.values_list("circle", "pk"))
