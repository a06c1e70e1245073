"""Loading a base: the choice of a file, what it would change, writing it or taking it back with remarks."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header

from nastavnik.kit.components import Action, Crumb, Fact, State
from nastavnik.kit.pages import DeedPage, FormPage, ImportResult, Page, Preview
from nastavnik.kit.pages.imports import XLSX
from nastavnik.kit.sheets import read_sheet, write_sheet
from nastavnik.mentoring.actions.bases import check_base, discard_import, import_base, take_remarks
from nastavnik.mentoring.base_template import TITLES, template_file
from nastavnik.mentoring.forms.bases import BaseFileForm
from nastavnik.mentoring.models import ImportRow, ImportRun, Programme, Side
from nastavnik.mentoring.permissions.bases import check_can_import_base
from nastavnik.mentoring.queries.imports import imports_visible_to, rows_of_run
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.views.import_preview import preview_of, rows_with_remarks
from nastavnik.mentoring.views.programme_words import RUN_STATES, base_name, import_action, people_url
from nastavnik.rulebook.base_forms import COLUMNS
from nastavnik.rulebook.dictionaries import Side as BaseSide
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

ROWS = ("строка", "строки", "строк")


def _side_of(text: str) -> Side:
    if text not in Side.values:
        raise Http404
    return Side(text)


def _programme_crumbs(programme: Programme) -> list[Crumb]:
    return [
        Crumb("Программы", reverse("mentoring:programme_list")),
        Crumb(programme.title, reverse("mentoring:programme_view", args=[programme.pk])),
    ]


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response


class BaseImport(FormPage):
    """The choice of a file for one of the two bases."""

    permission = Right.BASES_IMPORT
    section = "programmes"
    form_class = BaseFileForm
    template_name = "mentoring/base_import.html"
    submit_label = "Проверить файл"
    busy_label = "Читаем файл…"

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

    def perform(self, form: BaseFileForm) -> str:
        """Checks the file and shows what it would change."""
        upload = form.cleaned_data["file"]
        cells = read_sheet(upload.read(), upload.name)
        run = check_base(
            by=self.actor, programme=self.programme, side=self.side.value, cells=cells, file_name=upload.name
        )
        return reverse("mentoring:import_view", args=[run.pk])


class BaseTemplate(Page):
    """The empty form of a base as a file."""

    permission = Right.BASES_IMPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file with the printed headings and one invented row."""
        side = BaseSide(_side_of(self.kwargs["side"]).value)
        return _file(template_file(side, self.today), f"{TITLES[side]}, форма.xlsx")


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

    def programme_url(self) -> str:
        """The card of the programme."""
        return reverse("mentoring:programme_view", args=[self.programme.pk])

    def run_url(self) -> str:
        """The page of the file."""
        return reverse("mentoring:import_view", args=[self.run.pk])


class ImportView(_RunPage):
    """A checked file: what it would change, or what it has changed."""

    template_name = "mentoring/import_view.html"
    wide = True

    def heading(self) -> str:
        """Which base it is."""
        return f"База {base_name(self.run.side)}"

    def state(self) -> State | None:
        """That it was given up; the steps tell the rest."""
        is_over = self.run.state == ImportRun.State.DISCARDED
        return RUN_STATES[ImportRun.State.DISCARDED] if is_over else None

    def context(self) -> dict[str, Any]:
        """The rows in groups while it waits, the result after that."""
        if self.run.state == ImportRun.State.DISCARDED:
            return {"again": import_action(self.programme, self.run.side, self.actor, label="Выбрать файл")}
        rows = rows_of_run(self.run)
        preview = preview_of(self.run, rows)
        if self.run.state == ImportRun.State.WRITTEN:
            return {"step": 3, "preview": preview, "result": self.result(rows)}
        return {"step": 2, "preview": preview, "actions": self.actions(preview)}

    def actions(self, preview: Preview) -> list[Action]:
        """Write, take back with remarks, choose another file, give up."""
        at = [self.run.pk]
        write = Action(
            "Загрузить" if preview.refusal else preview.write_label.replace("Записать", "Загрузить"),
            reverse("mentoring:import_write", args=at),
            method="post",
            style="primary",
            reason=preview.write_refusal,
        )
        found = [write]
        if preview.has_remarks:
            url = reverse("mentoring:import_remarks", args=at)
            found.append(Action("Скачать с замечаниями", url, download=True))
        found.append(import_action(self.programme, self.run.side, self.actor, label="Выбрать другой файл"))
        discard = reverse("mentoring:import_discard", args=at)
        return [*found, Action("Отменить", discard, method="post")]

    def result(self, rows: list[ImportRow]) -> ImportResult:
        """What was written and the way on."""
        by_state = {state: sum(row.state == state for row in rows) for state in ImportRow.State}
        new, changed = by_state[ImportRow.State.NEW], by_state[ImportRow.State.CHANGED]
        other = Side.MENTOR if self.run.side == Side.MENTEE else Side.MENTEE
        return ImportResult(
            sentence=f"Файл «{self.run.file_name}» загружен: {counted(new + changed, ROWS)} записано.",
            facts=[
                Fact("Внесены впервые", new),
                Fact("Изменены", changed),
                Fact("Остались без изменений", by_state[ImportRow.State.SAME]),
            ],
            actions=[
                Action("Вернуться к программе", self.programme_url(), style="primary"),
                Action("Показать участников", people_url(self.programme, side=self.run.side)),
                import_action(self.programme, other, self.actor),
            ],
        )


class ImportWrite(DeedPage, _RunPage):
    """The button «Загрузить»."""

    permission = Right.BASES_IMPORT

    def perform(self) -> str:
        """Writes the whole file and shows what was written."""
        import_base(by=self.actor, run=self.run)
        return self.run_url()

    def url_back(self) -> str:
        """The page of the file."""
        return self.run_url()


class ImportDiscard(DeedPage, _RunPage):
    """The button «Отменить»."""

    permission = Right.BASES_IMPORT

    def perform(self) -> str:
        """Gives the file up and goes back to the programme."""
        discard_import(by=self.actor, run=self.run)
        self.say(f"Загрузка файла «{self.run.file_name}» отменена, ничего не записано.")
        return self.programme_url()

    def url_back(self) -> str:
        """The page of the file."""
        return self.run_url()


class ImportRemarks(_RunPage):
    """The file with remarks beside its rows."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The rows as they came, with a last column «Замечания»."""
        rows = rows_of_run(self.run)
        if not rows:
            raise Http404
        headings, cells = rows_with_remarks(rows)
        take_remarks(by=self.actor, run=self.run, count=len(cells))
        file = io.BytesIO()
        write_sheet(headings, cells, TITLES[BaseSide(self.run.side)], file)
        return _file(file.getvalue(), f"{PurePath(self.run.file_name).stem} — замечания.xlsx")
