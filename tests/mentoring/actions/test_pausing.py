"""A consent is withdrawn or was never there: pairs are suspended, orders refused, pairs resumed."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.actions.pausing import cancel_pair, hold_pair, reopen_pair, resume_pair
from nastavnik.mentoring.models import Pair, PairPause, Programme
from nastavnik.mentoring.queries.pairs import pair_ids_of
from nastavnik.monitoring.models import Counter
from nastavnik.papers.actions import discard_order, register_paper, return_order, sign_order
from nastavnik.papers.models import Paper
from nastavnik.registry.actions.consents import (
    correct_consent,
    record_consent,
    remove_consent,
    withdraw_consent,
)
from nastavnik.registry.models import Consent
from nastavnik.rulebook.consent import ConsentKind, Signer
from nastavnik.rulebook.pair_endings import PauseReason
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.factories import TODAY
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import state_of

pytestmark = [pytest.mark.django_db, pairing.in_october]
WITHDRAWN = date(2026, 10, 15)


@pytest.fixture
def programme(house: House) -> Programme:
    """Мария takes Даня and Лиза."""
    made = pairing.programme(house.school)
    for person in (house.maria, house.danya):
        make.consent(person)
    pairing.mentor(made, house.maria, capacity=2)
    pairing.mentee(made, house.danya)
    pairing.mentee(made, pairing.child(house.school, "Юдина Лиза Олеговна"))
    return made


def of_danya(programme: Programme, house: House) -> Pair:
    with make.owning():
        return Pair.objects.get(programme=programme, members__person=house.danya)


@pytest.fixture
def agreed(programme: Programme, house: House) -> Pair:
    pairing.agreed_pairs(make.actor("svetlana"), programme)
    return of_danya(programme, house)


def drafted(programme: Programme) -> Paper:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        return draft_pairs_order(by=svetlana, programme=programme)


def signed(paper: Paper) -> Paper:
    nina = make.actor("nina")
    with acting(nina):
        return sign_order(by=nina, paper=Paper.objects.get(pk=paper.pk))


def registered(paper: Paper, dated: date = date(2026, 10, 14)) -> Paper:
    tamara = make.actor("tamara")
    with acting(tamara):
        return register_paper(by=tamara, paper=paper, number="40-од", paper_date=dated)


def withdrawn(house: House, kind: ConsentKind = ConsentKind.PROCESSING) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        withdraw_consent(
            by=svetlana, person=house.danya, kind=kind, withdrawn_date=WITHDRAWN, how="post", today=TODAY
        )


def given_anew(house: House) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        record_consent(
            by=svetlana, person=house.danya, kind=ConsentKind.PROCESSING, signers=set(Signer),
            given_date=TODAY, today=TODAY,
        )  # fmt: skip


def resumed(pair: Pair, login: str = "svetlana") -> Pair:
    actor = make.actor(login)
    with acting(actor):
        return resume_pair(by=actor, pair=pair)


def others(programme: Programme, pair: Pair) -> list[str]:
    with make.owning():
        return list(
            Pair.objects.filter(programme=programme).exclude(pk=pair.pk).values_list("state", flat=True)
        )


def verbs() -> list[str]:
    with make.owning():
        return list(
            Entry.objects.filter(verb__in=("pause_pair", "resume_pair")).values_list("verb", flat=True)
        )


def test_working_pair_is_suspended_at_once_and_stays_in_the_figure(
    programme: Programme, agreed: Pair, house: House
) -> None:
    make.contingent(house.school, 2026)
    registered(signed(drafted(programme)))
    withdrawn(house)
    with make.owning():
        pair = Pair.objects.get(pk=agreed.pk)
        assert (pair.state, pair.paused_date) == ("paused", TODAY)
        assert Counter.objects.get(institution=house.school, indicator="I1", year=2026).numerator == 2
    assert others(programme, agreed) == ["active"]
    assert verbs() == ["pause_pair"]


def test_suspended_pair_is_out_of_its_members_sight(agreed: Pair, house: House) -> None:
    make.account("maria", house.maria, (Role.MENTOR, house.school))
    assert agreed.pk in pair_ids_of(house.maria.pk)
    withdrawn(house)
    assert agreed.pk not in pair_ids_of(house.maria.pk)


def test_optional_consent_withdrawn_suspends_nothing(agreed: Pair, house: House) -> None:
    make.consent(house.danya, kind="image")
    withdrawn(house, ConsentKind.IMAGE)
    assert state_of(agreed) == "agreed"


def test_resumed_pair_works_again_only_after_a_new_consent(
    programme: Programme, agreed: Pair, house: House
) -> None:
    registered(signed(drafted(programme)))
    withdrawn(house)
    with pytest.raises(Refused, match=r"не возобновлена\. Нет согласия родителя"):
        resumed(agreed)
    given_anew(house)
    assert resumed(agreed).state == "active"
    with make.owning():
        pair = Pair.objects.get(pk=agreed.pk)
        assert (pair.paused_date, pair.active_from) == (None, date(2026, 10, 14))
    assert verbs() == ["pause_pair", "resume_pair"]


def test_draft_with_a_suspended_pair_is_not_registered_and_the_rest_goes_on(
    programme: Programme, agreed: Pair, house: House
) -> None:
    paper = signed(drafted(programme))
    withdrawn(house)
    # The date of the order lies before the withdrawal: the consent was in force then, the pair is not now.
    with pytest.raises(Refused, match=r"Зимин Д\. О\.: пара приостановлена"):
        registered(paper)
    with make.owning():
        assert Paper.objects.get(pk=paper.pk).state == "signed"
    nina, svetlana = make.actor("nina"), make.actor("svetlana")
    with acting(nina):
        paper = return_order(by=nina, paper=paper, remark="Согласие отозвано")
    with acting(svetlana):
        discard_order(by=svetlana, paper=paper)
    assert state_of(agreed) == "paused"
    assert others(programme, agreed) == ["agreed"]
    registered(signed(drafted(programme)))
    assert others(programme, agreed) == ["active"]
    assert state_of(agreed) == "paused"


def test_pair_suspended_in_a_draft_returns_into_it(programme: Programme, agreed: Pair, house: House) -> None:
    paper = signed(drafted(programme))
    withdrawn(house)
    given_anew(house)
    assert resumed(agreed).state == "ordered"
    registered(paper, dated=TODAY)
    assert state_of(agreed) == "active"


def test_pair_suspended_before_its_order_is_agreed_again(agreed: Pair, house: House) -> None:
    withdrawn(house)
    assert state_of(agreed) == "paused"
    given_anew(house)
    assert resumed(agreed).state == "agreed"


def test_approval_of_a_suspended_pair_is_taken_back(programme: Programme, agreed: Pair, house: House) -> None:
    withdrawn(house)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        assert cancel_pair(by=svetlana, pair=agreed).state == "cancelled"
        with pytest.raises(Refused, match="сейчас «отменена»"):
            cancel_pair(by=svetlana, pair=agreed)


def test_pair_of_an_order_is_not_taken_back_by_hand(programme: Programme, agreed: Pair, house: House) -> None:
    paper = drafted(programme)
    withdrawn(house)
    svetlana = make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="сначала отмените проект"):
        cancel_pair(by=svetlana, pair=agreed)
    given_anew(house)
    resumed(agreed)
    registered(signed(paper), dated=TODAY)
    with make.owning():
        Consent.objects.filter(person=house.danya).update(withdrawn_date=TODAY)
        Pair.objects.filter(pk=agreed.pk).update(state="paused")
    with acting(svetlana), pytest.raises(Refused, match="прекращают приказом"):
        cancel_pair(by=svetlana, pair=agreed)


def test_mistaken_record_is_removed_from_under_a_working_pair(
    programme: Programme, agreed: Pair, house: House
) -> None:
    registered(signed(drafted(programme)))
    svetlana = make.actor("svetlana")
    with make.owning():
        consent = Consent.objects.get(person=house.danya, signer="guardian")
    with acting(svetlana):
        remove_consent(by=svetlana, consent=consent)
    assert state_of(agreed) == "paused"


def test_doubled_record_goes_without_consequences(agreed: Pair, house: House) -> None:
    make.consent(house.danya, given_date=date(2026, 9, 12))
    svetlana = make.actor("svetlana")
    with make.owning():
        consent = Consent.objects.get(person=house.danya, signer="guardian", given_date=date(2026, 9, 12))
    with acting(svetlana):
        remove_consent(by=svetlana, consent=consent)
    assert state_of(agreed) == "agreed"


def test_corrected_end_of_a_consent_suspends_the_pair(agreed: Pair, house: House) -> None:
    svetlana = make.actor("svetlana")
    with make.owning():
        consent = Consent.objects.get(person=house.danya, signer="guardian")
    with acting(svetlana):
        kept = correct_consent(
            by=svetlana, consent=consent, given_date=date(2026, 9, 1), today=TODAY, valid_until=None,
            kept_at="папка 3",
        )  # fmt: skip
        assert kept == ["given_date", "kept_at"]
        assert state_of(agreed) == "agreed"
        correct_consent(
            by=svetlana, consent=consent, given_date=date(2026, 9, 1), today=TODAY,
            valid_until=date(2026, 10, 1), kept_at="папка 3",
        )  # fmt: skip
    assert state_of(agreed) == "paused"


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg"])
def test_only_the_curator_of_the_school_decides_on_a_suspended_pair(
    agreed: Pair, house: House, login: str
) -> None:
    withdrawn(house)
    given_anew(house)
    with pytest.raises(Denied):
        resumed(agreed, login)
    stranger = make.actor(login)
    with acting(stranger), pytest.raises(Denied):
        cancel_pair(by=stranger, pair=agreed)
    assert state_of(agreed) == "paused"


def test_working_pair_stands_still_for_a_reason_and_goes_on(programme: Programme, agreed: Pair) -> None:
    svetlana, pair, on = make.actor("svetlana"), agreed, date(2026, 10, 15)
    registered(signed(drafted(programme)))
    with acting(svetlana):
        with pytest.raises(Refused, match="сама"):
            hold_pair(by=svetlana, pair=pair, reason=PauseReason.CONSENT, on=on)
        with pytest.raises(Refused, match="уже действовала"):
            hold_pair(by=svetlana, pair=pair, reason=PauseReason.ILLNESS, on=date(2026, 10, 13))
        assert hold_pair(by=svetlana, pair=pair, reason=PauseReason.ILLNESS, on=on).state == "paused"
        pause = PairPause.objects.get(pair=pair)
        assert (pause.from_date, pause.to_date, pause.reason) == (on, None, "illness")
        assert resume_pair(by=svetlana, pair=pair).state == "active"
        pause.refresh_from_db()
        assert pause.to_date == on


def test_cancelled_pair_is_asked_again_and_a_stopped_one_is_made_anew(agreed: Pair) -> None:
    svetlana, pair = make.actor("svetlana"), agreed
    with acting(svetlana):
        with pytest.raises(Refused, match="обновите страницу"):
            reopen_pair(by=svetlana, pair=pair)
        cancel_pair(by=svetlana, pair=pair)
        assert reopen_pair(by=svetlana, pair=pair) == pair
    assert state_of(pair) in ("approved", "agreed")
    with make.owning():
        Pair.objects.filter(pk=pair.pk).update(
            state="stopped", active_from=date(2026, 10, 12), ended_date=date(2026, 10, 14)
        )
    with acting(svetlana):
        made = reopen_pair(by=svetlana, pair=pair)
        assert made.pk != pair.pk
        people = {tuple(sorted(one.members.values_list("person_id", flat=True))) for one in (made, pair)}
        assert len(people) == 1
        with pytest.raises(Refused, match="уже в паре"):
            reopen_pair(by=svetlana, pair=pair)
    assert (state_of(pair), state_of(made)) == ("stopped", "approved")
