"""An import: choose a file, see what would change, decide, write, see what was written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from nastavnik.kit.components import Action, Fact, State, Tone
from nastavnik.kit.errors import Refused
from nastavnik.kit.forms import speak_plainly
from nastavnik.kit.pages.base import Page
from nastavnik.kit.pages.form_pages import INVALID
from nastavnik.kit.sheets import read_sheet, write_sheet
from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.numbers import plural

ROWS_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

GroupKind = Literal["wrong", "suspicious", "new", "changed", "same"]
GROUP_LABELS: dict[GroupKind, str] = {
    "wrong": "С ошибками",
    "suspicious": "Требуют внимания",
    "new": "Новые",
    "changed": "Изменятся",
    "same": "Без изменений",
}
GROUP_TONES: dict[GroupKind, Tone] = {
    "wrong": "bad",
    "suspicious": "attention",
    "new": "good",
    "changed": "attention",
    "same": "neutral",
}


@dataclass(frozen=True)
class Remark:
    """What is wrong with a row, in a Russian sentence; `column` is the heading in the user's file."""

    text: str
    column: str = ""

    def __str__(self) -> str:
        return f"{self.column}: {self.text}" if self.column else self.text


@dataclass(frozen=True)
class Change:
    """A value that the import would change."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class PreviewRow:
    """A row of the user's file: its number there, its cells as read, what is to be said of it."""

    number: int
    cells: Sequence[Any] = ()
    remarks: Sequence[Remark] = ()
    changes: Sequence[Change] = ()


@dataclass(frozen=True)
class PreviewGroup:
    """Rows to which the same will happen. `total` is needed only when not all rows are handed over."""

    kind: GroupKind
    rows: Sequence[PreviewRow]
    total: int | None = None
    label: str = ""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows) if self.total is None else self.total

    @property
    def state(self) -> State:
        """The name of the group with its sign."""
        return State(self.label or GROUP_LABELS[self.kind], GROUP_TONES[self.kind])

    @property
    def shown(self) -> Sequence[PreviewRow]:
        """Rows that the page shows."""
        return self.rows[:ROWS_SHOWN]

    @property
    def hidden_count(self) -> int:
        """How many rows the page does not show."""
        return self.count - len(self.shown)

    @property
    def is_open(self) -> bool:
        """Rows that need a look are open at once."""
        return self.kind in ("wrong", "suspicious") and self.count > 0


@dataclass(frozen=True)
class Preview:
    """What a staged file would do. `headings` are those of the file, in the order of the cells.

    `matched` pairs each heading of the file with what it was understood as; `unread` are headings that
    were not understood. `refusal` is a sentence when nothing can be written.
    """

    filename: str
    headings: Sequence[str]
    groups: Sequence[PreviewGroup]
    matched: Sequence[tuple[str, str]] = ()
    unread: Sequence[str] = ()
    refusal: str | None = None

    def group(self, kind: GroupKind) -> PreviewGroup:
        """The group of this kind, empty when there is none."""
        return next((group for group in self.groups if group.kind == kind), PreviewGroup(kind, ()))

    @property
    def shown_groups(self) -> list[PreviewGroup]:
        """All kinds with rows, those that need a look first."""
        return [group for group in (self.group(kind) for kind in GROUP_LABELS) if group.count]

    @property
    def write_label(self) -> str:
        """The button in words: «Записать: 24 новых, 3 изменённых»."""
        new, changed = self.group("new").count, self.group("changed").count
        parts = [f"{new} {plural(new, 'новая', 'новые', 'новых')}"] if new else []
        if changed:
            parts.append(f"{changed} {plural(changed, 'изменённая', 'изменённые', 'изменённых')}")
        return f"Записать: {', '.join(parts)}" if parts else "Записать"

    @property
    def write_refusal(self) -> str | None:
        """Why it cannot be written: what the room said, or that the file brings nothing."""
        if self.refusal is not None:
            return self.refusal
        if not self.group("new").count and not self.group("changed").count:
            return "В файле нет новых и изменённых строк: записывать нечего."
        return None

    @property
    def has_remarks(self) -> bool:
        """Whether there are rows to give back."""
        return bool(self.group("wrong").count or self.group("suspicious").count)

    def rows_with_remarks(self) -> list[list[Any]]:
        """Rows to mend, each with its number in the file and what is wrong with it."""
        rows = [*self.group("wrong").rows, *self.group("suspicious").rows]
        rows.sort(key=lambda row: row.number)
        return [[row.number, *row.cells, "; ".join(str(remark) for remark in row.remarks)] for row in rows]


@dataclass(frozen=True)
class ImportResult:
    """What was written: a sentence, facts with counts, the way on; `preview` gives back rows to mend."""

    sentence: str
    facts: Sequence[Fact] = ()
    actions: Sequence[Action] = ()
    preview: Preview | None = None


class FileForm(forms.Form):
    """The choice of a file."""

    file = forms.FileField(
        label="Файл таблицы", help_text="Книга Excel (.xlsx), не больше 10 МБ.", max_length=255
    )


class ImportPage(Page):
    """An import of a spreadsheet at one address; the staged file is kept by the room and can be found again.

    ::

        class ImportMentees(ImportPage):
            permission = Right.IMPORT_PEOPLE
            title = "Загрузить базу наставляемых"

            def blank(self) -> Action:
                return Action("Скачать бланк", reverse("mentoring:blank_get"), download=True)

            def stage(self, sheet: list[list[Cell]], filename: str) -> str:
                return str(stage_import(by=self.actor, sheet=sheet, filename=filename).pk)

            def look(self, key: str) -> Preview | ImportResult:
                return preview_of(get_object_or_404(imports_visible_to(self.actor), pk=key))

            def write(self, key: str) -> None:
                write_import(by=self.actor, staged=get_object_or_404(imports_visible_to(self.actor), pk=key))

    After `stage` the address is `?draft=<key>`; `look` says what it is now: still a preview, or a result.
    """

    abstract = True
    wide = True
    template_name = "kit/import.html"
    choose_hint: ClassVar[str] = ""
    sheet_title: ClassVar[str] = "Строки с замечаниями"

    # What a room says.

    def stage(self, sheet: list[list[Cell]], filename: str) -> str:
        """Checks and keeps the rows of the file by one action, writes nothing else; returns their key."""
        raise NotImplementedError

    def look(self, key: str) -> Preview | ImportResult:
        """What the staged file would do, or what it did once it is written; 404 for a stranger."""
        raise NotImplementedError

    def write(self, key: str) -> None:
        """Writes the staged rows by one action."""
        raise NotImplementedError

    def blank(self) -> Action | None:
        """The empty form to download."""
        return None

    def remarks_taken(self, key: str, count: int) -> None:
        """Called when the file with remarks is given back: a place to journal it."""

    # What the kit does with it.

    @property
    def key(self) -> str:
        """The key of the staged file, empty before one is chosen."""
        return self.request.GET.get("draft", "")

    @property
    def remarks_url(self) -> str:
        """The address of the file with remarks."""
        return f"{self.request.path}?{urlencode({'draft': self.key, 'remarks': '1'})}"

    def get(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The choice of a file, the preview or the result, whichever it is now."""
        if not self.key:
            return self._show_form(FileForm())
        found = self.look(self.key)
        if isinstance(found, ImportResult):
            if "remarks" in request.GET and found.preview is not None:
                return self._remarks(found.preview)
            return self.render(step=3, result=found)
        if "remarks" in request.GET:
            return self._remarks(found)
        button = Action(found.write_label, method="post", style="primary", reason=found.write_refusal)
        return self.render(step=2, preview=found, button=button)

    def post(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Stages a chosen file, or writes a staged one."""
        if self.key:
            self.write(self.key)
            return HttpResponseRedirect(request.get_full_path())
        form = FileForm(request.POST, request.FILES)
        speak_plainly(form)
        if not form.is_valid():
            return self._show_form(form, status=INVALID)
        upload = form.cleaned_data["file"]
        try:
            key = self.stage(read_sheet(upload.read(), upload.name), upload.name)
        except Refused as refusal:
            form.add_error("file", refusal.reason)
            return self._show_form(form, status=INVALID)
        return HttpResponseRedirect(f"{request.path}?{urlencode({'draft': key})}")

    def _show_form(self, form: FileForm, *, status: int = 200) -> HttpResponse:
        form.use_required_attribute = False
        prefix = "Ошибка: " if form.errors else ""
        return self.render(step=1, form=form, tab_title=prefix + self.browser_title(), status=status)

    def _remarks(self, preview: Preview) -> HttpResponse:
        rows = preview.rows_with_remarks()
        self.remarks_taken(self.key, len(rows))
        file = io.BytesIO()
        write_sheet(["Строка файла", *preview.headings, "Замечания"], rows, self.sheet_title, file)
        response = HttpResponse(file.getvalue(), content_type=XLSX)
        response["Content-Disposition"] = 'attachment; filename="remarks.xlsx"'
        return response
