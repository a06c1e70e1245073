"""A visit to a page class without addresses: a request with an actor, messages and HTMX headers."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from nastavnik.kit.actor import Anonymous


@dataclass(frozen=True)
class Svetlana(Anonymous):
    """The school curator: she may see."""

    account_id: int | None = 1
    name: str = "Светлана"
    rights: frozenset[str] = field(default_factory=lambda: frozenset({"see"}))

    def may(self, right: str, node_id: int | None = None) -> bool:
        return right in self.rights and node_id in (None, 7)


def visit(
    page: type,
    path: str = "/list/",
    *,
    post: Any = None,
    by: Any = None,
    htmx=False,
    cookies=None,
    **kwargs: Any,
):
    """The answer of a page; `said` on it holds the messages."""
    headers = {"HX-Request": "true"} if htmx else {}
    factory = RequestFactory()
    made = factory.get(path, headers=headers) if post is None else factory.post(path, post, headers=headers)
    made.COOKIES.update(cookies or {})
    made.actor = by or Svetlana()
    made.session = {}
    made._messages = SessionStorage(made)

    def answer(request: Any) -> HttpResponse:
        return page.as_view()(request, **kwargs)

    response = HtmxMiddleware(answer)(made)
    response.said = [str(message) for message in made._messages]
    response.text = response.content.decode(errors="replace")
    return response
