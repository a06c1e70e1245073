"""Consents: who signs at which age, what counts as given, what is missing.

Source: law 152-ФЗ as domain notes read it; the age of 14 is the safe rule of practice (editable default), 18
is law.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.ages import Birth, is_minor, possible_ages
from nastavnik.rulebook.dates import long_date

SIGNS_TOGETHER_FROM = 14
"""The age from which the child signs beside the representative (editable default)."""


class Signer(StrEnum):
    """Who put the signature under a consent."""

    GUARDIAN = "guardian"
    PERSON = "person"


class ConsentKind(StrEnum):
    """What a consent is for; each purpose is a separate document (since 1 September 2025)."""

    PROCESSING = "processing"
    MENTOR_ROLE = "mentor_role"


@dataclass(frozen=True)
class ConsentRule:
    """A kind of consent: its name in the nominative and in «согласие на …»."""

    label: str
    to_what: str


CONSENT_RULES: Mapping[ConsentKind, ConsentRule] = MappingProxyType(
    {
        ConsentKind.PROCESSING: ConsentRule("Обработка персональных данных", "обработку персональных данных"),
        ConsentKind.MENTOR_ROLE: ConsentRule("Исполнение роли наставника", "исполнение роли наставника"),
    }
)
SIGNER_LABELS: Mapping[Signer, str] = MappingProxyType(
    {Signer.GUARDIAN: "родитель (законный представитель)", Signer.PERSON: "участник"}
)
_OF_WHOM = {Signer.GUARDIAN: "родителя (законного представителя)", Signer.PERSON: "самого участника"}


@dataclass(frozen=True)
class ConsentRecord:
    """One signed consent: its kind, who signed, the day, the last day of validity, the day of withdrawal."""

    kind: ConsentKind
    signer: Signer
    given: date
    until: date | None = None
    withdrawn: date | None = None


@dataclass(frozen=True)
class ConsentSubject:
    """Whose consents are asked: the birth, the part in the programme, and whether an unknown age means grown
    up.
    """

    birth: Birth | None
    is_mentor: bool = False
    adult_if_unknown: bool = False


@dataclass(frozen=True)
class ConsentGap:
    """One missing signature with the sentence that says so."""

    kind: ConsentKind
    signer: Signer
    sentence: str


def signers(birth: Birth | None, on: date, *, adult_if_unknown: bool = False) -> frozenset[Signer]:
    """Give who must sign on the date: under 14 the representative, 14–17 both, from 18 the person.

    By a year of birth alone everybody whom either possible age asks for; an unknown birth asks for both
    unless the caller knows that the person is grown up.
    """
    if birth is None:
        return frozenset({Signer.PERSON}) if adult_if_unknown else frozenset(Signer)
    asked: set[Signer] = set()
    for age in possible_ages(birth, on):
        if age < 18:
            asked.add(Signer.GUARDIAN)
        if age >= SIGNS_TOGETHER_FROM:
            asked.add(Signer.PERSON)
    return frozenset(asked)


def kinds_needed(person: ConsentSubject, on: date) -> tuple[ConsentKind, ...]:
    """Give the kinds of consent that the person's part needs: a mentor under 18 needs the role allowed as
    well.
    """
    if person.is_mentor and is_minor(person.birth, on, adult_if_unknown=person.adult_if_unknown):
        return (ConsentKind.PROCESSING, ConsentKind.MENTOR_ROLE)
    return (ConsentKind.PROCESSING,)


def is_valid(record: ConsentRecord, on: date) -> bool:
    """Tell whether the consent is in force on the date: given, not expired (last day included), not
    withdrawn.
    """
    return (
        record.given <= on
        and (record.until is None or on <= record.until)
        and (record.withdrawn is None or on < record.withdrawn)
    )


def consent_gaps(
    person: ConsentSubject, on: date, records: Iterable[ConsentRecord]
) -> tuple[ConsentGap, ...]:
    """Give each signature that is missing on the date, kinds and signers in a fixed order.

    A record of another signer than the age asks for fills nothing; what a person signed before 18 has to be
    signed again at 18. For the role of a mentor only the representative is asked.
    """
    known = list(records)
    gaps = []
    for kind in kinds_needed(person, on):
        for signer in _asked(kind, person, on):
            mine = [record for record in known if record.kind is kind and record.signer is signer]
            if not any(is_valid(record, on) and _of_age(record, person, on) for record in mine):
                gaps.append(ConsentGap(kind, signer, _sentence(kind, signer, on, mine)))
    return tuple(gaps)


def missing_consents(person: ConsentSubject, on: date, records: Iterable[ConsentRecord]) -> list[str]:
    """Say in Russian, a sentence each, which signatures are missing on the date; an empty list: all are
    there.
    """
    return [gap.sentence for gap in consent_gaps(person, on, records)]


def _asked(kind: ConsentKind, person: ConsentSubject, on: date) -> list[Signer]:
    if kind is ConsentKind.MENTOR_ROLE:
        return [Signer.GUARDIAN]
    asked = signers(person.birth, on, adult_if_unknown=person.adult_if_unknown)
    return [signer for signer in Signer if signer in asked]


def _of_age(record: ConsentRecord, person: ConsentSubject, on: date) -> bool:
    """A signature given as a minor is void once the person is surely of age."""
    if record.signer is Signer.GUARDIAN or person.birth is None or is_minor(person.birth, on):
        return True
    return record.given >= date(person.birth.year, 1, 1) and not is_minor(person.birth, record.given)


def _sentence(kind: ConsentKind, signer: Signer, on: date, mine: list[ConsentRecord]) -> str:
    what = f"согласия {_OF_WHOM[signer]} на {CONSENT_RULES[kind].to_what}"
    last = max(mine, key=lambda record: record.given, default=None)
    if last is None:
        return f"Нет {what}."
    if last.withdrawn is not None and last.withdrawn <= on:
        return f"Нет {what}: отозвано {long_date(last.withdrawn)}."
    if last.until is not None and last.until < on:
        return f"Нет {what}: срок истёк {long_date(last.until)}."
    if last.given > on:
        return f"Нет {what}: дата согласия ещё не наступила."
    return f"Нет {what}: прежнее подписано до 18 лет, нужно новое."
