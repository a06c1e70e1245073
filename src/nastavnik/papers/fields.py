"""The fields that a school's own template may use: their Russian names, what they mean, an example of each.

A template can name these fields and go through the lists among them, and nothing else: no calls, no filters,
no other attributes. What is checked here is the parsed template, so a trick of spelling does not help.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from nastavnik.kit.errors import Refused
from nastavnik.papers.docx import date_text, number_text
from nastavnik.papers.kinds import ColumnRule, OrderRule, rule_of
from nastavnik.papers.sheets import OrderSheet, SheetTable

ROW = "строка"
ANNEX = "приложение_{}"
ROWS = "строки"
GROUPS, MEMBERS = "группы", "участники"
"""Rows of one number together: a list whose rows hold a list of their own."""
_LOOP = frozenset({"index", "first", "last", "length"})
_PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Not, nodes.And, nodes.Or)
_DEPTH = 2
_PART_NAMES = {
    "number": "номер",
    "mentor": "наставник",
    "mentee": "наставляемый",
    "former": "прежний_наставник",
    "member": "сотрудник",
    "form": "форма",
    "period": "период",
    "terms": "условия",
    "note": "примечание",
}


@dataclass(frozen=True)
class TemplateField:
    """One field: its name in the template, what it prints, an example; a list names the fields of its rows.

    Of a list with `row_fields` () every row is a text. Without a `is_needed` field no template is taken, unless the field
    that says the same in another way (`instead`) is there. Each row of a list with `members` holds a list of such rows.
    """

    name: str
    meaning: str
    example: str
    row_fields: tuple[str, ...] | None = None
    is_needed: bool = False
    members: tuple[str, ...] = ()
    instead: str = ""

    @property
    def is_list(self) -> bool:
        """Whether the field is gone through by `for`."""
        return self.row_fields is not None

    @property
    def written(self) -> str:
        """How it is written in the template."""
        if self.row_fields is None:
            return f"{{{{ {self.name} }}}}"
        if self.members:
            each, last = self.row_fields[0], self.members[-1]
            return (
                f"{{%tr for группа in {self.name} %}} {{%tr for {ROW} in группа.{MEMBERS} %}}"
                f" {{% if loop.first %}}{{{{ группа.{each} }}}}{{% endif %}}, {{{{ {ROW}.{last} }}}}"
                " {%tr endfor %} {%tr endfor %}"
            )
        inner = ", ".join(f"{{{{ {ROW}.{each} }}}}" for each in self.row_fields) or f"{{{{ {ROW} }}}}"
        tag = "tr" if self.row_fields else "p"
        return f"{{%{tag} for {ROW} in {self.name} %}} {inner} {{%{tag} endfor %}}"


_COMMON = (
    TemplateField(
        "учредитель", "Учредитель или вышестоящий орган, строка за строкой", "Управление образования"
    ),
    TemplateField("организация", "Полное наименование организации", "МОУ «Средняя школа № 5»"),
    TemplateField("дата", "Дата приказа; в проекте место для неё", "15 октября 2026 г.", is_needed=True),
    TemplateField("номер", "Номер приказа; в проекте место для него", "40-од", is_needed=True),
    TemplateField("место", "Место издания", "г. Северогорск"),
    TemplateField(
        "заголовок", "Заголовок приказа", "О закреплении наставнических пар (групп)", is_needed=True
    ),
    TemplateField("основание", "Преамбула до распорядительного слова", "В соответствии с распоряжением …"),
    TemplateField("распорядительное_слово", "Распорядительное слово", "ПРИКАЗЫВАЮ:"),
    TemplateField(
        "первый_пункт", "Пункт 1 с номером и с теми, кого он называет", "1. Закрепить …:", is_needed=True
    ),
    TemplateField("остальные_пункты", "Пункты со второго, последний о контроле", "2. Наставникам …", ()),
    TemplateField("должность", "Должность подписывающего", "Директор", is_needed=True),
    TemplateField("подпись", "Кто подписывает", "Н. И. Орлова", is_needed=True),
    TemplateField("исполнитель", "Исполнитель и его телефон", "Светлова С. П., 8 (000) 00-00-00"),
    TemplateField("ознакомлены", "Лист ознакомления: кто расписывается", "Котова М. И.", ()),
    TemplateField("грифы_сверху", "Грифы утверждения", "УТВЕРЖДАЮ …", ()),
    TemplateField("грифы_снизу", "Грифы согласования", "СОГЛАСОВАНО …", ()),
)


def part_name(part: str) -> str:
    """The field of a row that prints a column."""
    return _PART_NAMES[part]


def fields_of(kind: str) -> tuple[TemplateField, ...]:
    """All fields of a kind of order: the requisites, then its tables."""
    return (*_COMMON, *_tables_of(rule_of(kind)))


def _tables_of(rule: OrderRule) -> Iterator[TemplateField]:
    if rule.table is not None:
        rows = _table_field(ROWS, "Строки таблицы", rule.table.columns)
        parts = rows.row_fields or ()
        yield replace(rows, instead=GROUPS)
        yield TemplateField(
            GROUPS,
            "Те же строки по парам и группам: общее печатается один раз, строка повторяется для каждого участника",
            rows.example,
            parts,
            members=parts,
        )
    for number, annex in enumerate(rule.annexes, start=1):
        meaning = f"Строки приложения № {number}: {annex.title.lower()}"
        yield _table_field(ANNEX.format(number), meaning, annex.columns)


def _table_field(name: str, meaning: str, columns: tuple[ColumnRule, ...]) -> TemplateField:
    parts = tuple(_PART_NAMES[column.part] for column in columns)
    heads = "; ".join(f"{part} — {column.head}" for part, column in zip(parts, columns, strict=True))
    return TemplateField(name, meaning, heads, parts, is_needed=True)


def values_of(kind: str, sheet: OrderSheet) -> dict[str, Any]:
    """What the fields print for one order: texts, lists of texts and lists of rows of texts."""
    (first, lead), *others = sheet.numbered_points
    values: dict[str, Any] = {
        "учредитель": "\n".join(sheet.founder_lines),
        "организация": sheet.institution,
        "дата": date_text(sheet),
        "номер": number_text(sheet),
        "место": sheet.place,
        "заголовок": sheet.title,
        "основание": sheet.preamble,
        "распорядительное_слово": sheet.command_word,
        "первый_пункт": f"{first}. {lead}",
        "остальные_пункты": [f"{number}. {text}" for number, text in others],
        "должность": sheet.signer_post,
        "подпись": sheet.signer_name,
        "исполнитель": sheet.executor,
        "ознакомлены": list(sheet.acquainted),
        "грифы_сверху": ["\n".join(mark.lines) for mark in sheet.marks_above],
        "грифы_снизу": ["\n".join(mark.lines) for mark in sheet.marks_below],
    }
    rule = rule_of(kind)
    if rule.table is not None and sheet.table is not None:
        values[ROWS] = _rows(rule.table.columns, sheet.table)
        values[GROUPS] = _groups(rule.table.columns, sheet.table)
    for number, (annex, table) in enumerate(zip(rule.annexes, sheet.annexes, strict=True), start=1):
        values[ANNEX.format(number)] = _rows(annex.columns, table)
    return values


def _rows(columns: tuple[ColumnRule, ...], table: SheetTable) -> list[dict[str, str]]:
    return [
        {
            _PART_NAMES[column.part]: "\n".join(cell.texts)
            for column, cell in zip(columns, row.cells, strict=True)
        }
        for row in table.rows
    ]


def _groups(columns: tuple[ColumnRule, ...], table: SheetTable) -> list[dict[str, Any]]:
    """Rows of one number as one, each text once, with the rows themselves as its members."""
    found: dict[int, list[dict[str, str]]] = {}
    for row, texts in zip(table.rows, _rows(columns, table), strict=True):
        found.setdefault(row.number, []).append(texts)
    return [
        {part: "\n".join(dict.fromkeys(one[part] for one in rows)) for part in rows[0]} | {MEMBERS: rows}
        for rows in found.values()
    ]


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja with nothing in it: no filters, no tests, no functions, texts escaped."""
    made = ImmutableSandboxedEnvironment(autoescape=True)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def check_source(kind: str, source: str) -> frozenset[str]:
    """The fields that a part of a template uses; refused in Russian whatever is not in the list, by its name."""
    try:
        parsed = environment().parse(source)
    except TemplateSyntaxError as error:
        raise Refused(
            f"Шаблон не читается: «{error.message}». Проверьте, что у каждого поля две скобки с обеих сторон"
            " и у каждого for есть endfor.",
            field="file",
        ) from error
    checked = _Checked({field.name: field for field in fields_of(kind)})
    for child in parsed.body:
        checked.visit(child, {})
    return frozenset(checked.used)


Rows = Mapping[str, tuple[str, ...]]
"""Names of the loops around, with the fields of their rows."""


class _Checked:
    """Walks through the parsed template and lets nothing pass that is not expressly allowed."""

    def __init__(self, fields: Mapping[str, TemplateField]) -> None:
        self.fields = fields
        self.used: set[str] = set()

    def visit(self, node: nodes.Node, rows: Rows) -> None:
        """One node and everything in it."""
        if isinstance(node, nodes.For):
            self._loop(node, rows)
        elif isinstance(node, nodes.Name):
            self._name(node, rows)
        elif isinstance(node, nodes.Getattr):
            self._row_field(node, rows)
        elif isinstance(node, _PLAIN):
            for child in node.iter_child_nodes():
                self.visit(child, rows)
        else:
            raise Refused(
                f"В шаблоне есть то, чего в нём быть не может: {_called(node)}. Оставьте только поля из списка.",
                field="file",
            )

    def _name(self, node: nodes.Name, rows: Rows) -> None:
        if node.name in rows and not rows[node.name]:
            return
        field = self.fields.get(node.name)
        if field is None or node.name in rows:
            raise Refused(_unknown(node.name), field="file")
        self.used.add(node.name)

    def _row_field(self, node: nodes.Getattr, rows: Rows) -> None:
        owner = node.node
        if not isinstance(owner, nodes.Name) or node.attr == MEMBERS:
            raise Refused(_unknown(node.attr), field="file")
        allowed = _LOOP if owner.name == "loop" and rows else frozenset(rows.get(owner.name, ()))
        if node.attr not in allowed:
            raise Refused(_unknown(f"{owner.name}.{node.attr}"), field="file")

    def _loop(self, node: nodes.For, rows: Rows) -> None:
        plain = isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name | nodes.Getattr)
        if not plain or node.test is not None or node.recursive or len(rows) >= _DEPTH:
            raise Refused("В шаблоне слишком сложный for. Напишите его, как в списке полей.", field="file")
        inside = {**rows, node.target.name: self._rows_of(node.iter, rows)}  # type: ignore[attr-defined]
        for child in (*node.body, *node.else_):
            self.visit(child, inside)

    def _rows_of(self, listed: nodes.Node, rows: Rows) -> tuple[str, ...]:
        """The fields of the rows of a list: one of the template's fields, or the members of a group around."""
        if isinstance(listed, nodes.Getattr):
            owner = listed.node.name if isinstance(listed.node, nodes.Name) else ""
            if listed.attr != MEMBERS or MEMBERS not in rows.get(owner, ()):
                raise Refused(_unknown(f"{owner}.{listed.attr}"), field="file")
            return tuple(part for part in rows[owner] if part != MEMBERS)
        field = self.fields.get(listed.name)  # type: ignore[attr-defined]
        if field is None or field.row_fields is None:
            raise Refused(_unknown(listed.name), field="file")  # type: ignore[attr-defined]
        self.used.add(field.name)
        return (*field.row_fields, *((MEMBERS,) if field.members else ()))


def _unknown(name: str) -> str:
    return f"В шаблоне есть неизвестное поле «{name}». Исправьте его по списку полей этого вида документа."


def _called(node: nodes.Node) -> str:
    words = {nodes.Call: "вызов функции", nodes.Filter: "фильтр", nodes.Getitem: "обращение по номеру"}
    return next((word for kind, word in words.items() if isinstance(node, kind)), type(node).__name__)
