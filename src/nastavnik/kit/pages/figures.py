"""A figure: its value, what it is made of, its target, the chart and table of its parts, its formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from nastavnik.kit.charts import Bar, bar_chart
from nastavnik.kit.components import Figure
from nastavnik.kit.pages.base import Page
from nastavnik.kit.tables import Column, Table
from nastavnik.rulebook.numbers import Number


@dataclass(frozen=True)
class Part:
    """A territory, organisation or group of which the figure is made; `url` is the way down."""

    label: str
    value: Number | None
    numerator: int | None = None
    denominator: int | None = None
    target: Number | None = None
    url: str = ""


@dataclass(frozen=True)
class Coverage:
    """«В расчёт вошли N из M», with the reasons for those that did not."""

    included: int
    total: int
    words: str = "организаций"
    left_out: Sequence[str] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nobody is missing."""
        return self.included == self.total


class FigurePage(Page):
    """One figure, explained down to its parts.

    ::

        class InvolvedChildren(FigurePage):
            permission = Right.SEE_FIGURES
            title = "Доля детей, вовлечённых в наставничество"
            section = "figures"
            parts_label = "Муниципалитеты"
            formula = "Наставляемые 10–19 лет ÷ дети 10–19 лет в организации × 100 %"

            def figure(self) -> Figure:
                return Figure("2026/27 год", Decimal("42.5"), numerator=170, denominator=400, target=60)

            def parts(self) -> list[Part]:
                return [Part("Приозёрский округ", Decimal("44.1"), 97, 220, url="/figures/7/")]

            def coverage(self) -> Coverage:
                return Coverage(3, 4, "школы", ["Школа № 9 — нет контингента по возрастам."])
    """

    abstract = True
    wide = True
    template_name = "kit/figure.html"
    parts_label: ClassVar[str] = "Из чего складывается"
    formula: ClassVar[str] = ""

    def figure(self) -> Figure:
        """The figure itself."""
        raise NotImplementedError

    def parts(self) -> Sequence[Part]:
        """What it is made of, one level down."""
        return ()

    def coverage(self) -> Coverage | None:
        """Who entered the calculation."""
        return None

    def formula_text(self) -> str:
        """The formula in words."""
        return self.formula

    @cached_property
    def main(self) -> Figure:
        """The figure, asked for once."""
        return self.figure()

    @cached_property
    def sorted_parts(self) -> list[Part]:
        """Parts from the largest value down; those without data last."""
        return sorted(
            self.parts(), key=lambda part: (part.value is None, -Decimal(str(part.value or 0)), part.label)
        )

    @cached_property
    def chart(self) -> str:
        """Parts as horizontal bars; nothing for less than two."""
        if len(self.sorted_parts) < 2:
            return ""
        bars = [Bar(part.label, part.value, self._written(part.value)) for part in self.sorted_parts]
        target = self.main.target
        return bar_chart(
            bars,
            title=f"{self.heading()}: {self.parts_label.lower()}",
            target=target,
            target_label=f"цель {self.main.target_shown}" if target is not None else "",
            top=100 if self.main.unit == "%" else None,
        )

    @cached_property
    def table(self) -> Table:
        """The same parts as a table, with the way down."""
        columns = [Column("label", self.parts_label, link="url"), self._value_column()]
        if any(part.numerator is not None for part in self.sorted_parts):
            columns.append(Column("numerator", self.main.numerator_label or "Числитель", kind="number"))
        if any(part.denominator is not None for part in self.sorted_parts):
            columns.append(Column("denominator", self.main.denominator_label or "Знаменатель", kind="number"))
        if any(part.target is not None for part in self.sorted_parts):
            columns.append(Column("target", "Цель", self._target_of, kind="number"))
        return Table(
            columns=columns, rows=self.sorted_parts, caption=self.parts_label, empty="Данных пока нет."
        )

    def _value_column(self) -> Column:
        return Column("value", "Значение", lambda part: self._written(part.value), kind="number")

    def _target_of(self, part: Part) -> str:
        return self.main.written_target(part.target)

    def _written(self, value: Any) -> str:
        return self.main.written(value)
