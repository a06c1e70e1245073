"""Roles given and ended."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, transaction

from nastavnik.access.actors import AccountActor
from nastavnik.access.doors import through
from nastavnik.access.models import Account, Grant
from nastavnik.access.permissions.grants import check_can_end_grant, check_can_grant_role, open_grants
from nastavnik.access.terms import GrantTerms, refuse_wrong_terms
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.granting import INSTITUTION, PARTICIPANTS
from nastavnik.rulebook.roles import Role

WINDING_UP = frozenset({Role.HEAD, Role.CURATOR, Role.SECRETARY})
"""Who ends the pairs of an institution that closes without a successor, and destroys its data by an act."""
TO_WIND_UP = timedelta(days=60)


@transaction.atomic
def grant_role(*, by: AccountActor, account: Account, terms: GrantTerms, today: date) -> Grant:
    """Gives an account a role over a node for a period and records it; what the account held before stays.

    Refused where the role does not stand on the node's level, is held there already, ends before it begins, or
    where a class teacher has no class. Nobody gives a role to himself.
    """
    refuse_wrong_terms(terms)
    check_can_grant_role(by, terms.role, terms.node)
    if by.account_id is not None and by.account_id == account.pk:
        raise Refused("Себе роль не назначают: это делает тот, кто стоит выше.")
    same = [
        grant
        for grant in open_grants(account.grants.filter(role=terms.role, node=terms.node), today)
        if list(grant.classes) == list(terms.classes) and grant.partner_id == _partner_id(terms)
    ]
    if same:
        raise Refused(
            f"Эта роль здесь уже назначена с {long_date(same[0].from_date)}. "
            "Если меняется срок, сначала завершите её.",
            field="role",
        )
    return write_grant(by=by, account_id=account.pk, terms=terms, today=today)


@transaction.atomic
def end_grant(*, by: AccountActor, grant: Grant, last_day: date, today: date) -> None:
    """Ends a role: `last_day` is the last on which it holds. Records it.

    Refused where the day is before the first of the role.
    """
    check_can_end_grant(by, grant)
    if last_day < grant.from_date:
        raise Refused(
            f"Роль назначена с {long_date(grant.from_date)}: последний день не может быть раньше.",
            field="last_day",
        )
    through("select access_grant_end(%s, %s, %s)", grant.pk, last_day, today)
    record(by=by, verb="end_grant", obj=grant, institution_id=_institution_of(grant.node), fields=["to_date"])


@transaction.atomic
def end_grants_of_closed(
    *, by: Actor, institution: Organisation, successor: Organisation | None, on: date
) -> None:
    """Subscriber of `institution_reorganised`: roles over a closed institution hold until that day and no longer.

    Of a joined one participants keep their cards: the successor goes on with their pairs. Employees come to the
    successor only by its own order, so nobody is moved silently. Where there is no successor, whoever ends the pairs by
    an order keeps his role for `TO_WIND_UP`. Records how many roles ended.
    """
    spared = PARTICIPANTS if successor is not None else WINDING_UP
    ended = _close(institution, on, spared)
    if successor is None:
        ended += _close(institution, on + TO_WIND_UP, frozenset())
    if ended:
        record(
            by=by, verb="end_grants_of_closed", obj=institution, institution_id=_institution_of(institution),
            count=ended,
        )  # fmt: skip


def _close(institution: Organisation, last_day: date, spared: frozenset[Role]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select access_grants_close(%s, %s, %s::text[])", [institution.pk, last_day, sorted(spared)]
        )
        return len(cursor.fetchall())


def write_grant(*, by: AccountActor, account_id: int, terms: GrantTerms, today: date) -> Grant:
    """Writes the grant through the database's own check and records it."""
    check_can_grant_role(by, terms.role, terms.node)
    pk = through(
        "select access_grant_give(%s, %s, %s, %s, %s, %s, %s::text[], %s, %s)",
        account_id, terms.role.value, terms.node.pk, terms.from_date, terms.to_date, terms.paper,
        list(terms.classes), _partner_id(terms), today,
    )  # fmt: skip
    grant = Grant(
        pk=pk, account_id=account_id, role=terms.role, node=terms.node, from_date=terms.from_date,
        to_date=terms.to_date, paper=terms.paper, classes=list(terms.classes), partner=terms.partner,
    )  # fmt: skip
    record(by=by, verb="grant_role", obj=grant, institution_id=_institution_of(terms.node))
    return grant


def _partner_id(terms: GrantTerms) -> int | None:
    return terms.partner.pk if terms.partner is not None else None


def _institution_of(node: Organisation) -> int | None:
    """The institution in whose journal it stands; what happens above institutions is nobody's journal but the actor's."""
    return node.pk if node.level == INSTITUTION else None
