"""Each request acts as whoever signed in, in one transaction."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from nastavnik.access.actors import actor_of_account
from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor, Anonymous


class ScopeMiddleware:
    """Opens the scope around the whole page: lazy templates are still inside; a server error undoes everything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = _actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]
        with acting(actor):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        if response.status_code == 403 and actor.account_id:
            _journal_refusal(actor)
        return response


def _actor_of(request: HttpRequest) -> Actor:
    if request.user.is_authenticated:
        return actor_of_account(request.user.pk, today=timezone.localdate())
    return Anonymous()


def _journal_refusal(actor: Actor) -> None:
    """A refusal is written in a transaction of its own, so that it stays when the page's work is undone."""
    with acting(actor):
        record(by=actor, verb="refuse_access")
