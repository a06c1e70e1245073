"""Files attached to papers: sent, downloaded, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.pages import ConfirmPage, FormPage
from nastavnik.kit.pages.base import Page
from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.kit.tables import Column, Table
from nastavnik.papers.actions import attach_paper_file, download_paper_file, remove_paper_file
from nastavnik.papers.forms.orders import EmptyForm
from nastavnik.papers.forms.register import ScanForm
from nastavnik.papers.models import Paper, PaperScan
from nastavnik.papers.permissions import check_can_attach_file
from nastavnik.papers.queries.papers import open_papers_visible_to, scans_of, scans_visible_to
from nastavnik.papers.views.lists import paper_crumbs, url_of
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "docx": DOCX}


class ScanAttach(FormPage):
    """A scan or a signed file comes to its paper."""

    permission = Right.PAPERS_OPEN
    section = "papers"
    title = "Приложить файл"
    form_class = ScanForm
    submit_label = "Приложить"

    def load(self) -> None:
        """The paper, among those that the actor may open."""
        self.paper = get_object_or_404(open_papers_visible_to(self.actor), pk=self.kwargs["pk"])

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the paper."""
        return (*paper_crumbs(), Crumb(self.paper.title, url_of(self.paper)))

    def submit_refusal(self) -> str | None:
        """Grey for whoever may not, and before the signature."""
        return Action.checked(check_can_attach_file, self.actor, self.paper, label="").reason

    def perform(self, form: ScanForm) -> str:
        """Attaches it."""
        name, content = form.sent()
        attach_paper_file(by=self.actor, paper=self.paper, content=content, file_name=name)
        self.say("Файл приложен к документу.")
        return url_of(self.paper)


class _OneScan(Page):
    """A page about one attached file."""

    abstract = True
    section = "papers"

    def load(self) -> None:
        """The file, among those of the actor's own institution."""
        self.scan = get_object_or_404(scans_visible_to(self.actor), pk=self.kwargs["pk"])


class ScanDownload(_OneScan):
    """The file as it was sent; each download is journalled."""

    permission = Right.PAPERS_OPEN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file itself, always as a download."""
        content = download_paper_file(by=self.actor, scan=self.scan)
        return file_response(content, self.scan.file_name, _TYPES[self.scan.content_type])


class ScanRemove(_OneScan, ConfirmPage):
    """Asks before a file is taken away."""

    permission = Right.PAPERS_OPEN
    form_class = EmptyForm
    submit_label = "Убрать файл"

    def heading(self) -> str:
        """Which file."""
        return f"Убрать файл «{self.scan.file_name}»?"

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the paper."""
        return (*paper_crumbs(), Crumb(self.scan.paper.title, url_of(self.scan.paper)))

    def consequences(self) -> Sequence[str]:
        """What can not be taken back."""
        return ("Файл будет удалён из системы. Сам документ не изменится.",)

    def submit_refusal(self) -> str | None:
        """Grey for whoever may not."""
        return Action.checked(check_can_attach_file, self.actor, self.scan.paper, label="").reason

    def perform(self, form: EmptyForm) -> str:
        """Takes it away."""
        remove_paper_file(by=self.actor, scan=self.scan)
        self.say("Файл убран.")
        return url_of(self.scan.paper)


def scans_table(actor: Actor, paper: Paper) -> Table:
    """Attached files with what can be done to them."""

    def deeds(scan: PaperScan) -> Sequence[Action]:
        url = reverse("papers:scan_remove", args=[scan.pk])
        action = Action.checked(check_can_attach_file, actor, paper, label="Убрать", url=url, style="link")
        return () if action.is_refused else (action,)

    columns = (
        Column(
            "name", "Файл", "file_name", link=lambda scan: reverse("papers:scan_download", args=[scan.pk])
        ),
        Column("size", "Размер", lambda scan: counted(max(1, scan.size // 1024), ("КБ", "КБ", "КБ"))),
        Column("attached_at", "Приложен", lambda scan: scan.attached_at.date(), kind="date"),
        Column("deeds", "", deeds, kind="actions"),
    )
    return Table("Приложенные файлы", columns=columns, rows=scans_of(paper), empty="Файлов пока нет.")
