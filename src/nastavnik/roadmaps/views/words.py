"""Words that the pages of road maps share: addresses, crumbs, states, the table as in the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from nastavnik.kit.components import Crumb, State
from nastavnik.papers.sheets import MARK_LABELS
from nastavnik.roadmaps.models import Edition, Measure, Roadmap, Section
from nastavnik.roadmaps.queries.documents import SectionRows
from nastavnik.rulebook.dates import long_date, short_date
from nastavnik.rulebook.school_year import SchoolYear

EDITION_STATES = {
    Edition.State.DRAFT: ("проект", "attention"),
    Edition.State.DISCUSSED: ("на обсуждении", "attention"),
    Edition.State.APPROVED: ("утверждена", "good"),
    Edition.State.REPLACED: ("заменена", "neutral"),
}
# Columns of the document in their order; one without a single word is not shown.
COLUMNS = (
    ("number", "№"),
    ("title", "Мероприятие"),
    ("deadline", "Срок"),
    ("executors", "Ответственные"),
    ("participants", "Участники"),
    ("result", "Ожидаемый результат"),
    ("document", "Вид документа"),
)
_ALWAYS = ("number", "title", "deadline", "executors", "result")


def list_crumb() -> Crumb:
    """Up to the list."""
    return Crumb("Дорожные карты", reverse("roadmaps:roadmap_list"))


def url_of(roadmap: Roadmap) -> str:
    """The page of a road map."""
    return reverse("roadmaps:roadmap_view", args=[roadmap.pk])


def map_crumbs(roadmap: Roadmap) -> tuple[Crumb, ...]:
    """Up to a road map."""
    return list_crumb(), Crumb(roadmap.title, url_of(roadmap))


def draft_crumbs(roadmap: Roadmap) -> tuple[Crumb, ...]:
    """Up to the editor of its draft."""
    return (*map_crumbs(roadmap), Crumb("Проект", reverse("roadmaps:draft_edit", args=[roadmap.pk])))


def order_words(edition: Edition) -> str:
    """«приказ № 41-ОД от 30.08.2026», as much of it as is known."""
    number = f" № {edition.order_number}" if edition.order_number else ""
    dated = f" от {short_date(edition.order_date)}" if edition.order_date else ""
    return f"приказ{number}{dated}" if number or dated else ""


def edition_state(edition: Edition) -> State:
    """The state of an edition with the order or the days of its discussion."""
    word, tone = EDITION_STATES[Edition.State(edition.state)]
    reason = order_words(edition)
    if edition.state == Edition.State.DISCUSSED and edition.discussed_to:
        reason = f"до {long_date(edition.discussed_to)}"
    return State(word, tone, reason)  # type: ignore[arg-type]


def roadmap_state(roadmap: Roadmap) -> State:
    """The state of a road map in a list: of the edition in force, else of the one that is written."""
    editions = list(roadmap.editions.all())
    if roadmap.is_archived:
        return State("в архиве")
    force = next((one for one in editions if one.state == Edition.State.APPROVED), None)
    written = next(
        (one for one in editions if one.state in (Edition.State.DRAFT, Edition.State.DISCUSSED)), None
    )
    if force is not None:
        return edition_state(force)
    return edition_state(written) if written else State("заменена")


def edition_words(roadmap: Roadmap) -> str:
    """«2», «2, готовится 3»: which edition is in force and which is written."""
    editions = list(roadmap.editions.all())
    force = next((one.number for one in editions if one.state == Edition.State.APPROVED), None)
    written = next(
        (one.number for one in editions if one.state in (Edition.State.DRAFT, Edition.State.DISCUSSED)),
        None,
    )
    if force and written:
        return f"{force}, готовится {written}"
    return str(force or written or "")


def period_words(roadmap: Roadmap) -> str:
    """«2026/2027 учебный год», else the days."""
    if roadmap.school_year:
        return SchoolYear(roadmap.school_year).title
    if roadmap.from_date and roadmap.to_date:
        return f"{long_date(roadmap.from_date)} – {long_date(roadmap.to_date)}"
    return "срок не указан"


@dataclass(frozen=True)
class Mark:
    """An approval mark as it is printed: its word and the lines under it."""

    label: str
    lines: tuple[str, ...]
    is_right: bool


def marks_of(edition: Edition) -> tuple[Mark, ...]:
    """The marks of an edition; УТВЕРЖДАЮ stands at the right with the order."""
    found = []
    for mark in edition.marks:
        is_right = mark.get("kind") in ("approve", "approved")
        lines = [mark.get("who", ""), mark.get("name", ""), mark.get("dated", "")]
        if is_right:
            lines.append(order_words(edition))
        label = MARK_LABELS.get(mark.get("kind", ""), "")
        found.append(Mark(label, tuple(line for line in lines if line), is_right))
    return tuple(found)


@dataclass(frozen=True)
class SheetCell:
    """A cell of the printed table."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class SheetRow:
    """A measure as a row of the printed table."""

    measure: Measure
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True)
class SheetPart:
    """A section of the printed table."""

    section: Section | None
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class Sheet:
    """The table as in the document."""

    heads: tuple[tuple[str, str], ...]
    parts: tuple[SheetPart, ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.heads)


def sheet_of(rows: Sequence[SectionRows]) -> Sheet:
    """The rows with the columns in which something stands."""
    measures = [measure for part in rows for measure in part.measures]
    heads = tuple(
        (key, label)
        for key, label in COLUMNS
        if key in _ALWAYS or any(getattr(measure, key) for measure in measures)
    )
    return Sheet(
        heads,
        tuple(
            SheetPart(
                part.section,
                tuple(
                    SheetRow(
                        measure,
                        tuple(SheetCell(key, label, getattr(measure, key)) for key, label in heads),
                    )
                    for measure in part.measures
                ),
            )
            for part in rows
        ),
    )
