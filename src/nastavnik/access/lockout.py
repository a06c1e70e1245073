"""Wrong sign-ins: counted, waited for, forgotten after a right one; and the cookie of a known device."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from nastavnik.access.models import Account
from nastavnik.kit.errors import Refused
from nastavnik.rulebook.lockout import (
    FREE_TRIES,
    FREE_TRIES_OF_ADDRESS,
    FREE_TRIES_OF_CODES,
    FREE_TRIES_OF_KNOWN_DEVICE,
    MEMORY,
    Failures,
    longest,
    pause_left,
    wait_in_words,
)

COOKIE = "device"
_SALT = "access.device"
_KEPT = 400 * 24 * 60 * 60
_CODES = "codes"


@dataclass(frozen=True)
class Attempt:
    """Somebody trying to come in: under which name, from where, from a device that the account knows or not."""

    who: str
    address: str
    device: str = ""
    free: int = FREE_TRIES

    def refuse_to_hurry(self, now: datetime) -> None:
        """Refuses, with the time to wait in words, whoever failed too often of late."""
        if words := self.pause_words(now):
            raise Refused(words)

    def pause_words(self, now: datetime) -> str:
        """How long to wait after failing too often, in a sentence; empty when one may try."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select * from access_failures(%s, %s, %s, %s)",
                [self.who, self.address, self.device, now - MEMORY],
            )
            number, last, at_address, last_at_address = cursor.fetchone()
        of_address = None
        if not self.device:
            everything = Failures(at_address, last_at_address)
            of_address = pause_left(everything, FREE_TRIES_OF_ADDRESS, now)
        pause = longest(pause_left(Failures(number, last), self.free, now), of_address)
        return wait_in_words(pause) if pause is not None else ""

    def failed(self, now: datetime) -> None:
        """Counts it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select access_failure_note(%s, %s, %s, %s)", [self.who, self.address, self.device, now]
            )

    def succeeded(self) -> None:
        """Forgets what was counted here for this name."""
        with connection.cursor() as cursor:
            cursor.execute("select access_failures_forget(%s, %s, %s)", [self.who, self.address, self.device])


def sign_in_attempt(request: HttpRequest, login: str, account: Account | None) -> Attempt:
    """An attempt with a name and a password; `account` is the one of that name, when there is one."""
    device: Any = _cookie(request)
    known = account is not None and _mark(account) == device.get("of", {}).get(str(account.pk))
    name = hashlib.sha256(login.encode()).hexdigest()
    if known:
        return Attempt(name, address_of(request), device["id"], FREE_TRIES_OF_KNOWN_DEVICE)
    return Attempt(name, address_of(request))


def code_attempt(request: HttpRequest) -> Attempt:
    """An attempt with a code from paper: all codes of an address are counted together."""
    return Attempt(_CODES, address_of(request), free=FREE_TRIES_OF_CODES)


def remember_device(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Lets the browser keep, signed, that this account came in from it; a new password makes it forget."""
    device: Any = _cookie(request)
    marks = {**device.get("of", {}), str(account.pk): _mark(account)}
    kept = dict(list(marks.items())[-20:])
    value = signing.dumps(
        {"id": device.get("id") or secrets.token_hex(16), "of": kept}, salt=_SALT, compress=True
    )
    response.set_cookie(
        COOKIE, value, max_age=_KEPT, httponly=True, samesite="Lax", secure=request.is_secure(), path="/"
    )


def forget_failures(before: datetime) -> None:
    """Removes what is older; the worker's own work."""
    with connection.cursor() as cursor:
        cursor.execute("select access_failures_clear(%s)", [before])


def address_of(request: HttpRequest) -> str:
    """The address from which was asked; behind the proxy the one that the proxy itself saw, the last it wrote."""
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        seen = forwarded or seen
    return str(seen)[:45]


def _cookie(request: HttpRequest) -> dict[str, Any]:
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_KEPT)
    except signing.BadSignature:
        return {}
    return kept if isinstance(kept, dict) else {}


def _mark(account: Account) -> str:
    """What says that this account came in with its present password."""
    return salted_hmac(_SALT, f"{account.pk}:{account.password}", algorithm="sha256").hexdigest()[:24]
