"""Reading of a whole base: every row is checked, nothing stops at the first mistake."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from nastavnik.rulebook.ages import AgeBand, Birth
from nastavnik.rulebook.base_forms import (
    BaseReading,
    BaseRow,
    Layout,
    Problem,
    find_layout,
    is_counter_row,
    is_heading_row,
    left_aside,
)
from nastavnik.rulebook.base_values import (
    DEFAULT_CAPACITY,
    DesiredAges,
    find_guardian,
    minutes_a_week,
    parse_ages,
    parse_capacity,
)
from nastavnik.rulebook.cells import Cell, Unreadable, column_letter, is_empty, text_of
from nastavnik.rulebook.dates import BadDate, parse_birth, parse_date
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.names import parse_full_name
from nastavnik.rulebook.school_year import SchoolYear
from nastavnik.rulebook.topics import topics_in

_VALUE_SHOWN = 60
_YOUNGEST, _OLDEST = 3, 90
_Value = TypeVar("_Value")


def read_base(cells: Sequence[Sequence[Cell]], side: Side, school_year: SchoolYear) -> BaseReading:
    """Read one of the two official bases from the cells of a sheet, row 1 first and column A first.

    Title rows above, a row of column numbers, repeated headings and empty rows are skipped. A row with any
    problem is not among `rows`; all problems of all rows are collected. The school year bounds the years of
    birth.
    """
    layout, problems = find_layout(cells, side)
    if layout is None:
        return BaseReading(side, (), problems)
    below = enumerate(cells[layout.heading_row + 1 :], start=layout.heading_row + 2)
    records = [(number, row) for number, row in below if not _is_skipped(row, side, layout)]
    readers = [_RowReader(row, number, layout) for number, row in records]
    rows = [reader.mentee(school_year) if side is Side.MENTEE else reader.mentor() for reader in readers]
    found = [problem for reader in readers for problem in reader.problems]
    wrong = {problem.row for problem in found}
    good, doubles = _without_doubles([row for row in rows if row and row.number not in wrong], layout)
    ordered = sorted(
        [*found, *doubles], key=lambda problem: (problem.row, len(problem.column), problem.column)
    )
    aside = left_aside(cells[layout.heading_row], [row for _, row in records], layout)
    return BaseReading(side, tuple(good), tuple(ordered), aside)


def _is_skipped(row: Sequence[Cell], side: Side, layout: Layout) -> bool:
    """Skip what is no record: empty, numbered but not filled, column numbers, repeated headings."""
    filled = [text_of(cell) for cell in row if not is_empty(cell)]
    if not filled or is_counter_row(row) or is_heading_row(row, side):
        return True
    name = layout.places["name"]
    return len(filled) == 1 and filled[0].rstrip(".").isdigit() and (name >= len(row) or is_empty(row[name]))


@dataclass
class _RowReader:
    """Reads the cells of one row by the codes of columns and keeps the problems met."""

    cells: Sequence[Cell]
    number: int
    layout: Layout
    problems: list[Problem] = field(default_factory=list)

    def mentee(self, school_year: SchoolYear) -> BaseRow | None:
        """Read a mentee; None where there is no name to speak of."""
        birth = self._parsed("birth", lambda cell: _birth(cell, school_year))
        request = self._required(
            "request", "запрос не вписан", "Впишите, с чем нужна помощь, например: физика"
        )
        row = self._person(Side.MENTEE)
        if row is None:
            return None
        topics = topics_in(request)
        return replace(
            row,
            topics=topics,
            birth=birth,
            guardian=find_guardian(self._cell("contact"), row.name),
            request=request,
            notes=() if topics else ("Тема запроса не распознана: уточните её в карточке.",),
        )

    def mentor(self) -> BaseRow | None:
        """Read a mentor; None where there is no name to speak of."""
        words = self._required(
            "competences", "компетенции не вписаны", "Впишите их, например: физика, олимпиады"
        )
        ages = self._parsed("ages", parse_ages) or DesiredAges(AgeBand())
        capacity = self._parsed("time", lambda cell: parse_capacity(text_of(cell)))
        row = self._person(Side.MENTOR)
        if row is None:
            return None
        topics = topics_in(f"{words}. {self._text('achievements')}")
        row = replace(row, competences=words, topics=topics, ages=ages.band, time=self._text("time"))
        return replace(
            row,
            work_place=self._text("work_place"),
            achievements=self._text("achievements"),
            interests=self._text("interests"),
            minutes=minutes_a_week(row.time),
            capacity=capacity or DEFAULT_CAPACITY,
            notes=_mentor_notes(topics, ages, capacity),
        )

    def _person(self, side: Side) -> BaseRow | None:
        name = self._parsed("name", lambda cell: parse_full_name(_lines(cell)))
        entered = None if is_empty(self._cell("entered")) else self._parsed("entered", parse_date)
        if name is None:
            return None
        return BaseRow(self.number, side, name, contact=self._text("contact"), entered=entered)

    def _cell(self, code: str) -> Cell:
        place = self.layout.places.get(code)
        return None if place is None or place >= len(self.cells) else self.cells[place]

    def _text(self, code: str) -> str:
        return text_of(self._cell(code))

    def _required(self, code: str, what: str, remedy: str) -> str:
        text = self._text(code)
        if not text:
            self._report(code, what, remedy)
        return text

    def _parsed(self, code: str, parse: Callable[[Cell], _Value]) -> _Value | None:
        try:
            return parse(self._cell(code))
        except Unreadable as bad:
            self._report(code, bad.what, bad.remedy)
            return None

    def _report(self, code: str, what: str, remedy: str) -> None:
        value = self._text(code)
        self.problems.append(_problem(self.layout, (self.number, code), value, what, remedy))


def _lines(cell: Cell) -> str:
    """Keep line breaks of a text, since they divide names; anything else becomes one line."""
    return cell if isinstance(cell, str) else text_of(cell)


def _birth(cell: Cell, school_year: SchoolYear) -> Birth:
    if is_empty(cell):
        raise BadDate("год рождения не вписан", "Впишите четыре цифры, например 2012")
    written = parse_birth(cell)
    if not school_year.start - _OLDEST <= written.year <= school_year.start - _YOUNGEST:
        raise BadDate("такого года рождения у наставляемого быть не может", "Проверьте год, например 2012")
    return Birth(written.year, written.day)


def _mentor_notes(topics: tuple[str, ...], ages: DesiredAges, capacity: int | None) -> tuple[str, ...]:
    notes = []
    if not topics:
        notes.append("Темы в компетенциях не распознаны: уточните их в карточке.")
    if ages.from_classes:
        notes.append(f"Возраст рассчитан по классам приблизительно: {ages.band.label}.")
    if capacity is None:
        notes.append("Число наставляемых не указано: принят один.")
    return tuple(notes)


def _problem(layout: Layout, where: tuple[int, str], value: str, what: str, remedy: str) -> Problem:
    row, code = where
    place = layout.places.get(code)
    shown = value if len(value) <= _VALUE_SHOWN else value[: _VALUE_SHOWN - 1] + "…"
    letter = "" if place is None else column_letter(place)
    return Problem(row, letter, layout.printed.get(code, ""), shown, what, remedy)


def _without_doubles(rows: list[BaseRow], layout: Layout) -> tuple[list[BaseRow], list[Problem]]:
    """Take out the second and later rows of one person; two whole, different birth dates make two persons."""
    good: list[BaseRow] = []
    problems = []
    seen: dict[str, list[BaseRow]] = {}
    for row in rows:
        twin = next((other for other in seen.get(row.name.key, []) if _same_person(row, other)), None)
        if twin is None:
            good.append(row)
            seen.setdefault(row.name.key, []).append(row)
            continue
        what = f"этот человек уже есть в строке {twin.number}"
        problems.append(_problem(layout, (row.number, "name"), row.name.full, what, _double_remedy(row)))
    return good, problems


def _same_person(row: BaseRow, other: BaseRow) -> bool:
    if row.birth is None or other.birth is None:
        return True
    if row.birth.day and other.birth.day:
        return row.birth.day == other.birth.day
    return row.birth.year == other.birth.year


def _double_remedy(row: BaseRow) -> str:
    if row.side is Side.MENTEE:
        return "Оставьте одну строку, а если это разные дети, впишите обоим полную дату рождения"
    return "Оставьте одну строку, перечислив в ней все компетенции"
