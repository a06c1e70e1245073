"""Each request acts as whoever signed in, in one transaction."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from nastavnik.access.actors import actor_of_account
from nastavnik.access.lockout import address_of
from nastavnik.access.scope import acting
from nastavnik.access.sessions import note_session
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
            _note_session(request, actor)
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


def _note_session(request: HttpRequest, actor: Actor) -> None:
    """Once a day, and under each new key, the session says that it is in use; no query otherwise."""
    key, today = request.session.session_key, timezone.localdate()
    if actor.account_id is None or key is None:
        return
    noted = [key, today.isoformat()]
    if request.session.get("noted") != noted:
        note_session(key, request.headers.get("User-Agent", ""), address_of(request), timezone.now(), today)
        request.session["noted"] = noted


def _journal_refusal(actor: Actor) -> None:
    """A refusal is written in a transaction of its own, so that it stays when the page's work is undone."""
    with acting(actor):
        record(by=actor, verb="refuse_access")
