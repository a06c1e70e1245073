"""Everything read of notices and of where a person wishes to be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from nastavnik.access.actors import AccountActor
from nastavnik.kit.actor import Actor
from nastavnik.notices.kinds import NoticeKind, declared_kinds
from nastavnik.notices.models import LetterWish, Notice, Preference
from nastavnik.rulebook.granting import PARTICIPANTS
from nastavnik.rulebook.roles import Role


def notices_visible_to(actor: Actor) -> QuerySet[Notice]:
    """What the account was told in the product, the newest first."""
    return Notice.objects.filter(account_id=actor.account_id or 0, is_shown=True).order_by(
        "-created_at", "-pk"
    )


def unread(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those that have not been read."""
    return notices.filter(read_at=None)


def notices_found(notices: QuerySet[Notice], text: str) -> QuerySet[Notice]:
    """Those in which every word of `text` occurs."""
    for word in text.split():
        notices = notices.filter(Q(subject__icontains=word) | Q(lines__icontains=word))
    return notices


@dataclass(frozen=True)
class Holder:
    """An account that holds a role over a node today."""

    account_id: int
    node_id: int
    role: Role


def holders_of(node_ids: Collection[int], roles: Iterable[Role], today: date) -> list[Holder]:
    """Accounts that hold one of the roles over exactly these nodes: whom to tell. Numbers alone, no names."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from notices_holders(%s, %s, %s)",
            [list(node_ids), [str(role) for role in roles], today],
        )
        return [Holder(account, node, Role(role)) for account, node, role in cursor.fetchall()]


@dataclass(frozen=True)
class KindChoice:
    """A kind with what the account chose for it, or the kind's own default."""

    kind: NoticeKind
    in_product: bool
    by_letter: bool


def choices_of(actor: Actor) -> list[KindChoice]:
    """Every kind with the account's choice."""
    chosen = {one.kind: one for one in Preference.objects.filter(account_id=actor.account_id or 0)}
    return [_choice(kind, chosen.get(kind.code)) for kind in declared_kinds()]


def _choice(kind: NoticeKind, chosen: Preference | None) -> KindChoice:
    if chosen is None or not kind.is_switchable:
        return KindChoice(kind, kind.in_product, kind.by_letter)
    return KindChoice(kind, chosen.in_product, chosen.by_letter)


def letter_wish_of(actor: Actor) -> LetterWish:
    """Where the letter of the day goes; unsaved and without an address where nothing was chosen."""
    found = LetterWish.objects.filter(account_id=actor.account_id or 0).first()
    return found or LetterWish(account_id=actor.account_id or 0)


def may_have_letters(actor: AccountActor) -> bool:
    """Whether the account is an employee's: of a child no address is asked, participants are told in the product."""
    return any(grant.role not in PARTICIPANTS for grant in actor.grants)
