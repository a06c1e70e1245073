"""The lint of a plan: what looks wrong in its rows, each time with the way to mend it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.deadlines import Deadline, Kind
from nastavnik.rulebook.deadlines.listing import NO_PERIOD
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roadmaps.layouts import Layout
from nastavnik.rulebook.roadmaps.model import Finding, MeasureRow, Order, Severity
from nastavnik.rulebook.roadmaps.people import persons_in, spelt_in_two_ways
from nastavnik.rulebook.roadmaps.periods import Period
from nastavnik.rulebook.roadmaps.texts import ENDINGS, is_bullet, starts_lower

_ABBREVIATION_END = re.compile(r"(?:^|\s)(?:г|гг|стр|ул|им|др|пр|т\.\s?д|т\.\s?п)\.$")
_YEAR_SPAN = re.compile(r"(?<!\d)(20\d\d)\s*(?:г\.?\s?г?\.?)?\s*[-–—‒]\s*(20\d\d)(?!\d)")
_NONSENSE = re.compile(r"такой даты нет|начало позже конца|непонятные слова")
_PAGE_NUMBER = re.compile(r"[а-яё»)]\s+\d{1,2}$")


def row_findings(measure: MeasureRow, index: int, layout: Layout) -> Iterator[Finding]:
    """What a row lacks or says twice: executor, result, deadline; the number of a page glued to a text."""
    if layout.has("executors") and not measure.executors_text:
        yield _warn("executor_absent", "Не указан ответственный. Впишите, кто исполняет.", index, "executors")
    if layout.has("result") and not measure.result:
        yield _warn("result_absent", "Не указан результат. Впишите, что должно получиться.", index, "result")
    persons = persons_in(measure.executors_text)
    if len(persons) != len(set(persons)):
        yield _warn(
            "executor_repeated",
            "Один и тот же ответственный вписан дважды. Оставьте одну запись.",
            index,
            "executors",
        )
    yield from _deadline_findings(measure, index)
    for column, text in (("result", measure.result), ("title", measure.title)):
        if _PAGE_NUMBER.search(text) and not measure.targets:
            yield Finding(
                "stray_number", Severity.NOTE,
                "В конце стоит одинокое число: похоже на номер страницы. Уберите его, если это так.", index, column,
            )  # fmt: skip


def _deadline_findings(measure: MeasureRow, index: int) -> Iterator[Finding]:
    deadline = measure.deadline
    note = "; ".join(deadline.notes)
    if deadline.kind == Kind.NONE or not deadline.text:
        yield _warn("deadline_absent", "Не указан срок. Впишите его или поставьте дату.", index, "deadline")
    elif deadline.kind == Kind.UNREADABLE or (not deadline.occurrences and _NONSENSE.search(note)):
        said = f"Срок «{deadline.text}» непонятен: {note or 'таких слов нет'}. Впишите его иначе, например «до 30.08.2026»."
        yield Finding("deadline_unreadable", Severity.ERROR, said, index, "deadline")
    elif deadline.needs_person and not _waits_for_period(deadline):
        said = f"Срок «{deadline.text}»: {note or 'дату назначает человек'}."
        yield Finding("deadline_undecided", Severity.NOTE, said, index, "deadline")


def _waits_for_period(deadline: Deadline) -> bool:
    """Whether nothing but the period of the map is missing: that is asked once, not row by row."""
    return bool(deadline.notes) and all(note.startswith(NO_PERIOD) for note in deadline.notes)


def waiting_words(measures: Sequence[MeasureRow]) -> str:
    """«Укажите период: …» with how many rows wait for it."""
    waiting = sum(1 for measure in measures if _waits_for_period(measure.deadline))
    if not waiting:
        return "Укажите период: по нему читаются сроки без года."
    rows = counted(waiting, ("мероприятие", "мероприятия", "мероприятий"))
    return f"Укажите учебный год или даты: без них у сроков нет года ({rows})."


def date_findings(
    measure: MeasureRow, index: int, period: Period | None, order: Order | None
) -> Iterator[Finding]:
    """Dates against the order and the period: earlier than approved, years outside, years in the wrong order."""
    text = measure.deadline.text
    for found in _YEAR_SPAN.finditer(text):
        if int(found[2]) < int(found[1]):
            said = f"Годы в сроке стоят наоборот: «{found[0]}». Исправьте годы."
            yield Finding("reversed_years", Severity.ERROR, said, index, "deadline")
    spans = measure.deadline.occurrences
    early = [span.end for span in spans if order and order.day and span.end and span.end < order.day]
    if early and order:
        said = (
            f"Срок {', '.join(map(short_date, early))} истёк до утверждения ({short_date(order.day)}). "
            "Проверьте дату или отметьте мероприятие выполненным."
        )
        yield _warn("before_order", said, index, "deadline")
    is_after = "следующ" in text.lower()  # a report about the last year comes in the next
    if period and not is_after and any(_is_outside(span.start, span.end, period) for span in spans):
        said = f"Срок «{text}» выходит за период карты ({period.label}). Проверьте годы."
        yield _warn("outside_period", said, index, "deadline")


def _is_outside(first: date | None, last: date | None, period: Period) -> bool:
    """Years alone are compared: August before a school year and a spare month after it are in order."""
    years = [day.year for day in (first, last) if day]
    return min(years) < period.first.year or max(years) > period.last.year


def leaked_findings(measures: Sequence[MeasureRow]) -> Iterator[Finding]:
    """Text that seems to have come from the row above: it begins in the middle of a sentence that is open there."""
    for index, measure in enumerate(measures):
        above = measures[index - 1].title if index else ""
        if not starts_lower(measure.title) or is_bullet(measure.title):
            continue
        if (
            above
            and (not above.endswith(ENDINGS) or _ABBREVIATION_END.search(above))
            and not starts_lower(above)
        ):
            yield _warn(
                "leaked_text",
                f"Начало строки «{_beginning(measure.title)}» похоже на конец предыдущей. Перенесите его туда.", index, "title",
            )  # fmt: skip


def person_findings(measures: Sequence[MeasureRow]) -> Iterator[Finding]:
    """One person spelt in two ways, told at each row with the rarer spelling."""
    texts = [measure.executors_text for measure in measures]
    for usual, other in spelt_in_two_ways(texts):
        last, initials = other.split(" ")
        for index, text in enumerate(texts):
            if (last, initials) in persons_in(text):
                yield _warn(
                    "person_spelt_twice",
                    f"«{other}» — похоже, это «{usual}» из других строк. Выберите верное написание.", index, "executors",
                )  # fmt: skip


def emptied_finding(numbers: Sequence[str]) -> Iterator[Finding]:
    """Rows that hold a number alone were left out."""
    if numbers:
        what = (
            f"Строки {', '.join(numbers)} пусты и пропущены."
            if len(numbers) > 1
            else f"Строка {numbers[0]} пуста и пропущена."
        )
        yield Finding("row_empty", Severity.NOTE, what, None, "number")


def _beginning(title: str) -> str:
    first = re.split(r"(?<=[.;])\s", title.replace("\n", " "))[0]
    return first if len(first) <= 80 else f"{first[:77].rstrip()}…"


def _warn(code: str, sentence: str, index: int | None, column: str) -> Finding:
    return Finding(code, Severity.WARNING, sentence, index, column)
