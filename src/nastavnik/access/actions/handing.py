"""Whoever leaves hands over: roles, named duties and what hangs on them pass to the successor in one deed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from nastavnik.access.actions.grants import end_grant, grant_role
from nastavnik.access.actors import AccountActor
from nastavnik.access.models import Account
from nastavnik.access.moments import duties_handed_over
from nastavnik.access.permissions.grants import check_can_end_grant
from nastavnik.access.queries.handing import roles_to_hand_over
from nastavnik.access.terms import GrantTerms
from nastavnik.journal.actions import record
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Role


@transaction.atomic
def hand_over(
    *,
    by: AccountActor,
    former: Account,
    successor: Account,
    node: Organisation,
    on: date,
    paper: str,
    today: date,
) -> int:
    """Gives the successor every role that an employee holds over the node, from the day on, and ends them the day before.

    What waits for the role (tasks of the desk, drafts of papers, questions of participants) follows the role; what
    names the person himself follows by `duties_handed_over`. Gives how many roles passed. Records it. Refused: the
    same person, a day that is over, nothing to hand over, a role that the actor may not give.
    """
    if former.pk == successor.pk:
        raise Refused("Выберите другого сотрудника: дела передают не самому себе.", field="successor")
    if on < today:
        raise Refused("Этот день прошёл: впишите сегодняшний или будущий.", field="on")
    held = roles_to_hand_over(by, former, node, today)
    if not held:
        raise Refused("У этого сотрудника здесь нет действующих ролей: передавать нечего.")
    known = {(one.role, tuple(one.classes)) for one in roles_to_hand_over(by, successor, node, today)}
    for grant in held:
        check_can_end_grant(by, grant)
        end_grant(by=by, grant=grant, last_day=max(on - timedelta(days=1), grant.from_date), today=today)
        if (grant.role, tuple(grant.classes)) in known:
            continue
        terms = GrantTerms(
            role=Role(grant.role), node=node, from_date=on, to_date=grant.to_date, paper=paper.strip(),
            classes=tuple(grant.classes), partner=grant.partner,
        )  # fmt: skip
        grant_role(by=by, account=successor, terms=terms, today=today)
    duties_handed_over.happen(by=by, node_id=node.pk, former_id=former.pk, successor_id=successor.pk, on=on)
    record(by=by, verb="hand_over", obj=former, institution_id=node.pk, count=len(held))
    return len(held)
