"""Telling: to whom, where, once; and what is read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import acting, working
from nastavnik.journal.models import Entry
from nastavnik.notices.actions.notices import mark_all_read, mark_read, tell
from nastavnik.notices.actions.wishes import set_notice_wishes
from nastavnik.notices.kinds import NoticeKind, declared_kinds, label_of
from nastavnik.notices.models import CalendarFeed, LetterWish, Notice, Preference
from nastavnik.notices.queries.notices import holders_of, notices_found, notices_visible_to, unread
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.house_of_people import House
from tests.notices.kinds import ALWAYS, TERM

pytestmark = pytest.mark.django_db


def told_to(login: str) -> list[Notice]:
    actor = make.actor(login)
    with acting(actor):
        return list(notices_visible_to(actor))


def tell_as(login: str, house: House, *logins: str, kind: NoticeKind = TERM, **values: object) -> int:
    actor = make.actor(login)
    accounts = [house.accounts[one].pk for one in logins]
    said = {"subject": "Срок мероприятия 3 — завтра", "key": "measure-3", "link": "/roadmaps/3/", **values}
    with acting(actor):
        return tell(by=actor, accounts=accounts, kind=kind, **said)  # type: ignore[arg-type]


def test_municipality_tells_a_school_that_it_does_not_see(house: House) -> None:
    assert tell_as("oleg", house, "svetlana", "nina", lines=["Школа № 5"]) == 2
    (notice,) = told_to("svetlana")
    assert (notice.subject, notice.lines, notice.link) == (
        "Срок мероприятия 3 — завтра",
        ["Школа № 5"],
        "/roadmaps/3/",
    )
    assert told_to("boris") == [] and told_to("oleg") == []


def test_the_same_key_is_told_once_to_each(house: House) -> None:
    assert tell_as("oleg", house, "svetlana") == 1
    assert tell_as("oleg", house, "svetlana", "nina") == 1
    assert tell_as("oleg", house, "svetlana", key="measure-4") == 1
    assert len(told_to("svetlana")) == 2 and len(told_to("nina")) == 1


def test_job_of_the_house_tells_too(house: House) -> None:
    with make.owning(), working():
        told = tell(
            by=system_actor("напоминания"),
            accounts=[house.accounts["oleg"].pk],
            kind=TERM,
            subject="Срок",
            key="k",
        )
    assert told == 1 and len(told_to("oleg")) == 1


def test_account_that_is_switched_off_is_told_nothing(house: House) -> None:
    with make.owning():
        house.accounts["nina"].is_active = False
        house.accounts["nina"].save()
    assert tell_as("oleg", house, "nina") == 0


def test_telling_leaves_the_school_in_the_journal_and_nothing_of_nobody(house: House) -> None:
    tell_as("oleg", house, "svetlana", "nina", institution_id=house.school.pk)
    tell_as("oleg", house, "svetlana", "nina", institution_id=house.school.pk)
    with make.owning():
        (entry,) = Entry.objects.filter(verb="tell")
    assert (entry.count, entry.institution_id, entry.account_id) == (
        2,
        house.school.pk,
        house.accounts["oleg"].pk,
    )


@pytest.mark.parametrize("link", ["https://example.com/", "//example.com/", "roadmaps/"])
def test_notice_leads_into_the_product_only(house: House, link: str) -> None:
    with pytest.raises(ValueError, match="leads to a page"):
        tell_as("oleg", house, "svetlana", link=link)


def test_kind_that_was_switched_off_is_not_shown_but_goes_by_letter(house: House) -> None:
    wish("svetlana", in_product=False, by_letter=True)
    assert tell_as("oleg", house, "svetlana") == 1
    assert told_to("svetlana") == []
    with make.owning():
        assert Notice.objects.get().is_for_letter


def test_kind_that_was_switched_off_altogether_is_not_told(house: House) -> None:
    wish("svetlana", in_product=False, by_letter=False)
    assert tell_as("oleg", house, "svetlana") == 0


def test_kind_that_can_not_be_switched_is_told(house: House) -> None:
    wish("svetlana", ALWAYS, in_product=False, by_letter=False)
    assert tell_as("oleg", house, "svetlana", kind=ALWAYS) == 1
    assert len(told_to("svetlana")) == 1


def wish(login: str, kind: NoticeKind = TERM, *, in_product: bool, by_letter: bool) -> None:
    actor = make.actor(login)
    with acting(actor):
        set_notice_wishes(
            by=actor, choices={kind.code: (in_product, by_letter)}, email="", hour=8, only_working_days=True
        )


def test_reading_marks_ones_own_only(house: House) -> None:
    tell_as("oleg", house, "svetlana", "nina")
    tell_as("oleg", house, "svetlana", key="second", subject="Другое")
    (newest, oldest), (hers,) = told_to("svetlana"), told_to("nina")
    svetlana = make.actor("svetlana")
    assert svetlana.counts["unread"] == 2
    with acting(svetlana):
        assert mark_read(by=svetlana, notices=[newest, hers], now=timezone.now()) == 1
        assert list(unread(notices_visible_to(svetlana))) == [oldest]
        assert mark_all_read(by=svetlana, now=timezone.now()) == 1
        assert mark_all_read(by=svetlana, now=timezone.now()) == 0
    assert make.actor("svetlana").counts["unread"] == 0
    assert make.actor("nina").counts["unread"] == 1


def test_bell_costs_no_statement(house: House, django_assert_num_queries) -> None:
    pk = house.accounts["svetlana"].pk
    from nastavnik.access.actors import actor_of_account

    with django_assert_num_queries(1):
        assert actor_of_account(pk, today=make.TODAY).counts == {"unread": 0}


def test_search_looks_into_the_lines(house: House) -> None:
    tell_as("oleg", house, "svetlana", lines=["Дорожная карта школы"])
    actor = make.actor("svetlana")
    with acting(actor):
        mine = notices_visible_to(actor)
        assert notices_found(mine, "карта завтра").count() == 1
        assert notices_found(mine, "приказ").count() == 0


def test_holders_of_posts_are_found_without_seeing_them(house: House) -> None:
    with acting(make.actor("svetlana")):
        (holder,) = holders_of([house.city.pk], [Role.MUNICIPAL_CURATOR], make.TODAY)
        assert holder.account_id == house.accounts["oleg"].pk
        assert holders_of([house.school.pk], [Role.MUNICIPAL_CURATOR], make.TODAY) == []


def test_kind_is_declared_once() -> None:
    assert NoticeKind("test_term", "Сроки для проверки", "Напоминания о сроках") == TERM
    with pytest.raises(ValueError, match="declared twice"):
        NoticeKind("test_term", "Другое")
    with pytest.raises(ValueError, match="told in the product"):
        NoticeKind("test_none", "Ничего", is_switchable=False, in_product=False)
    assert TERM in declared_kinds()
    assert (label_of("test_term"), label_of("gone")) == ("Сроки для проверки", "gone")


def test_what_was_told_goes_with_the_account_even_past_django(house: House) -> None:
    """The card of a representative is taken back by a definer function, which deletes the account by SQL."""
    account = make.account("gone", house.danya, (Role.GUARDIAN, house.school))
    with make.owning():
        Notice.objects.create(account=account, kind="x", subject="x", key="x", created_at=timezone.now())
        Preference.objects.create(account=account, kind="x", in_product=True, by_letter=True)
        LetterWish.objects.create(account=account)
        CalendarFeed.objects.create(account=account, secret_hash="x", created_at=timezone.now())
        with connection.cursor() as cursor:
            cursor.execute("delete from access_grant where account_id = %s", [account.pk])
            cursor.execute("delete from access_account where id = %s", [account.pk])
            cursor.execute("set constraints all immediate")
        for model in (Notice, Preference, LetterWish, CalendarFeed):
            assert not model._default_manager.filter(account_id=account.pk).exists()
