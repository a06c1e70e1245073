"""Finding an account at sign-in and for each request, by functions that return one row."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from nastavnik.access.models import Account


class AccountBackend(BaseBackend):
    """Own login and password; nothing foreign is asked."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **kwargs: Any
    ) -> Account | None:
        """The account whose login and password these are, or None; both cases take the same time."""
        account = account_by_login(tidy_login(username))
        if account is None:
            make_password(password)
            return None
        return account if check_password(password, account.password) else None

    def get_user(self, user_id: int) -> Account | None:
        """The active account of a session, or None."""
        return _one("select * from access_account_by_id(%s)", user_id)


def tidy_login(typed: str | None) -> str:
    """The name for signing in without regard to capitals and spaces at its ends."""
    return (typed or "").strip().lower()


def account_by_login(login: str) -> Account | None:
    """The active account of this very name, or None."""
    return _one("select * from access_account_by_login(%s)", login)


def _one(sql: str, value: object) -> Account | None:
    return next(iter(Account.objects.raw(sql, [value])), None)
