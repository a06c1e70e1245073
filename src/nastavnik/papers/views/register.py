"""The register of papers: a paper of another organisation comes in, the list goes out as .xlsx."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from nastavnik.kit.pages import FormPage
from nastavnik.kit.pages.files import file_response
from nastavnik.papers.actions import enter_paper, take_register
from nastavnik.papers.forms.register import ForeignPaperForm
from nastavnik.papers.permissions import check_can_enter_paper
from nastavnik.papers.views.lists import PaperList, url_of
from nastavnik.papers.views.staff import OfInstitution
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.roles import Right


class PaperEnter(OfInstitution, FormPage):
    """A paper of another organisation, by its requisites."""

    permission = Right.PAPERS_OPEN
    title = "Внести документ другой организации"
    form_class = ForeignPaperForm
    submit_label = "Внести в реестр"

    def load(self) -> None:
        """The institution into whose register the paper goes."""
        super().load()
        check_can_enter_paper(self.actor, self.institution)

    def lead(self) -> str:
        """What it is for."""
        return "Приказы, распоряжения, положения и письма, на которых основана работа организации."

    def perform(self, form: ForeignPaperForm) -> str:
        """Enters it."""
        paper = enter_paper(
            by=self.actor, institution=self.institution, requisites=form.requisites(), file=form.sent()
        )
        self.say(f"Документ № {paper.number} внесён в реестр.")
        return url_of(paper)


class RegisterExport(PaperList):
    """The list as it is narrowed now, as a table; each is journalled."""

    permission = Right.PAPERS_VIEW

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        rows: Any = self.narrowed_rows()
        content = take_register(by=self.actor, papers=rows)
        return file_response(content, f"Реестр документов {short_date(self.today)}.xlsx")
