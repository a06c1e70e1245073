"""The kinds of pages: rooms declare theirs on top of these and import them from here."""

from nastavnik.kit.pages.base import SIGNED_IN, DeedPage, Page
from nastavnik.kit.pages.cards import CardPage, Tab
from nastavnik.kit.pages.desks import DeskPage
from nastavnik.kit.pages.documents import DocumentPage
from nastavnik.kit.pages.figures import Coverage, FigurePage, Part
from nastavnik.kit.pages.form_pages import ConfirmPage, FormPage
from nastavnik.kit.pages.frame import Frame, NavItem
from nastavnik.kit.pages.imports import (
    Candidate,
    Change,
    ColumnChoice,
    ComparedLine,
    Comparison,
    ImportColumnsPage,
    ImportFilePage,
    ImportPage,
    ImportResult,
    Meaning,
    Preview,
    PreviewGroup,
    PreviewRow,
    Remark,
    Writing,
    cell_at,
    file_response,
    with_remarks,
    written_result,
)
from nastavnik.kit.pages.lists import BulkAction, Filter, ListPage

__all__ = [
    "SIGNED_IN",
    "BulkAction",
    "Candidate",
    "CardPage",
    "Change",
    "ColumnChoice",
    "ComparedLine",
    "Comparison",
    "ConfirmPage",
    "Coverage",
    "DeedPage",
    "DeskPage",
    "DocumentPage",
    "FigurePage",
    "Filter",
    "FormPage",
    "Frame",
    "ImportColumnsPage",
    "ImportFilePage",
    "ImportPage",
    "ImportResult",
    "ListPage",
    "Meaning",
    "NavItem",
    "Page",
    "Part",
    "Preview",
    "PreviewGroup",
    "PreviewRow",
    "Remark",
    "Tab",
    "Writing",
    "cell_at",
    "file_response",
    "with_remarks",
    "written_result",
]
