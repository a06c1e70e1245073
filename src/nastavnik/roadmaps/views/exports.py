"""Road maps as files: the document, the report on it, the table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.roadmaps.actions.exports import take_roadmap, take_roadmap_book
from nastavnik.roadmaps.views.card import OneRoadmap
from nastavnik.rulebook.roles import Right


class RoadmapWord(OneRoadmap):
    """The edition in the shape in which it is approved."""

    permission = Right.ROADMAPS_VIEW

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        content = take_roadmap(by=self.actor, edition=self.edition)
        return file_response(content, "Дорожная карта.docx", DOCX)


class ReportWord(OneRoadmap):
    """The edition with what has been done by today."""

    permission = Right.ROADMAPS_VIEW

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        content = take_roadmap(by=self.actor, edition=self.edition, with_execution=True)
        return file_response(content, "Отчёт о выполнении дорожной карты.docx", DOCX)


class RoadmapBook(OneRoadmap):
    """The edition as a table."""

    permission = Right.ROADMAPS_VIEW

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        content = take_roadmap_book(by=self.actor, edition=self.edition)
        return file_response(content, "Дорожная карта.xlsx")
