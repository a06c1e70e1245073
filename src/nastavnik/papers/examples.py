"""An invented order of each kind: a template is filled with it before it is taken."""

from __future__ import annotations

from datetime import date

from nastavnik.papers.kinds import ColumnRule, TableRule, rule_of
from nastavnik.papers.sheets import Cell, Mark, OrderSheet, PrintedName, SheetRow, SheetTable

_PEOPLE = ("mentor", "mentee", "former", "member")
_NAME = PrintedName(1, "Котова Мария Ивановна", "учитель физики")


def example_sheet(kind: str) -> OrderSheet:
    """The example, with everything that an order of this kind can have."""
    rule = rule_of(kind)
    return OrderSheet(
        founder="Управление образования\nг. Северогорска",
        institution="Муниципальное общеобразовательное учреждение «Средняя школа № 5»",
        place="г. Северогорск",
        title=rule.title,
        preamble="В соответствии с планом работы",
        command_word="ПРИКАЗЫВАЮ:",
        points=("Первый пункт:", "Второй пункт."),
        control="Контроль за исполнением приказа оставляю за собой.",
        signer_post="Директор",
        signer_name="Н. И. Орлова",
        named=(_NAME,) if rule.lead == "names" else (),
        table=_table(rule.table) if rule.table else None,
        annexes=tuple(map(_table, rule.annexes)),
        acquainted=("Котова М. И.",),
        marks=(
            Mark("approve", "Начальник управления", "О. П. Громов"),
            Mark("agreed", "Председатель профкома"),
        ),
        executor="Светлова С. П.",
        dated=date(2026, 10, 15),
        number="40-од",
    )


def _table(rule: TableRule) -> SheetTable:
    rows = tuple(
        SheetRow(number, tuple(_cell(column, number) for column in rule.columns)) for number in (1, 2)
    )
    return SheetTable(
        tuple(column.head for column in rule.columns),
        tuple(column.width for column in rule.columns),
        rows,
        rule.title,
    )


def _cell(column: ColumnRule, number: int) -> Cell:
    if column.part in _PEOPLE:
        return Cell(name=_NAME)
    return Cell((str(number),) if column.part == "number" else ("строка один", "строка два"))
