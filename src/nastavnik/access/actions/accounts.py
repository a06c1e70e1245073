"""Everything written about one's own account and about accounts as a whole."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.access.actors import AccountActor
from nastavnik.access.doors import through
from nastavnik.access.models import Account
from nastavnik.access.passwords import hashed
from nastavnik.access.permissions.accounts import check_can_change_password, check_can_manage_account
from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor


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
    account.password = hashed(new_password, account)
    through("select access_password_set(%s)", account.password)
    record(by=by, verb="change_password")


@transaction.atomic
def switch_account(*, by: AccountActor, account: Account, on: bool, today: date) -> None:
    """Switches an account off or on and records it; one that is off opens nothing from the next page on.

    Refused where it is the actor's own or holds a role that the actor may not give.
    """
    check_can_manage_account(by, account, today)
    through("select access_account_switch(%s, %s, %s)", account.pk, on, today)
    record(by=by, verb="switch_account", obj=account, fields=["is_active"])
