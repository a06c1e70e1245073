"""Invitations: a new person, a forgotten password, the first password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from nastavnik.access.actions.grants import write_grant
from nastavnik.access.actors import AccountActor, actor_of_account
from nastavnik.access.codes import INVITATION_SIGNS, code_hash, new_code
from nastavnik.access.doors import through
from nastavnik.access.models import Account
from nastavnik.access.passwords import hashed
from nastavnik.access.permissions.accounts import check_can_manage_account
from nastavnik.access.permissions.grants import check_can_grant_role
from nastavnik.access.queries.accounts import same_name_in_role
from nastavnik.access.queries.invitations import invited
from nastavnik.access.scope import acting
from nastavnik.access.terms import GrantTerms, refuse_wrong_terms
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.rulebook.logins import LOGIN_SHAPE, proposed_logins
from nastavnik.rulebook.names import FullName

LASTS = timedelta(days=14)
NOT_OPEN = (
    "Это приглашение больше не открывается: оно использовано, заменено новым или прошло 14 дней. "
    "Попросите новое у того, кто вас пригласил."
)


@dataclass(frozen=True)
class Invited:
    """What is handed to the invited person, once: nothing but the hash of the code is kept."""

    account: Account
    code: str
    expires_at: datetime


@transaction.atomic
def invite_account(
    *, by: AccountActor, name: FullName, post: str, terms: GrantTerms, now: datetime, login: str = ""
) -> Invited:
    """Opens an account with one role and an invitation to set its password; records all three.

    Without a `login` one is made of the name. Refused where the login is taken or badly shaped, or where the terms of
    the role are wrong. Nothing is sent: the code goes by a link or on paper.
    """
    today = timezone.localdate(now)
    refuse_wrong_terms(terms)
    check_can_grant_role(by, terms.role, terms.node)
    if same_name_in_role(by, name.full, terms.role, terms.node, today):
        raise Refused(
            f"{name.full} с этой ролью здесь уже есть. Откройте его карточку и выдайте новое приглашение.",
            field="name",
        )
    account = _opened(name, post, login)
    record(by=by, verb="invite_account", obj=account)
    write_grant(by=by, account_id=account.pk, terms=terms, today=today)
    return _issued(account, now)


@transaction.atomic
def issue_invitation(*, by: AccountActor, account: Account, now: datetime) -> Invited:
    """Makes a new invitation for an account that is there: it has not been used yet, or the password is forgotten.

    Those issued before open no more; the present password holds until the new one is set. Records it.
    """
    check_can_manage_account(by, account, timezone.localdate(now))
    if not account.is_active:
        raise Refused("Учётная запись отключена. Сначала включите её.")
    record(by=by, verb="issue_invitation", obj=account)
    return _issued(account, now)


def accept_invitation(*, by: Actor, code: str, new_password: str, now: datetime) -> AccountActor:
    """Spends the code and sets the password of its account; gives the actor that the account is, and records it.

    `by` is whoever opened the page; the code itself is the right. Refused where the code opens nothing any more or
    the password may not be chosen.
    """
    found = invited(code, now)
    if found is None:
        raise Refused(NOT_OPEN)
    password = hashed(new_password, Account(login=found.login))
    account_id = through(
        "select access_invitation_accept(%s, %s, %s)", code_hash("invitation", code), password, now
    )
    if account_id is None:
        raise Refused(NOT_OPEN)
    holder = actor_of_account(account_id, today=timezone.localdate(now))
    with acting(holder):
        record(by=holder, verb="accept_invitation")
    return holder


def _opened(name: FullName, post: str, login: str) -> Account:
    if login and not LOGIN_SHAPE.match(login):
        raise Refused(
            "Имя для входа — от 3 до 40 латинских строчных букв, цифр, точек и дефисов, первая — буква или цифра.",
            field="login",
        )
    for wanted in [login] if login else proposed_logins(name):
        pk = through("select access_account_open(%s, %s, %s, null, null)", wanted, name.full, post)
        if pk is not None:
            return Account(pk=pk, login=wanted, display_name=name.full, post=post)
    raise Refused("Это имя для входа уже занято. Впишите другое.", field="login")


def _issued(account: Account, now: datetime) -> Invited:
    code, expires_at = new_code(INVITATION_SIGNS), now + LASTS
    through(
        "select access_invitation_issue(%s, %s, %s, %s, %s)",
        account.pk, code_hash("invitation", code), expires_at, now, timezone.localdate(now),
    )  # fmt: skip
    return Invited(account, code, expires_at)
