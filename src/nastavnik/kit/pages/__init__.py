"""The kinds of pages: rooms declare theirs on top of these and import them from here."""

from nastavnik.kit.pages.base import SIGNED_IN, DeedPage, Page
from nastavnik.kit.pages.cards import CardPage, Tab
from nastavnik.kit.pages.desks import DeskPage
from nastavnik.kit.pages.documents import DocumentPage
from nastavnik.kit.pages.figures import Coverage, FigurePage, Part
from nastavnik.kit.pages.form_pages import ConfirmPage, FormPage
from nastavnik.kit.pages.frame import Frame, NavItem
from nastavnik.kit.pages.imports import (
    Change,
    ImportPage,
    ImportResult,
    Preview,
    PreviewGroup,
    PreviewRow,
    Remark,
)
from nastavnik.kit.pages.lists import BulkAction, Filter, ListPage

__all__ = [
    "SIGNED_IN",
    "BulkAction",
    "CardPage",
    "Change",
    "ConfirmPage",
    "Coverage",
    "DeedPage",
    "DeskPage",
    "DocumentPage",
    "FigurePage",
    "Filter",
    "FormPage",
    "Frame",
    "ImportPage",
    "ImportResult",
    "ListPage",
    "NavItem",
    "Page",
    "Part",
    "Preview",
    "PreviewGroup",
    "PreviewRow",
    "Remark",
    "Tab",
]
