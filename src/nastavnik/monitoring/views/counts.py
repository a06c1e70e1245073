"""What the registers hold, from the region down to its institutions, and as a file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Crumb, Figure
from nastavnik.kit.errors import Denied
from nastavnik.kit.pages import DeedPage
from nastavnik.kit.pages.cards import TabView
from nastavnik.kit.pages.files import file_response
from nastavnik.kit.sheets import write_sheet
from nastavnik.kit.tables import Column, Table, value_of
from nastavnik.monitoring.actions.counters import recount_registers
from nastavnik.monitoring.queries.counts import NUMBERS, CountRow, FormRow, counts_of
from nastavnik.monitoring.queries.indicators import home_node_of
from nastavnik.monitoring.views.of_node import Flagged, OfNode, list_url
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.indicators import YearRule
from nastavnik.rulebook.numbers import number
from nastavnik.rulebook.remarks import count_remarks
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

REMARKS_SHOWN = 40
PEOPLE_NOTE = (
    "Программы — те, что шли в этом году. Наставники и наставляемые — участники этих программ, каждый"
    " один раз; возраст — на день вхождения, а вошедших раньше — на первый день года. По одному году рождения возраст"
    " считается там, где подходят оба возможных."
)
ONCE_NOTE = "Участник двух организаций в сумме посчитан один раз: его узнают по имени и дате рождения, не открывая их."
RULES = {YearRule.CALENDAR: "отчётный год (календарный)", YearRule.SCHOOL: "учебный год"}
PAIRS_NOTE = (
    "Пары и группы — действовавшие в этом году по зарегистрированному приказу. Группа — несколько наставляемых или"
    " наставников."
)
TRAINED_NOTE = "Обучено — те, чьё обучение закончилось в этом году, каждый один раз."
LABELS = {
    "programmes": "Программ",
    "curators": "Кураторов",
    "partners": "Партнёров",
    "mentors": "Наставников",
    "young_mentors": "из них 15–19 лет",
    "mentees": "Наставляемых",
    "child_mentees": "из них 10–19 лет",
    "people": "Всего участников",
    "pairs": "Пар",
    "groups": "Групп",
    "trained_mentors": "Обучено наставников",
    "trained_curators": "Обучено кураторов",
    "trained_teachers": "Обучено педагогов",
}


def counts_url(node: Organisation, year: int, flag: str = "", rule: YearRule = YearRule.CALENDAR) -> str:
    """The numbers of a node; of a school year under the year in which it begins."""
    tail = f"&flag={flag}" if flag else ""
    tail += f"&rule={rule.value}" if rule is YearRule.SCHOOL else ""
    return f"{reverse('monitoring:count_view', args=[node.pk])}?year={year}{tail}"


@dataclass(frozen=True)
class CountLine:
    """A territory or organisation with its numbers."""

    label: str
    url: str
    row: CountRow


def _note(words: str, path: str) -> Callable[[Any], str]:
    return lambda line: f"{words}\u00a0{number(value_of(line, path))}"


def _columns(prefix: str) -> tuple[Column, ...]:
    """Mentors and mentees with those of the ages that are reported apart."""
    return (
        Column(
            "mentors",
            LABELS["mentors"],
            f"{prefix}mentors",
            kind="number",
            note=_note("15–19 лет:", f"{prefix}young_mentors"),
        ),
        Column(
            "mentees",
            LABELS["mentees"],
            f"{prefix}mentees",
            kind="number",
            note=_note("10–19 лет:", f"{prefix}child_mentees"),
        ),
    )


def _plain(names: Sequence[str], prefix: str) -> tuple[Column, ...]:
    return tuple(Column(name, LABELS[name], f"{prefix}{name}", kind="number") for name in names)


COLUMNS = (
    Column("label", "Название", link="url"),
    Column(
        "institutions",
        "Организаций",
        "row.numbers.institutions",
        kind="number",
        note=_note("с программой", "row.with_programmes"),
    ),
    *_plain(("programmes", "curators"), "row.numbers."),
    *_columns("row.numbers."),
    Column("people", "Участников", "row.numbers.people", kind="number"),
    Column(
        "pairs",
        LABELS["pairs"],
        "row.numbers.pairs",
        kind="number",
        note=_note("групп:", "row.numbers.groups"),
    ),
)
TRAINED_COLUMNS = (
    Column("label", "Название", link="url"),
    *_plain(("trained_mentors", "trained_curators", "trained_teachers"), "row.numbers."),
)
FORM_COLUMNS = (
    Column("label", "Форма наставничества"),
    *_plain(("programmes", "pairs", "groups"), ""),
    *_columns(""),
)


class _Counted(Flagged):
    """A page with the numbers of a node and of its parts."""

    abstract = True
    permission = Right.FIGURES_VIEW

    def load(self) -> None:
        """Also the numbers, of institutions with the flag of the address only."""
        is_school = self.request.GET.get("rule") == YearRule.SCHOOL
        self.rule = YearRule.SCHOOL if is_school else YearRule.CALENDAR
        super().load()
        if is_school and "year" not in self.request.GET:
            self.year = SchoolYear.of(self.today).start
        self.counts = counts_of(self.node, self.year, self.flag or None, self.rule)

    def url_of(self, node: Organisation, year: int | None = None) -> str:
        """The numbers of another node or year, under the same flag and of the same kind of year."""
        return counts_url(node, year or self.year, self.flag, self.rule)

    def year_label(self, year: int) -> str:
        """A school year stands as «2026/2027»."""
        return SchoolYear(year).label if self.rule is YearRule.SCHOOL else f"{year}"

    @property
    def year_words(self) -> str:
        """The year in words."""
        return SchoolYear(self.year).title if self.rule is YearRule.SCHOOL else f"{self.year} год"

    def rule_tabs(self) -> list[TabView]:
        """The switch between the reporting year and the school year; each opens its present one."""
        present = {YearRule.CALENDAR: self.today.year, YearRule.SCHOOL: SchoolYear.of(self.today).start}
        return [
            TabView(label, counts_url(self.node, present[rule], self.flag, rule), rule is self.rule, None)
            for rule, label in RULES.items()
        ]

    @cached_property
    def lines(self) -> list[CountLine]:
        """Every node right under this one, and the whole under them."""
        return [CountLine(node.short_name, self.url_of(node), row) for node, row, _ in self.counts.parts]


class CountView(_Counted):
    """Programmes, people, pairs and partners of a node in a reporting year or a school year."""

    permission = Right.FIGURES_VIEW
    template_name = "monitoring/counts.html"
    wide = True

    def heading(self) -> str:
        """What is counted."""
        return "Числа по реестрам"

    def lead(self) -> str:
        """Whose numbers of which year."""
        return f"{self.node.full_name}, {self.year_words}"

    def crumbs(self) -> list[Crumb]:
        """The figures of the node stand beside the way up."""
        return [*super().crumbs(), Crumb("Показатели", list_url(self.node, self.year))]

    def menu(self) -> list[Action]:
        """The table as a file; counting at once."""
        table = reverse("monitoring:count_table", args=[self.node.pk])
        recount = reverse("monitoring:count_recount", args=[self.node.pk])
        return [
            Action(
                "Скачать таблицу (.xlsx)",
                f"{table}?year={self.year}&flag={self.flag}&rule={self.rule.value}",
                download=True,
            ),
            Action("Пересчитать сейчас", f"{recount}?year={self.year}", method="post"),
        ]

    def figures(self) -> list[Figure]:
        """The whole in large numbers with last year beside."""
        now, last = self.counts.whole.numbers, self.counts.last.numbers
        names = ("institutions", "programmes", "mentors", "mentees", "pairs", "groups", "trained_mentors")
        labels = {"institutions": "Организаций"} | LABELS
        return [
            Figure(
                labels[name],
                getattr(now, name),
                unit="",
                last_year=getattr(last, name),
                note=self._part(name),
            )
            for name in names
        ]

    def _part(self, name: str) -> str:
        numbers = self.counts.whole.numbers
        said = {
            "institutions": f"с программой {number(self.counts.whole.with_programmes)},"
            f" с парами {number(self.counts.whole.with_pairs)}",
            "mentors": f"из них 15–19 лет {number(numbers.young_mentors)}",
            "mentees": f"из них 10–19 лет {number(numbers.child_mentees)}",
            "trained_mentors": f"кураторов {number(numbers.trained_curators)},"
            f" педагогов {number(numbers.trained_teachers)}",
            "programmes": f"кураторов {number(numbers.curators)}, партнёров {number(numbers.partners)}",
        }
        return said.get(name, "")

    @property
    def parts_label(self) -> str:
        """What the nodes under this one are."""
        return self.parts_word([node for node, *_ in self.counts.parts])

    def table(self) -> Table | None:
        """Every part with its numbers, and the whole in the last line."""
        if not self.lines:
            return None
        whole = CountLine("Всего", "", self.counts.whole)
        columns = COLUMNS
        if all(line.row.numbers.institutions <= 1 for line in self.lines):
            columns = tuple(one for one in COLUMNS if one.key != "institutions")
        return Table(columns=columns, rows=[*self.lines, whole], caption=self.parts_label)

    def trained_table(self) -> Table | None:
        """Who was trained, part by part; nothing where nobody was."""
        numbers = self.counts.whole.numbers
        trained = numbers.trained_mentors + numbers.trained_curators + numbers.trained_teachers
        if not self.lines or not trained:
            return None
        whole = CountLine("Всего", "", self.counts.whole)
        return Table(columns=TRAINED_COLUMNS, rows=[*self.lines, whole], caption="Обучение")

    def form_table(self) -> Table:
        """The same by forms of mentoring."""
        rows: tuple[FormRow, ...] = self.counts.forms
        return Table(
            columns=FORM_COLUMNS,
            rows=rows,
            caption="По формам наставничества",
            empty="В этом году программ нет.",
        )

    def remarks(self) -> list[str]:
        """What looks wrong, of the node itself where it has no parts, otherwise of each part."""
        counts = self.counts
        if not counts.parts:
            return count_remarks(counts.whole.numbers, counts.last.numbers)
        return [
            f"{node.short_name}. {' '.join(texts)}"
            for node, row, last in counts.parts
            if (texts := count_remarks(row.numbers, last.numbers))
        ][:REMARKS_SHOWN]

    def notes(self) -> list[str]:
        """What has to be known to read the numbers rightly."""
        said = [_counted_at(self.counts.whole), PEOPLE_NOTE, PAIRS_NOTE, TRAINED_NOTE]
        if self.counts.whole.numbers.institutions > 1:
            said.append(ONCE_NOTE)
            if self.counts.whole.unkeyed:
                without = number(self.counts.whole.unkeyed)
                said.append(f"Возможны повторы: {without} — у этих участников нет полной даты рождения.")
        return said


def _counted_at(row: CountRow) -> str:
    if row.counted_at is None:
        return "Ещё не посчитано: нажмите «Пересчитать сейчас» или подождите до утра."
    moment = timezone.localtime(row.counted_at)
    return f"Посчитано {long_date(moment)}\u00a0года в\u00a0{moment:%H:%M}; заново считается каждую ночь."


class CountTable(_Counted):
    """The table of numbers as a file."""

    permission = Right.FIGURES_VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Every part, the whole, then the forms."""
        file = io.BytesIO()
        headings = [
            "Название",
            "Организаций",
            "из них с программой",
            "из них с парами",
            *(LABELS[name] for name in NUMBERS),
        ]
        lines = [*self.lines, CountLine(self.node.full_name, "", self.counts.whole)]
        rows = [
            [
                line.label,
                line.row.numbers.institutions,
                line.row.with_programmes,
                line.row.with_pairs,
                *(getattr(line.row.numbers, name) for name in NUMBERS),
            ]
            for line in lines
        ]
        kind = "учебный" if self.rule is YearRule.SCHOOL else "отчётный"
        write_sheet(headings, rows, f"Числа, {kind} {self.year_label(self.year).replace('/', '-')}", file)
        name = f"counts-{self.node.pk}-{self.year_label(self.year).replace('/', '-')}.xlsx"
        return file_response(file.getvalue(), name)


class CountRecount(OfNode, DeedPage):
    """The button «Пересчитать сейчас»."""

    permission = Right.FIGURES_VIEW

    def perform(self) -> str:
        """Counts everything at and under the node."""
        counted = recount_registers(by=self.actor, node=self.node, today=self.today)
        self.say(f"Числа и показатели пересчитаны: организаций — {number(counted)}.")
        return self.url_back()

    def url_of(self, node: Organisation, year: int | None = None) -> str:
        """The numbers."""
        return counts_url(node, year or self.year)

    def url_back(self) -> str:
        """The numbers."""
        return self.url_of(self.node)


class CountList(CountView):
    """The numbers of the actor's own node: where the way down begins."""

    permission = Right.FIGURES_VIEW

    def wanted_node(self) -> Organisation:
        """The topmost node whose figures the actor sees."""
        node = home_node_of(self.actor)
        if node is None:
            raise Denied("Числа видит тот, у кого есть полномочия над территорией или организацией.")
        return node
