"""«Версия для слабовидящих»: the same pages, larger and with more contrast, by a cookie."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from nastavnik.kit.pages.base import Page

COOKIE = "vision"
YEAR = 365 * 24 * 60 * 60


class VisionSwitch(Page):
    """Turns the version on or off and returns to the page from which it was asked."""

    public = True

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Nothing is switched by opening an address."""
        return HttpResponseRedirect("/")

    def post(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Switches."""
        back = request.POST.get("back", "/")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = "/"
        response = HttpResponseRedirect(back)
        if request.COOKIES.get(COOKIE) == "on":
            response.delete_cookie(COOKIE, samesite="Lax")
        else:
            response.set_cookie(
                COOKIE, "on", max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
            )
        return response
