"""`nastavnik roadmap read`: a road map from a file, without a database."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from datetime import date
from pathlib import Path

from nastavnik.kit.documents import read_document
from nastavnik.kit.errors import Refused
from nastavnik.rulebook.dates import BadDate, parse_date, short_date
from nastavnik.rulebook.deadlines import Span
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roadmaps import Finding, MeasureRow, NoRoadmap, Reading, as_json, read_roadmap
from nastavnik.rulebook.school_year import SchoolYear

READ, UNREADABLE = 0, 2
MEASURES = ("мероприятие", "мероприятия", "мероприятий")
FINDINGS = ("замечание", "замечания", "замечаний")
STANDARD_INPUT = "-"


def add_roadmap(parser: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Adds `roadmap read` with its arguments."""
    parser.set_defaults(is_alone=True, work=lambda _: _without_command(parser))
    deeds = parser.add_subparsers(title="команды", metavar="КОМАНДА", parser_class=parser_class)
    purpose = "прочитать дорожную карту из файла: .docx, .xlsx, .ods, .pdf, .doc или текста"
    read = deeds.add_parser("read", help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
    read.set_defaults(work=_read)
    read.add_argument("file", metavar="ФАЙЛ", help="файл дорожной карты; «-» — текст из стандартного ввода")
    read.add_argument("--json", dest="is_json", action="store_true", help="вывести прочитанное как JSON")
    read.add_argument(
        "--from",
        dest="first",
        metavar="ДАТА",
        type=_day,
        help="начало периода карты, если его нет в названии",
    )
    read.add_argument("--to", dest="last", metavar="ДАТА", type=_day, help="конец периода карты")
    read.add_argument(
        "--school-year",
        dest="school_year",
        metavar="ГОД",
        type=_school_year,
        help="учебный год карты: 2026-2027",
    )


def _without_command(parser: argparse.ArgumentParser) -> int:
    parser.print_help()
    return UNREADABLE


def _read(given: argparse.Namespace) -> int:
    """0 when read; 2 and one sentence to the error stream when there is nothing to read."""
    try:
        reading = _reading(given)
    except (Refused, NoRoadmap) as error:
        print(error.reason, file=sys.stderr)
        return UNREADABLE
    lines = [json.dumps(as_json(reading), ensure_ascii=False, indent=2)] if given.is_json else _lines(reading)
    with contextlib.suppress(BrokenPipeError):  # the reader has gone
        print(*lines, sep="\n", flush=True)
    return READ


def _reading(given: argparse.Namespace) -> Reading:
    if bool(given.first) != bool(given.last):
        raise Refused("Период — это обе даты: укажите и --from, и --to.")
    period = (given.first, given.last) if given.first else None
    if period and period[1] < period[0]:
        raise Refused("Период кончается раньше, чем начинается: поменяйте --from и --to.")
    try:
        if given.file == STANDARD_INPUT:
            document = read_document(sys.stdin.buffer.read())
        else:
            document = read_document(Path(given.file))
    except FileNotFoundError as error:
        raise Refused(f"Файла {given.file} нет. Проверьте имя и папку.") from error
    except OSError as error:
        raise Refused(f"Файл {given.file} не открывается: {error.strerror or error}.") from error
    return read_roadmap(document, period=period, school_year=given.school_year)


def _lines(reading: Reading) -> list[str]:
    """The reading for people: a table of measures under their sections, then the findings."""
    period = " – ".join(map(short_date, reading.period)) if reading.period else "не указан"
    lines = [reading.title or "Без названия", f"Период: {period}", ""]
    section = None
    for index, measure in enumerate(reading.measures, start=1):
        if measure.section and measure.section != section:
            lines.append(f"{measure.section.number} {measure.section.title}".strip())
        section = measure.section
        lines.extend(_measure(index, measure))
    for indicator in reading.indicators:
        values = ", ".join(
            f"{target.year or short_date(target.day)}: {target.text}" for target in indicator.targets
        )
        lines.append(f"Показатель: {indicator.name} — {values}")
    lines.append("")
    lines.append(f"{counted(len(reading.measures), MEASURES)}, {counted(len(reading.findings), FINDINGS)}.")
    lines.extend(_finding(finding, reading) for finding in reading.findings)
    return lines


def _measure(index: int, measure: MeasureRow) -> list[str]:
    whens = "; ".join(map(_span, measure.deadline.occurrences)) or "дату назначает человек"
    rest = {
        "Срок": f"{measure.deadline.text} → {whens}" if measure.deadline.text else "не указан",
        "Ответственные": measure.executors_text,
        "Участники": measure.participants,
        "Результат": measure.result,
    }
    shown = [f"      {name}: {text}".replace("\n", " ") for name, text in rest.items() if text]
    return [f"  {measure.number or f'({index})'} {measure.title}", *shown]


def _span(span: Span) -> str:
    if span.start is None:
        return f"до {short_date(span.end)}"
    if span.end is None:
        return f"с {short_date(span.start)}"
    return (
        short_date(span.start)
        if span.start == span.end
        else f"{short_date(span.start)}–{short_date(span.end)}"
    )


def _finding(finding: Finding, reading: Reading) -> str:
    if finding.where is None:
        return f"  • {finding.sentence}"
    number = reading.measures[finding.where].number or f"({finding.where + 1})"
    return f"  • {number}: {finding.sentence}"


def _day(raw: str) -> date:
    try:
        return parse_date(raw)
    except BadDate as error:
        raise argparse.ArgumentTypeError(f"дата «{raw}» непонятна, напишите так: 15.10.2026") from error


def _school_year(raw: str) -> str:
    try:
        return SchoolYear.parse(raw).label.replace("/", "-")
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error
