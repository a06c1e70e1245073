"""Who stands behind the words of the column «Ответственные», said once."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.access.models import Account
from nastavnik.access.queries.accounts import staff_accounts_visible_to
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.roadmaps.actions.living import hand_out_duties
from nastavnik.roadmaps.models import ExecutorName, Roadmap
from nastavnik.roadmaps.permissions import check_can_bind_executors
from nastavnik.rulebook.roles import Role


@transaction.atomic
def bind_executor(
    *,
    by: Actor,
    name: ExecutorName,
    kind: str,
    account: Account | None = None,
    role: str = "",
    organisation: Organisation | None = None,
) -> ExecutorName:
    """Says who the words mean, for all road maps and editions of their owner; `kind` "" takes it back. Records it.

    Duties follow at once: «все организации ниже» gives one to each. Refused: an account or an organisation out of
    sight, «все организации ниже» where nothing stands below, a kind without what it needs.
    """
    check_can_bind_executors(by, name.owner)
    held = ExecutorName.objects.select_for_update(of=("self",)).select_related("owner").get(pk=name.pk)
    known = ExecutorName.Kind(kind)
    if known is ExecutorName.Kind.BELOW and held.owner.level == Organisation.Level.INSTITUTION:
        raise Refused("Под этой организацией других нет. Выберите должность или человека.", field="who")
    _refuse_unseen(by, known, account, role, organisation)
    held.kind = known
    held.account = account if known is ExecutorName.Kind.ACCOUNT else None
    held.role = role if known is ExecutorName.Kind.POST else ""
    held.organisation = organisation if known is ExecutorName.Kind.ORGANISATION else None
    held.save(update_fields=["kind", "account", "role", "organisation"])
    record(by=by, verb="bind_executor", obj=held, institution_id=held.owner_id)
    for roadmap in Roadmap.objects.filter(lines__performers__name=held, is_archived=False).distinct():
        hand_out_duties(by=by, roadmap=roadmap)
    return held


def _refuse_unseen(
    by: Actor, kind: ExecutorName.Kind, account: Account | None, role: str, organisation: Organisation | None
) -> None:
    unseen = Refused("Выберите, кто это: человек, должность или организация из списка.", field="who")
    if kind is ExecutorName.Kind.ACCOUNT and (
        account is None or not staff_accounts_visible_to(by).filter(pk=account.pk).exists()
    ):
        raise unseen
    if kind is ExecutorName.Kind.POST and role not in set(Role):
        raise unseen
    if kind is ExecutorName.Kind.ORGANISATION and (
        organisation is None or not organisations_visible_to(by).filter(pk=organisation.pk).exists()
    ):
        raise unseen


@transaction.atomic
def follow_successor(*, by: Actor, node_id: int, former_id: int, successor_id: int, on: date) -> None:
    """Subscriber of `duties_handed_over`: words of the organisation's road maps that mean whoever leaves mean the successor."""
    named = ExecutorName.objects.filter(owner=node_id, account=former_id, kind=ExecutorName.Kind.ACCOUNT)
    number = named.update(account=successor_id)
    if number:
        record(by=by, verb="bind_executor", institution_id=node_id, count=number)
