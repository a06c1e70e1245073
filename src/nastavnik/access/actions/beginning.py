"""The beginning of an empty base: its root, its first account, the way in. Called from the console alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from nastavnik.access.actions.invitations import LASTS, Invited
from nastavnik.access.codes import INVITATION_SIGNS, code_hash, new_code
from nastavnik.access.models import Account, Grant, Invitation
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import has_organisations
from nastavnik.rulebook.granting import FIRST_ROLES
from nastavnik.rulebook.logins import LOGIN_SHAPE
from nastavnik.rulebook.names import BadName, parse_full_name


@dataclass(frozen=True)
class Beginning:
    """What the first start asks for: the root of the tree with its requisites, and who will lead the system."""

    level: str
    full_name: str
    short_name: str
    admin_name: str
    login: str
    founder: str = ""
    place: str = ""
    head_post: str = "Директор"
    head_name: str = ""
    admin_post: str = ""


@transaction.atomic
def begin_house(*, by: Actor, beginning: Beginning, now: datetime) -> Invited:
    """Makes the root, the first account with the roles that lead it, and an invitation to set its password.

    Only for a base without organisations, and only as the worker's role, whose scope the console opens. Refused where
    the base has begun, a name is badly written or the login is badly shaped.
    """
    if has_organisations():
        raise Refused("База уже начата: новых людей приглашают на странице «Пользователи».")
    if not LOGIN_SHAPE.match(beginning.login):
        raise Refused(
            "Имя для входа — от 3 до 40 латинских строчных букв, цифр, точек и дефисов.", field="login"
        )
    try:
        name = parse_full_name(beginning.admin_name)
    except BadName as error:
        raise Refused(f"Фамилия, имя, отчество: {error}.", field="admin_name") from error
    root = Organisation.objects.create(
        level=beginning.level, full_name=beginning.full_name, short_name=beginning.short_name,
        founder=beginning.founder, place=beginning.place, head_post=beginning.head_post, head_name=beginning.head_name,
    )  # fmt: skip
    account = Account(login=beginning.login, display_name=name.full, post=beginning.admin_post)
    account.set_unusable_password()
    account.save()
    for role in FIRST_ROLES[beginning.level]:
        Grant.objects.create(account=account, role=role, node=root, from_date=timezone.localdate(now))
    record(by=by, verb="begin_house", obj=root)
    return _invited(account, now)


@transaction.atomic
def invite_from_console(*, by: Actor, login: str, now: datetime) -> Invited:
    """Issues an invitation to whoever holds the server: the way in for an administrator who forgot the password.

    Invitations issued before open no more. Refused where there is no such account or it is switched off.
    """
    account = Account.objects.filter(login=login).first()
    if account is None:
        raise Refused(f"Учётной записи «{login}» нет.")
    if not account.is_active:
        raise Refused(f"Учётная запись «{login}» отключена.")
    Invitation.objects.filter(account=account, spent_at=None, revoked_at=None).update(revoked_at=now)
    record(by=by, verb="invite_from_console", obj=account)
    return _invited(account, now)


def _invited(account: Account, now: datetime) -> Invited:
    code, expires_at = new_code(INVITATION_SIGNS), now + LASTS
    Invitation.objects.create(
        account=account, code_hash=code_hash("invitation", code), issued_at=now, expires_at=expires_at
    )
    Account.objects.filter(pk=account.pk).update(invited_until=expires_at)
    return Invited(account, code, expires_at)
