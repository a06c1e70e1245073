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
from nastavnik.monitoring.queries import FigureRow, measures
from nastavnik.registry.models import Organisation
from nastavnik.registry.tellings import Told
from nastavnik.rulebook.numbers import counted, number
from nastavnik.rulebook.roles import Right

OLDEST = 2020
NO_CONTINGENT = "нет данных о контингенте"


def figure_url(node_id: int, code: str, year: int) -> str:
    """The page of the figure."""
    return f"{reverse('monitoring:figure_view', args=[node_id, code])}?year={year}"


def year_wanted(text: str, this_year: int) -> int:
    """The reporting year of an address; this year for anything that is none."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else this_year
    return year if OLDEST <= year <= this_year + 1 else this_year


def ages_of(indicator: Indicator) -> str:
    """The ages counted: «10–19 лет»."""
    return f"{indicator.age_from}–{indicator.age_to} лет"


def state_of(row: FigureRow) -> State:
    """How a node stands: what is missing comes first, then the target."""
    if row.institutions == 0:
        return State("нет организаций")
    if row.denominator is None:
        return State(NO_CONTINGENT, "attention")
    partly = note_of(row)
    if row.percent is None:
        return State("детей этого возраста нет", reason=partly)
    return replace(shown(row).state or State("цель не указана"), reason=partly)


def shown(row: FigureRow, *, label: str = "", last_year: FigureRow | None = None, url: str = "") -> Shown:
    """The figure as kit draws it; without a denominator the entered stand alone and nothing is divided."""
    is_known = row.denominator is not None
    return Shown(
        label,
        row.percent,
        numerator=row.numerator if is_known else row.all_entered,
        denominator=row.denominator,
        numerator_label="Вошли",
        target=row.target,
        last_year=last_year.percent if last_year else None,
        url=url,
        note=note_of(row),
    )


def entered_words(row: FigureRow) -> str:
    """«вошли 12 из 240»; without a denominator only how many entered."""
    if row.denominator is None:
        return f"вошедших — {number(row.all_entered)}" if row.all_entered else ""
    return f"вошли\u00a0{number(row.numerator)} из\u00a0{number(row.denominator)}"


def note_of(row: FigureRow) -> str:
    """What has to be known of the value: whose contingent is missing."""
    if row.denominator is None and row.institutions:
        return f"{NO_CONTINGENT}; вошедших — {number(row.all_entered)}"
    if row.left_out:
        return f"без контингента {number(row.left_out)} из {of_organisations(row.institutions)}"
    return ""


def of_organisations(count: int) -> str:
    """A number of organisations after «из»: «из 3 организаций», «из 21 организации»."""
    return counted(count, ("организации", "организаций", "организаций"))


def told_figures(actor: Actor, nodes: Collection[Organisation], today: date) -> Mapping[int, Told]:
    """The first indicator of each node in this reporting year, for the registry's pages; one query."""
    seen = {node.pk for node in nodes if actor.may(Right.FIGURES_VIEW, node.pk)}
    if not seen:
        return {}
    rows = sorted(measures(seen, [today.year]).values(), key=lambda row: row.code, reverse=True)
    return {
        row.node_id: Told(shown(row).shown, entered_words(row), figure_url(row.node_id, row.code, row.year))
        for row in rows
    }
