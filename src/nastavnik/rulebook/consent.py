"""Consents: who signs at which age, what counts as given, what is missing.

Source: law 152-ФЗ as domain notes read it; the age of 14 is the safe rule of practice (editable default), 18
is law.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.ages import Birth, is_minor, possible_ages
from nastavnik.rulebook.dates import long_date

SIGNS_TOGETHER_FROM = 14
"""The age from which the child signs beside the representative (editable default)."""
AHEAD = 30
"""How many days ahead expiries and birthdays are told (editable default)."""
WITHOUT_CONSENT_FOR = 60
"""After how many days without a consent a record is offered for removal (editable default)."""


class Signer(StrEnum):
    """Who put the signature under a consent."""

    GUARDIAN = "guardian"
    PERSON = "person"


class ConsentKind(StrEnum):
    """What a consent is for; each purpose is a separate document (since 1 September 2025)."""

    PROCESSING = "processing"
    MENTOR_ROLE = "mentor_role"
    DISTRIBUTION = "distribution"
    IMAGE = "image"
    TRANSFER = "transfer"
    PSYCHOLOGIST = "psychologist"
    CONTEST = "contest"


class Demand(StrEnum):
    """Of whom a consent is demanded before he takes part; an optional one is asked and may be refused."""

    EVERYBODY = "everybody"
    MINOR_MENTOR = "minor_mentor"
    NOBODY = "nobody"


@dataclass(frozen=True)
class ConsentRule:
    """A kind of consent: its name, «согласие на …», of whom it is demanded, whether only the representative
    signs.
    """

    label: str
    to_what: str
    demand: Demand = Demand.NOBODY
    only_guardian: bool = False

    @property
    def is_optional(self) -> bool:
        """Whether one may take part without it."""
        return self.demand is Demand.NOBODY


CONSENT_RULES: Mapping[ConsentKind, ConsentRule] = MappingProxyType(
    {
        ConsentKind.PROCESSING: ConsentRule(
            "Обработка персональных данных", "обработку персональных данных", Demand.EVERYBODY
        ),
        ConsentKind.MENTOR_ROLE: ConsentRule(
            "Исполнение роли наставника",
            "исполнение роли наставника",
            Demand.MINOR_MENTOR,
            only_guardian=True,
        ),
        ConsentKind.DISTRIBUTION: ConsentRule(
            "Распространение персональных данных", "распространение персональных данных"
        ),
        ConsentKind.IMAGE: ConsentRule("Фото- и видеосъёмка", "использование фотографий и видеозаписей"),
        ConsentKind.TRANSFER: ConsentRule(
            "Передача данных партнёру", "передачу персональных данных партнёру (работодателю)"
        ),
        ConsentKind.PSYCHOLOGIST: ConsentRule(
            "Психологическое сопровождение", "психологическое сопровождение и тестирование"
        ),
        ConsentKind.CONTEST: ConsentRule("Участие в конкурсе", "участие в конкурсе"),
    }
)
OPTIONAL_KINDS = tuple(kind for kind, rule in CONSENT_RULES.items() if rule.is_optional)
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
    """Give the kinds of consent without which the person may not take part, in the order of the table."""
    demands = {Demand.EVERYBODY}
    if person.is_mentor and is_minor(person.birth, on, adult_if_unknown=person.adult_if_unknown):
        demands.add(Demand.MINOR_MENTOR)
    return tuple(kind for kind, rule in CONSENT_RULES.items() if rule.demand in demands)


def signers_of(kind: ConsentKind, person: ConsentSubject, on: date) -> tuple[Signer, ...]:
    """Give who has to sign this kind for the person on the date, the representative first."""
    if CONSENT_RULES[kind].only_guardian:
        return (Signer.GUARDIAN,)
    asked = signers(person.birth, on, adult_if_unknown=person.adult_if_unknown)
    return tuple(signer for signer in Signer if signer in asked)


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
    person: ConsentSubject,
    on: date,
    records: Iterable[ConsentRecord],
    optional: Collection[ConsentKind] = (),
) -> tuple[ConsentGap, ...]:
    """Give each signature that is missing on the date, kinds and signers in a fixed order.

    Only of the kinds that are demanded of the person, unless `optional` ones are asked about too. A record of
    another signer than the age asks for fills nothing; what a person signed before 18 has to be signed again
    at 18. For the role of a mentor only the representative is asked.
    """
    known = list(records)
    gaps = []
    for kind in (*kinds_needed(person, on), *(kind for kind in OPTIONAL_KINDS if kind in optional)):
        for signer in signers_of(kind, person, on):
            mine = [record for record in known if record.kind is kind and record.signer is signer]
            if not any(is_valid(record, on) and _of_age(record, person, on) for record in mine):
                gaps.append(ConsentGap(kind, signer, _sentence(kind, signer, on, mine)))
    return tuple(gaps)


def lapsed_gaps(person: ConsentSubject, on: date, records: Iterable[ConsentRecord]) -> tuple[ConsentGap, ...]:
    """Give those of the missing demanded signatures that were there once: what stood on them has to stop.

    A consent whose term is over or that was withdrawn; at 18 those given before. Not a lapse: a kind of which nobody
    ever signed, and the signature that is asked beside the representative's from 14 on until the child first gives it.
    """
    known = list(records)
    return tuple(gap for gap in consent_gaps(person, on, known) if _was_given(gap, person, on, known))


def _was_given(gap: ConsentGap, person: ConsentSubject, on: date, known: list[ConsentRecord]) -> bool:
    signed = {record.signer for record in known if record.kind is gap.kind and record.given <= on}
    grown_up = not is_minor(person.birth, on, adult_if_unknown=person.adult_if_unknown)
    return bool(signed) if grown_up else gap.signer in signed


def missing_consents(person: ConsentSubject, on: date, records: Iterable[ConsentRecord]) -> list[str]:
    """Say in Russian, a sentence each, which signatures are missing on the date; an empty list: all are
    there.
    """
    return [gap.sentence for gap in consent_gaps(person, on, records)]


def removal_offered_from(created: date, records: Iterable[ConsentRecord]) -> date | None:
    """Give the day from which a record without any consent is offered for removal; None: a consent to the
    processing was signed some time, and what was recorded on it is destroyed by an act instead.
    """
    if any(record.kind is ConsentKind.PROCESSING for record in records):
        return None
    return created + timedelta(days=WITHOUT_CONSENT_FOR)


@dataclass(frozen=True)
class Coming:
    """What will soon call for new signatures: the day, in words what happens; the age that is reached, None for
    a consent that ends.
    """

    day: date
    sentence: str
    age: int | None = None


def comings(
    person: ConsentSubject, on: date, records: Iterable[ConsentRecord], days: int = AHEAD
) -> tuple[Coming, ...]:
    """Give what within the given number of days after `on` makes signatures missing, by day.

    The last days of consents in force that nothing later replaces, and the day from which others have to
    sign: the birthday of 14 or 18, or, by a year of birth alone, the day from which it may have come.
    """
    last = on + timedelta(days=days)
    found = [*_growing_up(person, on, last), *_running_out(on, last, list(records))]
    return tuple(sorted(found, key=lambda coming: coming.day))


def _growing_up(person: ConsentSubject, on: date, last: date) -> list[Coming]:
    def asked(day: date) -> frozenset[Signer]:
        return signers(person.birth, day, adult_if_unknown=person.adult_if_unknown)

    if person.birth is None or asked(on) == asked(last):
        return []
    day = next(day for day in _days(on, last) if asked(day) != asked(on))
    years = 14 if Signer.GUARDIAN in asked(day) else 18
    verb = "исполнится" if person.birth.day else "может исполниться"
    what = "нужна и его подпись" if years == 14 else "прежние согласия перестанут действовать"
    return [Coming(day, f"{long_date(day)} {verb} {years} лет: {what}.", years)]


def _running_out(on: date, last: date, records: list[ConsentRecord]) -> list[Coming]:
    found = []
    for record in records:
        if record.until is None or record.until > last or not is_valid(record, on):
            continue
        others = (one for one in records if (one.kind, one.signer) == (record.kind, record.signer))
        if not any(is_valid(one, record.until + timedelta(days=1)) for one in others):
            what = CONSENT_RULES[record.kind].to_what
            text = f"{long_date(record.until)} истекает согласие {_OF_WHOM[record.signer]} на {what}."
            found.append(Coming(record.until, text))
    return found


def _days(on: date, last: date) -> Iterable[date]:
    return (on + timedelta(days=number) for number in range(1, (last - on).days + 1))


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
