"""A document into a road map: brought, looked at beside its measures, mended, kept as a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import DeedPage, Page
from nastavnik.kit.pages.files import file_response
from nastavnik.roadmaps.actions.sources import drop_source, keep_source, mend_source, read_source, take_source
from nastavnik.roadmaps.documents_shown import shown_document
from nastavnik.roadmaps.forms.sources import SourceForm
from nastavnik.roadmaps.models import SourceFile
from nastavnik.roadmaps.queries.sources import sources_visible_to
from nastavnik.roadmaps.views.editor import draft_url
from nastavnik.roadmaps.views.reading_words import ReadingView, typed_values, view_of
from nastavnik.roadmaps.views.start import StartPage
from nastavnik.roadmaps.views.words import list_crumb
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

_ROWS = ("мероприятие", "мероприятия", "мероприятий")
_INVALID = 422
_SECTION_DEEDS = ("section", "up", "down", "unsection")


class SourceRead(StartPage):
    """A file or a text is brought."""

    permission = Right.ROADMAPS_EDIT
    title = "Загрузить готовую карту"
    form_class = SourceForm
    submit_label = "Прочитать"
    busy_label = "Читаю…"

    def lead(self) -> str:
        """What will happen, and that nothing is lost."""
        return (
            "Система прочитает таблицу и покажет её рядом с документом: проверите и поправите до сохранения."
        )

    def form_options(self) -> Mapping[str, Any]:
        """Whose."""
        return {"owners": self.owners}

    def perform(self, form: SourceForm) -> str:
        """Reads it and goes to the page where it is mended."""
        source = read_source(by=self.actor, owner=form.whose, **form.sent())
        self.say(f"Прочитано: {counted(len(source.mended['rows']), _ROWS)}. Ещё ничего не сохранено картой.")
        return source_url(source)


def source_url(source: SourceFile, anchor: str = "") -> str:
    """The page of a reading, at a row."""
    url = reverse("roadmaps:source_mend", args=[source.pk])
    return f"{url}#{anchor}" if anchor else url


class OneSource(Page):
    """A page about one file that was read."""

    abstract = True
    section = "roadmaps"

    def load(self) -> None:
        """The file; a stranger gets 404."""
        self.source: SourceFile = get_object_or_404(sources_visible_to(self.actor), pk=self.kwargs["pk"])

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the choice of a way."""
        return list_crumb(), Crumb("Начать дорожную карту", reverse("roadmaps:roadmap_start"))

    def url_back(self) -> str:
        """The page of the reading."""
        return source_url(self.source)


class SourceMend(OneSource):
    """The document at the left, its measures at the right with a field for every cell; one form, kept by every button."""

    permission = Right.ROADMAPS_EDIT
    wide = True
    template_name = "roadmaps/reading.html"

    def load(self) -> None:
        """Sent on to the draft once it has become one."""
        super().load()
        self.problem = ""

    def heading(self) -> str:
        """Which file."""
        return f"Проверка: {self.source.file_name}"

    def menu(self) -> Sequence[Action]:
        """The file itself, and throwing it away."""
        return [
            Action(
                "Скачать исходный файл",
                reverse("roadmaps:source_download", args=[self.source.pk]),
                download=True,
            ),
            Action("Удалить", reverse("roadmaps:source_drop", args=[self.source.pk]), method="post"),
        ]

    @cached_property
    def view(self) -> ReadingView:
        """The rows with what looks wrong in them."""
        return view_of(self.source.mended)

    def context(self) -> dict[str, Any]:
        """Both sides."""
        return {
            "view": self.view,
            "document": list(shown_document(self.source.reading["document"])),
            "problem": self.problem,
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the draft that came of it."""
        if self.source.edition is not None:
            return HttpResponseRedirect(draft_url(self.source.edition.roadmap_id))
        return self.render()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keeps what was typed whatever the button was, then does what it says."""
        deed = request.POST.get("do", "")
        values, problem = typed_values(request.POST)
        shown = mend_source(by=self.actor, source=self.source, values=values, deed=deed)
        if problem:
            return self.again(problem)
        if deed != "keep":
            return HttpResponseRedirect(self.url_after(deed, shown))
        try:
            edition = keep_source(by=self.actor, source=self.source)
        except Refused as refusal:
            return self.again(refusal.reason)
        self.say("Проект дорожной карты сохранён. Исходный файл остался при нём.")
        return HttpResponseRedirect(draft_url(edition.roadmap_id))

    def url_after(self, deed: str, shown: str) -> str:
        """The page at the row that was meant; after a deed with a section, with the sections open."""
        if deed.partition(":")[0] in _SECTION_DEEDS:
            return f"{source_url(self.source)}?sections=open#{shown or 'sections'}"
        return source_url(self.source, shown)

    def again(self, problem: str) -> HttpResponse:
        """The page with what has to be mended first; everything that was typed is there."""
        self.problem = problem
        return self.render(status=_INVALID, tab_title=f"Ошибка: {self.browser_title()}")


class RowMend(OneSource):
    """One row is kept while it is typed; its findings come back."""

    permission = Right.ROADMAPS_EDIT
    template_name = "roadmaps/parts/reading_notes.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keeps the row."""
        values, _ = typed_values(request.POST)
        mend_source(by=self.actor, source=self.source, values=values)
        view = view_of(self.source.mended)
        row = next((one for one in view.rows if one.key == f"r{self.kwargs['row']}"), None)
        return self.render(row=row, view=view, is_fragment=True)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to see here: the page of the reading."""
        return HttpResponseRedirect(self.url_back())


class SourceDrop(OneSource, DeedPage):
    """The file is thrown away."""

    permission = Right.ROADMAPS_EDIT

    def perform(self) -> str:
        """Throws it away."""
        drop_source(by=self.actor, source=self.source)
        self.say("Файл и его проверка удалены.")
        return reverse("roadmaps:roadmap_start")


class SourceDownload(OneSource):
    """The file as it was brought; each download is journalled."""

    permission = Right.ROADMAPS_EDIT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Always a download."""
        content = take_source(by=self.actor, source=self.source)
        return file_response(content, self.source.file_name, "application/octet-stream")
