"""What a list of organisations or contingents would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Contingent, Organisation, RegisterImport
from nastavnik.registry.queries.organisations import kinds, organisations_at_work, organisations_visible_to
from nastavnik.rulebook.base_forms import Problem
from nastavnik.rulebook.registers import (
    REGISTER_COLUMNS,
    RegisterRow,
    joined_rows,
    name_key,
    number_in,
)

LABELS: Mapping[str, str] = {
    column.code: column.heading.lower() if column.code not in ("inn", "ogrn") else column.heading
    for columns in REGISTER_COLUMNS.values()
    for column in columns
}
_TEXTS = ("short_name", "full_name", "inn", "ogrn", "founder", "address", "phone", "email", "site", "place",
          "head_post", "head_name")  # fmt: skip


@dataclass
class RegisterLine:
    """One row of a list with what would happen: new, changed, same, suspicious or wrong; kept as JSON."""

    number: int
    state: str
    title: str
    target: int | None = None
    parent: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[list[str]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    candidates: list[int] = field(default_factory=list)
    verdict: str = ""


def register_imports_visible_to(actor: Actor) -> QuerySet[RegisterImport]:
    """Lists that were loaded under the nodes whose figures the actor sees."""
    return RegisterImport.objects.filter(node_id__in=actor.figures).select_related("node__parent", "progress")


def lines_of(run: RegisterImport) -> list[RegisterLine]:
    """The kept rows of a list."""
    return [RegisterLine(**kept) for kept in run.rows]


def organisations_among(ids: Collection[int]) -> dict[int, Organisation]:
    """Organisations beside which suspicious rows stand."""
    return Organisation.objects.in_bulk(ids) if ids else {}


def columns_chosen_before(node: Organisation, kind: str, signature: str) -> dict[str, str] | None:
    """The columns of the last written list with the same headings; None where there is none."""
    written = RegisterImport.objects.filter(
        node=node, kind=kind, signature=signature, state=RegisterImport.State.WRITTEN
    )
    last = written.order_by("-pk").values_list("columns", flat=True).first()
    return dict(last) if last is not None else None


def institutions_under(actor: Actor, node: Organisation) -> list[Organisation]:
    """Institutions at work that stand anywhere under the node, itself included, by name."""
    seen = {
        one.pk: one for one in organisations_at_work(organisations_visible_to(actor)).select_related("parent")
    }
    return sorted(
        (
            one
            for one in seen.values()
            if one.level == Organisation.Level.INSTITUTION and _stands_under(one, node.pk, seen)
        ),
        key=lambda one: (one.short_name.lower(), one.pk),
    )


def plan_organisations(actor: Actor, node: Organisation, rows: Sequence[RegisterRow]) -> list[RegisterLine]:
    """Rows of organisations beside those that stand under the node: found by ИНН, else by either name.

    Of the same number in the same place, though called otherwise, a person decides.
    """
    plan = _Plan(actor, node)
    lines = [plan.line(row) for row in rows]
    taken: dict[int | str, int] = {}
    for line in lines:
        key: int | str = line.target or name_key(line.title)
        if line.state != "wrong" and key in taken:
            what = f"эта организация уже есть в строке {taken[key]}"
            line.state, line.problems = (
                "wrong",
                [asdict(_problem(line.number, line.title, what, "Оставьте одну строку"))],
            )
        taken.setdefault(key, line.number)
    return lines


def plan_contingents(
    actor: Actor, node: Organisation, year: int, rows: Sequence[RegisterRow]
) -> list[RegisterLine]:
    """Contingents beside what is stated for the year; ages that the list says nothing of stay as they are."""
    institutions = institutions_under(actor, node)
    stated: dict[int, dict[int, int]] = {}
    for pk, age, children in Contingent.objects.filter(institution__in=institutions, year=year).values_list(
        "institution_id", "age", "children"
    ):
        stated.setdefault(pk, {})[age] = children
    lines = []
    for row in joined_rows(rows):
        found = (
            institutions if len(institutions) == 1 and not row.values else _named(institutions, row.values)
        )
        title = found[0].short_name if len(found) == 1 else row.values.get("short_name", "")
        line = RegisterLine(row.number, "wrong", title, problems=[asdict(one) for one in row.problems])
        lines.append(line)
        if len(found) != 1:
            what = "такой организации нет среди ваших" if not found else "таких организаций несколько"
            remedy = "Впишите краткое наименование или ИНН так же, как в реестре"
            line.problems.append(asdict(_problem(row.number, title, what, remedy)))
        if line.problems:
            continue
        known = stated.get(found[0].pk, {})
        line.target, line.values = (
            found[0].pk,
            {str(age): count for age, count in sorted(row.children.items())},
        )
        line.changes = [
            [f"{age} лет", str(known.get(age, "")), str(count)]
            for age, count in sorted(row.children.items())
            if known.get(age) != count
        ]
        line.state = "same" if not line.changes else ("changed" if known else "new")
    return lines


class _Plan:
    """Organisations as they are known, to be found by ИНН, by name, by number and place."""

    def __init__(self, actor: Actor, node: Organisation) -> None:
        self.node = node
        self.known = {one.pk: one for one in institutions_under(actor, node)}
        seen = organisations_at_work(organisations_visible_to(actor))
        self.places = {
            name_key(name): one
            for one in seen.exclude(level=Organisation.Level.INSTITUTION)
            for name in (one.short_name, one.full_name)
        }
        self.kinds = {name_key(kind.label): kind.pk for kind in kinds()} | {
            kind.pk: kind.pk for kind in kinds()
        }

    def line(self, row: RegisterRow) -> RegisterLine:
        """What would happen to one row."""
        line = RegisterLine(row.number, "wrong", row.values.get("short_name", ""))
        line.values = {code: row.values[code] for code in _TEXTS if code in row.values}
        problems = [*row.problems, *self._settle(line, row)]
        line.problems = [asdict(problem) for problem in problems]
        if problems:
            return line
        found = _named(list(self.known.values()), row.values)
        if len(found) == 1:
            line.target = found[0].pk
            line.changes = changes_of(found[0], line.values)
            line.state = "changed" if line.changes else "same"
            return line
        line.candidates = [one.pk for one in found or self._of_this_number(line)]
        line.state = "suspicious" if line.candidates else "new"
        return line

    def _settle(self, line: RegisterLine, row: RegisterRow) -> list[Problem]:
        """Where the organisation stands and of which kind it is; what can not be found is wrong."""
        problems = []
        line.parent = self.node.pk
        if place := row.values.get("municipality"):
            found = self.places.get(name_key(place))
            line.parent = found.pk if found else None
            if found is None:
                remedy = "Сначала добавьте муниципалитет или впишите его так же, как в реестре"
                problems.append(_problem(row.number, place, "такого муниципалитета нет среди ваших", remedy))
        if kind := row.values.get("kind"):
            line.values["kind"] = self.kinds.get(name_key(kind), self.kinds.get(kind))
            if line.values["kind"] is None:
                remedy = "Впишите вид так же, как в карточке организации, или оставьте пустым"
                problems.append(_problem(row.number, kind, "такого вида организаций нет", remedy))
        return problems

    def _of_this_number(self, line: RegisterLine) -> list[Organisation]:
        number = number_in(line.title)
        return [
            one
            for one in self.known.values()
            if number and number_in(one.short_name) == number and one.parent_id == line.parent
        ]


def changes_of(organisation: Organisation, values: Mapping[str, Any]) -> list[list[str]]:
    """What a row would change in an organisation: label, before, after; an empty cell changes nothing."""
    changes = []
    for code, after in values.items():
        before = organisation.kind_id if code == "kind" else getattr(organisation, code)
        if after and after != before:
            changes.append([LABELS.get(code, code), str(before or ""), str(after)])
    return changes


def _named(institutions: Sequence[Organisation], values: Mapping[str, str]) -> list[Organisation]:
    if inn := values.get("inn"):
        found = [one for one in institutions if one.inn == inn]
        if found:
            return found
    keys = {name_key(values[code]) for code in ("short_name", "full_name") if values.get(code)}
    return [one for one in institutions if {name_key(one.short_name), name_key(one.full_name)} & keys]


def _stands_under(one: Organisation, top: int, seen: Mapping[int, Organisation]) -> bool:
    at: int | None = one.pk
    while at is not None:
        if at == top:
            return True
        at = seen[at].parent_id if at in seen else None
    return False


def _problem(number: int, value: str, what: str, remedy: str) -> Problem:
    return Problem(number, "", "", value[:60], what, remedy)
