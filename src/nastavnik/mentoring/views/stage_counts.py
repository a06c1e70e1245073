"""At which stage the programmes of a territory are: numbers by organisation, nobody who takes part in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nastavnik.kit.components import Empty
from nastavnik.kit.pages import Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.queries.stages import stages_below
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import organisations_at_work, organisations_visible_to
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear
from nastavnik.rulebook.stage_templates import STUDENTS, TEMPLATES

PROGRAMMES = ("программа", "программы", "программ")


@dataclass(frozen=True)
class CycleLine:
    """The programmes of one organisation that are at one stage."""

    organisation: str
    territory: str
    model: str
    stage: str
    number: int
    place: int


class StageCounts(ListPage):
    """How many programmes of this school year are at which stage, by organisation."""

    permission = Right.ORGANISATIONS_VIEW
    section = "organisations"
    title = "Этапы программ"
    search_label = "Организация"
    counted_as = ("строка", "строки", "строк")
    empty = Empty("Программ в этом учебном году пока нет.", "Их открывают кураторы организаций.")
    columns = (
        Column("organisation", "Организация", note="territory", sort=lambda line: line.organisation),
        Column("stage", "Этап", note="model", sort=lambda line: line.place),
        Column("number", "Программ", kind="number", sort=lambda line: line.number),
    )
    filters = (
        Filter(
            "stage",
            "этап",
            lambda page: page.stage_choices(),
            lambda lines, value: [line for line in lines if f"{line.place}" == value],
        ),
    )

    def lead(self) -> str:
        """How many are where, in one line."""
        total: Counter[str] = Counter()
        for line in self.lines:
            total[line.stage] += line.number
        year = SchoolYear.of(self.today).title
        said = "; ".join(f"{stage} — {total[stage]}" for stage in sorted(total, key=self._place))
        return f"{year}. {counted(sum(total.values()), PROGRAMMES)}. {said}".rstrip(". ") + "."

    @cached_property
    def lines(self) -> list[CycleLine]:
        """A line for each organisation and stage; two queries."""
        nodes = organisations_at_work(organisations_visible_to(self.actor)).select_related("parent")
        schools = {node.pk: node for node in nodes.filter(level=Organisation.Level.INSTITUTION)}
        found: Counter[tuple[int, str, str]] = Counter()
        for pk, template, rule in stages_below(list(schools), SchoolYear.of(self.today).start):
            found[pk, template.code, rule.code] += 1
        lines = [_line(schools[pk], model, stage, number) for (pk, model, stage), number in found.items()]
        return sorted(lines, key=lambda line: (line.organisation, line.model, line.place))

    def rows(self) -> list[CycleLine]:
        """All of them."""
        return self.lines

    def search(self, rows: Sequence[CycleLine], text: str) -> list[CycleLine]:
        """By a part of the name."""
        wanted = text.lower().replace("ё", "е")
        return [line for line in rows if wanted in line.organisation.lower().replace("ё", "е")]

    def stage_choices(self) -> list[tuple[str, str]]:
        """The seven stages by their place."""
        return [(str(place), f"{place}. {rule.title}") for place, rule in enumerate(STUDENTS.stages, start=1)]

    @staticmethod
    def _place(stage: str) -> Any:
        return int(stage.partition(".")[0]), stage


def _line(node: Organisation, model: str, stage: str, number: int) -> CycleLine:
    template = TEMPLATES[model]
    rule = template.stage(stage)
    place = template.stages.index(rule) + 1
    territory = node.parent.short_name if node.parent else ""
    return CycleLine(node.short_name, territory, template.label, f"{place}. {rule.title}", number, place)
