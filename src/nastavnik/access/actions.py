"""Everything written about accounts."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from nastavnik.access.models import Account
from nastavnik.access.permissions import check_can_change_password
from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused


def sign_in(*, by: Actor) -> None:
    """Records that the account has signed in, in its own scope: the page of sign-in runs under nobody's."""
    with acting(by):
        record(by=by, verb="sign_in")


@transaction.atomic
def sign_out(*, by: Actor) -> None:
    """Records that the account has signed out; the session itself is ended by the page."""
    record(by=by, verb="sign_out")


@transaction.atomic
def change_password(*, by: Actor, account: Account, new_password: str) -> None:
    """Gives the actor's own account a new password and records it; other sessions of the account end by it.

    Refused in Russian, at `new_password`, where the password is too short, too common or only digits.
    """
    check_can_change_password(by, account)
    try:
        validate_password(new_password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="new_password") from error
    account.set_password(new_password)
    account.save(update_fields=["password"])
    record(by=by, verb="change_password")
