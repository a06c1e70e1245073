"""Loading a base: the choice of a file, its columns, what it would change, writing it or taking it back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, State
from nastavnik.kit.pages import (
    ColumnChoice,
    DeedPage,
    ImportColumnsPage,
    ImportFilePage,
    ImportPage,
    ImportResult,
    Meaning,
    Page,
    Preview,
    Writing,
    file_response,
)
from nastavnik.kit.sheets import write_sheet
from nastavnik.mentoring.actions.base_dividing import divide_rows
from nastavnik.mentoring.actions.base_loading import give_back_import, load_base
from nastavnik.mentoring.actions.bases import (
    check_base,
    choose_columns,
    decide_rows,
    discard_import,
    take_remarks,
)
from nastavnik.mentoring.base_template import TITLES, template_file
from nastavnik.mentoring.models import ImportRun, Programme, Side
from nastavnik.mentoring.permissions.bases import check_can_import_base
from nastavnik.mentoring.queries.imports import divisible_rows, imports_visible_to, rows_of_run, sheet_of_run
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.views.import_preview import preview_of, result_of, rows_with_remarks, writing_of
from nastavnik.mentoring.views.programme_words import RUN_STATES, base_name, import_action
from nastavnik.rulebook.base_columns import COLUMNS
from nastavnik.rulebook.base_guessing import guess_columns
from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.dictionaries import Side as BaseSide
from nastavnik.rulebook.import_plan import Decision, Verdict
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right


def _side_of(text: str) -> Side:
    if text not in Side.values:
        raise Http404
    return Side(text)


def _programme_crumbs(programme: Programme) -> list[Crumb]:
    return [
        Crumb("Программы", reverse("mentoring:programme_list")),
        Crumb(programme.title, reverse("mentoring:programme_view", args=[programme.pk])),
    ]


def _run_url(run: ImportRun) -> str:
    """The page where the file is now."""
    name = "import_columns" if run.state == ImportRun.State.COLUMNS else "import_view"
    return reverse(f"mentoring:{name}", args=[run.pk])


class BaseImport(ImportFilePage):
    """The choice of a file for one of the two bases."""

    permission = Right.BASES_IMPORT
    section = "programmes"
    blank_note = "Строка с пометкой «Пример» не загружается."
    columns_note = (
        "Заголовки могут быть и другими: мы предположим, что в каком столбце, а вы поправите."
        " Столбцы о парах отсюда не читаются: пары составит программа."
    )

    def load(self) -> None:
        """The programme, of those that this person sees, and the side."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_import_base(self.actor, self.programme)
        self.side = _side_of(self.kwargs["side"])

    def heading(self) -> str:
        """Which base it is."""
        return f"Загрузить базу {base_name(self.side)}"

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return _programme_crumbs(self.programme)

    def blank(self) -> Action:
        """The empty form."""
        url = reverse("mentoring:base_template", args=[self.side.value])
        return Action(f"Скачать форму базы {base_name(self.side)}", url, download=True)

    def columns(self) -> list[str]:
        """Headings that are read; those that must be there are marked."""
        read = COLUMNS[BaseSide(self.side.value)]
        return [f"{column.heading}{' — обязательно' if column.is_required else ''}" for column in read]

    def stage(self, sheet: list[list[Cell]], filename: str) -> str:
        """Checks the file and shows what it would change, or asks what its columns mean."""
        run = check_base(
            by=self.actor, programme=self.programme, side=self.side.value, cells=sheet, file_name=filename
        )
        return _run_url(run)


class BaseTemplate(Page):
    """The empty form of a base as a file."""

    permission = Right.BASES_IMPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file with the printed headings and one invented row."""
        side = BaseSide(_side_of(self.kwargs["side"]).value)
        return file_response(template_file(side, self.today), f"{TITLES[side]}, форма.xlsx")


class _RunPage(Page):
    """What pages about one checked file share."""

    abstract = True
    permission = Right.BASES_IMPORT
    section = "programmes"

    def load(self) -> None:
        """The file, of those that this person sees."""
        self.run: ImportRun = get_object_or_404(imports_visible_to(self.actor), pk=self.kwargs["pk"])
        self.programme = self.run.programme
        check_can_import_base(self.actor, self.programme)

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return _programme_crumbs(self.programme)

    def run_url(self) -> str:
        """The page of the file."""
        return _run_url(self.run)

    def url_back(self) -> str:
        """Where the buttons of the file stand."""
        return self.run_url()


class ImportColumns(_RunPage, ImportColumnsPage):
    """What the columns of a file mean."""

    permission = Right.BASES_IMPORT

    def filename(self) -> str:
        """The name of the file."""
        return self.run.file_name

    def choices(self) -> list[ColumnChoice]:
        """Columns that hold anything, with what they are taken for now."""
        guess = guess_columns(sheet_of_run(self.run), BaseSide(self.run.side))
        if guess is None:
            raise Http404
        return [
            ColumnChoice(
                column.index,
                column.letter,
                column.heading,
                column.samples,
                self.run.columns.get(str(column.index), ""),
            )
            for column in guess.columns
        ]

    def meanings(self) -> list[Meaning]:
        """Everything that is read of this base."""
        read = COLUMNS[BaseSide(self.run.side)]
        return [Meaning(column.code, column.heading, column.is_required) for column in read]

    def choose(self, columns: Mapping[int, str]) -> str:
        """Keeps the choice and goes on to the rows."""
        return _run_url(choose_columns(by=self.actor, run=self.run, columns=columns))

    def other_file_url(self) -> str:
        """The choice of a file."""
        return reverse("mentoring:base_import", args=[self.programme.pk, self.run.side])


class ImportView(_RunPage, ImportPage):
    """A checked file: what it would change, how far it has come, or what it has changed."""

    permission = Right.BASES_IMPORT

    def heading(self) -> str:
        """Which base it is."""
        return f"База {base_name(self.run.side)}"

    def state(self) -> State | None:
        """That it was given up; the steps tell the rest."""
        is_over = self.run.state == ImportRun.State.DISCARDED
        return RUN_STATES[ImportRun.State.DISCARDED] if is_over else None

    def look(self) -> Preview | Writing | ImportResult:
        """Whatever the file is now."""
        if self.run.state == ImportRun.State.WRITING:
            return writing_of(self.run)
        if self.run.state in (ImportRun.State.WRITTEN, ImportRun.State.DISCARDED):
            return result_of(self.run, self.actor)
        return preview_of(self.run, self.opened_group)

    def actions(self, preview: Preview) -> list[Action]:
        """Write, take back with remarks, choose another file, give up."""
        at = [self.run.pk]
        write_url = reverse("mentoring:import_write", args=at)
        found = [
            Action(
                preview.write_label, write_url, method="post", style="primary", reason=preview.write_refusal
            )
        ]
        several = divisible_rows(self.run)
        if several > 1:
            url = reverse("mentoring:import_divide", args=at)
            label = f"Разделить все строки с несколькими людьми: {several}"
            found.append(Action(label, url, method="post"))
        if preview.group("wrong").count and any(preview.brings):
            label, fields = preview.without_wrong_label, {"without_wrong": "1"}
            found.append(Action(label, write_url, method="post", fields=fields))
        if preview.has_remarks:
            url = reverse("mentoring:import_remarks", args=at)
            found.append(Action("Скачать с замечаниями", url, download=True))
        found.append(import_action(self.programme, self.run.side, self.actor, label="Выбрать другой файл"))
        discard = reverse("mentoring:import_discard", args=at)
        return [*found, Action("Отменить", discard, method="post")]


class ImportDecide(_RunPage, DeedPage):
    """Who the suspicious rows are."""

    permission = Right.BASES_IMPORT

    def perform(self) -> str:
        """Keeps the decisions that were taken."""
        decisions = _decisions(self.request.POST)
        if not decisions:
            self.say("Ничего не отмечено: выберите, кто это, хотя бы в одной строке.")
            return self.run_url()
        decide_rows(by=self.actor, run=self.run, decisions=decisions)
        self.say("Решения сохранены.")
        return self.run_url()


class ImportDivide(_RunPage, DeedPage):
    """Rows that hold several people become a row for each of them: one row, or all."""

    permission = Right.BASES_IMPORT

    def perform(self) -> str:
        """Divides them and shows the file anew."""
        row = self.request.POST.get("row", "")
        numbers = [int(row)] if row.isascii() and row.isdigit() else []
        people = divide_rows(by=self.actor, run=self.run, numbers=numbers)
        told = counted(people, ("человек", "человека", "человек"))
        self.say(f"Строки разделены: {told}. Проверьте каждого ниже, ещё ничего не записано.")
        return self.run_url()


class ImportWrite(_RunPage, DeedPage):
    """The button «Загрузить»."""

    permission = Right.BASES_IMPORT

    def perform(self) -> str:
        """Writes the whole file, or hands it to the worker when it is long."""
        load_base(by=self.actor, run=self.run, without_wrong="without_wrong" in self.request.POST)
        return self.run_url()


class ImportGiveBack(_RunPage, DeedPage):
    """The button «Вернуть к проверке» of a writing that broke off."""

    permission = Right.BASES_IMPORT

    def perform(self) -> str:
        """Returns the file to the decision."""
        reason = "Запись прервалась, ничего не записано. Загрузите файл ещё раз."
        give_back_import(by=self.actor, run=self.run, reason=reason)
        return self.run_url()


class ImportDiscard(_RunPage, DeedPage):
    """The button «Отменить»."""

    permission = Right.BASES_IMPORT

    def perform(self) -> str:
        """Gives the file up and goes back to the programme."""
        discard_import(by=self.actor, run=self.run)
        self.say(f"Загрузка файла «{self.run.file_name}» отменена, ничего не записано.")
        return reverse("mentoring:programme_view", args=[self.programme.pk])


class ImportRemarks(_RunPage):
    """The file with remarks beside its rows."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The rows as they came, with a last column «Замечания», whatever the format of the file was."""
        rows = rows_of_run(self.run)
        if not rows:
            raise Http404
        headings, cells = rows_with_remarks(self.run, rows)
        take_remarks(by=self.actor, run=self.run, count=len(cells))
        file = io.BytesIO()
        write_sheet(headings, cells, TITLES[BaseSide(self.run.side)], file)
        return file_response(file.getvalue(), f"{PurePath(self.run.file_name).stem} — замечания.xlsx")


def _decisions(data: QueryDict) -> dict[int, Decision]:
    """`row-7=same:15` is «row 7 is the person 15»."""
    found = {}
    for name, value in data.items():
        number, (verdict, _, known) = name.removeprefix("row-"), str(value).partition(":")
        if name.startswith("row-") and number.isdigit() and verdict in set(Verdict):
            found[int(number)] = Decision(Verdict(verdict), int(known) if known.isdigit() else None)
    return found
