"""The kinds of orders as data: which tables they have, in which case a name stands, who signs that he knows.

A new kind is a row of `RULES` with its words in `wording`; nothing else asks which kind a paper is of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nastavnik.papers.models import Paper, PaperName, PaperRow
from nastavnik.papers.sheets import Cell, PrintedName
from nastavnik.rulebook.names import Case

Names = Mapping[int, PrintedName]
Part = Literal["number", "mentor", "mentee", "former", "member", "form", "period", "terms", "note"]
_PEOPLE = ("mentor", "mentee", "former", "member")


@dataclass(frozen=True)
class ColumnRule:
    """A column: its heading, its width in centimetres, what of the row it prints."""

    head: str
    width: float
    part: Part


@dataclass(frozen=True)
class TableRule:
    """The columns of a table, 17 cm together; an annex has a title."""

    columns: tuple[ColumnRule, ...]
    title: str = ""


@dataclass(frozen=True)
class OrderRule:
    """How one kind of order is made.

    `lead` says what stands at the first point: a table, the names themselves, nothing. `annexes` are the tables
    of annex 1 and on. A name's case depends on its place; those of `acquainted` sign the sheet at the end.
    `is_short` prints pupils with initials: a list names a child no longer than it must.
    """

    title: str
    cases: Mapping[PaperName.Place, Case]
    lead: Literal["table", "names", "nothing"] = "table"
    table: TableRule | None = None
    annexes: tuple[TableRule, ...] = ()
    acquainted: tuple[PaperName.Place, ...] = ()
    is_short: bool = False
    discarding: tuple[str, ...] = field(default=())


_NUMBER = ColumnRule("№", 1.1, "number")
RULES: Mapping[Paper.Kind, OrderRule] = {
    Paper.Kind.PAIRS_ORDER: OrderRule(
        title="О закреплении наставнических пар (групп)",
        cases={PaperName.Place.MENTOR: Case.ACCUSATIVE, PaperName.Place.MENTEE: Case.INSTRUMENTAL},
        table=TableRule(
            (
                _NUMBER,
                ColumnRule("Наставник (кого закрепить)", 4.6, "mentor"),
                ColumnRule("Наставляемый (за кем закрепить)", 4.8, "mentee"),
                ColumnRule("Форма, ролевая модель", 3.4, "form"),
                ColumnRule("Период", 3.1, "period"),
            )
        ),
        acquainted=(PaperName.Place.MENTOR,),
        discarding=("Пары из него снова станут согласованными: их можно включить в новый проект.",),
    ),
    Paper.Kind.TEAM_ORDER: OrderRule(
        title="О составе рабочей группы по наставничеству",
        cases={PaperName.Place.MEMBER: Case.NOMINATIVE},
        table=TableRule(
            (
                _NUMBER,
                ColumnRule("Фамилия, имя, отчество, должность", 10.4, "member"),
                ColumnRule("Обязанность в рабочей группе", 5.5, "note"),
            )
        ),
        acquainted=(PaperName.Place.MEMBER,),
    ),
    Paper.Kind.CURATOR_ORDER: OrderRule(
        title="О назначении куратора программы наставничества",
        cases={PaperName.Place.MEMBER: Case.ACCUSATIVE},
        lead="names",
        acquainted=(PaperName.Place.MEMBER,),
    ),
    Paper.Kind.LISTS_ORDER: OrderRule(
        title="Об утверждении списков наставников и наставляемых",
        cases={PaperName.Place.MENTOR: Case.NOMINATIVE, PaperName.Place.MENTEE: Case.NOMINATIVE},
        lead="nothing",
        annexes=(
            TableRule(
                (_NUMBER, ColumnRule("Наставник", 10.4, "mentor"), ColumnRule("Программа", 5.5, "note")),
                "Список наставников",
            ),
            TableRule(
                (_NUMBER, ColumnRule("Наставляемый", 10.4, "mentee"), ColumnRule("Программа", 5.5, "note")),
                "Список наставляемых",
            ),
        ),
        is_short=True,
    ),
    Paper.Kind.AMENDMENT_ORDER: OrderRule(
        title="О внесении изменений в приказ о закреплении наставнических пар (групп)",
        cases={
            PaperName.Place.MENTOR: Case.ACCUSATIVE,
            PaperName.Place.MENTEE: Case.INSTRUMENTAL,
            PaperName.Place.FORMER: Case.GENITIVE,
        },
        table=TableRule(
            (
                _NUMBER,
                ColumnRule("Наставник (кого закрепить)", 4.2, "mentor"),
                ColumnRule("Наставляемый (за кем закрепить)", 4.4, "mentee"),
                ColumnRule("Вместо кого, что исправлено", 3.6, "former"),
                ColumnRule("Форма, ролевая модель, период", 3.7, "terms"),
            )
        ),
        acquainted=(PaperName.Place.MENTOR, PaperName.Place.FORMER),
        discarding=("Пары останутся такими, какие они сейчас; изменения можно включить в новый проект.",),
    ),
    Paper.Kind.ENDING_ORDER: OrderRule(
        title="О прекращении наставнических пар (групп)",
        cases={PaperName.Place.MENTOR: Case.NOMINATIVE, PaperName.Place.MENTEE: Case.NOMINATIVE},
        table=TableRule(
            (
                _NUMBER,
                ColumnRule("Наставник", 4.8, "mentor"),
                ColumnRule("Наставляемый", 4.8, "mentee"),
                ColumnRule("Закреплены приказом", 2.8, "period"),
                ColumnRule("Основание прекращения", 3.5, "note"),
            )
        ),
        acquainted=(PaperName.Place.MENTOR,),
        discarding=("Пары из него продолжат работать.",),
    ),
}
OWN_KINDS = tuple(RULES)
"""Orders that are made in the product."""
FOREIGN_KINDS = (
    Paper.Kind.OUTER_ORDER,
    Paper.Kind.DIRECTIVE,
    Paper.Kind.REGULATION,
    Paper.Kind.LETTER,
    Paper.Kind.OTHER,
)
"""Papers of others that are only entered into the register."""


def rule_of(kind: str) -> OrderRule:
    """The rules of a kind of order."""
    return RULES[Paper.Kind(kind)]


def cell_of(row: PaperRow, part: Part, names: Names) -> Cell:
    """What a row prints in a column; a dash where it names nobody, of a corrected pair the words that are replaced."""
    if part in _PEOPLE:
        key = getattr(row, f"{part}_id")
        if key is None and part == "former" and row.note:
            return Cell((row.note,))
        return Cell(name=names[key]) if key is not None else Cell(("—",))
    if part == "note":
        return Cell((row.note,), is_note=True)
    lines = {
        "number": (str(row.number),),
        "form": (row.form_label, row.role_label),
        "period": (row.period_label,),
        "terms": (row.form_label, row.role_label, row.period_label),
    }[part]
    return Cell(tuple(line for line in lines if line))
