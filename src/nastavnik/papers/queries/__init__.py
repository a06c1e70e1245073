"""Everything read from papers, by noun: requisites, names, the sheet as it will print."""

from nastavnik.papers.queries.names import adults_of, guardian_names, is_pupil, names_of
from nastavnik.papers.queries.papers import (
    EDITABLE,
    frozen_content_of,
    last_remark_of,
    locked_paper,
    open_papers_visible_to,
    paper_of_number,
    papers_found,
    papers_visible_to,
)
from nastavnik.papers.queries.sheets import order_sheet_of, rows_of

__all__ = [
    "EDITABLE",
    "adults_of",
    "frozen_content_of",
    "guardian_names",
    "is_pupil",
    "last_remark_of",
    "locked_paper",
    "names_of",
    "open_papers_visible_to",
    "order_sheet_of",
    "paper_of_number",
    "papers_found",
    "papers_visible_to",
    "rows_of",
]
