"""The second step: what each column of the user's file means, shown on his own rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from nastavnik.kit.errors import Refused
from nastavnik.kit.pages.base import Page
from nastavnik.kit.pages.form_pages import INVALID
from nastavnik.kit.pages.imports.pages import STEPS


@dataclass(frozen=True)
class Meaning:
    """Something that a column may mean: its code, its name in words, whether the file must have it."""

    code: str
    label: str
    is_required: bool = False


@dataclass(frozen=True)
class ColumnChoice:
    """A column of the file: where it stands, its heading, its first values, and what it is taken for."""

    index: int
    letter: str
    heading: str
    samples: Sequence[str]
    code: str = ""

    @property
    def field(self) -> str:
        """The name of its select."""
        return f"column-{self.index}"


class ImportColumnsPage(Page):
    """Each column with its heading, its first values and a select of its meaning or «не загружать».

    A refused choice comes back with what was chosen; `choose` calls exactly one action.
    """

    abstract = True
    wide = True
    template_name = "kit/import_columns.html"
    title = "Что в столбцах файла"
    steps = STEPS

    def filename(self) -> str:
        """The name of the file."""
        raise NotImplementedError

    def choices(self) -> Sequence[ColumnChoice]:
        """The columns of the file that hold anything, with what they are taken for."""
        raise NotImplementedError

    def meanings(self) -> Sequence[Meaning]:
        """Everything that a column may mean."""
        raise NotImplementedError

    def choose(self, columns: Mapping[int, str]) -> str:
        """Keeps the choice by one action; gives the address to go to."""
        raise NotImplementedError

    def other_file_url(self) -> str:
        """Where another file is chosen."""
        raise NotImplementedError

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The columns with what was guessed."""
        return self.render(step=2, choices=self.choices(), refusal="")

    def post(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Takes the choice, or shows it again with what is wrong."""
        known = {meaning.code for meaning in self.meanings()}
        shown = [
            ColumnChoice(
                column.index,
                column.letter,
                column.heading,
                column.samples,
                request.POST.get(column.field, "") if request.POST.get(column.field, "") in known else "",
            )
            for column in self.choices()
        ]
        try:
            return HttpResponseRedirect(
                self.choose({column.index: column.code for column in shown if column.code})
            )
        except Refused as refusal:
            title = f"Ошибка: {self.browser_title()}"
            return self.render(step=2, choices=shown, refusal=refusal.reason, tab_title=title, status=INVALID)
