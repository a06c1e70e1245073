"""What is shown when a page cannot be: in Russian, with a reason and a way on.

Named in the root urlconf: `handler403 = "nastavnik.kit.pages.errors.denied"` and so on.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

NO_REASON = "У вашей роли нет права на эту страницу."


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 with the reason that `Denied` or `Refused` carries."""
    reason = getattr(exception, "reason", "") or NO_REASON
    return render(request, "kit/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the page does not exist or is not this person's to see; the answer is the same."""
    return render(request, "kit/404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return render(request, "kit/400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that is too old; for `CSRF_FAILURE_VIEW`."""
    return render(request, "kit/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, drawn without the request: whatever broke must not break this page too."""
    return HttpResponse(render_to_string("kit/500.html"), status=500)
