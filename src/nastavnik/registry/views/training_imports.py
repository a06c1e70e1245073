"""Loading lists of trainings: the choice of a file, its columns, its rows, the writing."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Fact, State
from nastavnik.kit.pages import (
    Change,
    ColumnChoice,
    DeedPage,
    ImportColumnsPage,
    ImportFilePage,
    ImportPage,
    ImportResult,
    Meaning,
    Page,
    Preview,
    PreviewGroup,
    PreviewRow,
    Remark,
    Writing,
    file_response,
)
from nastavnik.kit.pages.imports.preview import GROUP_LABELS, ROWS_SHOWN
from nastavnik.kit.sheets import cells_from_json, write_sheet
from nastavnik.registry.actions.training_loading import (
    WRONG_ROWS,
    check_trainings,
    choose_training_columns,
    discard_trainings,
    import_trainings,
)
from nastavnik.registry.forms.trainings import TrainingFileForm
from nastavnik.registry.models import TrainingImport
from nastavnik.registry.queries.trainings import (
    LABELS,
    institutions_to_train,
    lines_of,
    training_imports_visible_to,
)
from nastavnik.registry.views.organisation_forms import choices_of
from nastavnik.registry.views.trainings import trainings_crumb
from nastavnik.rulebook.base_forms import Problem
from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.trainings import TRAINING_COLUMNS, guess_trainings, training_headings

ROWS = ("строка", "строки", "строк")
REMARKS_HEADING = "Замечания"


def _run_url(run: TrainingImport) -> str:
    name = "training_columns" if run.state == TrainingImport.State.COLUMNS else "training_run"
    return reverse(f"registry:{name}", args=[run.pk])


class TrainingFile(ImportFilePage):
    """The choice of a list."""

    permission = Right.TRAININGS_EDIT
    section = "participants"
    title = "Загрузить обучение"
    form_class = TrainingFileForm  # type: ignore[assignment]
    blank_note = "Можно и свою таблицу: мы предположим, что в каком столбце, а вы поправите."

    def load(self) -> None:
        """Whose trainings."""
        self.institutions = institutions_to_train(self.actor)
        if not self.institutions:
            raise Http404

    def lead(self) -> str:
        """What the list is."""
        return "Одна строка — одно обучение одного человека. Внесённые раньше будут узнаны по имени, программе и дню."

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [trainings_crumb()]

    def form_options(self) -> Mapping[str, Any]:
        """The institutions."""
        return {"institutions": choices_of(self.institutions)}

    def blank(self) -> Action:
        """The table to fill in."""
        return Action("Скачать образец таблицы", reverse("registry:training_template"), download=True)

    def columns(self) -> list[str]:
        """Headings that are read."""
        return training_headings()

    def perform(self, form: Any) -> str:
        """The organisation goes with the file."""
        chosen = form.cleaned_data["institution"]
        self.institution = next(node for node in self.institutions if str(node.pk) == chosen)
        return super().perform(form)

    def stage(self, sheet: list[list[Cell]], filename: str) -> str:
        """Checks the list."""
        options: Any = {"institution": self.institution, "file_name": filename, "today": self.today}
        return _run_url(check_trainings(by=self.actor, cells=sheet, **options))


class TrainingTemplate(Page):
    """The table to fill in."""

    permission = Right.TRAININGS_EDIT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        file = io.BytesIO()
        write_sheet(training_headings(), [], "Обучение", file)
        return file_response(file.getvalue(), "Обучение, образец.xlsx")


class _RunPage(Page):
    """What pages about one list share."""

    abstract = True
    permission = Right.TRAININGS_EDIT
    section = "participants"

    def load(self) -> None:
        """The list, of those that this person loads."""
        self.run: TrainingImport = get_object_or_404(
            training_imports_visible_to(self.actor), pk=self.kwargs["pk"]
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [trainings_crumb()]

    def url_back(self) -> str:
        """Where the buttons of the list stand."""
        return _run_url(self.run)

    def other_file_url(self) -> str:
        """The choice of a file."""
        return reverse("registry:training_file")


class TrainingColumns(_RunPage, ImportColumnsPage):
    """What the columns of a list mean."""

    permission = Right.TRAININGS_EDIT

    def filename(self) -> str:
        """The name of the file."""
        return self.run.file_name

    def choices(self) -> list[ColumnChoice]:
        """Columns that hold anything, with what they are taken for now."""
        guess = guess_trainings(cells_from_json(self.run.cells))
        if guess is None:
            raise Http404
        taken = self.run.columns
        return [
            ColumnChoice(one.index, one.letter, one.heading, one.samples, taken.get(str(one.index), ""))
            for one in guess.columns
        ]

    def meanings(self) -> list[Meaning]:
        """Everything that is read of such a list."""
        return [Meaning(column.code, column.heading, column.is_required) for column in TRAINING_COLUMNS]

    def choose(self, columns: Mapping[int, str]) -> str:
        """Keeps the choice and goes on to the rows."""
        return _run_url(
            choose_training_columns(by=self.actor, run=self.run, columns=columns, today=self.today)
        )


class TrainingRun(_RunPage, ImportPage):
    """A checked list: what it would change, or what it has changed."""

    permission = Right.TRAININGS_EDIT
    title = "Обучение: проверка файла"

    def state(self) -> State | None:
        """That it was given up."""
        return State("отменён") if self.run.state == TrainingImport.State.DISCARDED else None

    def look(self) -> Preview | Writing | ImportResult:
        """Whatever the list is now."""
        if self.run.state in (TrainingImport.State.WRITTEN, TrainingImport.State.DISCARDED):
            return _result(self.run)
        return _preview(self.run, self.opened_group)

    def actions(self, preview: Preview) -> list[Action]:
        """Write, take back with remarks, choose another file, give up."""
        pk = self.run.pk
        write = reverse("registry:training_write", args=[pk])
        found = [
            Action(preview.write_label, write, method="post", style="primary", reason=preview.write_refusal)
        ]
        if preview.has_remarks:
            url = reverse("registry:training_remarks", args=[pk])
            found.append(Action("Скачать с замечаниями", url, download=True))
        discard = reverse("registry:training_discard", args=[pk])
        return [
            *found,
            Action("Выбрать другой файл", self.other_file_url()),
            Action("Отменить", discard, method="post"),
        ]


class TrainingWrite(_RunPage, DeedPage):
    """The button «Загрузить»."""

    permission = Right.TRAININGS_EDIT

    def perform(self) -> str:
        """Writes the whole list."""
        import_trainings(by=self.actor, run=self.run, today=self.today)
        return self.url_back()


class TrainingDiscard(_RunPage, DeedPage):
    """The button «Отменить»."""

    permission = Right.TRAININGS_EDIT

    def perform(self) -> str:
        """Gives the list up."""
        discard_trainings(by=self.actor, run=self.run)
        self.say(f"Загрузка файла «{self.run.file_name}» отменена, ничего не записано.")
        return reverse("registry:training_list")


class TrainingRemarks(_RunPage):
    """The list with remarks beside its rows."""

    permission = Right.TRAININGS_EDIT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The rows as they came, with a last column «Замечания»."""
        if not self.run.cells:
            raise Http404
        said = {
            line.number: " ".join(replace(Problem(**problem), row=0).sentence for problem in line.problems)
            for line in lines_of(self.run)
        }
        kept = [place for place, heading in enumerate(self.run.headings) if heading != REMARKS_HEADING]
        below = cells_from_json(self.run.cells)[self.run.heading_row + 1 :]
        rows = [
            [*(row[place] if place < len(row) else None for place in kept), said.get(number) or None]
            for number, row in enumerate(below, start=self.run.heading_row + 2)
        ]
        file = io.BytesIO()
        headings = [*(self.run.headings[place] for place in kept), REMARKS_HEADING]
        write_sheet(headings, rows, "Обучение", file)
        return file_response(file.getvalue(), f"{PurePath(self.run.file_name).stem} — замечания.xlsx")


def _preview(run: TrainingImport, opened: tuple[str, int]) -> Preview:
    lines, cells = lines_of(run), cells_from_json(run.cells)
    places = sorted(int(place) for place in run.columns)
    groups = []
    for kind in GROUP_LABELS:
        start = opened[1] if opened[0] == kind else 0
        of_kind = [line for line in lines if line.state == kind]
        rows = [
            PreviewRow(
                number=line.number,
                cells=[cells[line.number - 1][place] if place < len(cells[line.number - 1]) else None for place in places],
                remarks=[Remark(Problem(**problem).sentence) for problem in line.problems],
                changes=[Change(*change) for change in line.changes],
            )
            for line in of_kind[start : start + ROWS_SHOWN]
        ]  # fmt: skip
        groups.append(PreviewGroup(kind, rows, len(of_kind), start=start, is_opened=opened[0] == kind))
    matched = [(run.headings[place], LABELS[run.columns[str(place)]]) for place in places]
    return Preview(
        filename=run.file_name,
        headings=[run.headings[place] for place in places],
        groups=groups,
        matched=[(heading, meaning) for heading, meaning in matched if heading != meaning],
        refusal=WRONG_ROWS if any(line.state == "wrong" for line in lines) else None,
        columns_url=reverse("registry:training_columns", args=[run.pk]),
    )


def _result(run: TrainingImport) -> ImportResult:
    again = Action("Выбрать файл", reverse("registry:training_file"))
    if run.state == TrainingImport.State.DISCARDED:
        return ImportResult(f"Файл «{run.file_name}» отменён: из него ничего не записано.", actions=[again])
    everything = Action("К списку обученных", reverse("registry:training_list"), style="primary")
    return ImportResult(
        f"Файл «{run.file_name}» загружен: {counted(run.new + run.changed, ROWS)} записано.",
        [
            Fact("Внесены впервые", run.new),
            Fact("Изменены", run.changed),
            Fact("Остались без изменений", run.same),
        ],
        [everything, again],
    )
