"""Loading lists of organisations and of contingents under a node."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, State
from nastavnik.kit.pages import (
    SIGNED_IN,
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
from nastavnik.kit.pages.imports import FileForm
from nastavnik.kit.sheets import cells_from_json, write_sheet
from nastavnik.registry.actions.register_loading import give_back_register, load_register
from nastavnik.registry.actions.registers import (
    check_register,
    choose_register_columns,
    decide_register_rows,
    discard_register,
)
from nastavnik.registry.forms.registers import ContingentFileForm
from nastavnik.registry.models import Organisation, RegisterImport
from nastavnik.registry.permissions.organisations import check_can_import_register
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.registry.queries.registers import institutions_under, register_imports_visible_to
from nastavnik.registry.views.organisations import card_url
from nastavnik.registry.views.register_preview import preview_of, result_of, rows_with_remarks, writing_of
from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.registers import AGES, REGISTER_COLUMNS, RegisterKind, guess_register

TITLES = {
    RegisterKind.ORGANISATIONS: "Загрузить организации",
    RegisterKind.CONTINGENTS: "Загрузить контингент",
}
YEARS_BACK = 2


def _run_url(run: RegisterImport) -> str:
    name = "register_columns" if run.state == RegisterImport.State.COLUMNS else "register_view"
    return reverse(f"registry:{name}", args=[run.pk])


class _NodePage(Page):
    """What pages about the lists of one node share."""

    abstract = True
    permission = SIGNED_IN
    section = "organisations"

    def load(self) -> None:
        """The node through the actor's sight, and what is being loaded."""
        nodes = organisations_visible_to(self.actor).select_related("parent")
        self.node = get_object_or_404(nodes, pk=self.kwargs["pk"])
        if self.kwargs["kind"] not in set(RegisterKind):
            raise Http404
        self.kind = RegisterKind(self.kwargs["kind"])
        check_can_import_register(self.actor, self.node, self.kind)


class RegisterFile(_NodePage, ImportFilePage):
    """The choice of a list."""

    permission = SIGNED_IN
    blank_note = "Можно и свою таблицу: мы предположим, что в каком столбце, а вы поправите."

    def load(self) -> None:
        """A list of contingents is of a year."""
        super().load()
        self.year = self.today.year
        self.years = [self.today.year - back for back in range(YEARS_BACK + 1)]

    def build_form(self, data: Any = None, files: Any = None) -> Any:
        """The year is asked of contingents alone."""
        if self.kind is RegisterKind.CONTINGENTS:
            self.form_class = ContingentFileForm  # type: ignore[assignment, misc]
        return super().build_form(data, files)

    def form_options(self) -> Mapping[str, Any]:
        """The years to choose from."""
        return {"years": self.years} if self.kind is RegisterKind.CONTINGENTS else {}

    def heading(self) -> str:
        """What is loaded."""
        return TITLES[self.kind]

    def lead(self) -> str:
        """Under which node, and what the list is."""
        if self.kind is RegisterKind.ORGANISATIONS:
            return f"{self.node.short_name}: одна строка — одна организация. Имеющиеся будут дополнены."
        return f"{self.node.short_name}: сколько детей каждого возраста обучается."

    def crumbs(self) -> list[Crumb]:
        """The organisation."""
        return [Crumb(self.node.short_name, card_url(self.node))]

    def blank(self) -> Action:
        """The table to fill in."""
        url = reverse("registry:register_template", args=[self.node.pk, self.kind.value])
        return Action("Скачать образец таблицы", url, download=True)

    def columns(self) -> list[str]:
        """Headings that are read."""
        return [column.heading for column in REGISTER_COLUMNS[self.kind]]

    def perform(self, form: FileForm) -> str:
        """The year goes with the file."""
        self.year = form.cleaned_data.get("year", self.year)
        return super().perform(form)

    def stage(self, sheet: list[list[Cell]], filename: str) -> str:
        """Checks the list."""
        options: Any = {"node": self.node, "kind": self.kind.value, "year": self.year}
        return _run_url(check_register(by=self.actor, cells=sheet, file_name=filename, **options))


class RegisterTemplate(_NodePage):
    """The table to fill in; that of contingents already names the institutions."""

    permission = SIGNED_IN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        file = io.BytesIO()
        if self.kind is RegisterKind.ORGANISATIONS:
            headings = [column.heading for column in REGISTER_COLUMNS[self.kind]]
            headings = [headings[-1], *headings[:-1]]
            write_sheet(headings, [], "Организации", file)
            return file_response(file.getvalue(), "Организации, образец.xlsx")
        rows = [[one.short_name, one.inn or None] for one in institutions_under(self.actor, self.node)]
        write_sheet(["Организация", "ИНН", *(f"{age} лет" for age in AGES)], rows, "Контингент", file)
        return file_response(file.getvalue(), "Контингент, образец.xlsx")


class _RunPage(Page):
    """What pages about one list share."""

    abstract = True
    permission = SIGNED_IN
    section = "organisations"

    def load(self) -> None:
        """The list, of those under the nodes that this person sees."""
        self.run: RegisterImport = get_object_or_404(
            register_imports_visible_to(self.actor), pk=self.kwargs["pk"]
        )
        check_can_import_register(self.actor, self.run.node, self.run.kind)

    def crumbs(self) -> list[Crumb]:
        """The organisation."""
        return [Crumb(self.run.node.short_name, card_url(self.run.node))]

    def url_back(self) -> str:
        """Where the buttons of the list stand."""
        return _run_url(self.run)

    def other_file_url(self) -> str:
        """The choice of a file."""
        return reverse("registry:register_file", args=[self.run.node_id, self.run.kind])


class RegisterColumns(_RunPage, ImportColumnsPage):
    """What the columns of a list mean."""

    permission = SIGNED_IN

    def filename(self) -> str:
        """The name of the file."""
        return self.run.file_name

    def choices(self) -> list[ColumnChoice]:
        """Columns that hold anything, with what they are taken for now."""
        guess = guess_register(cells_from_json(self.run.cells), RegisterKind(self.run.kind))
        if guess is None:
            raise Http404
        return [
            ColumnChoice(
                one.index, one.letter, one.heading, one.samples, self.run.columns.get(str(one.index), "")
            )
            for one in guess.columns
        ]

    def meanings(self) -> list[Meaning]:
        """Everything that is read of such a list."""
        read = REGISTER_COLUMNS[RegisterKind(self.run.kind)]
        return [Meaning(column.code, column.heading, column.is_required) for column in read]

    def choose(self, columns: Mapping[int, str]) -> str:
        """Keeps the choice and goes on to the rows."""
        return _run_url(choose_register_columns(by=self.actor, run=self.run, columns=columns))


class RegisterView(_RunPage, ImportPage):
    """A checked list: what it would change, or what it has changed."""

    permission = SIGNED_IN

    def heading(self) -> str:
        """What is loaded, and of which year."""
        year = f" за {self.run.year} год" if self.run.kind == RegisterImport.Kind.CONTINGENTS else ""
        return f"{self.run.get_kind_display()}{year}"

    def state(self) -> State | None:
        """That it was given up."""
        return State("отменён") if self.run.state == RegisterImport.State.DISCARDED else None

    def look(self) -> Preview | Writing | ImportResult:
        """Whatever the list is now."""
        if self.run.state == RegisterImport.State.WRITING:
            return writing_of(self.run)
        if self.run.state in (RegisterImport.State.WRITTEN, RegisterImport.State.DISCARDED):
            return result_of(self.run)
        return preview_of(self.run, self.opened_group)

    def actions(self, preview: Preview) -> list[Action]:
        """Write, take back with remarks, choose another file, give up."""
        write = reverse("registry:register_write", args=[self.run.pk])
        found = [
            Action(preview.write_label, write, method="post", style="primary", reason=preview.write_refusal)
        ]
        if preview.has_remarks:
            url = reverse("registry:register_remarks", args=[self.run.pk])
            found.append(Action("Скачать с замечаниями", url, download=True))
        found.append(Action("Выбрать другой файл", self.other_file_url()))
        discard = reverse("registry:register_discard", args=[self.run.pk])
        return [*found, Action("Отменить", discard, method="post")]


class RegisterDecide(_RunPage, DeedPage):
    """Whether suspicious rows are organisations that are known."""

    permission = SIGNED_IN

    def perform(self) -> str:
        """Keeps the decisions that were taken."""
        decisions = {
            int(name.removeprefix("row-")): str(value)
            for name, value in self.request.POST.items()
            if name.startswith("row-") and name.removeprefix("row-").isdigit()
        }
        taken = decide_register_rows(by=self.actor, run=self.run, decisions=decisions)
        self.say("Решения сохранены." if taken else "Ничего не отмечено.")
        return self.url_back()


class RegisterWrite(_RunPage, DeedPage):
    """The button «Загрузить»."""

    permission = SIGNED_IN

    def perform(self) -> str:
        """Writes the whole list, or hands it to the worker when it is long."""
        load_register(by=self.actor, run=self.run)
        return _run_url(self.run)


class RegisterGiveBack(_RunPage, DeedPage):
    """The button «Вернуть к проверке» of a writing that broke off."""

    permission = SIGNED_IN

    def perform(self) -> str:
        """Returns the list to the decision."""
        reason = "Запись прервалась, ничего не записано. Загрузите файл ещё раз."
        give_back_register(by=self.actor, run=self.run, reason=reason)
        return self.url_back()


class RegisterDiscard(_RunPage, DeedPage):
    """The button «Отменить»."""

    permission = SIGNED_IN

    def perform(self) -> str:
        """Gives the list up and goes back to the organisation."""
        discard_register(by=self.actor, run=self.run)
        self.say(f"Загрузка файла «{self.run.file_name}» отменена, ничего не записано.")
        return card_url(Organisation(pk=self.run.node_id))


class RegisterRemarks(_RunPage):
    """The list with remarks beside its rows."""

    permission = SIGNED_IN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The rows as they came, with a last column «Замечания»."""
        if not self.run.cells:
            raise Http404
        headings, rows = rows_with_remarks(self.run)
        file = io.BytesIO()
        write_sheet(headings, rows, self.run.get_kind_display(), file)
        return file_response(file.getvalue(), f"{PurePath(self.run.file_name).stem} — замечания.xlsx")
