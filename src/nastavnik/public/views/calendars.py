"""A calendar by its secret address: read by telephones, which have no account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.kit.calendars import MIME, calendar_file
from nastavnik.kit.pages import Page
from nastavnik.notices.feeds import entries_for
from nastavnik.notices.queries.feeds import organisation_of_feed, reader_of_feed

UNKNOWN = "Такого календаря нет: адрес неполный или календарь закрыт.\n"


class CalendarFeedView(Page):
    """The feed of whoever holds the secret, as much as its owner may see today; nothing is spent or written by reading."""

    public = True
    title = "Календарь"

    def get(self, request: HttpRequest, /, *_args: Any, **kwargs: Any) -> HttpResponse:
        """The file; 404 in plain words for an unknown or closed address."""
        found = reader_of_feed(kwargs["secret"], self.today)
        if found is None:
            return _private(HttpResponse(UNKNOWN, status=404, content_type="text/plain; charset=utf-8"))
        actor, organisation_id = found
        with acting(actor):
            organisation = organisation_of_feed(organisation_id)
            entries = [
                replace(entry, url=request.build_absolute_uri(entry.url) if entry.url else "")
                for entry in entries_for(actor, organisation)
            ]
        title = f"Наставник: {organisation}" if organisation else "Наставник: мои сроки"
        response = HttpResponse(calendar_file(title, entries, now=timezone.now()), content_type=MIME)
        response["Content-Disposition"] = 'inline; filename="nastavnik.ics"'
        return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    """No proxy keeps what a secret opens, no search engine lists it."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
