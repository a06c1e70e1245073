"""Consents of those who take part: who lacks what, by class, what comes soon, what is to be printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from nastavnik.access.models import Account
from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Participation
from nastavnik.mentoring.queries.participants import consent_subjects, standing_of
from nastavnik.registry.blanks import Blank, Operator, Unreturned
from nastavnik.registry.models import ConsentEdition, ConsentPolicy, Organisation, Person
from nastavnik.registry.queries.consents import (
    consent_records,
    edition_label,
    editions_in_force,
    kinds_asked,
    policies_of,
)
from nastavnik.registry.queries.people import full_name_of, guardians_visible_to, people_visible_to
from nastavnik.rulebook.classes import class_order
from nastavnik.rulebook.consent import (
    CONSENT_RULES,
    Coming,
    ConsentGap,
    ConsentKind,
    ConsentSubject,
    Signer,
    comings,
    consent_gaps,
    removal_offered_from,
)
from nastavnik.rulebook.consent_texts import ConsentText

NO_CLASS = "none"
"""The value of the filter for those who are in no class."""
WHOSE = {Signer.GUARDIAN: "представителя", Signer.PERSON: "участника"}


@dataclass(frozen=True)
class ConsentRow:
    """One person of the list: signatures without which he may not take part, optional ones that the
    institution asks for, what comes soon, and from which day a record without any consent is offered for
    removal.
    """

    person: Person
    gaps: tuple[ConsentGap, ...]
    optional_gaps: tuple[ConsentGap, ...]
    comings: tuple[Coming, ...]
    removable_from: date | None = None

    @property
    def pk(self) -> int:
        """The key of the person."""
        return self.person.pk

    @property
    def all_gaps(self) -> tuple[ConsentGap, ...]:
        """Everything that has not been returned."""
        return (*self.gaps, *self.optional_gaps)


def consent_people(actor: Actor) -> QuerySet[Person]:
    """Whose consents are collected, among those whom the actor sees: participants, and whoever may become one.

    That is every pupil and every grown-up who was entered by hand; employees with an account of their own, who stand in
    the register for orders alone, are asked only once they take part.
    """
    takes_part = Exists(Participation.objects.filter(person=OuterRef("pk")))
    return people_visible_to(actor).filter(takes_part | _may_become())


def _may_become() -> Q:
    own = Account.objects.filter(person=OuterRef("pk")).exclude(display_name="")
    return ~Q(class_key="") | ~Q(Exists(own))


def consent_rows(people: Sequence[Person], on: date) -> list[ConsentRow]:
    """Rows for these people, in three queries whatever their number: participations, consents, settings."""
    return rows_of_subjects(consent_subjects(people), on)


def rows_of_subjects(
    subjects: Mapping[Person, ConsentSubject], on: date, *, with_optional: bool = True
) -> list[ConsentRow]:
    """The same for people whose subjects are known, in two queries; one where optional kinds do not matter."""
    records = consent_records(person.pk for person in subjects)
    institutions = {person.institution_id for person in subjects}
    policies = policies_of(institutions) if with_optional else {}
    rows = []
    for person, subject in subjects.items():
        known = records.get(person.pk, [])
        gaps = consent_gaps(subject, on, known, _asked(policies, person))
        rows.append(
            ConsentRow(
                person,
                tuple(gap for gap in gaps if not CONSENT_RULES[gap.kind].is_optional),
                tuple(gap for gap in gaps if CONSENT_RULES[gap.kind].is_optional),
                comings(subject, on, known),
                removal_offered_from(timezone.localdate(person.created_at), known),
            )
        )
    return rows


def _asked(policies: Mapping[int, ConsentPolicy], person: Person) -> tuple[ConsentKind, ...]:
    policy = policies.get(person.institution_id)
    return kinds_asked(policy) if policy else ()


def people_by_state(people: QuerySet[Person], state: str, on: date) -> QuerySet[Person]:
    """Those of the people who lack something, have not returned an optional one, whose time comes, who
    have had no consent for too long, who are complete.
    """
    tests = {
        "missing": lambda row: bool(row.gaps),
        "unreturned": lambda row: bool(row.all_gaps),
        "soon": lambda row: bool(row.comings),
        "overdue": lambda row: is_overdue(row, on),
        "complete": lambda row: not row.gaps,
    }
    return people.filter(pk__in=[row.pk for row in consent_rows(list(people), on) if tests[state](row)])


def is_overdue(row: ConsentRow, on: date) -> bool:
    """Whether the record is offered for removal on the day: no consent has come for too long."""
    return bool(row.gaps) and row.removable_from is not None and row.removable_from <= on


def people_of_class(people: QuerySet[Person], key: str) -> QuerySet[Person]:
    """Those of the people who are in one class, however it is written, or in none."""
    return people.filter(class_key="" if key == NO_CLASS else key)


def class_choices(actor: Actor) -> list[tuple[str, str]]:
    """Classes of these people, in the order of years, then the people of no class; in one query."""
    rows = consent_people(actor).order_by("class_key").values_list("class_key", "class_name")
    names: dict[str, str] = {}
    for key, name in rows:
        names.setdefault(key, name)
    classes = [(key, names[key]) for key in sorted(names, key=class_order) if key]
    return [*classes, (NO_CLASS, "без класса")] if "" in names else classes


def lacks_words(gaps: Iterable[ConsentGap]) -> str:
    """«обработка персональных данных (представителя, участника); фото- и видеосъёмка (участника)»."""
    by_kind: dict[ConsentKind, list[str]] = defaultdict(list)
    for gap in gaps:
        by_kind[gap.kind].append(WHOSE[gap.signer])
    labels = {kind: CONSENT_RULES[kind].label for kind in by_kind}
    return "; ".join(
        f"{labels[kind][:1].lower()}{labels[kind][1:]} ({', '.join(whose)})"
        for kind, whose in by_kind.items()
    )


def blanks_of(actor: Actor, rows: Sequence[ConsentRow]) -> list[Blank]:
    """A blank for every kind that these people lack, by class and name; four queries for one institution."""
    guardians = {
        guardian.person_id: guardian.full_name
        for guardian in guardians_visible_to(actor)
        .filter(person__in=[row.pk for row in rows])
        .order_by("-pk")
    }
    operators = operators_of({row.person.institution_id for row in rows})
    editions = {pk: editions_in_force(pk) for pk in operators}
    blanks = []
    for row in _by_class(rows):
        at = row.person.institution_id
        for kind, gaps in _by_kind(row).items():
            edition = editions[at][kind]
            blanks.append(
                Blank(
                    kind, edition_label(edition), text_of(edition), operators[at], full_name_of(row.person).full,
                    standing_of(row.person), guardians.get(row.pk, ""), tuple(gap.signer for gap in gaps),
                )
            )  # fmt: skip
    return blanks


def unreturned_by_class(rows: Sequence[ConsentRow]) -> list[tuple[str, list[Unreturned]]]:
    """Lines of the list for class teachers, by class and name; whoever returned everything is absent."""
    classes: dict[str, list[Unreturned]] = {}
    names: dict[str, str] = {}
    for row in _by_class([row for row in rows if row.all_gaps]):
        key = row.person.class_key
        names.setdefault(key, f"{row.person.class_name} класс" if key else "без класса")
        line = Unreturned(full_name_of(row.person).full, lacks_words(row.all_gaps))
        classes.setdefault(key, []).append(line)
    return [(names[key], lines) for key, lines in classes.items()]


def operators_of(institution_ids: Iterable[int]) -> dict[int, Operator]:
    """The institutions as blanks name them, in two queries."""
    ids = list(institution_ids)
    policies = policies_of(ids)
    return {
        node.pk: Operator(
            node.full_name, node.address, policies[node.pk].processor if node.pk in policies else ""
        )
        for node in Organisation.objects.filter(pk__in=ids)
    }


def text_of(edition: ConsentEdition) -> ConsentText:
    """The text of an edition as the rulebook knows it."""
    return ConsentText(**{name: getattr(edition, name) for name in ConsentText.__dataclass_fields__})


def _by_class(rows: Iterable[ConsentRow]) -> list[ConsentRow]:
    return sorted(rows, key=lambda row: (*class_order(row.person.class_key), row.person.sort_name))


def _by_kind(row: ConsentRow) -> dict[ConsentKind, list[ConsentGap]]:
    found: dict[ConsentKind, list[ConsentGap]] = defaultdict(list)
    for gap in row.all_gaps:
        found[gap.kind].append(gap)
    return found
