"""Signatures recorded one by one and in bulk, corrected, withdrawn; editions, settings, scans."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.actions.consents import (
    correct_consent,
    record_consent,
    record_consents,
    remove_consent,
    withdraw_consent,
)
from nastavnik.registry.actions.editions import (
    attach_scan,
    remove_scan,
    set_consent_policy,
    take_scan,
    write_edition,
)
from nastavnik.registry.models import Consent, ConsentEdition, ConsentScan, Person
from nastavnik.registry.queries.consents import editions_in_force, policy_of
from nastavnik.registry.queries.people import birth_of
from nastavnik.rulebook.consent import ConsentKind, ConsentSubject, Signer
from nastavnik.rulebook.consent_texts import CONSENT_TEXTS
from tests import factories as make
from tests.factories import TODAY
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]
GIVEN = date(2026, 9, 10)
OWN = replace(CONSENT_TEXTS[ConsentKind.IMAGE], purpose="Стенд «Наши наставники».")


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


def recorded(by: AccountActor, person: Person, **values: Any) -> list[Consent]:
    values = {"kind": ConsentKind.PROCESSING, "signers": set(Signer), "given_date": GIVEN} | values
    with acting(by):
        return record_consent(by=by, person=person, today=TODAY, **values)


def verbs() -> list[str]:
    with make.owning():
        return list(Entry.objects.order_by("happened_at", "pk").values_list("verb", flat=True))


def test_one_consent_keeps_edition_end_and_place(svetlana: AccountActor, house: House) -> None:
    guardian, person = recorded(
        svetlana, house.danya, kind=ConsentKind.IMAGE, valid_until=date(2027, 5, 31), kept_at=" папка 3 "
    )
    with make.owning():
        assert (guardian.signer, person.signer) == ("guardian", "person")
        kept = Consent.objects.select_related("edition").get(pk=guardian.pk)
        assert (kept.valid_until, kept.kept_at) == (date(2027, 5, 31), "папка 3")
        assert kept.edition is not None
        assert (kept.edition.institution, kept.edition.kind, kept.edition.number) == (None, "image", 1)
        assert Entry.objects.get(verb="record_consents").count == 2


def test_signatures_of_one_person_may_come_on_different_days(svetlana: AccountActor, house: House) -> None:
    recorded(svetlana, house.danya, signers={Signer.GUARDIAN})
    recorded(svetlana, house.danya, signers={Signer.PERSON}, given_date=date(2026, 9, 12))
    with make.owning():
        assert Consent.objects.filter(person=house.danya).count() == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"signers": set()}, "signers"),
        ({"given_date": date(2026, 10, 16)}, "given_date"),
        ({"valid_until": date(2026, 9, 9)}, "valid_until"),
    ],
)
def test_consent_that_can_not_be_is_refused(
    svetlana: AccountActor, house: House, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        recorded(svetlana, house.danya, **values)
    assert refusal.value.field == field
    assert verbs() == []


def test_same_signature_on_the_same_day_is_refused(svetlana: AccountActor, house: House) -> None:
    recorded(svetlana, house.danya, signers={Signer.GUARDIAN})
    with pytest.raises(Refused, match="уже записана"):
        recorded(svetlana, house.danya)
    with make.owning():
        assert Consent.objects.filter(person=house.danya).count() == 1


def test_edition_of_another_consent_or_school_is_refused(svetlana: AccountActor, house: House) -> None:
    boris = make.actor("boris")
    with acting(boris):
        foreign = write_edition(by=boris, institution=house.gymnasium, kind=ConsentKind.PROCESSING, text=OWN)
    with make.owning():
        other = ConsentEdition.objects.get(institution=None, kind="image")
    for edition in (foreign, other):
        with pytest.raises(Refused, match="редакция другого согласия"):
            recorded(svetlana, house.danya, edition=edition)


def test_bulk_records_only_the_kinds_that_came(svetlana: AccountActor, house: House) -> None:
    pupil = make.person(house.school, "Юнин Олег Ильич", birth_date=date(2010, 1, 1), class_name="10 «А»")
    subjects = {pupil: ConsentSubject(birth_of(pupil), is_mentor=True)}
    with acting(svetlana):
        said: dict[str, Any] = {"by": svetlana, "subjects": subjects, "given_date": GIVEN, "today": TODAY}
        assert record_consents(**said, kinds=[ConsentKind.MENTOR_ROLE, ConsentKind.IMAGE]) == 3
        assert record_consents(**said) == 2
        assert record_consents(**said) == 0
    with make.owning():
        kinds = Consent.objects.filter(person=pupil).order_by("kind", "signer").values_list("kind", "signer")
        assert list(kinds) == [
            ("image", "guardian"),
            ("image", "person"),
            ("mentor_role", "guardian"),
            ("processing", "guardian"),
            ("processing", "person"),
        ]


def test_withdrawal_ends_all_signatures_of_the_kind(svetlana: AccountActor, house: House) -> None:
    recorded(svetlana, house.danya)
    recorded(svetlana, house.danya, kind=ConsentKind.IMAGE)
    withdraw: dict[str, Any] = {"by": svetlana, "person": house.danya, "how": "post", "today": TODAY}
    with acting(svetlana):
        for day in (date(2026, 10, 16), date(2026, 9, 9)):
            with pytest.raises(Refused) as refusal:
                withdraw_consent(**withdraw, kind=ConsentKind.IMAGE, withdrawn_date=day)
            assert refusal.value.field == "withdrawn_date"
        assert withdraw_consent(**withdraw, kind=ConsentKind.IMAGE, withdrawn_date=date(2026, 10, 14)) == 2
        with pytest.raises(Refused, match="уже отозвано"):
            withdraw_consent(**withdraw, kind=ConsentKind.IMAGE, withdrawn_date=TODAY)
    with make.owning():
        ended = Consent.objects.filter(withdrawn_date__isnull=False)
        assert set(ended.values_list("kind", "withdrawn_how")) == {("image", "post")}
        assert ended.count() == 2


def test_withdrawn_signature_is_corrected_only_in_its_place(svetlana: AccountActor, house: House) -> None:
    consent, *_ = recorded(svetlana, house.danya, kind=ConsentKind.IMAGE)
    with acting(svetlana):
        withdraw_consent(
            by=svetlana, person=house.danya, kind=ConsentKind.IMAGE, withdrawn_date=TODAY, how="other", today=TODAY
        )  # fmt: skip
        consent.refresh_from_db()
        values: dict[str, Any] = {"by": svetlana, "consent": consent, "today": TODAY, "valid_until": None}
        assert correct_consent(**values, given_date=GIVEN, kept_at="архив") == ["kept_at"]
        assert correct_consent(**values, given_date=GIVEN, kept_at="архив") == []
        with pytest.raises(Refused, match="только место"):
            correct_consent(**values, given_date=TODAY, kept_at="архив")


def test_own_edition_follows_the_default_and_never_changes(svetlana: AccountActor, house: House) -> None:
    with acting(svetlana):
        first = write_edition(by=svetlana, institution=house.school, kind=ConsentKind.IMAGE, text=OWN)
        with pytest.raises(Refused, match="не изменился"):
            write_edition(by=svetlana, institution=house.school, kind=ConsentKind.IMAGE, text=OWN)
        second = write_edition(
            by=svetlana, institution=house.school, kind=ConsentKind.IMAGE, text=replace(OWN, term="Один год.")
        )
        assert (first.number, second.number) == (1, 2)
        in_force = editions_in_force(house.school.pk)
        assert in_force[ConsentKind.IMAGE] == second
        assert in_force[ConsentKind.CONTEST].institution is None
        assert editions_in_force(house.gymnasium.pk)[ConsentKind.IMAGE].institution is None
    assert verbs() == ["write_edition", "write_edition"]


@pytest.mark.parametrize("part", ["purpose", "term", "withdrawal"])
def test_text_without_a_part_of_the_law_is_refused(svetlana: AccountActor, house: House, part: str) -> None:
    text = replace(OWN, **{part: "  "})
    with acting(svetlana), pytest.raises(Refused) as refusal:
        write_edition(by=svetlana, institution=house.school, kind=ConsentKind.IMAGE, text=text)
    assert refusal.value.field == part


def test_default_texts_are_loaded_whole(db: None) -> None:
    with make.owning():
        for kind, text in CONSENT_TEXTS.items():
            edition = ConsentEdition.objects.get(institution=None, kind=kind)
            assert {name: getattr(edition, name) for name in asdict(text)} == asdict(text)


def policy(svetlana: AccountActor, house: House, **values: Any) -> list[str]:
    values = {"processor": "", "asked": [], "keeps_scans": False} | values
    with acting(svetlana):
        return set_consent_policy(by=svetlana, institution=house.school, **values)


def test_way_of_asking_is_written_and_compared(svetlana: AccountActor, house: House) -> None:
    assert policy(svetlana, house) == []
    assert policy(svetlana, house, asked=["image"], processor=" ООО «Вектор» ") == [
        "processor",
        "asked",
    ]
    with acting(svetlana):
        assert policy_of(house.school.pk).processor == "ООО «Вектор»"
    with pytest.raises(Refused) as refusal:
        policy(svetlana, house, asked=["processing"])
    assert refusal.value.field == "asked"
    assert verbs() == ["set_consent_policy"]


def test_scan_is_kept_only_where_the_school_keeps_scans(svetlana: AccountActor, house: House) -> None:
    consent, *_ = recorded(svetlana, house.danya)
    with acting(svetlana), pytest.raises(Refused, match="не хранятся"):
        attach_scan(by=svetlana, consent=consent, file_name="скан.pdf", content=b"%PDF-1.7")
    policy(svetlana, house, keeps_scans=True)
    with acting(svetlana):
        for wrong in (b"MZ\x90", b"<html>", b""):
            with pytest.raises(Refused, match="PDF, JPEG или PNG"):
                attach_scan(by=svetlana, consent=consent, file_name="скан.pdf", content=wrong)
        with pytest.raises(Refused, match="больше 5 МБ"):
            attach_scan(
                by=svetlana, consent=consent, file_name="скан.pdf", content=b"%PDF-" + b"0" * 5_300_000
            )
        attach_scan(by=svetlana, consent=consent, file_name="скан.pdf", content=b"%PDF-1.7")
        scan = attach_scan(by=svetlana, consent=consent, file_name="лист.png", content=b"\x89PNG\r\n\x1a\n1")
        assert (scan.content_type, scan.file_name) == ("image/png", "лист.png")
        assert take_scan(by=svetlana, scan=scan) == b"\x89PNG\r\n\x1a\n1"
        remove_scan(by=svetlana, scan=scan)
    with make.owning():
        assert not ConsentScan.objects.exists()
        assert Consent.objects.filter(pk=consent.pk).exists()
    assert sorted(set(verbs())) == [
        "attach_scan", "record_consents", "remove_scan", "set_consent_policy", "take_scan",
    ]  # fmt: skip


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg"])
def test_only_the_curator_of_the_school_writes_of_consents(
    svetlana: AccountActor, house: House, login: str
) -> None:
    consent, *_ = recorded(svetlana, house.danya)
    stranger = make.actor(login)
    with pytest.raises(Denied):
        recorded(stranger, house.danya)
    with acting(stranger):
        with pytest.raises(Denied):
            correct_consent(
                by=stranger, consent=consent, given_date=GIVEN, today=TODAY, valid_until=None, kept_at="x"
            )
        with pytest.raises(Denied):
            withdraw_consent(
                by=stranger, person=house.danya, kind=ConsentKind.PROCESSING, withdrawn_date=TODAY,
                how="post", today=TODAY,
            )  # fmt: skip
        with pytest.raises(Denied):
            remove_consent(by=stranger, consent=consent)
        with pytest.raises(Denied):
            attach_scan(by=stranger, consent=consent, file_name="скан.pdf", content=b"%PDF-1.7")
        if login != "tamara":  # the secretary keeps the templates
            with pytest.raises(Denied):
                write_edition(by=stranger, institution=house.school, kind=ConsentKind.IMAGE, text=OWN)
            with pytest.raises(Denied):
                set_consent_policy(
                    by=stranger, institution=house.school, processor="", asked=[],
                    keeps_scans=True,
                )  # fmt: skip
