"""Road maps as files: the document, the report on it, the table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from nastavnik.roadmaps.actions.exports import take_roadmap, take_roadmap_book
from nastavnik.roadmaps.views.card import OneRoadmap
from nastavnik.rulebook.roles import Right

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _File(OneRoadmap):
    """The shown edition as a file."""

    abstract = True
    permission = Right.ROADMAPS_VIEW

    def answer(self, content: bytes, kind: str, name: str) -> HttpResponse:
        """The file under its name, never kept by what lies between."""
        response = HttpResponse(content, content_type=kind)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        response["Cache-Control"] = "no-store"
        return response


class RoadmapWord(_File):
    """The edition in the shape in which it is approved."""

    permission = Right.ROADMAPS_VIEW

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        content = take_roadmap(by=self.actor, edition=self.edition)
        return self.answer(content, DOCX, "Дорожная карта.docx")


class ReportWord(_File):
    """The edition with what has been done by today."""

    permission = Right.ROADMAPS_VIEW

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        content = take_roadmap(by=self.actor, edition=self.edition, with_execution=True)
        return self.answer(content, DOCX, "Отчёт о выполнении дорожной карты.docx")


class RoadmapBook(_File):
    """The edition as a table."""

    permission = Right.ROADMAPS_VIEW

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        content = take_roadmap_book(by=self.actor, edition=self.edition)
        return self.answer(content, XLSX, "Дорожная карта.xlsx")
