"""Road maps: from the cells of any document to measures, deadlines, targets and findings.

`read_roadmap(document)` understands what `nastavnik.kit.documents` has read; `as_json(reading)` is what the
command prints.
"""

from nastavnik.rulebook.roadmaps.document import Block, Cell, Document, Paragraph, Table, table_of
from nastavnik.rulebook.roadmaps.headings import MEANINGS
from nastavnik.rulebook.roadmaps.model import (
    Column,
    Executor,
    Finding,
    Indicator,
    Mark,
    MeasureRow,
    NoRoadmap,
    Order,
    Place,
    Reading,
    Section,
    Severity,
    Target,
)
from nastavnik.rulebook.roadmaps.reading import read_roadmap
from nastavnik.rulebook.roadmaps.storing import as_json

__all__ = [
    "MEANINGS",
    "Block",
    "Cell",
    "Column",
    "Document",
    "Executor",
    "Finding",
    "Indicator",
    "Mark",
    "MeasureRow",
    "NoRoadmap",
    "Order",
    "Paragraph",
    "Place",
    "Reading",
    "Section",
    "Severity",
    "Table",
    "Target",
    "as_json",
    "read_roadmap",
    "table_of",
]
