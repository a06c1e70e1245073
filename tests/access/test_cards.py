"""Cards: issued by the curator, a PIN of one's own, five wrong ones, taken back; and what the web can not read."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import check_password
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from nastavnik.access.actions import issue_cards, open_card, reset_pins, revoke_cards, unlock_cards
from nastavnik.access.actors import AccountActor
from nastavnik.access.models import Account, Card
from nastavnik.access.queries.cards import card_holders, card_state, holders_chosen
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.actor import Anonymous
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.actions.guardians import remove_guardian
from nastavnik.registry.models import Person
from nastavnik.rulebook.codes import printed_code
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
PIN = "8305"


@pytest.fixture
def work(house: House) -> House:
    """Danya is a mentee and Maria a mentor of one programme."""
    programme = pairing.programme(house.school, "Физика вместе")
    pairing.mentee(programme, house.danya), pairing.mentor(programme, house.maria)
    make.consent(house.danya), make.consent(house.maria)
    return house


def issue(*keys: str, login: str = "svetlana") -> list[str]:
    actor = make.actor(login)
    with acting(actor):
        holders = holders_chosen(actor, keys, make.TODAY)
        return [one.code for one in issue_cards(by=actor, holders=holders, now=timezone.now())]


def enter(code: str, pin: str = PIN) -> AccountActor:
    with acting(Anonymous()):
        return open_card(by=Anonymous(), code=code, pin=pin, now=timezone.now())


def wrong(code: str, times: int) -> str:
    said = ""
    for _ in range(times):
        # Refused within the scope, as the page does: what was counted stays counted.
        with acting(Anonymous()), pytest.raises(Refused) as refusal:
            open_card(by=Anonymous(), code=code, pin="9999", now=timezone.now())
        said = refusal.value.reason
    return said


def state(code: str) -> str | None:
    with acting(Anonymous()):
        return card_state(code)


def key(person: Person) -> str:
    return f"p{person.pk}"


def test_child_chooses_a_pin_and_comes_in_as_mentee(work: House) -> None:
    (code,) = issue(key(work.danya))
    assert state(code) == "new"
    danya = enter(code)
    assert (danya.person_id, danya.name) == (work.danya.pk, "Зимин Даниил Олегович")
    assert danya.holds(Role.MENTEE) and danya.people == danya.figures == frozenset()
    assert state(code) == "ready"
    assert enter(code).account_id == danya.account_id
    with acting(danya):
        assert list(Person.objects.all()) == [work.danya]
    with make.owning():
        assert check_password(PIN, Card.objects.get().pin)
        verbs = list(Entry.objects.filter(account_id=danya.account_id).values_list("verb", flat=True))
    assert sorted(verbs) == ["choose_pin", "open_card"]


def test_representative_gets_a_card_of_her_own_for_her_child(work: House) -> None:
    with make.owning():
        guardian = work.danya.guardians.get()
    (code,) = issue(f"g{guardian.pk}")
    anna = enter(code)
    assert (anna.name, anna.person_id, anna.guardian_id) == (
        "Зимина Анна Петровна",
        work.danya.pk,
        guardian.pk,
    )
    assert anna.holds(Role.GUARDIAN) and not anna.holds(Role.MENTEE)


def test_first_pin_that_is_guessed_easily_is_refused(work: House) -> None:
    (code,) = issue(key(work.danya))
    with pytest.raises(Refused, match="подряд") as refusal:
        enter(code, "1234")
    assert refusal.value.field == "pin"
    assert state(code) == "new"


def test_five_wrong_pins_lock_the_card_and_the_curator_opens_it(work: House) -> None:
    (code,) = issue(key(work.danya))
    enter(code)
    assert "Осталось 3" in wrong(code, 2)
    enter(code)
    assert "Осталось 4" in wrong(code, 1), "a right PIN begins the count anew"
    assert "Карточка закрыта" in wrong(code, 4)
    with pytest.raises(Refused, match="Подойдите к куратору"):
        enter(code)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        holders = holders_chosen(svetlana, [key(work.danya)], make.TODAY)
        assert holders[0].card is not None and holders[0].card.is_locked
        assert unlock_cards(by=svetlana, holders=holders, now=timezone.now()) == 1
    assert enter(code).person_id == work.danya.pk


def test_fifth_try_with_the_right_pin_still_opens(work: House) -> None:
    (code,) = issue(key(work.danya))
    enter(code)
    wrong(code, 4)
    assert enter(code).person_id == work.danya.pk


def test_reset_lets_a_new_pin_be_chosen_with_the_same_card(work: House) -> None:
    (code,) = issue(key(work.danya))
    enter(code)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        reset_pins(
            by=svetlana, holders=holders_chosen(svetlana, [key(work.danya)], make.TODAY), now=timezone.now()
        )
    assert state(code) == "new"
    enter(code, "60417")
    with pytest.raises(Refused, match="Неверный PIN"):
        enter(code)


def test_revoked_card_and_the_one_before_a_new_one_open_nothing(work: House) -> None:
    (first,) = issue(key(work.danya))
    enter(first)
    (second,) = issue(key(work.danya))
    assert state(first) is None and state(second) == "new"
    with pytest.raises(Refused, match="Такой карточки нет"):
        enter(first)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        revoke_cards(
            by=svetlana, holders=holders_chosen(svetlana, [key(work.danya)], make.TODAY), now=timezone.now()
        )
    assert state(second) is None
    with make.owning():
        assert Account.objects.filter(person=work.danya).count() == 1


def test_unknown_code_opens_nothing(work: House) -> None:
    assert state("K7QM2XPD") is None
    with pytest.raises(Refused, match="Такой карточки нет"):
        enter("K7QM2XPD")


def test_cards_are_issued_by_the_curator_of_the_institution_only(work: House) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        holders = card_holders(svetlana, make.TODAY)
    assert {holder.name for holder in holders} == {
        "Зимин Даниил Олегович", "Зимина Анна Петровна", "Котова Мария Ивановна",
    }  # fmt: skip
    for login in ("boris", "nina", "oleg"):
        actor = make.actor(login)
        with acting(actor):
            assert card_holders(actor, make.TODAY) == []
            with pytest.raises(Denied, match="куратор их организации"):
                issue_cards(by=actor, holders=holders, now=timezone.now())
            with pytest.raises(ProgrammingError, match="may not do this"), transaction.atomic():
                connection.cursor().execute(
                    "select access_card_issue(%s, null, '{mentee}', 'x', now(), %s)",
                    [work.danya.pk, make.TODAY],
                )


def test_database_gives_no_other_role_with_a_card(work: House) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana), connection.cursor() as cursor:
        cursor.execute(
            "select access_card_issue(%s, null, '{curator,head,mentee}', 'x', now(), %s)",
            [work.danya.pk, make.TODAY],
        )
    with make.owning():
        assert [grant.role for grant in Account.objects.get(person=work.danya).grants.all()] == ["mentee"]


def test_stranger_neither_lists_nor_changes_cards_through_the_functions(work: House) -> None:
    issue(key(work.danya))
    with make.owning():
        account = Account.objects.get(person=work.danya)
    boris = make.actor("boris")
    with acting(boris), connection.cursor() as cursor:
        cursor.execute("select count(*) from access_cards_of(%s, %s)", [[work.danya.pk], make.TODAY])
        assert cursor.fetchone() == (0,)
        cursor.execute("select access_cards_change(%s, 'revoke', now(), %s)", [[account.pk], make.TODAY])
        assert cursor.fetchone() == (0,)
        assert list(Card.objects.all()) == []


def test_card_is_not_passed_by_an_empty_pin(work: House) -> None:
    issue(key(work.danya))
    with make.owning():
        hashed = Card.objects.get().code_hash
    with acting(Anonymous()), connection.cursor() as cursor:
        cursor.execute("select access_card_pass(%s, '', now())", [hashed])
        assert cursor.fetchone() == (None,)


def test_sheet_shows_codes_once_and_the_card_works(work: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    page = client.get("/cards/").content.decode()
    assert "Зимин Даниил Олегович" in page and "представитель: Зимин Д. О." in page and "не выдана" in page
    response = client.post("/cards/", {"deed": "issue", "chosen": [key(work.danya), key(work.maria)]})
    html = response.content.decode()
    codes = re.findall(r'card-code">([A-Z0-9-]{9})<', html)
    assert response["Cache-Control"] == "no-store"
    assert len(codes) == 2 and html.split("<main", 1)[1].count("<svg") == 2 and "Зимин Даниил" in html
    assert codes[0] not in client.get("/cards/").content.decode()
    child = Client()
    typed = child.post("/card/", {"code": codes[0].lower()})
    assert typed["Location"] == f"/card/{codes[0].replace('-', '')}/"
    asked = child.get(typed["Location"])
    assert "в первый раз" in asked.content.decode() and "Зимин" not in asked.content.decode()
    entered = child.post(typed["Location"], {"pin": PIN, "repeated_pin": PIN}, follow=True)
    assert entered.redirect_chain == [("/", 302)]
    assert "PIN выбран." in entered.content.decode() and "Зимин Даниил Олегович" in entered.content.decode()


def test_page_of_a_card_says_what_is_wrong(work: House) -> None:
    (code,) = issue(key(work.danya))
    child = Client()
    differing = child.post(f"/card/{code}/", {"pin": PIN, "repeated_pin": "8306"})
    assert differing.status_code == 422 and "PIN не совпали" in differing.content.decode()
    enter(code)
    bad = child.post(f"/card/{code}/", {"pin": "9999"})
    assert bad.status_code == 422 and "Неверный PIN. Осталось" in bad.content.decode()
    wrong(code, 4)
    assert "Карточка закрыта после пяти неверных PIN" in child.get(f"/card/{code}/").content.decode()
    assert "Такой карточки нет" in child.post("/card/", {"code": "2222-2222"}).content.decode()
    assert printed_code(code) not in bad.headers.get("Location", "")


def test_bulk_deeds_say_what_they_did(work: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    nothing = client.post("/cards/", {"deed": "reset", "chosen": [key(work.danya)]}, follow=True)
    assert "нет карточек" in nothing.content.decode()
    issue(key(work.danya))
    done = client.post(
        "/cards/", {"deed": "revoke", "chosen": [key(work.danya)]}, follow=True
    ).content.decode()
    assert "больше не открываются: 1" in done


def test_list_filters_by_class_role_and_state(work: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    issue(key(work.danya))
    assert "Котова" not in client.get("/cards/?class=8А").content.decode().partition("<tbody")[2]
    assert "Котова" in client.get("/cards/?role=mentor").content.decode().partition("<tbody")[2]
    assert "Зимин Даниил" in client.get("/cards/?state=new").content.decode().partition("<tbody")[2]
    assert "Зимина" in client.get("/cards/?q=зимина анна").content.decode().partition("<tbody")[2]


def test_list_costs_the_same_with_one_row_and_with_three(
    house: House, signed_in: SignIn, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    programme = pairing.programme(house.school, "Физика вместе")
    pairing.mentor(programme, house.maria)
    client = signed_in("svetlana")
    with django_assert_max_num_queries(40) as one:
        client.get("/cards/")
    pairing.mentee(programme, house.danya)
    with django_assert_max_num_queries(40) as three:
        client.get("/cards/")
    assert len(one) == len(three)


def test_revoked_card_ends_the_work_begun_with_it(work: House, signed_in: SignIn) -> None:
    (code,) = issue(key(work.danya))
    child = Client()
    child.post(f"/card/{code}/", {"pin": PIN, "repeated_pin": PIN})
    assert child.get("/").status_code == 200
    signed_in("svetlana").post("/cards/", {"deed": "revoke", "chosen": [key(work.danya)]})
    assert child.get("/").status_code == 302


def test_lost_card_ends_the_work_begun_with_it(work: House) -> None:
    (code,) = issue(key(work.danya))
    finder = Client()
    finder.post(f"/card/{code}/", {"pin": PIN, "repeated_pin": PIN})
    assert finder.get("/").status_code == 200
    issue(key(work.danya))
    assert finder.get("/").status_code == 302


def test_representative_whose_card_is_revoked_may_be_taken_off_the_register(work: House) -> None:
    with make.owning():
        guardian = work.danya.guardians.get()
    (code,) = issue(f"g{guardian.pk}")
    enter(code)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        with pytest.raises(Refused, match="сначала закройте"):
            remove_guardian(by=svetlana, guardian=guardian)
        holders = holders_chosen(svetlana, [f"g{guardian.pk}"], make.TODAY)
        revoke_cards(by=svetlana, holders=holders, now=timezone.now())
        remove_guardian(by=svetlana, guardian=guardian)
    with make.owning():
        assert not Account.objects.filter(login__startswith="card-").exists()


def test_card_is_not_issued_without_a_consent_in_force(work: House) -> None:
    with make.owning():
        work.danya.consents.update(withdrawn_date=make.TODAY)
        guardian = work.danya.guardians.get()
    for chosen in ([key(work.danya), key(work.maria)], [f"g{guardian.pk}"]):
        with pytest.raises(Refused, match=r"Карточки не выданы: нет согласий\. Зимин Д\. О\. — Нет согласия"):
            issue(*chosen)
    with make.owning():
        assert not Card.objects.exists()
    assert len(issue(key(work.maria))) == 1
