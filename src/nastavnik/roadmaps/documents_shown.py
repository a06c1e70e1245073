"""A document as it was read, kept as JSON and drawn beside its measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nastavnik.rulebook.roadmaps import Document, Table

_LONGEST = 4_000
"""Characters of a paragraph that are shown; more than that is no road map."""


@dataclass(frozen=True)
class ShownCell:
    """A cell with its reach."""

    text: str
    across: int
    down: int


@dataclass(frozen=True)
class ShownRow:
    """A row with the place by which a measure finds it: «1-5»."""

    place: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownBlock:
    """A paragraph, or the rows of a table."""

    text: str = ""
    rows: tuple[ShownRow, ...] = ()


def kept_document(document: Document) -> list[Any]:
    """The document as JSON: a text for a paragraph, rows of [text, across, down] for a table."""
    kept: list[Any] = []
    for block in document.blocks:
        if isinstance(block, Table):
            kept.append(
                [
                    [[cell.text, cell.across, cell.down] for cell in row if not cell.is_covered]
                    for row in block.rows
                ]
            )
        elif block.text.strip():
            kept.append(block.text[:_LONGEST])
    return kept


def shown_document(kept: list[Any]) -> Iterator[ShownBlock]:
    """What was kept, for the page."""
    table = 0
    for block in kept:
        if isinstance(block, str):
            yield ShownBlock(block)
            continue
        table += 1
        yield ShownBlock(
            rows=tuple(
                ShownRow(f"{table}-{index}", tuple(ShownCell(*cell) for cell in row))
                for index, row in enumerate(block, start=1)
            )
        )
