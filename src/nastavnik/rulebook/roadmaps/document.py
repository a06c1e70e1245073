"""A document as plain texts: paragraphs and tables in their order, whatever file they came from."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    `across` and `down` say over how many columns and rows it is merged, where the file knows it; the places that a
    merged cell covers hold empty cells with `is_covered`.
    """

    text: str = ""
    across: int = 1
    down: int = 1
    is_covered: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Text outside of tables; an empty one is a blank line."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells. `name` is the sheet's, where there is one."""

    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """Everything that a file says, from the top to the bottom."""

    blocks: tuple[Block, ...]


def table_of(rows: Sequence[Sequence[str]], name: str = "") -> Table:
    """Make a table of plain texts without merged cells."""
    return Table(tuple(tuple(Cell(text) for text in row) for row in rows), name)
