"""Results of a survey as sheets of a table: the same numbers as on the page, and nothing that the page hides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import refusal_of
from nastavnik.kit.sheets import SheetOf
from nastavnik.rulebook import questionnaires as rules
from nastavnik.surveys.models import Campaign
from nastavnik.surveys.permissions.surveys import check_can_read_sheets
from nastavnik.surveys.queries.summary import Summary, summary_of
from nastavnik.surveys.queries.surveys import named_sheets_visible_to

HIDDEN = "скрыто: ответили меньше пяти"


def book_of(actor: Actor, campaign: Campaign) -> list[SheetOf]:
    """Results, the change, and, where the curator may read them, named sheets."""
    may_read = refusal_of(check_can_read_sheets, actor, campaign) is None
    summary = summary_of(campaign, reads_sheets=may_read)
    sheets = [
        SheetOf(
            "Итоги", ("Вопрос", "Ответ", "Сколько", "Ответили на вопрос"), _results(summary), (60, 40, 12, 14)
        )
    ]
    if summary.changes:
        heads = ("Вопрос", "Людей", "До", "После", "Изменение", "Выросло", "Осталось", "Снизилось")
        sheets.append(SheetOf("Изменение", heads, _changes(summary), (60, 10, 10, 10, 12, 10, 10, 10)))
    if may_read:
        sheets.append(_named(actor, campaign, summary.questions))
    return sheets


def _results(summary: Summary) -> list[Sequence[Any]]:
    rows: list[Sequence[Any]] = []
    for result in summary.results:
        text = result.question.text
        if result.is_hidden:
            rows.append((text, HIDDEN, None, result.answered))
        rows += [(text, choice, number, result.answered) for choice, number in result.distribution]
        if result.mean is not None:
            rows.append((text, "среднее", round(result.mean, 2), result.answered))
        rows += [(text, said, None, result.answered) for said in result.texts]
    return rows


def _changes(summary: Summary) -> list[Sequence[Any]]:
    return [
        (
            one.question.text,
            one.pairs,
            *_means(one),
            *((None,) * 3 if one.is_hidden else (one.up, one.same, one.down)),
        )
        for one in summary.changes
    ]


def _means(change: rules.Change) -> tuple[Any, Any, Any]:
    if change.before is None or change.after is None or change.gain is None:
        return (HIDDEN, None, None)
    return (round(change.before, 2), round(change.after, 2), round(change.gain, 2))


def _named(actor: Actor, campaign: Campaign, questions: Sequence[rules.Question]) -> SheetOf:
    rows = named_sheets_visible_to(actor).filter(campaign=campaign).order_by("person__sort_name", "pk")
    return SheetOf(
        "Анкеты",
        ("Кто ответил", "Откуда", *(question.text for question in questions)),
        [
            (
                str(one.person) if one.person else one.respondent,
                one.get_source_display(),
                *(said(one.answers.get(question.key)) for question in questions),
            )
            for one in rows
        ],
    )


def said(value: Any) -> Any:
    """One answer as a cell or a line of a page."""
    if isinstance(value, dict):
        return "; ".join(f"{row}: {column}" for row, column in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else value
