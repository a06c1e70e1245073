"""Rows for tests, made as the owner of the tables: the walls are not what is being set up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.db import connection, transaction

from nastavnik.access import scope
from nastavnik.access.actors import AccountActor, actor_of_account
from nastavnik.access.models import Account, Grant
from nastavnik.monitoring.keys import pads
from nastavnik.registry.models import Consent, Contingent, Guardian, Organisation, Partner, Person
from nastavnik.rulebook.granting import PARTICIPANTS
from nastavnik.rulebook.roles import Role

PASSWORD = "Наставник-2026"
TODAY = date(2026, 10, 15)
# Nobody steals these passwords: at the product's own number each sign-in would cost a third of a second.
PBKDF2PasswordHasher.iterations = 1_000
_HASH = make_password(PASSWORD)


_settled = False


@contextmanager
def settled() -> Iterator[None]:
    """Works as the owner all along: inside, `owning()` costs nothing. Nobody may act within."""
    global _settled  # noqa: PLW0603 tests run in one thread
    with owning():
        _settled = True
        try:
            yield
        finally:
            _settled = False


@contextmanager
def owning() -> Iterator[None]:
    """Works as the owner of the tables and gives the earlier role back."""
    if _settled:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_setting('role')")
        before = cursor.fetchone()[0]
        cursor.execute("set local role none")
        scope._here.depth = getattr(scope._here, "depth", 0) + 1
        try:
            yield
        finally:
            scope._here.depth -= 1
        cursor.execute("select set_config('role', %s, true)", [before])


def organisation(short_name: str, level: str = "institution", **values: Any) -> Organisation:
    values.setdefault("full_name", short_name)
    with owning():
        return Organisation.objects.create(short_name=short_name, level=level, **values)


def person(institution: Organisation, name: str, **values: Any) -> Person:
    last, first, *middle = name.split()
    with owning():
        return Person.objects.create(
            institution=institution, last_name=last, first_name=first, middle_name=" ".join(middle), **values
        )


def guardian(child: Person, full_name: str, contact: str = "") -> Guardian:
    with owning():
        return Guardian.objects.create(
            institution_id=child.institution_id, person=child, full_name=full_name, contact=contact
        )


def consent(person: Person, kind: str = "processing", **values: Any) -> None:
    """Both signatures, as a participant of 14–17 needs them."""
    values.setdefault("given_date", date(2026, 9, 10))
    with owning():
        for signer in Consent.Signer.values:
            Consent.objects.create(
                institution_id=person.institution_id, person=person, kind=kind, signer=signer, **values
            )


def account(login: str, person: Person, *grants: tuple[Role, Organisation]) -> Account:
    with owning():
        is_staff = any(role not in PARTICIPANTS for role, _ in grants)
        made = Account.objects.create(
            login=login, person=person, password=_HASH, display_name=str(person) if is_staff else ""
        )
        for role, node in grants:
            Grant.objects.create(
                account=made, role=role, node=node, from_date=date(2026, 8, 1), paper="приказ № 1-од"
            )
        return made


def responsible(login: str, name: str, partner: Partner, node: Organisation) -> Account:
    """Somebody of a partner's own who answers for it before a node and what lies under it."""
    with owning():
        made = Account.objects.create(login=login, password=_HASH, display_name=name, post="начальник отдела")
        Grant.objects.create(
            account=made,
            role=Role.PARTNER_RESPONSIBLE,
            node=node,
            partner=partner,
            from_date=date(2026, 8, 1),
        )
        return made


def contingent(institution: Organisation, year: int, per_age: int = 10) -> None:
    with owning():
        Contingent.objects.bulk_create(
            Contingent(institution=institution, year=year, age=age, children=per_age) for age in range(7, 19)
        )
    recount(institution, year)


def recount(institution: Organisation, *years: int) -> None:
    """Counts the institution anew, as whatever moves its figures does."""
    with owning(), connection.cursor() as cursor:
        cursor.execute("select monitoring_key_people(%s, %s, %s)", [[institution.pk], *pads()])
        cursor.execute("select monitoring_recount(%s, %s, now())", [[institution.pk], list(years)])


def actor(login: str) -> AccountActor:
    with owning():
        pk = Account.objects.get(login=login).pk
    return actor_of_account(pk, today=TODAY)
