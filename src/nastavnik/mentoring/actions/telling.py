"""Telling the curators of an institution what happens in its pairs; those who are in the pair themselves are left out."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from nastavnik.access.models import Account
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Pair
from nastavnik.notices.actions.notices import tell
from nastavnik.notices.kinds import NoticeKind
from nastavnik.notices.queries.notices import holders_of
from nastavnik.rulebook.roles import Role


@transaction.atomic
def tell_curators(
    *,
    by: Actor,
    pair: Pair,
    kind: NoticeKind,
    subject: str,
    key: str,
    link: str,
    lines: Sequence[str] = (),
    is_pressing: bool = False,
) -> int:
    """Tells the curators of the pair's institution, the head where every curator is in the pair himself.

    Called by an action that checked the right, with the eyes of the institution. Gives to how many it was new; records
    that the institution was told.
    """
    members = [member.person_id for member in pair.members.all()]
    for role in (Role.CURATOR, Role.HEAD):
        holders = {one.account_id for one in holders_of([pair.institution_id], [role], timezone.localdate())}
        inside = Account.objects.filter(pk__in=holders, person_id__in=members).values_list("pk", flat=True)
        accounts = holders - set(inside)
        if accounts:
            told = tell(
                by=by, accounts=sorted(accounts), kind=kind, subject=subject, key=key, lines=lines, link=link,
                institution_id=pair.institution_id, is_pressing=is_pressing,
            )  # fmt: skip
            record(by=by, verb="tell_curators", obj=pair, count=told)
            return told
    return 0
