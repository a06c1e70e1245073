"""Which columns of a table a person sees, and a row as texts for a file."""

from dataclasses import dataclass, field
from datetime import date

from nastavnik.kit.components import State
from nastavnik.kit.tables import Column, columns_shown


@dataclass
class Row:
    name: str = "Котова Мария"
    born: date = date(1985, 6, 1)
    state: State = field(default_factory=lambda: State("действует", "good", "с 01.10.2026"))
    contact: str = "8 900"
    deed: None = None


COLUMNS = (
    Column("name", "ФИО", note=lambda _: "учитель"),
    Column("born", "Дата рождения", kind="date"),
    Column("state", "Состояние", kind="state"),
    Column("contact", "Контакты", is_extra=True),
    Column("deed", "", kind="actions"),
)


def keys(chosen: list[str] | None) -> list[str]:
    return [column.key for column in columns_shown(COLUMNS, chosen)]


def test_extra_column_is_hidden_until_it_is_asked_for() -> None:
    assert keys(None) == ["name", "born", "state", "deed"]
    assert keys(["contact"]) == ["name", "contact", "deed"]


def test_first_column_and_deeds_stay_whatever_is_chosen() -> None:
    assert keys([]) == ["name", "deed"]
    assert keys(["unknown"]) == ["name", "deed"]


def test_row_is_texts_for_a_file() -> None:
    assert [column.plain(Row()) for column in COLUMNS] == [
        "Котова Мария, учитель",
        "01.06.1985",
        "действует (с 01.10.2026)",
        "8 900",
        "",
    ]
