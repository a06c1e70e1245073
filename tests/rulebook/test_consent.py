"""Consents: who signs, what counts, what is missing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.consent import (
    CONSENT_RULES,
    OPTIONAL_KINDS,
    ConsentGap,
    ConsentKind,
    ConsentRecord,
    ConsentSubject,
    Demand,
    Signer,
    comings,
    consent_gaps,
    is_valid,
    lapsed_gaps,
    missing_consents,
    removal_offered_from,
    signers,
    signers_of,
)
from nastavnik.rulebook.consent_texts import CONSENT_TEXTS

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


def test_every_kind_has_its_rule_and_its_text() -> None:
    assert set(CONSENT_RULES) == set(CONSENT_TEXTS) == set(ConsentKind)
    demanded = {kind for kind, rule in CONSENT_RULES.items() if rule.demand is not Demand.NOBODY}
    assert demanded == {ConsentKind.PROCESSING, ConsentKind.MENTOR_ROLE}
    for text in CONSENT_TEXTS.values():
        assert text.purpose and text.term and "отозвать" in text.withdrawal.lower()


def test_optional_consent_is_missing_only_where_it_is_asked() -> None:
    child = ConsentSubject(born(14))
    signed = [record(G), record(P)]
    assert consent_gaps(child, TODAY, signed) == ()
    gaps = consent_gaps(child, TODAY, signed, (ConsentKind.IMAGE,))
    assert [(gap.kind, gap.signer) for gap in gaps] == [(ConsentKind.IMAGE, G), (ConsentKind.IMAGE, P)]
    assert consent_gaps(child, TODAY, signed, OPTIONAL_KINDS)[0].kind is ConsentKind.DISTRIBUTION


def test_role_of_a_mentor_is_allowed_by_the_representative_alone() -> None:
    assert signers_of(ConsentKind.MENTOR_ROLE, ConsentSubject(born(16), is_mentor=True), TODAY) == (G,)
    assert signers_of(ConsentKind.IMAGE, ConsentSubject(born(16)), TODAY) == (G, P)


LEAPLING = Birth(2008, date(2008, 2, 29))


@pytest.mark.parametrize(
    ("birth", "on", "who"),
    [
        (Birth(2012, date(2012, 10, 15)), date(2026, 10, 14), {G}),
        (Birth(2012, date(2012, 10, 15)), date(2026, 10, 15), {G, P}),
        (Birth(2008, date(2008, 10, 15)), date(2026, 10, 14), {G, P}),
        (Birth(2008, date(2008, 10, 15)), date(2026, 10, 15), {P}),
        (LEAPLING, date(2022, 2, 28), {G}),
        (LEAPLING, date(2022, 3, 1), {G, P}),
        (LEAPLING, date(2026, 2, 28), {G, P}),
        (LEAPLING, date(2026, 3, 1), {P}),
        (Birth(2012), date(2025, 12, 31), {G}),
        (Birth(2012), date(2026, 1, 1), {G, P}),
        (Birth(2008), date(2026, 12, 30), {G, P}),
        (Birth(2008), date(2026, 12, 31), {P}),
    ],
)
def test_signers_change_on_the_birthday(birth: Birth, on: date, who: set[Signer]) -> None:
    assert signers(birth, on) == who


@pytest.mark.parametrize(
    ("birth", "on", "told"),
    [
        (Birth(2012, date(2012, 11, 14)), TODAY, (date(2026, 11, 14), "исполнится 14 лет")),
        (Birth(2012, date(2012, 11, 15)), TODAY, None),
        (Birth(2012, date(2012, 10, 15)), TODAY, None),
        (Birth(2008, date(2008, 10, 16)), TODAY, (date(2026, 10, 16), "исполнится 18 лет")),
        (LEAPLING, date(2026, 2, 10), (date(2026, 3, 1), "исполнится 18 лет")),
        (Birth(2013), date(2026, 12, 15), (date(2027, 1, 1), "может исполниться 14 лет")),
        (Birth(2008), date(2026, 12, 15), (date(2026, 12, 31), "может исполниться 18 лет")),
        (Birth(2010), TODAY, None),
        (None, TODAY, None),
    ],
)
def test_birthday_is_told_thirty_days_ahead(
    birth: Birth | None, on: date, told: tuple[date, str] | None
) -> None:
    found = comings(ConsentSubject(birth), on, [])
    assert bool(found) is (told is not None)
    if told is not None:
        (coming,) = found
        assert coming.day == told[0]
        assert told[1] in coming.sentence


def test_last_day_of_a_consent_is_told_ahead() -> None:
    child = ConsentSubject(born(13))
    soon = record(G, until=TODAY + timedelta(days=30))
    (coming,) = comings(child, TODAY, [soon])
    assert coming.day == date(2026, 11, 14)
    assert "истекает согласие родителя" in coming.sentence
    assert comings(child, TODAY, [record(G, until=TODAY + timedelta(days=31))]) == ()
    assert comings(child, TODAY, [soon, record(G, given=TODAY)]) == ()
    assert comings(child, TODAY, [record(G, until=TODAY - timedelta(days=1))]) == ()


@given(st.dates(date(2006, 1, 1), date(2014, 12, 31)), st.integers(0, 400))
def test_nobody_starts_to_sign_untold(day: date, later: int) -> None:
    on = TODAY + timedelta(days=later)
    birth = Birth(day.year, day)
    changes = signers(birth, on) != signers(birth, on + timedelta(days=30))
    assert bool(comings(ConsentSubject(birth), on, [])) is changes


def test_record_without_any_consent_is_offered_for_removal_after_sixty_days() -> None:
    assert removal_offered_from(date(2026, 8, 16), []) == TODAY
    assert removal_offered_from(date(2026, 8, 16), [ConsentRecord(ConsentKind.IMAGE, G, GIVEN)]) == TODAY
    assert removal_offered_from(date(2026, 8, 16), [record(G)]) is None
    assert removal_offered_from(date(2026, 8, 16), [record(G, withdrawn=GIVEN)]) is None


def lapsed(age: int, *records: ConsentRecord, is_mentor: bool = False) -> list[Signer]:
    person = ConsentSubject(born(age), is_mentor=is_mentor)
    return [gap.signer for gap in lapsed_gaps(person, TODAY, records)]


def test_term_over_is_a_lapse_from_the_day_after() -> None:
    until = TODAY - timedelta(days=1)
    assert lapsed(13, record(G, until=TODAY)) == []
    assert lapsed(13, record(G, until=until)) == [G]
    assert lapsed(13, record(G, until=until), record(G, given=TODAY)) == []


def test_child_of_fourteen_is_asked_but_nothing_has_lapsed() -> None:
    before = record(G, given=TODAY - timedelta(days=30))
    assert [gap.signer for gap in consent_gaps(ConsentSubject(born(14)), TODAY, [before])] == [P]
    assert lapsed(14, before) == []


def test_consents_of_a_minor_lapse_when_he_comes_of_age() -> None:
    assert lapsed(17, record(G), record(P)) == []
    assert lapsed(18, record(G), record(P)) == [P]
    assert lapsed(18, record(G)) == [P]
    assert lapsed(18, record(G), record(P, given=TODAY)) == []


def test_consent_never_given_is_no_lapse() -> None:
    assert lapsed(12) == lapsed(20) == []
    assert lapsed(16, record(G), record(P), is_mentor=True) == []
