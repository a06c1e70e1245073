"""The list of organisations in the order of the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse

from nastavnik.kit.components import Action, Empty, State
from nastavnik.kit.pages import Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import (
    flags,
    in_tree_order,
    institutions_with_contingent,
    kinds,
    organisations_visible_to,
)
from nastavnik.registry.tellings import Told, tellings
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.roles import Right

NOT_STATED = State("контингент не\u00a0указан", "attention")
STATED = State("контингент указан", "good")


def card_url(node: Organisation) -> str:
    """The card of an organisation."""
    return reverse("registry:organisation_view", args=[node.pk])


@dataclass(frozen=True)
class OrganisationLine:
    """One organisation of the list."""

    node: Organisation
    place: str
    contingent: State | None
    told: Mapping[str, Told] | None = None
    """What upper rooms say; None as long as nobody has asked them."""

    @property
    def url(self) -> str:
        """Its card."""
        return card_url(self.node)

    @property
    def lacks(self) -> frozenset[str]:
        """What an organisation at work has not got yet."""
        if self.node.is_closed:
            return frozenset()
        own = {"contingent"} if self.contingent is NOT_STATED else set()
        return frozenset(own | {key for key, said in (self.told or {}).items() if said.is_lacking})


def _lacking_choices(page: Any) -> list[tuple[str, str]]:
    told = [(telling.key, telling.lacking) for telling in tellings() if telling.in_list and telling.lacking]
    return [("contingent", f"контингента за {page.today.year} год"), *told]


def _kind_choices(page: Any) -> list[tuple[str, str]]:
    used = {line.node.kind_id for line in page.lines} - {None}
    return [(kind.pk, kind.label) for kind in kinds() if kind.pk in used] if used else []


def _flag_choices(page: Any) -> list[tuple[str, str]]:
    used = {flag for line in page.lines for flag in line.node.flags}
    return [(flag.pk, flag.label) for flag in flags() if flag.pk in used] if used else []


def _founder_choices(page: Any) -> list[tuple[str, str]]:
    founders = sorted({line.node.founder for line in page.lines if line.node.founder})
    return [(founder, founder) for founder in founders]


class OrganisationList(ListPage):
    """Organisations under the actor's nodes, in the order of the tree; closed ones only when asked for."""

    permission = Right.ORGANISATIONS_VIEW
    section = "organisations"
    title = "Организации"
    search_label = "Название или ИНН"
    counted_as = ("организация", "организации", "организаций")
    empty = Empty("Организаций пока нет.", "Добавьте первую или загрузите их файлом.")
    filters = (
        Filter(
            "level", "уровень", Organisation.Level.choices,
            lambda lines, value: [line for line in lines if line.node.level == value],
        ),
        Filter(
            "kind", "вид", _kind_choices,
            lambda lines, value: [line for line in lines if line.node.kind_id == value],
        ),
        Filter(
            "flag", "признак", _flag_choices,
            lambda lines, value: [line for line in lines if value in line.node.flags],
        ),
        Filter(
            "founder", "учредитель", _founder_choices,
            lambda lines, value: [line for line in lines if line.node.founder == value],
        ),
        Filter(
            "closed", "закрытые", (("with", "показать вместе"), ("only", "только они")),
            lambda lines, value: [line for line in lines if line.node.is_closed or value == "with"],
            any_label="не показывать",
        ),
        Filter(
            "lacks", "не хватает", _lacking_choices,
            lambda lines, value: [line for line in lines if value in line.lacks], any_label="не отбирать",
        ),
    )  # fmt: skip

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """Own columns and one of each thing that upper rooms tell."""
        told = [
            Column(
                one.key,
                one.label,
                f"told.{one.key}.text",
                link=f"told.{one.key}.url",
                note=f"told.{one.key}.note",
            )
            for one in tellings()
            if one.in_list
        ]
        return (
            Column("name", "Организация", "node.short_name", link="url", note="place"),
            *told,
            Column("contingent", f"Контингент за {self.today.year} год", kind="state"),
        )

    def primary(self) -> Action | None:
        """The way to a new one, for whoever runs a territory."""
        if not self.actor.may(Right.ORGANISATIONS_EDIT):
            return None
        return Action("Добавить организацию", reverse("registry:organisation_add"))

    def menu(self) -> list[Action]:
        """The dictionary by which the list is narrowed."""
        return [Action("Виды и признаки организаций", reverse("registry:dictionary_list"))]

    def rows(self) -> list[OrganisationLine]:
        """Every organisation that the actor sees, with what is known of each."""
        with_closed = self.request.GET.get("closed", "") in ("with", "only")
        lines = [line for line in self.lines if with_closed or not line.node.is_closed]
        return self.prepared(lines) if self.request.GET.get("lacks") else lines

    def prepared(self, rows: Sequence[OrganisationLine]) -> list[OrganisationLine]:
        """With what upper rooms tell: asked of the rows that are shown, of all of them where they are narrowed by it."""
        nodes = [line.node for line in rows if line.told is None]
        if not nodes:
            return list(rows)
        said = {one.key: one.tell(self.actor, nodes, self.today) for one in tellings() if one.in_list}
        return [
            replace(line, told={key: of[line.node.pk] for key, of in said.items() if line.node.pk in of})
            for line in rows
        ]

    @cached_property
    def lines(self) -> list[OrganisationLine]:
        """All of them, closed ones included."""
        nodes = list(organisations_visible_to(self.actor))
        prefetch_related_objects([node for node in nodes if node.successor_id], "successor")
        by_id = {node.pk: node for node in nodes}
        stated = institutions_with_contingent(by_id, self.today.year)
        found = []
        for node in in_tree_order(nodes):
            contingent, above = None, by_id.get(node.parent_id or 0)
            if node.level == Organisation.Level.INSTITUTION and not node.is_closed:
                contingent = STATED if node.pk in stated else NOT_STATED
            found.append(OrganisationLine(node, _place(node, above), contingent))
        return found

    def search(self, rows: Sequence[OrganisationLine], text: str) -> list[OrganisationLine]:
        """Every word occurs in the short or the full name; ё and е are the same letter."""
        words = _plain(text).split()
        names = [
            (line, _plain(f"{line.node.short_name} {line.node.full_name} {line.node.inn}")) for line in rows
        ]
        return [line for line, name in names if all(word in name for word in words)]


def _place(node: Organisation, above: Organisation | None) -> str:
    """What stands under the name: where an institution is, what else a node is."""
    if node.level == Organisation.Level.INSTITUTION:
        place = above.short_name if above else ""
        return f"{closing_of(node)}; {place}".rstrip("; ") if node.is_closed else place
    return str(node.get_level_display())


def closing_of(node: Organisation) -> str:
    """«закрыта 01.09.2026», «с 01.09.2026 присоединена: Школа № 5»; empty for one at work."""
    if node.closed_date is None:
        return ""
    if node.successor is not None:
        return f"с {short_date(node.closed_date)} присоединена: {node.successor.short_name}"
    return f"закрыта {short_date(node.closed_date)}"


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")
