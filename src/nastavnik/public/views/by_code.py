"""What pages that are opened by a code have in common: a pause after many wrong codes, and nothing is kept by the browser."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from nastavnik.kit.pages import FormPage

TOO_MANY = 429


class ByCode(FormPage):
    """A page that a code opens; `pause` says in words how long to wait, while there is a pause."""

    abstract = True
    public = True
    pause = ""

    def heading(self) -> str:
        """A pause has a heading of its own."""
        return "Нужно подождать" if self.pause else self.title

    def get(self, request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page is not kept by the browser."""
        response = self.show(self.build_form(), status=TOO_MANY if self.pause else 200)
        response["Cache-Control"] = "no-store"
        return response
