"""The pages of an import: the choice of a file, and the file from its check to its result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from nastavnik.kit.components import Action, Progress
from nastavnik.kit.pages.base import Page
from nastavnik.kit.pages.form_pages import FormPage
from nastavnik.kit.pages.imports.preview import GROUP_LABELS, ImportResult, Preview
from nastavnik.kit.sheets import read_sheet
from nastavnik.rulebook.cells import Cell

BROKEN_AFTER = dt.timedelta(minutes=10)
STEPS = ("Файл", "Столбцы", "Проверка", "Готово")


class FileForm(forms.Form):
    """The choice of a file."""

    file = forms.FileField(
        label="Файл таблицы",
        help_text="Таблица .xlsx, .xls, .ods или .csv, не больше 10 МБ.",
        max_length=255,
    )


class ImportFilePage(FormPage):
    """The first step: a file is chosen and handed to `stage`, which gives the address of what was made of it.

    ::

        class BaseImport(ImportFilePage):
            permission = Right.BASES_IMPORT
            title = "Загрузить базу наставляемых"

            def blank(self) -> Action:
                return Action("Скачать форму", reverse("mentoring:base_template"), download=True)

            def stage(self, sheet: list[list[Cell]], filename: str) -> str:
                return run_url(check_base(by=self.actor, cells=sheet, file_name=filename))
    """

    abstract = True
    form_class = FileForm
    template_name = "kit/import_file.html"
    submit_label = "Проверить файл"
    busy_label = "Читаем файл…"
    hint: ClassVar[str] = (
        "Подойдёт таблица, которую вы уже ведёте. Сначала мы проверим каждую строку и покажем, что изменится."
        " До вашего решения ничего не записывается."
    )
    blank_note: ClassVar[str] = ""
    columns_note: ClassVar[str] = ""
    steps = STEPS

    # What a room says.

    def stage(self, sheet: list[list[Cell]], filename: str) -> str:
        """Checks and keeps the rows of the file by one action, writes nothing else; gives the address to go to."""
        raise NotImplementedError

    def blank(self) -> Action | None:
        """The empty form to download."""
        return None

    def columns(self) -> Sequence[str]:
        """Headings that are read, in words."""
        return ()

    # What the kit does with it.

    def perform(self, form: FileForm) -> str:
        """Reads the file; what cannot be read is refused at the field."""
        upload = form.cleaned_data["file"]
        return self.stage(read_sheet(upload.read(), upload.name), upload.name)


class Told(Protocol):
    """How far the worker has come with a file."""

    done: int
    total: int
    told_at: dt.datetime


@dataclass(frozen=True)
class Writing:
    """A file that is being written: how far it has come, and what to do if that broke off."""

    sentence: str
    progress: Progress
    action: Action | None = None

    @classmethod
    def of(cls, filename: str, told: Told, give_back_url: str) -> Self:
        """What is said of a file that the worker writes; after ten silent minutes it can be taken back."""
        sentence = (
            f"Файл «{filename}» записывается." if told.done else f"Файл «{filename}» ждёт очереди на запись."
        )
        is_broken = timezone.now() - told.told_at > BROKEN_AFTER
        return cls(
            f"{sentence} Похоже, запись прервалась." if is_broken else sentence,
            Progress("Записано строк", told.done, told.total),
            Action("Вернуть к проверке", give_back_url, method="post") if is_broken else None,
        )


class ImportPage(Page):
    """A staged file at its own address: what it would do, how far its writing has come, or what was written.

    `look` says which of them it is now; `actions` are the buttons under a preview. While it is being written the
    page asks anew by itself, and a person without JavaScript refreshes it.
    """

    abstract = True
    wide = True
    template_name = "kit/import.html"
    steps = STEPS

    def look(self) -> Preview | Writing | ImportResult:
        """What the file is now."""
        raise NotImplementedError

    def actions(self, preview: Preview) -> Sequence[Action]:
        """The buttons under the counts."""
        return ()

    @property
    def opened_group(self) -> tuple[str, int]:
        """Which group the person leafs through, and from which row on."""
        kind, start = self.request.GET.get("group", ""), self.request.GET.get("from", "")
        is_known = kind in GROUP_LABELS and start.isascii() and start.isdigit() and len(start) < 6
        return (kind, int(start)) if is_known else ("", 0)

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file as it is now; a page that waited for the end of writing is loaded whole."""
        found = self.look()
        if isinstance(found, Writing):
            return self.render(step=3, writing=found)
        if self.request.htmx:
            response = HttpResponse(status=204)
            response["HX-Refresh"] = "true"
            return response
        if isinstance(found, ImportResult):
            return self.render(step=4, result=found)
        return self.render(step=3, preview=found, actions=self.actions(found))
