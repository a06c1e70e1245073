"""Consents: who signs, what counts, what is missing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.consent import (
    ConsentGap,
    ConsentKind,
    ConsentRecord,
    ConsentSubject,
    Signer,
    consent_gaps,
    is_valid,
    missing_consents,
    signers,
)

TODAY = date(2026, 10, 15)
GIVEN = date(2026, 9, 10)
G, P = Signer.GUARDIAN, Signer.PERSON


def born(age: int) -> Birth:
    day = TODAY.replace(year=TODAY.year - age)
    return Birth(day.year, day)


def record(signer: Signer, given: date = GIVEN, **more: object) -> ConsentRecord:
    return ConsentRecord(ConsentKind.PROCESSING, signer, given, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("birth", "who"),
    [
        (born(13), {G}),
        (born(14), {G, P}),
        (born(17), {G, P}),
        (born(18), {P}),
        (Birth(2016), {G}),
        (Birth(2012), {G, P}),
        (Birth(2008), {G, P}),
        (Birth(2007), {P}),
        (None, {G, P}),
    ],
)
def test_age_says_who_signs(birth: Birth | None, who: set[Signer]) -> None:
    assert signers(birth, TODAY) == who


def test_unknown_age_of_a_teacher_needs_no_parent() -> None:
    assert signers(None, TODAY, adult_if_unknown=True) == {P}


@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)))
def test_year_alone_never_asks_fewer_than_the_date(day: date) -> None:
    assert signers(Birth(day.year, day), TODAY) <= signers(Birth(day.year), TODAY)


def test_nothing_is_missing_where_the_right_ones_signed() -> None:
    child = ConsentSubject(born(14))
    assert missing_consents(child, TODAY, [record(G), record(P)]) == []


def test_missing_signatures_are_said_in_sentences() -> None:
    assert missing_consents(ConsentSubject(born(14)), TODAY, []) == [
        "Нет согласия родителя (законного представителя) на обработку персональных данных.",
        "Нет согласия самого участника на обработку персональных данных.",
    ]


def test_wrong_signer_fills_nothing() -> None:
    child, grown_up = ConsentSubject(born(13)), ConsentSubject(born(18))
    assert [gap.signer for gap in consent_gaps(child, TODAY, [record(P)])] == [G]
    assert [gap.signer for gap in consent_gaps(grown_up, TODAY, [record(G)])] == [P]


def test_wrong_kind_fills_nothing() -> None:
    wrong = ConsentRecord(ConsentKind.MENTOR_ROLE, G, GIVEN)
    assert consent_gaps(ConsentSubject(born(13)), TODAY, [wrong])[0].kind is ConsentKind.PROCESSING


@pytest.mark.parametrize(
    ("consent", "words"),
    [
        (record(G, withdrawn=date(2026, 10, 12)), "отозвано 12\u00a0октября\u00a02026"),
        (record(G, withdrawn=TODAY), "отозвано 15\u00a0октября\u00a02026"),
        (record(G, until=date(2026, 10, 14)), "срок истёк 14\u00a0октября\u00a02026"),
        (record(G, given=date(2026, 10, 16)), "ещё не наступила"),
    ],
)
def test_consent_out_of_force_is_named(consent: ConsentRecord, words: str) -> None:
    assert not is_valid(consent, TODAY)
    (sentence,) = missing_consents(ConsentSubject(born(13)), TODAY, [consent])
    assert words in sentence


@pytest.mark.parametrize(
    "consent",
    [record(G, until=TODAY), record(G, withdrawn=TODAY + timedelta(days=1)), record(G, given=TODAY)],
)
def test_last_day_of_force_counts(consent: ConsentRecord) -> None:
    assert is_valid(consent, TODAY)
    assert missing_consents(ConsentSubject(born(13)), TODAY, [consent]) == []


def test_newer_valid_consent_heals_a_withdrawn_one() -> None:
    old = record(G, given=date(2025, 9, 1), withdrawn=date(2026, 1, 1))
    assert missing_consents(ConsentSubject(born(13)), TODAY, [old, record(G)]) == []


def test_signature_of_a_minor_is_asked_again_at_eighteen() -> None:
    person = ConsentSubject(born(18))
    (sentence,) = missing_consents(person, TODAY, [record(P, given=TODAY - timedelta(days=1)), record(G)])
    assert "нужно новое" in sentence
    assert missing_consents(person, TODAY, [record(P, given=TODAY)]) == []


def test_mentor_under_eighteen_needs_the_role_allowed() -> None:
    pupil = ConsentSubject(born(15), is_mentor=True)
    gaps = consent_gaps(pupil, TODAY, [record(G), record(P)])
    assert gaps == (
        ConsentGap(
            ConsentKind.MENTOR_ROLE,
            G,
            "Нет согласия родителя (законного представителя) на исполнение роли наставника.",
        ),
    )
    allowed = ConsentRecord(ConsentKind.MENTOR_ROLE, G, GIVEN)
    assert consent_gaps(pupil, TODAY, [record(G), record(P), allowed]) == ()


def test_grown_up_mentor_needs_only_processing() -> None:
    teacher = ConsentSubject(None, is_mentor=True, adult_if_unknown=True)
    assert [gap.kind for gap in consent_gaps(teacher, TODAY, [])] == [ConsentKind.PROCESSING]
    assert consent_gaps(teacher, TODAY, [record(P)]) == ()
