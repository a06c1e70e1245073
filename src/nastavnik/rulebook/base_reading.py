"""Reading of a whole base: every row is checked, nothing stops at the first mistake."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from nastavnik.rulebook.ages import AgeBand, Birth
from nastavnik.rulebook.base_columns import (
    Layout,
    find_layout,
    heading_key,
    is_counter_row,
    is_heading_row,
    left_aside,
)
from nastavnik.rulebook.base_forms import PARTNER_HEADINGS, BaseReading, BaseRow, Problem
from nastavnik.rulebook.base_values import (
    DEFAULT_CAPACITY,
    DesiredAges,
    class_name_of,
    find_guardians,
    minutes_a_week,
    parse_ages,
    parse_capacity,
    phone_text,
)
from nastavnik.rulebook.cells import Cell, Unreadable, column_letter, is_empty, text_of
from nastavnik.rulebook.dates import BadDate, parse_birth, parse_date
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.names import FullName, full_name_of_parts, parse_full_name
from nastavnik.rulebook.school_year import SchoolYear
from nastavnik.rulebook.topics import Topic, topics_in

_VALUE_SHOWN = 60
_YOUNGEST, _OLDEST = 3, 90
_Value = TypeVar("_Value")


def read_base(
    cells: Sequence[Sequence[Cell]],
    side: Side,
    school_year: SchoolYear,
    layout: Layout | None = None,
    topics: Sequence[Topic] = (),
) -> BaseReading:
    """Read one of the two official bases from the cells of a sheet, row 1 first and column A first.

    Without a `layout` the columns are found by their sure spellings. `topics` are those of the institution's own.

    Title rows above, a row of column numbers, repeated headings and empty rows are skipped. A row with any
    problem is not among `rows`; all problems of all rows are collected. The school year bounds the years of
    birth.
    """
    if layout is None:
        layout, problems = find_layout(cells, side)
        if layout is None:
            return BaseReading(side, (), problems)
    below = enumerate(cells[layout.heading_row + 1 :], start=layout.heading_row + 2)
    records = [(number, row) for number, row in below if not _is_skipped(row, side, layout)]
    readers = [_RowReader(row, number, layout, topics) for number, row in records]
    rows = [
        reader.mentee(school_year) if side is Side.MENTEE else reader.mentor(school_year)
        for reader in readers
    ]
    found = [problem for reader in readers for problem in reader.problems]
    wrong = {problem.row for problem in found}
    partners = _partners(cells[layout.heading_row], records, side)
    fitting = [row for row in rows if row and row.number not in wrong]
    good, doubles = _without_doubles(fitting, layout, partners)
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
    names = [place for code in ("name", "last") for place in layout.places.get(code, ())]
    has_name = any(place < len(row) and not is_empty(row[place]) for place in names)
    return len(filled) == 1 and filled[0].rstrip(".").isdigit() and not has_name


@dataclass
class _RowReader:
    """Reads the cells of one row by the codes of columns and keeps the problems met."""

    cells: Sequence[Cell]
    number: int
    layout: Layout
    local_topics: Sequence[Topic] = ()
    problems: list[Problem] = field(default_factory=list)

    def mentee(self, school_year: SchoolYear) -> BaseRow | None:
        """Read a mentee; None where there is no name to speak of."""
        birth = self._birth(school_year)
        if birth is None and not self._has_problem("birth", "birth_date"):
            code = "birth" if "birth" in self.layout.places else "birth_date"
            self._report(code, "год рождения не вписан", "Впишите четыре цифры, например 2012")
        request = self._required(
            "request", "запрос не вписан", "Впишите, с чем нужна помощь, например: физика"
        )
        row = self._person(Side.MENTEE)
        if row is None:
            return None
        topics, guardians = topics_in(request, self.local_topics), self._guardians(row.name)
        return replace(
            row,
            topics=topics,
            birth=birth,
            guardian=next(iter(guardians), None),
            other_guardians=guardians[1:],
            contact=self._contact(),
            request=request,
            notes=_mentee_notes(topics, guardians),
        )

    def mentor(self, school_year: SchoolYear) -> BaseRow | None:
        """Read a mentor; None where there is no name to speak of."""
        words = self._required(
            "competences", "компетенции не вписаны", "Впишите их, например: физика, олимпиады"
        )
        ages = self._parsed("ages", parse_ages) or DesiredAges(AgeBand())
        capacity = self._parsed("time", lambda cell: parse_capacity(text_of(cell)))
        birth = self._birth(school_year)
        row = self._person(Side.MENTOR)
        if row is None:
            return None
        topics = topics_in(f"{words}. {self._text('achievements')}", self.local_topics)
        row = replace(row, competences=words, topics=topics, ages=ages.band, time=self._text("time"))
        return replace(
            row,
            birth=birth,
            contact=self._contact(),
            post=self._text("post"),
            work_place=self._text("work_place"),
            achievements=self._text("achievements"),
            interests=self._text("interests"),
            minutes=minutes_a_week(row.time),
            capacity=capacity or DEFAULT_CAPACITY,
            notes=_mentor_notes(topics, ages, capacity),
        )

    def _person(self, side: Side) -> BaseRow | None:
        name = self._name()
        entered = None if is_empty(self._cell("entered")) else self._parsed("entered", parse_date)
        class_name = class_name_of(self._text("class_name"))
        if name is None:
            return None
        return BaseRow(self.number, side, name, entered=entered, class_name=class_name)

    def _name(self) -> FullName | None:
        """The name from one cell or from three; what a column of names lacks the others may give."""
        if "name" in self.layout.places:
            return self._parsed("name", lambda cell: parse_full_name(_lines(cell)))
        parts = [self._text(code) for code in ("last", "first", "middle")]
        if not all(parts[:2]):
            code = "last" if not parts[0] else "first"
            self._report(code, "имя не вписано", "Впишите фамилию, имя и отчество полностью")
            return None
        return self._parsed("last", lambda _: full_name_of_parts(*parts))

    def _birth(self, school_year: SchoolYear) -> Birth | None:
        """The birth by the column of dates, else by that of years; None where neither is filled."""
        written = [
            self._parsed(code, lambda cell: _birth(cell, school_year))
            for code in ("birth_date", "birth")
            if not is_empty(self._cell(code))
        ]
        return next((birth for birth in written if birth is not None), None)

    def _contact(self) -> str:
        """All contacts as one text; what stands in the column of representatives and is no name goes along."""
        contacts = [phone_text(cell) for cell in self._cells("contact")]
        return ", ".join(dict.fromkeys(text for text in (*self._texts("guardian"), *contacts) if text))

    def _guardians(self, child: FullName) -> tuple[FullName, ...]:
        """Everybody who is named as a representative, each once, those of their own column first."""
        cells = (cell for code in ("guardian", "contact") for cell in self._cells(code))
        return tuple({name.key: name for cell in cells for name in find_guardians(cell, child)}.values())

    def _cells(self, code: str) -> list[Cell]:
        places = self.layout.places.get(code, ())
        return [self.cells[place] for place in places if place < len(self.cells)]

    def _cell(self, code: str) -> Cell:
        return next((cell for cell in self._cells(code) if not is_empty(cell)), None)

    def _texts(self, code: str) -> list[str]:
        return [text for text in map(text_of, self._cells(code)) if text]

    def _text(self, code: str) -> str:
        return "; ".join(dict.fromkeys(self._texts(code)))

    def _has_problem(self, *codes: str) -> bool:
        letters = {column_letter(place) for code in codes for place in self.layout.places.get(code, ())}
        return any(problem.column in letters for problem in self.problems)

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
    written = parse_birth(cell, latest=school_year.start)
    if not school_year.start - _OLDEST <= written.year <= school_year.start - _YOUNGEST:
        raise BadDate("такого года рождения у участника быть не может", "Проверьте год, например 2012")
    return Birth(written.year, written.day)


def _mentee_notes(topics: tuple[str, ...], guardians: tuple[FullName, ...]) -> tuple[str, ...]:
    notes = () if topics else ("Тема запроса не распознана: уточните её в карточке.",)
    if len(guardians) < 2:
        return notes
    named = ", ".join(name.full for name in guardians)
    return (
        *notes,
        f"Представителей несколько: {named}. Новому участнику запишутся все, телефоны — у первого.",
    )


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
    place = layout.first(code)
    shown = value if len(value) <= _VALUE_SHOWN else value[: _VALUE_SHOWN - 1] + "…"
    letter = "" if place is None else column_letter(place)
    return Problem(row, letter, layout.printed.get(code, ""), shown, what, remedy)


def _partners(
    headings: Sequence[Cell], records: Sequence[tuple[int, Sequence[Cell]]], side: Side
) -> dict[int, str]:
    """Who stands beside the person in the official form, by the numbers of rows: the other side of a pair."""
    key = heading_key(PARTNER_HEADINGS[side])
    place = next((at for at, cell in enumerate(headings) if heading_key(text_of(cell)) == key), None)
    if place is None:
        return {}
    return {number: text_of(row[place]) for number, row in records if place < len(row)}


def _without_doubles(
    rows: list[BaseRow], layout: Layout, partners: Mapping[int, str]
) -> tuple[list[BaseRow], list[Problem]]:
    """Take out the second and later rows of one person; two whole, different birth dates make two persons.

    The same person written again for another pair, with nothing else changed, is no mistake.
    """
    good: list[BaseRow] = []
    problems = []
    seen: dict[str, list[BaseRow]] = {}
    for row in rows:
        twin = next((other for other in seen.get(row.name.key, []) if _same_person(row, other)), None)
        if twin is None:
            good.append(row)
            seen.setdefault(row.name.key, []).append(row)
            continue
        said = {partners.get(row.number, ""), partners.get(twin.number, "")}
        if len(said) == 2 and "" not in said and replace(row, number=twin.number) == twin:
            continue
        what = f"этот человек уже есть в строке {twin.number}"
        code = "name" if "name" in layout.places else "last"
        problems.append(_problem(layout, (row.number, code), row.name.full, what, _double_remedy(row)))
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
