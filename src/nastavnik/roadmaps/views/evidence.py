"""What shows that a duty is done: added, opened, shown to those above, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import ConfirmPage, DeedPage, FormPage
from nastavnik.kit.pages.base import Page
from nastavnik.kit.pages.files import file_response
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions.evidence import (
    attach_file,
    attach_link,
    attach_paper,
    download_evidence,
    remove_evidence,
    show_evidence,
)
from nastavnik.roadmaps.forms.duties import FileForm, LinkForm, PaperForm
from nastavnik.roadmaps.permissions import check_can_report_duty
from nastavnik.roadmaps.queries.duties import evidence_visible_to, files_visible_to, papers_to_show
from nastavnik.roadmaps.queries.executors import performs
from nastavnik.roadmaps.views.duty_deeds import OneDuty
from nastavnik.roadmaps.views.duty_shown import duty_crumbs, url_of
from nastavnik.rulebook.roles import Right


class EvidencePaper(OneDuty, FormPage):
    """A registered paper."""

    permission = Right.ROADMAPS_VIEW
    title = "Приложить документ из реестра"
    form_class = PaperForm
    submit_label = "Приложить"

    def form_options(self) -> Mapping[str, Any]:
        """Registered papers of the organisation, of the kind asked for where one is."""
        kind = self.measure.document_kind if self.measure else ""
        return {"papers": papers_to_show(self.actor, self.duty, kind)}

    def perform(self, form: PaperForm) -> str:
        """Adds it."""
        attach_paper(by=self.actor, duty=self.duty, paper=form.cleaned_data["paper"])
        self.say("Документ приложен.")
        return self.url_back()


class EvidenceLink(OneDuty, FormPage):
    """An address."""

    permission = Right.ROADMAPS_VIEW
    title = "Приложить ссылку"
    form_class = LinkForm
    submit_label = "Приложить"

    def perform(self, form: LinkForm) -> str:
        """Adds it."""
        attach_link(by=self.actor, duty=self.duty, **form.cleaned_data)
        self.say("Ссылка приложена.")
        return self.url_back()


class EvidenceFilePage(OneDuty, FormPage):
    """A file."""

    permission = Right.ROADMAPS_VIEW
    title = "Приложить файл"
    form_class = FileForm
    submit_label = "Приложить"

    def build_form(self, data: Any = None, files: Any = None) -> forms.BaseForm:
        """Only a school chooses whether those above may open it: others have no pupils."""
        form = super().build_form(data, files)
        if self.duty.organisation.level != Organisation.Level.INSTITUTION:
            del form.fields["is_shown"]
        return form

    def perform(self, form: FileForm) -> str:
        """Adds it."""
        name, content = form.sent()
        attach_file(
            by=self.actor,
            duty=self.duty,
            content=content,
            file_name=name,
            words=form.cleaned_data["words"],
            is_shown=form.cleaned_data.get("is_shown", False),
        )
        self.say("Файл приложен.")
        return self.url_back()


class _OneEvidence(Page):
    """A page about one piece of evidence."""

    abstract = True
    section = "roadmaps"

    def load(self) -> None:
        """The evidence in sight, for whoever may report for the organisation."""
        self.evidence = get_object_or_404(evidence_visible_to(self.actor), pk=self.kwargs["pk"])
        duty = self.evidence.duty
        check_can_report_duty(self.actor, duty, performs=performs(self.actor, duty.occurrence.line_id))

    def url_back(self) -> str:
        """The duty."""
        return url_of(self.evidence.duty)


class EvidenceShow(_OneEvidence, DeedPage):
    """Opens a file to those above, or closes it again."""

    permission = Right.ROADMAPS_VIEW

    def perform(self) -> str:
        """Turns it."""
        file = files_visible_to(self.actor).filter(evidence=self.evidence).first()
        is_shown = file is not None and file.shown_to_id is None
        show_evidence(by=self.actor, evidence=self.evidence, is_shown=is_shown)
        self.say("Файл открыт вышестоящим." if is_shown else "Файл открывает только ваша организация.")
        return self.url_back()


class EvidenceRemove(_OneEvidence, ConfirmPage):
    """Asks before evidence is taken away."""

    permission = Right.ROADMAPS_VIEW
    submit_label = "Убрать"

    def heading(self) -> str:
        """What."""
        return f"Убрать «{self.evidence}»?"

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the duty."""
        return duty_crumbs(within=self.evidence.duty, title="Мероприятие")

    def consequences(self) -> Sequence[str]:
        """What becomes of it."""
        if self.evidence.paper_id:
            return ("Документ останется в реестре, но подтверждением больше не будет.",)
        return ("Подтверждение будет удалено из системы.",)

    def perform(self, form: forms.Form) -> str:
        """Takes it away."""
        remove_evidence(by=self.actor, evidence=self.evidence)
        self.say("Подтверждение убрано.")
        return self.url_back()


class EvidenceDownload(Page):
    """A file as it was sent; each download is journalled."""

    permission = Right.ROADMAPS_VIEW
    section = "roadmaps"

    def load(self) -> None:
        """The file, where its wall opens it."""
        self.file = get_object_or_404(files_visible_to(self.actor), evidence=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file itself, always as a download."""
        content = download_evidence(by=self.actor, file=self.file)
        return file_response(content, self.file.file_name, self.file.content_type)
