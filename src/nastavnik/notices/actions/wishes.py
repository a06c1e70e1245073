"""What an account chooses: where, how and when it is told."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from nastavnik.access.actors import AccountActor
from nastavnik.journal.actions import record
from nastavnik.kit.errors import Refused
from nastavnik.notices.kinds import declared_kinds
from nastavnik.notices.models import LetterWish, Preference
from nastavnik.notices.permissions.notices import check_can_read_own
from nastavnik.notices.queries.notices import may_have_letters


@transaction.atomic
def set_notice_wishes(
    *,
    by: AccountActor,
    choices: Mapping[str, tuple[bool, bool]],
    email: str,
    hour: int,
    only_working_days: bool,
) -> None:
    """Writes where each kind is told (code: in the product, by letter), the address of letters and their hour.

    A kind that can't be switched and an unknown one are left alone. Letters are an employee's: for a participant
    an address is refused. An empty address means no letters at all.
    """
    check_can_read_own(by)
    if email and not may_have_letters(by):
        raise Refused("Письма получают сотрудники; вам уведомления показываются здесь.", field="email")
    for kind in declared_kinds():
        if kind.is_switchable and kind.code in choices:
            in_product, by_letter = choices[kind.code]
            Preference.objects.update_or_create(
                account_id=by.account_id or 0, kind=kind.code,
                defaults={"in_product": in_product, "by_letter": by_letter},
            )  # fmt: skip
    LetterWish.objects.update_or_create(
        account_id=by.account_id or 0,
        defaults={"email": email, "hour": hour, "only_working_days": only_working_days},
    )
    record(by=by, verb="set_notice_wishes")
