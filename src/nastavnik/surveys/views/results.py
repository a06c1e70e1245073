"""Results of a survey as blocks of its page, and the response rate beside every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.urls import reverse

from nastavnik.kit.charts import Bar, bar_chart
from nastavnik.kit.components import Action, Block, CustomBlock, Empty, Figure, TextBlock
from nastavnik.kit.tables import Column, Table
from nastavnik.rulebook.numbers import NO_BREAK, number, percent
from nastavnik.rulebook.questionnaires import (
    Change,
    Level,
    QuestionKind,
    QuestionResult,
    SplitGroup,
    formula_words,
    level_of,
    may_split,
)
from nastavnik.surveys.queries.summary import PersonChange, Summary

HIDDEN = "Скрыто: ответили меньше пяти."
WAITING = "Итоги этой анкеты видны, когда опрос закончен: так по двум итогам не узнать, кто что добавил."
FEW = "Ответили меньше пяти: итоги скрыты, чтобы никого нельзя было узнать."
_NOBODY = "Ещё никто не ответил."
_POINTS = 10


def results_blocks(summary: Summary, names: Mapping[str, str], levels: Sequence[Level]) -> list[Block]:
    """Satisfaction, the change, then question by question; or why nothing is shown."""
    if summary.is_waiting:
        return [TextBlock("Итоги", paragraphs=(WAITING, _response(summary)))]
    if summary.is_hidden:
        words = FEW if summary.response.answered else _NOBODY
        return [TextBlock("Итоги", paragraphs=(words, _response(summary)))]
    blocks: list[Block] = [TextBlock("Ответили", paragraphs=(_response(summary),))]
    blocks += _satisfaction(summary)
    if summary.campaign.edition.questionnaire.is_swot:
        return [*blocks, _swot(summary)]
    blocks += _levels(summary, levels)
    blocks += _change(summary, names)
    blocks += _means(summary.results)
    blocks += _split(summary)
    blocks.append(
        CustomBlock(
            "По вопросам",
            template="surveys/parts/results.html",
            context={"results": [_shown(one) for one in summary.results]},
        )
    )
    return blocks


def _response(summary: Summary) -> str:
    answered, asked = summary.response.answered, summary.asked
    return f"Доля ответивших: {percent(Decimal(answered) * 100 / asked if asked else None)} ({answered} из {asked})."


def _satisfaction(summary: Summary) -> list[Block]:
    found = summary.satisfaction
    if found is None or not found.answered:
        return []
    rate = percent(found.response_rate)
    if found.is_hidden:
        return [TextBlock("Удовлетворённость", paragraphs=(HIDDEN, formula_words(found.formula)))]
    whole = found.asked if found.formula.base == "asked" else found.answered
    figure = Figure(
        "Удовлетворённость",
        found.share,
        numerator=found.satisfied,
        denominator=whole,
        numerator_label="довольны",
        denominator_label="спрошены" if found.formula.base == "asked" else "ответили",
        note=f"{formula_words(found.formula)} Доля ответивших: {rate}.",
    )
    return [
        CustomBlock("Удовлетворённость", template="surveys/parts/figure.html", context={"figure": figure})
    ]


def _levels(summary: Summary, levels: Sequence[Level]) -> list[Block]:
    """The sum of points with its level: over the means of the questions, so for one sheet its own sum."""
    scales = [one for one in summary.results if one.question.kind is QuestionKind.SCALE]
    if not levels or not scales or any(one.mean is None for one in scales):
        return []
    total = sum((one.mean for one in scales if one.mean is not None), Decimal(0))
    most = sum(one.question.high for one in scales)
    label = level_of(int(total), levels).label
    steps = "; ".join(f"от {level.least} — {level.label}" for level in levels)
    said = f"{number(total, 1)} из {most}: уровень {label}."
    return [TextBlock("Уровень", paragraphs=(said, f"Уровни по сумме баллов: {steps}."))]


def _change(summary: Summary, names: Mapping[str, str]) -> list[Block]:
    if summary.campaign.moment != "exit":
        return []
    if summary.entry is None:
        said = "Сравнить не с чем: анкеты «до» того же вида для этих людей не было."
        return [TextBlock("Изменение", paragraphs=(said,))]
    columns = (
        Column("question", "Вопрос", "question.text"),
        Column("pairs", "Людей", kind="number"),
        Column("before", "До", lambda one: one.before, kind="number", places=1),
        Column("after", "После", lambda one: one.after, kind="number", places=1),
        Column("gain", "Изменение", _gain),
        Column("moved", "Выросло / так же / снизилось", _moved, wide_only=True),
    )
    note = f"«До»: {summary.entry.title}. Сравниваются ответы одних и тех же людей."
    blocks: list[Block] = [
        Table(
            "Изменение",
            columns=columns,
            rows=summary.changes,
            note=note,
            empty="Общих вопросов с оценкой нет.",
        )
    ]
    return [*blocks, *_people(summary, names)]


def _people(summary: Summary, names: Mapping[str, str]) -> list[Block]:
    """Each person's means; under a code «участник 1»."""
    if not summary.people:
        return []
    people = [(_name(one, place, names), one) for place, one in enumerate(summary.people, start=1)]
    own = (
        Column("who", "Участник", lambda row: row[0]),
        Column("before", "До, среднее", lambda row: row[1].before, kind="number", places=1),
        Column("after", "После, среднее", lambda row: row[1].after, kind="number", places=1),
        Column("gain", "Изменение", lambda row: _signed(row[1].gain)),
    )
    return [Table("Изменение у каждого", columns=own, rows=people)]


def _name(one: PersonChange, place: int, names: Mapping[str, str]) -> str:
    return names.get(one.pair, f"участник {place}")


def _gain(change: Change) -> str:
    return "скрыто: меньше пяти" if change.gain is None else _signed(change.gain)


def _signed(value: Decimal) -> str:
    return f"+{number(value, 1)}" if value > 0 else number(value, 1)


def _moved(change: Change) -> str:
    return "" if change.is_hidden else f"{change.up} / {change.same} / {change.down}"


def _means(results: Sequence[QuestionResult]) -> list[Block]:
    scales = [one for one in results if one.mean is not None and one.question.high == _POINTS]
    if len(scales) < 2:
        return []
    chart = bar_chart(
        [Bar(one.question.text, one.mean, number(one.mean or 0, 1)) for one in scales],
        title="Средние",
        top=_POINTS,
    )
    return [
        CustomBlock("Средние по шкале до 10", template="surveys/parts/chart.html", context={"chart": chart})
    ]


def _split(summary: Summary) -> list[Block]:
    """By the answers to which question results may be split, and the groups of the one that was chosen."""
    key = summary.campaign.pk
    offered = [one for one in summary.questions if may_split(one)]
    if not offered:
        return []
    url = f"{reverse('surveys:survey_view', args=[key])}?tab=results&by="
    deeds = [Action(one.text, f"{url}{one.key}", style="link") for one in offered]
    blocks: list[Block] = []
    if summary.groups:
        columns = (
            Column("choice", "Ответ", lambda group: group.choice or "не ответили"),
            Column("size", "Людей", kind="number"),
            Column("mean", "Средняя отметка до 10", _group_mean),
        )
        note = "Малые группы скрыты вместе с ближайшей, чтобы их нельзя было вычесть из общего."
        blocks.append(
            Table(f"По ответам на «{summary.split_by}»", columns=columns, rows=summary.groups, note=note)
        )
    title = "Разделить итоги по ответам на вопрос"
    return [*blocks, CustomBlock(title, template="surveys/parts/deeds.html", context={"actions": deeds})]


def _group_mean(group: SplitGroup) -> str:
    if group.is_hidden:
        return "скрыто"
    return "" if group.mean is None else number(group.mean, 1)


def _shown(result: QuestionResult) -> dict[str, object]:
    shares = [
        (choice, count, f"{percent(Decimal(count) * 100 / result.answered, 0)}")
        for choice, count in result.distribution
    ]
    mean = f"Среднее{NO_BREAK}{number(result.mean, 1)}." if result.mean is not None else ""
    return {"result": result, "shares": shares, "mean": mean, "hidden": HIDDEN}


def _swot(summary: Summary) -> Block:
    """Four corners: within and without, helpful and harmful."""
    corners = [
        (title, result.texts)
        for title, result in zip(
            ("Сильные стороны", "Слабые стороны", "Возможности", "Угрозы"), summary.results, strict=False
        )
    ]
    empty = Empty("Таблица ещё не заполнена.")
    return CustomBlock(
        "SWOT-анализ", template="surveys/parts/swot.html", context={"corners": corners, "empty": empty}
    )
