"""Training of mentors, curators and teachers: who is trained as what, by which paper it shows, lists of it from a sheet.

Source: stages «обучение наставников» and «числа по кадрам» of the methodology and of reports up the chain.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from nastavnik.rulebook.base_forms import Problem
from nastavnik.rulebook.base_guessing import Guess
from nastavnik.rulebook.cells import Cell, Unreadable, column_letter, is_empty, text_of
from nastavnik.rulebook.dates import parse_date
from nastavnik.rulebook.names import parse_full_name
from nastavnik.rulebook.registers import RegisterColumn, guess_list

MOST_HOURS = 1_500
OLDEST = date(1990, 1, 1)


class Capacity(StrEnum):
    """As what somebody is trained: the figures are counted apart."""

    MENTOR = "mentor"
    CURATOR = "curator"
    TEACHER = "teacher"


class Proof(StrEnum):
    """The paper that a training ends with."""

    QUALIFICATION = "qualification"
    RETRAINING = "retraining"
    CERTIFICATE = "certificate"
    REFERENCE = "reference"
    NONE = "none"


CAPACITY_LABELS: Mapping[Capacity, str] = MappingProxyType(
    {Capacity.MENTOR: "наставник", Capacity.CURATOR: "куратор", Capacity.TEACHER: "педагог"}
)
PROOF_LABELS: Mapping[Proof, str] = MappingProxyType(
    {
        Proof.QUALIFICATION: "удостоверение о повышении квалификации",
        Proof.RETRAINING: "диплом о профессиональной переподготовке",
        Proof.CERTIFICATE: "сертификат",
        Proof.REFERENCE: "справка",
        Proof.NONE: "без документа",
    }
)
_CAPACITIES = (
    (Capacity.CURATOR, r"куратор"),
    (Capacity.MENTOR, r"наставник"),
    (Capacity.TEACHER, r"педагог|учител|преподав|воспитат"),
)
_PROOFS = (
    (Proof.QUALIFICATION, r"удостоверен|повышен\w* квалиф|\bкпк\b"),
    (Proof.RETRAINING, r"диплом|переподготов"),
    (Proof.CERTIFICATE, r"сертификат|свидетельств"),
    (Proof.REFERENCE, r"справк"),
    (Proof.NONE, r"^(?:нет|без|-|—)"),
)  # fmt: skip

TRAINING_COLUMNS = (
    RegisterColumn("document_date", "Дата документа", r"дата (?:выдач|документ|удостовер|диплом)"),
    RegisterColumn("document_number", "Номер документа", r"(?:номер|№) (?:документ|удостовер|диплом|сертиф)|серия", room=60),
    RegisterColumn("from_date", "Начало обучения", r"начал|дата с\b|^с$"),
    RegisterColumn("to_date", "Окончание обучения", r"окончан|заверш|дата по\b|^по$|^дата|^срок", is_required=True),
    RegisterColumn("hours", "Часов", r"час|объем"),
    RegisterColumn("capacity", "Кто обучен", r"кто обуч|роль|категор|в качестве|статус"),
    RegisterColumn("post", "Должность", r"должност", room=200),
    RegisterColumn("full_name", "Фамилия Имя Отчество", r"ф\.? ?и\.? ?о|фамил|слушател|обученн|педагог|наставник|куратор", is_required=True),
    RegisterColumn("programme", "Программа обучения", r"программ|тема|курс|назван", is_required=True, room=300),
    RegisterColumn("organiser", "Кто проводил", r"кто пров|организатор|место обуч|учрежден|организац|провайдер", room=300),
    RegisterColumn("proof", "Документ", r"документ|удостовер|вид"),
)  # fmt: skip
_SHOWN_FIRST = (
    "full_name",
    "capacity",
    "post",
    "programme",
    "hours",
    "organiser",
    "from_date",
    "to_date",
    "proof",
)


def training_headings() -> list[str]:
    """The headings of an empty table, in the order in which a person fills it in."""
    columns = {column.code: column.heading for column in TRAINING_COLUMNS}
    return [columns.pop(code) for code in _SHOWN_FIRST] + list(reversed(columns.values()))


@dataclass(frozen=True)
class TrainingRow:
    """One row of a list: its number in the sheet, its values by code (dates as days), and what is wrong."""

    number: int
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()


def guess_trainings(cells: Sequence[Sequence[Cell]]) -> Guess | None:
    """Find the heading row and what each column means by its heading; None where no row looks like headings."""
    return guess_list(cells, TRAINING_COLUMNS)


def lacking_of_trainings(codes: Iterable[str]) -> str:
    """Say which columns a list must have and has not, in a sentence; nothing where all are there."""
    present = set(codes)
    missing = [
        f"«{column.heading}»"
        for column in TRAINING_COLUMNS
        if column.is_required and column.code not in present
    ]
    return f"Не хватает столбцов: {', '.join(missing)}." if missing else ""


def read_trainings(
    cells: Sequence[Sequence[Cell]], layout: tuple[int, Mapping[int, str]], today: date
) -> list[TrainingRow]:
    """Read every filled row under the headings; `layout` is the heading row and the meanings of columns.

    A training to come is wrong: a list tells what was held. Who is not said to be anything is a mentor.
    """
    heading_row, codes = layout
    printed = [text_of(cell) for cell in cells[heading_row]]
    rows = []
    for number, row in enumerate(cells[heading_row + 1 :], start=heading_row + 2):
        found = {code: row[place] if place < len(row) else None for place, code in codes.items()}
        if not all(is_empty(cell) for cell in found.values()):
            places = {code: place for place, code in codes.items()}
            rows.append(_Reader(number, found, places, printed, today).row())
    return rows


def training_fault(
    *, from_date: date | None, to_date: date, document_date: date | None, hours: int | None, today: date
) -> tuple[str, str]:
    """Say what is wrong with the days and hours of a training: the field and a sentence; two empty ones where nothing is."""
    if to_date > today:
        return "to_date", "Обучение ещё не закончилось: внесите его, когда оно пройдёт."
    if to_date < OLDEST:
        return "to_date", "Проверьте год окончания обучения."
    if from_date is not None and from_date > to_date:
        return "from_date", "Обучение начинается позже, чем кончается: проверьте даты."
    if document_date is not None and (document_date > today or (from_date and document_date < from_date)):
        return "document_date", "Документ выдан раньше начала обучения или ещё не выдан: проверьте дату."
    if hours is not None and not 0 < hours <= MOST_HOURS:
        return "hours", f"Часов бывает от 1 до {MOST_HOURS}: проверьте число."
    return "", ""


def programme_key(programme: str) -> str:
    """What two spellings of one programme share: letters and digits in lower case."""
    return re.sub(r"[\W_]+", " ", programme.lower().replace("ё", "е")).strip()


@dataclass
class _Reader:
    """Reads the cells of one row and keeps what is wrong with them."""

    number: int
    cells: Mapping[str, Cell]
    places: Mapping[str, int]
    printed: Sequence[str]
    today: date
    problems: list[Problem] = field(default_factory=list)

    def row(self) -> TrainingRow:
        values: dict[str, Any] = {
            column.code: text_of(self.cells.get(column.code)) for column in TRAINING_COLUMNS
        }
        for column in TRAINING_COLUMNS:
            text = values[column.code]
            if column.is_required and not text:
                self._report(column.code, "не заполнено", f"Впишите: {column.heading.lower()}")
            if len(text) > column.room:
                self._report(column.code, "слишком длинный текст", f"Сократите до {column.room} знаков")
        values["full_name"] = self._name()
        values |= {code: self._day(code) for code in ("from_date", "to_date", "document_date")}
        values["hours"] = self._hours(values["hours"])
        values["capacity"] = self._one_of("capacity", _CAPACITIES, Capacity.MENTOR)
        values["proof"] = self._one_of("proof", _PROOFS, Proof.NONE)
        if not self.problems:
            self._check(values)
        return TrainingRow(self.number, values, tuple(self.problems))

    def _check(self, values: Mapping[str, Any]) -> None:
        code, sentence = training_fault(
            today=self.today,
            **{key: values[key] for key in ("from_date", "to_date", "document_date", "hours")},
        )
        if code:
            what, _, remedy = sentence.rstrip(".").partition(": ")
            self._report(code, what[:1].lower() + what[1:], remedy[:1].upper() + remedy[1:] or "Проверьте")

    def _name(self) -> str:
        cell = self.cells.get("full_name")
        if is_empty(cell):
            return ""
        try:
            return parse_full_name(text_of(cell)).full
        except Unreadable as bad:
            self._report("full_name", bad.what, bad.remedy)
            return ""

    def _day(self, code: str) -> date | None:
        cell = self.cells.get(code)
        if is_empty(cell):
            return None
        try:
            return parse_date(cell)
        except Unreadable as bad:
            self._report(code, bad.what, bad.remedy)
            return None

    def _hours(self, text: str) -> int | None:
        found = re.fullmatch(r"(\d{1,5})(?:\s*(?:ч|час|ак)\w*\.?(?:\s*ч\w*\.?)?)?", text)
        if text and found is None:
            self._report("hours", "не число часов", "Впишите целое число, например 36")
        return int(found[1]) if found else None

    def _one_of(self, code: str, known: Sequence[tuple[StrEnum, str]], default: StrEnum) -> str:
        text = text_of(self.cells.get(code)).lower().replace("ё", "е")
        found = next((value for value, pattern in known if re.search(pattern, text)), None)
        if found is None and text:
            self._report(code, "не понятно, что это", "Выберите слово из образца таблицы")
        return str(found or default)

    def _report(self, code: str, what: str, remedy: str) -> None:
        place = self.places.get(code)
        letter = "" if place is None else column_letter(place)
        heading = "" if place is None else self.printed[place]
        value = text_of(self.cells.get(code))[:60]
        self.problems.append(Problem(self.number, letter, heading, value, what, remedy))
