"""The one kind of import: a file is chosen, its columns are understood, its rows decided on, then it is written."""

from nastavnik.kit.pages.files import file_response
from nastavnik.kit.pages.imports.columns import ColumnChoice, ImportColumnsPage, Meaning
from nastavnik.kit.pages.imports.pages import FileForm, ImportFilePage, ImportPage, Writing
from nastavnik.kit.pages.imports.preview import (
    Candidate,
    Change,
    ComparedLine,
    Comparison,
    GroupKind,
    ImportResult,
    Preview,
    PreviewGroup,
    PreviewRow,
    Remark,
)
from nastavnik.kit.pages.imports.written import cell_at, with_remarks, written_result

__all__ = [
    "Candidate",
    "Change",
    "ColumnChoice",
    "ComparedLine",
    "Comparison",
    "FileForm",
    "GroupKind",
    "ImportColumnsPage",
    "ImportFilePage",
    "ImportPage",
    "ImportResult",
    "Meaning",
    "Preview",
    "PreviewGroup",
    "PreviewRow",
    "Remark",
    "Writing",
    "cell_at",
    "file_response",
    "with_remarks",
    "written_result",
]
