"""`nastavnik match`: pairs for two files, without a database."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nastavnik.kit.errors import Refused
from nastavnik.kit.sheets import SheetOf, read_sheet, write_book
from nastavnik.rulebook.base_columns import COLUMNS, Layout, find_layout, layout_of
from nastavnik.rulebook.base_forms import BaseRow
from nastavnik.rulebook.base_guessing import guess_columns
from nastavnik.rulebook.base_reading import read_base
from nastavnik.rulebook.cells import Cell, text_of
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.matching import (
    FIT_LABELS,
    BadTerms,
    Contradiction,
    Problem,
    Proposal,
    Terms,
    propose,
)
from nastavnik.rulebook.matching.bases import (
    BadPin,
    Bases,
    bases_of,
    pins_of,
    problem_of_bases,
    terms_of_words,
)
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.school_year import SchoolYear

FILE = "pairs.xlsx"
SHOWN = 20
MENTEES = ("наставляемый", "наставляемых", "наставляемых")
MENTORS = ("наставник", "наставника", "наставников")
PAIRS = ("пара", "пары", "пар")
PLACES = ("место", "места", "мест")
HELPED = ("наставляемому", "наставляемым", "наставляемым")


class BadInput(Exception):
    """Files or choices that cannot be matched; `sentences` say what is wrong and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line; ages are reckoned on the day."""

    mentees: Path
    mentors: Path
    out: Path
    day: date
    weights: Path | None = None
    pins: Path | None = None


def match_files(request: Request, tell: Callable[[str], None]) -> Path:
    """Reads both bases, proposes pairs, writes `pairs.xlsx` and tells a summary; the file that was written.

    BadInput, and nothing written, for files that cannot be read, rows with mistakes, names in the pins that
    are nobody's or several people's, choices that contradict each other, a folder that cannot be written to.
    """
    sides = [
        _base(request.mentees, Side.MENTEE, request.day, tell),
        _base(request.mentors, Side.MENTOR, request.day, tell),
    ]
    bases = bases_of(*sides)
    terms = _terms(request.weights) if request.weights else Terms()
    try:
        pins = pins_of(_cells(request.pins), bases) if request.pins else ()
        problem = problem_of_bases(bases, terms, pins, request.day)
    except BadPin as bad:
        raise BadInput(*(f"{request.pins}: {sentence}" for sentence in bad.sentences)) from bad
    except Contradiction as contradiction:
        raise BadInput(str(contradiction)) from contradiction
    proposal = propose(problem)
    target = _write(request.out, _sheets(proposal, bases))
    for line in summary(proposal, problem):
        tell(line)
    tell(f"Записано: {target}")
    return target


def summary(proposal: Proposal, problem: Problem) -> list[str]:
    """What came of it, in a few lines."""
    places = sum(mentor.free_within(problem.limits) for mentor in problem.mentors)
    sides = f"{counted(len(problem.mentees), MENTEES)}, {counted(len(problem.mentors), MENTORS)}"
    alone = counted(len(proposal.leftovers), MENTEES)
    lines = [
        f"В базах: {sides}, {counted(places, PLACES)} у наставников.",
        f"Подобрано: {counted(len(proposal.pairs), PAIRS)}. Без пары: {alone}.",
    ]
    if not problem.mentors:
        lines.append("В базе наставников никого нет: впишите их и подберите пары снова.")
    if not problem.mentees:
        lines.append("В базе наставляемых никого нет: подбирать некому.")
    if proposal.shortages:
        lines += ["Кого не хватает:", *(f"  {short.text}" for short in proposal.shortages)]
    helping = [one for one in proposal.remedies if one.helps][:5]
    if helping:
        lines.append("Что поможет больше всего:")
        lines += [f"  {one.text} — поможет {counted(one.helps, HELPED)}" for one in helping]
    return lines


def _base(path: Path, side: Side, day: date, tell: Callable[[str], None]) -> Sequence[BaseRow]:
    cells = _cells(path)
    layout = find_layout(cells, side)[0] or _guessed(path, cells, side, tell)
    reading = read_base(cells, side, SchoolYear.of(day), layout)
    if reading.problems:
        shown = [f"{path.name}: {problem.sentence}" for problem in reading.problems[:SHOWN]]
        more = len(reading.problems) - len(shown)
        raise BadInput(
            *shown, *([f"И ещё замечаний: {more}."] if more else []), "Исправьте файл и повторите."
        )
    return reading.rows


def _guessed(path: Path, cells: list[list[Cell]], side: Side, tell: Callable[[str], None]) -> Layout | None:
    """Columns under other headings, as the product guesses them; told, for a person to check."""
    guess = guess_columns(cells, side)
    if guess is None:
        return None
    layout, _ = layout_of(cells, side, guess.heading_row, guess.codes)
    if layout is not None:
        named = {column.code: column.heading for column in COLUMNS[side]}
        read = "; ".join(f"«{printed}» — {named[code]}" for code, printed in layout.printed.items())
        tell(f"{path.name}: столбцы угаданы, проверьте: {read}.")
    return layout


def _cells(path: Path) -> list[list[Cell]]:
    try:
        return read_sheet(path.read_bytes(), path.name)
    except FileNotFoundError as error:
        raise BadInput(f"Файла {path} нет. Проверьте имя и папку.") from error
    except OSError as error:
        raise BadInput(f"Файл {path} не читается: {error.strerror or error}.") from error
    except Refused as refusal:
        raise BadInput(f"{path.name}: {refusal.reason}") from refusal


def _terms(path: Path) -> Terms:
    try:
        return terms_of_words(_weights(path))
    except BadTerms as error:
        raise BadInput(f"{path.name}: {error}") from error


def _weights(path: Path) -> Mapping[str, object]:
    """A .json file is an object; a table has the rule in its first column and the value in its second."""
    if path.suffix.lower() != ".json":
        rows = [[text_of(cell) for cell in row] for row in _cells(path)]
        return {row[0]: row[1] for row in rows if len(row) > 1 and row[0] and row[1] and row[0] != "Правило"}
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadInput(f"Файла {path} нет. Проверьте имя и папку.") from error
    except (OSError, ValueError) as error:
        raise BadInput(f'Файл {path} не читается: нужен JSON вида {{"topics": "очень важно"}}.') from error
    if not isinstance(values, dict):
        raise BadInput(f'{path.name}: нужен JSON вида {{"topics": "очень важно"}}.')
    return values


def _sheets(proposal: Proposal, bases: Bases) -> list[SheetOf]:
    pairs = [
        [
            number, bases.mentees[pair.mentee_id].name.full, bases.mentees[pair.mentee_id].request,
            bases.mentors[pair.mentor_id].name.full, bases.mentors[pair.mentor_id].competences,
            "закреплена" if pair.facts.is_pinned else FIT_LABELS[pair.fit], pair.reason,
        ]
        for number, pair in enumerate(proposal.pairs, start=1)
    ]  # fmt: skip
    alone = [
        [
            number, bases.mentees[left.mentee_id].name.full, bases.mentees[left.mentee_id].request, left.reason,
            "\n".join(_help(one.text, one.helps) for one in left.remedies) or "одного изменения мало",
        ]
        for number, left in enumerate(proposal.leftovers, start=1)
    ]  # fmt: skip
    lacking = [[one.label, one.asked, one.places, one.lacking, one.text] for one in proposal.shortages]
    return [
        SheetOf(
            "Пары",
            ("№", "Наставляемый", "Запрос", "Наставник", "Компетенции", "Соответствие", "Почему эта пара"),
            pairs,
            (5, 32, 40, 32, 40, 18, 90),
        ),
        SheetOf(
            "Без пары",
            ("№", "Наставляемый", "Запрос", "Почему", "Что поможет"),
            alone,
            (5, 32, 40, 70, 70),
        ),
        SheetOf(
            "Нехватка",
            ("Тема", "Ждут с этой темой", "Свободных мест", "Нужно ещё мест", "Сколько нужно"),
            lacking,
            (32, 20, 18, 18, 80),
        ),
    ]


def _help(text: str, helps: int) -> str:
    return f"{text} — поможет {counted(helps, HELPED)}" if helps else text


def _write(folder: Path, sheets: Sequence[SheetOf]) -> Path:
    """Writes beside and moves, so that a half-written file never stands under the name."""
    target = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".xlsx")
        os.close(handle)
        try:
            write_book(sheets, Path(name))
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise BadInput(f"В папку {folder} не записать: {error.strerror or error}.") from error
    return target
