"""Everything that the page and the table of results show of a survey, read once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nastavnik.rulebook import questionnaires as rules
from nastavnik.surveys.models import Campaign
from nastavnik.surveys.queries.questionnaires import formula_for, rules_of
from nastavnik.surveys.queries.results import (
    Answers,
    entry_survey_of,
    least_for,
    pairs_of,
    results_of,
    satisfaction_in,
    sheets_of,
)
from nastavnik.surveys.queries.surveys import Response, responses_to


@dataclass(frozen=True)
class PersonChange:
    """One person's means over the questions asked both times; `pair` is «p12» for a named one."""

    pair: str
    before: Decimal
    after: Decimal

    @property
    def gain(self) -> Decimal:
        """How much it has grown."""
        return self.after - self.before


@dataclass(frozen=True)
class Summary:
    """Results of one survey; where `is_waiting` or `is_hidden` there are none, and it is said why."""

    campaign: Campaign
    response: Response
    questions: tuple[rules.Question, ...]
    results: tuple[rules.QuestionResult, ...] = ()
    changes: tuple[rules.Change, ...] = ()
    people: tuple[PersonChange, ...] = ()
    satisfaction: rules.Satisfaction | None = None
    entry: Campaign | None = None
    groups: tuple[rules.SplitGroup, ...] = ()
    split_by: str = ""
    is_waiting: bool = False
    is_hidden: bool = False

    @property
    def asked(self) -> int:
        """Of how many the response rate is taken."""
        return max(self.response.asked, self.response.answered)


def summary_of(campaign: Campaign, *, reads_sheets: bool, split_by: str = "") -> Summary:
    """Reads and sums up, split by the answers to one question where its key is named.

    `reads_sheets` says that the reader may read the named sheets themselves; to anybody else nothing is told before
    the end, and nothing of fewer than five answers.
    """
    questions, response = rules_of(campaign.edition), responses_to([campaign])[campaign.pk]
    least = least_for(campaign, reads_sheets=reads_sheets)
    if least and not campaign.is_closed:
        return Summary(campaign, response, questions, is_waiting=True)
    entry = entry_survey_of(campaign)
    sheets = sheets_of([campaign, *([entry] if entry else [])])
    mine = sheets.get(campaign.pk, [])
    if len(mine) < max(least, 1):
        return Summary(campaign, response, questions, is_hidden=True, entry=entry)
    changes: tuple[rules.Change, ...] = ()
    people: tuple[PersonChange, ...] = ()
    if entry is not None:
        joined = pairs_of(sheets.get(entry.pk, []), mine)
        changes = rules.changes_of(rules_of(entry.edition), questions, list(joined.values()), least=least)
        if len(joined) >= max(least, 1):
            people = _people(joined, [change.question for change in changes])
    satisfaction = None
    if any(question.is_satisfaction for question in questions):
        formula = formula_for(campaign.institution_id)
        asked = max(response.asked, len(mine))
        satisfaction = satisfaction_in(campaign, mine, formula, asked)
    by = next((one for one in questions if one.key == split_by and rules.may_split(one)), None)
    groups = rules.split_of(by, questions, [one.answers for one in mine], least=least) if by else ()
    return Summary(
        campaign, response, questions, tuple(results_of(questions, mine, least=least)), changes, people, satisfaction,
        entry, groups, by.text if by else "",
    )  # fmt: skip


def _people(
    joined: dict[str, tuple[Answers, Answers]], questions: list[rules.Question]
) -> tuple[PersonChange, ...]:
    scales = [question for question in questions if question.kind is rules.QuestionKind.SCALE]
    found = []
    for pair, (first, last) in joined.items():
        both = [
            (was, now)
            for question in scales
            if (was := rules.points_of(question, first.get(question.key))) is not None
            and (now := rules.points_of(question, last.get(question.key))) is not None
        ]
        if both:
            before, after = (Decimal(sum(points)) / len(both) for points in zip(*both, strict=True))
            found.append(PersonChange(pair, before, after))
    return tuple(sorted(found, key=lambda one: (one.gain, one.pair)))
