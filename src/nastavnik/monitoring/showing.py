"""A figure in the words and shapes of a screen, the same on its page, in a list and on a desk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Figure as Shown
from nastavnik.kit.components import State
from nastavnik.monitoring.models import Indicator
from nastavnik.monitoring.queries.figures import FigureRow, measures
from nastavnik.monitoring.queries.indicators import indicators_visible_to
from nastavnik.registry.models import Organisation
from nastavnik.registry.tellings import Told
from nastavnik.rulebook.founding_indicators import INDICATORS
from nastavnik.rulebook.indicators import DenominatorKind, YearRule
from nastavnik.rulebook.numbers import counted, number
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

OLDEST = 2020
NO_CONTINGENT = "нет данных о контингенте"
NOT_COUNTED = "ещё не посчитано: пересчёт каждую ночь"
NO_NUMBER = "численность не внесена"
PEOPLE = "чел."


def figure_url(node_id: int, code: str, year: int) -> str:
    """The page of the figure."""
    return f"{reverse('monitoring:figure_view', args=[node_id, code])}?year={year}"


def names_url(node_id: int, code: str, year: int) -> str:
    """The people behind the figure of an institution."""
    return reverse("monitoring:name_list", args=[node_id, code, year])


def year_wanted(text: str, this_year: int) -> int:
    """The reporting year of an address; this year for anything that is none."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else this_year
    return year if OLDEST <= year <= this_year + 1 else this_year


def year_label(indicator: Indicator, year: int) -> str:
    """The reporting year as it is called: «2026», of a school year «2026/2027»."""
    return SchoolYear(year).label if indicator.year_rule == YearRule.SCHOOL else f"{year}"


def year_words(indicator: Indicator, year: int) -> str:
    """The reporting year in words: «2026 год», «2026/2027 учебный год»."""
    return SchoolYear(year).title if indicator.year_rule == YearRule.SCHOOL else f"{year} год"


def ages_of(indicator: Indicator) -> str:
    """The ages counted: «10–19 лет»; nothing where any age is."""
    band = indicator.rule.band
    return "" if band.is_any else band.label


def whole_words(indicator: Indicator) -> str:
    """Of whom the share is taken, after a number: «детей 10–19 лет», «обучающихся», «жителей 10–19 лет»."""
    if indicator.denominator == DenominatorKind.PUPILS:
        return "обучающихся"
    return f"детей {ages_of(indicator)}".strip()


def state_of(row: FigureRow) -> State:
    """How a node stands: what is missing comes first, then the target."""
    if row.institutions == 0:
        return State("нет организаций")
    if not row.is_known:
        return State(_unknown(row), "attention")
    partly = note_of(row)
    if row.value is None:
        return State("детей этого возраста нет", reason=partly)
    return replace(shown(row).state or State("цель не указана"), reason=partly)


def shown(row: FigureRow, *, label: str = "", last_year: FigureRow | None = None, url: str = "") -> Shown:
    """The figure as kit draws it; without a denominator the entered stand alone and nothing is divided."""
    return Shown(
        label,
        row.value,
        unit="%" if row.is_share else PEOPLE,
        numerator=(row.numerator if row.is_known else row.all_entered) if row.is_share else None,
        denominator=row.denominator,
        numerator_label="Вошли",
        target=row.target,
        last_year=last_year.value if last_year else None,
        url=url,
        note=note_of(row),
    )


def entered_words(row: FigureRow) -> str:
    """«вошли 12 из 240»; without a denominator only how many entered."""
    if row.denominator is None:
        return f"вошедших — {number(row.all_entered)}" if row.all_entered and row.is_share else ""
    return f"вошли\u00a0{number(row.numerator)} из\u00a0{number(row.denominator)}"


def note_of(row: FigureRow) -> str:
    """What has to be known of the value: whose contingent is missing."""
    if not row.is_known and row.institutions:
        return f"{_unknown(row)}; вошедших — {number(row.all_entered)}"
    if row.left_out:
        lacking = "без контингента" if row.lacks_contingent else "без численности"
        return f"{lacking} {number(row.left_out)} из {of_organisations(row.institutions)}"
    return ""


def _unknown(row: FigureRow) -> str:
    if row.counted_at is None:
        return NOT_COUNTED
    return NO_NUMBER if row.kind == DenominatorKind.ENTERED else NO_CONTINGENT


def of_organisations(count: int) -> str:
    """A number of organisations after «из»: «из 3 организаций», «из 21 организации»."""
    return counted(count, ("организации", "организаций", "организаций"))


def told_figures(actor: Actor, nodes: Collection[Organisation], today: date) -> Mapping[int, Told]:
    """The first federal indicator of each node in this reporting year, for the registry's pages; one query."""
    seen = {node.pk for node in nodes if actor.may(Right.FIGURES_VIEW, node.pk)}
    if not seen:
        return {}
    rows = measures(seen, [today.year], [INDICATORS[0].code]).values()
    return {
        row.node_id: Told(shown(row).shown, entered_words(row), figure_url(row.node_id, row.code, row.year))
        for row in rows
    }


def indicator_choices(actor: Actor) -> list[tuple[str, str]]:
    """Indicators that a row of a road map may name as its fact; one query."""
    return [(one.code, str(one)) for one in indicators_visible_to(actor)]
