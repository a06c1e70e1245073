"""What was answered: sheets without names where the kind promises it, summed up by the rulebook."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from nastavnik.rulebook import questionnaires as rules
from nastavnik.surveys.models import Campaign, NamedSheet
from nastavnik.surveys.queries.questionnaires import rules_of

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One sheet; `pair` joins «до» and «после» within one reading and says nothing of whose it is."""

    pair: str
    answers: Answers


def sheets_of(campaigns: Collection[Campaign]) -> dict[int, list[Sheet]]:
    """Sheets by the id of their survey; none of one under a code or anonymous that goes on or has fewer than five."""
    found: dict[int, list[Sheet]] = defaultdict(list)
    named = [one.pk for one in campaigns if one.kind == rules.DeclaredKind.NAMED]
    rows = NamedSheet.objects.filter(campaign__in=named).order_by("answered_at", "pk")
    for campaign_id, pk, person_id, answers in rows.values_list("campaign_id", "pk", "person_id", "answers"):
        found[campaign_id].append(Sheet(f"p{person_id}" if person_id else f"s{pk}", answers))
    with connection.cursor() as cursor:
        cursor.execute("select * from surveys_sheets(%s::bigint[])", [[one.pk for one in campaigns]])
        for campaign_id, pair, answers in cursor.fetchall():
            found[campaign_id].append(
                Sheet(pair, json.loads(answers) if isinstance(answers, str) else answers)
            )
    return dict(found)


def least_for(campaign: Campaign, *, reads_sheets: bool) -> int:
    """Under how many answers a result is hidden: under five, but for the curator who reads the named sheets anyway.

    The head and the psychologist see results of a named survey too, and read nobody's sheet in them.
    """
    return 0 if reads_sheets and campaign.kind == rules.DeclaredKind.NAMED else rules.ENOUGH


def results_of(
    questions: Sequence[rules.Question], sheets: Sequence[Sheet], *, least: int
) -> list[rules.QuestionResult]:
    """Every question summed up."""
    return [
        rules.result_of(question, (sheet.answers.get(question.key) for sheet in sheets), least=least)
        for question in questions
    ]


def pairs_of(before: Sequence[Sheet], after: Sequence[Sheet]) -> dict[str, tuple[Answers, Answers]]:
    """Sheets of the same person at entry and at exit, by the mark that joins them."""
    first = {sheet.pair: sheet.answers for sheet in before if sheet.pair}
    return {sheet.pair: (first[sheet.pair], sheet.answers) for sheet in after if sheet.pair in first}


def entry_survey_of(campaign: Campaign) -> Campaign | None:
    """The survey «до» of the same circle and side with which one «после» is compared; anonymous ones join nothing."""
    if (
        campaign.moment != rules.Measured.EXIT
        or campaign.kind == rules.DeclaredKind.ANONYMOUS
        or not campaign.circle
    ):
        return None
    rows = Campaign.objects.filter(
        institution=campaign.institution_id, circle=campaign.circle, side=campaign.side,
        moment=rules.Measured.ENTRY, kind=campaign.kind,
    )  # fmt: skip
    return rows.select_related("edition").order_by("-pk").first()


def satisfaction_in(
    campaign: Campaign, sheets: Sequence[Sheet], formula: rules.Formula, asked: int
) -> rules.Satisfaction:
    """How many are satisfied by the formula."""
    answers = (sheet.answers for sheet in sheets)
    return rules.satisfaction_of(rules_of(campaign.edition), answers, formula, asked=asked)
