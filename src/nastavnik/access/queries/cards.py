"""Everything read of cards: who of the participants has one and whether it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from nastavnik.access.codes import code_hash
from nastavnik.access.participants import participants_of, roles_of_participants
from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Guardian, Person
from nastavnik.registry.queries.people import full_name_of, guardians_visible_to
from nastavnik.rulebook.roles import ROLES, Right, Role


@dataclass(frozen=True)
class Card:
    """A card that has been handed out."""

    account_id: int
    issued_at: datetime
    has_pin: bool
    is_locked: bool


@dataclass(frozen=True)
class Holder:
    """Who may have a card: a participant, or the representative of one."""

    person: Person
    guardian: Guardian | None
    roles: frozenset[Role]
    card: Card | None

    @property
    def key(self) -> str:
        """By what a row of the list is chosen."""
        return f"g{self.guardian.pk}" if self.guardian else f"p{self.person.pk}"

    @property
    def name(self) -> str:
        """The holder's own name; of a representative without one, whose representative it is."""
        if self.guardian is None:
            return full_name_of(self.person).full
        return self.guardian.full_name or f"представитель: {full_name_of(self.person).full}"

    @property
    def sort_name(self) -> tuple[str, int, str]:
        """Representatives stand right under their child."""
        return (self.person.sort_name, self.person.pk, self.key if self.guardian else "")

    @property
    def role_words(self) -> str:
        """«наставляемый», «представитель: Зимин Д. О.»."""
        if self.guardian is not None:
            return f"представитель: {full_name_of(self.person).short}"
        return ", ".join(ROLES[role].label.lower() for role in sorted(self.roles))


def card_holders(actor: Actor, today: date) -> list[Holder]:
    """Everybody who may have a card in the institutions where the actor issues them, in four queries."""
    people = [
        person
        for person in participants_of(actor).order_by("sort_name", "pk")
        if actor.may(Right.CARDS_ISSUE, person.institution_id)
    ]
    by_id = {person.pk: person for person in people}
    roles = roles_of_participants(people)
    cards = _cards_of(list(by_id), today)
    holders = [Holder(one, None, roles.get(one.pk, frozenset()), cards.get((one.pk, None))) for one in people]
    for guardian in guardians_visible_to(actor).filter(person__in=people):
        card = cards.get((guardian.person_id, guardian.pk))
        holders.append(Holder(by_id[guardian.person_id], guardian, frozenset({Role.GUARDIAN}), card))
    return sorted(holders, key=lambda holder: holder.sort_name)


def holders_chosen(actor: Actor, keys: Sequence[str], today: date) -> list[Holder]:
    """Those of the holders whose keys were chosen."""
    wanted = set(keys)
    return [holder for holder in card_holders(actor, today) if holder.key in wanted]


def card_state(code: str) -> str | None:
    """«new» where a PIN must be chosen, «ready» where it is asked for, «locked»; None where the code opens nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select access_card_peek(%s)", [code_hash("card", code)])
        return cursor.fetchone()[0]


def _cards_of(person_ids: list[int], today: date) -> dict[tuple[int, int | None], Card]:
    with connection.cursor() as cursor:
        cursor.execute("select * from access_cards_of(%s, %s)", [person_ids, today])
        return {(person, guardian): Card(*rest) for person, guardian, *rest in cursor.fetchall()}
