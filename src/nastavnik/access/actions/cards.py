"""Cards of participants: issued, unlocked, taken back, used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection, transaction
from django.utils import timezone

from nastavnik.access.actors import AccountActor, actor_of_account
from nastavnik.access.codes import CARD_SIGNS, code_hash, new_code
from nastavnik.access.doors import through
from nastavnik.access.participants import consents_lacking
from nastavnik.access.permissions.cards import check_can_issue_cards
from nastavnik.access.queries.cards import Holder, card_state
from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.pins import pin_fault, tries_left_in_words

UNKNOWN = (
    "Такой карточки нет, или вместо неё выдана новая. Проверьте код; если не выходит, подойдите к куратору."
)
_TOLD = 5
LOCKED = "Карточка закрыта после пяти неверных PIN. Подойдите к куратору: он откроет её снова."


@dataclass(frozen=True)
class IssuedCard:
    """What is printed, once: nothing but the hash of the code is kept."""

    holder: Holder
    code: str


@transaction.atomic
def issue_cards(*, by: Actor, holders: Sequence[Holder], now: datetime) -> list[IssuedCard]:
    """Makes a new card for each holder and records it; a card that he had opens no more, its PIN is forgotten.

    A holder's first card opens his account with the roles in which he takes part. Refused, with the names, where a
    participant lacks a demanded consent: a card would let him in, and his data are not to be processed.
    """
    check_can_issue_cards(by, [holder.person for holder in holders])
    if not holders:
        raise Refused("Сначала отметьте, кому выдать карточки.")
    issued, today = [], timezone.localdate(now)
    _refuse_without_consent(holders, today)
    for holder in holders:
        code = new_code(CARD_SIGNS)
        through(
            "select access_card_issue(%s, %s, %s::text[], %s, %s, %s)",
            holder.person.pk, holder.guardian.pk if holder.guardian else None, [role.value for role in holder.roles],
            code_hash("card", code), now, today,
        )  # fmt: skip
        record(by=by, verb="issue_card", obj=holder.person, person_id=holder.person.pk)
        issued.append(IssuedCard(holder, code))
    return issued


@transaction.atomic
def unlock_cards(*, by: Actor, holders: Sequence[Holder], now: datetime) -> int:
    """Opens cards that five wrong PINs had locked; the PIN stays. Records it and gives how many cards there were."""
    return _change(by, holders, "unlock", now)


@transaction.atomic
def reset_pins(*, by: Actor, holders: Sequence[Holder], now: datetime) -> int:
    """Lets the holders choose a new PIN at the next use of the same card. Records it and gives how many there were."""
    return _change(by, holders, "reset", now)


@transaction.atomic
def revoke_cards(*, by: Actor, holders: Sequence[Holder], now: datetime) -> int:
    """Takes cards back: they open no more. Records it and gives how many cards there were."""
    return _change(by, holders, "revoke", now)


def open_card(*, by: Actor, code: str, pin: str, now: datetime) -> AccountActor:
    """Comes in with a card and its PIN; the first PIN ever typed becomes the card's. Records the sign-in.

    `by` is whoever opened the page; code and PIN are the right. Refused where the code opens nothing, the card is
    locked, the first PIN may not be chosen, or the PIN is wrong: each wrong one is counted, the fifth locks the card.
    Not one transaction: what is counted stays counted when the page is refused.
    """
    state = card_state(code)
    if state is None:
        raise Refused(UNKNOWN)
    if state == "locked":
        raise Refused(LOCKED)
    hashed = code_hash("card", code)
    proof = _first_pin(pin) if state == "new" else _known_pin(hashed, pin, now)
    account_id = through("select access_card_pass(%s, %s, %s)", hashed, proof, now)
    if account_id is None:
        raise Refused("Карточкой только что воспользовались. Откройте её ещё раз.")
    holder = actor_of_account(account_id, today=timezone.localdate(now))
    with acting(holder):
        if state == "new":
            record(by=holder, verb="choose_pin")
        else:
            record(by=holder, verb="open_card")
    return holder


def _refuse_without_consent(holders: Sequence[Holder], today: date) -> None:
    people = {holder.person.pk: holder.person for holder in holders}
    lacking = consents_lacking(list(people.values()), today)
    told = [f"{full_name_of(people[pk]).short} — {text}" for pk, text in lacking.items()]
    if told:
        more = f" И ещё: {len(told) - _TOLD}." if len(told) > _TOLD else ""
        raise Refused(
            f"Карточки не выданы: нет согласий. {' '.join(told[:_TOLD])}{more}"
            " Запишите согласия или снимите с этих строк отметки."
        )


def _change(by: Actor, holders: Sequence[Holder], deed: str, now: datetime) -> int:
    check_can_issue_cards(by, [holder.person for holder in holders])
    held = [holder for holder in holders if holder.card is not None]
    if not held:
        raise Refused("У отмеченных нет карточек. Сначала выдайте их.")
    accounts = [holder.card.account_id for holder in held if holder.card]
    changed = through(
        "select access_cards_change(%s, %s, %s, %s)", accounts, deed, now, timezone.localdate(now)
    )
    for holder in held:
        person = holder.person
        if deed == "unlock":
            record(by=by, verb="unlock_card", obj=person, person_id=person.pk)
        elif deed == "reset":
            record(by=by, verb="reset_pin", obj=person, person_id=person.pk)
        else:
            record(by=by, verb="revoke_card", obj=person, person_id=person.pk)
    return int(changed)


def _first_pin(pin: str) -> str:
    fault = pin_fault(pin)
    if fault is not None:
        raise Refused(fault, field="pin")
    return make_password(pin)


def _known_pin(hashed: str, pin: str, now: datetime) -> str:
    """The stored hash, when this is the card's PIN; the try is counted before it is compared."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access_card_try(%s, %s)", [hashed, now])
        row = cursor.fetchone()
    if row is None:
        raise Refused(LOCKED)
    stored, failures = row
    if not check_password(pin, stored):
        raise Refused(f"Неверный PIN. {tries_left_in_words(failures)}", field="pin")
    return str(stored)
