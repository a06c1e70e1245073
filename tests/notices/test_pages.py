"""Pages of notices: the bell, the list, wishes, the production calendar, ladders."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.notices.actions.notices import tell
from nastavnik.notices.models import CalendarDay, LadderSettings, LetterWish, Notice, Preference
from nastavnik.notices.queries.settings import calendar_exceptions, ladder_for
from nastavnik.rulebook.reminders import USUAL, Ladder
from nastavnik.rulebook.workdays import is_working_day
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House, give_cards
from tests.mentoring import pairing
from tests.notices.kinds import ALWAYS, TERM

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
LIST = "/notices/"


def told(house: House, number: int, login: str = "svetlana", **values: object) -> None:
    oleg = make.actor("oleg")
    with acting(oleg):
        for one in range(number):
            said = {"subject": f"Срок мероприятия {one} — завтра", "link": "/papers/", **values}
            tell(
                by=oleg, accounts=[house.accounts[login].pk], kind=TERM, key=f"{one}{said['subject']}", **said
            )  # type: ignore[arg-type]


def text_of(response) -> str:  # type: ignore[no-untyped-def]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\u00a0", " ")


def test_bell_says_how_many_are_unread(house: House, signed_in: SignIn) -> None:
    told(house, 3)
    assert "Уведомления 3 непрочитанных" in text_of(signed_in("svetlana").get("/"))
    assert "Уведомления, непрочитанных нет" in text_of(signed_in("nina").get("/"))


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    house: House, signed_in: SignIn, number: int, django_assert_num_queries
) -> None:
    told(house, number)
    client = signed_in("svetlana")
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 1):
        response = client.get(LIST)
    assert text_of(response).count("— завтра") >= number


def test_opening_marks_as_read_and_goes_on(house: House, signed_in: SignIn) -> None:
    told(house, 2)
    client = signed_in("svetlana")
    with make.owning():
        first = Notice.objects.order_by("pk").first()
    assert first is not None
    address = reverse("notices:notice_open", args=[first.pk])
    assert client.get(address).url == LIST
    assert "Уведомления 2 непрочитанных" in text_of(client.get(LIST))  # opening an address reads nothing
    assert client.post(address).url == "/papers/"
    assert "Уведомления 1 непрочитанных" in text_of(client.get(LIST))
    assert signed_in("nina").post(address).status_code == 404


def test_unread_are_filtered_searched_and_read_together(house: House, signed_in: SignIn) -> None:
    told(house, 2)
    told(house, 1, subject="Карта утверждена", link="")
    client = signed_in("svetlana")
    assert "3 уведомления" in text_of(client.get(LIST))
    assert "1 уведомление" in text_of(client.get(LIST, {"q": "утверждена"}))
    with make.owning():
        chosen = list(Notice.objects.order_by("pk").values_list("pk", flat=True)[:2])
    client.post(LIST, {"deed": "read", "chosen": chosen})
    assert "1 уведомление" in text_of(client.get(LIST, {"state": "unread"}))
    assert "2 уведомления" in text_of(client.get(LIST, {"state": "read"}))
    assert "Прочитать всё" in text_of(client.get(LIST))
    said = text_of(client.post("/notices/read/", follow=True))
    assert "Отмечено прочитанным: 1 уведомление" in said and "Прочитать всё" not in said
    assert "По этому отбору ничего нет" in text_of(client.get(LIST, {"state": "unread"}))


def test_empty_list_leads_to_the_settings(house: House, signed_in: SignIn) -> None:
    said = signed_in("nina").get(LIST)
    assert "Уведомлений пока нет" in text_of(said) and "/notices/settings/" in said.content.decode()


def test_account_page_leads_to_wishes_and_calendars(house: House, signed_in: SignIn) -> None:
    page = signed_in("nina").get("/account/").content.decode()
    assert "/notices/settings/" in page and "/calendars/" in page


def test_wishes_are_kept(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    page = text_of(client.get("/notices/settings/"))
    assert (
        "Сроки для проверки" in page
        and "Почта на этом сервере не настроена" in page
        and "Приходит всегда" in page
    )
    sent = {f"product-{TERM.code}": "on", "email": "s@example.ru", "hour": "17"}
    assert client.post("/notices/settings/", sent).status_code == 302
    with make.owning():
        wish, preference = LetterWish.objects.get(), Preference.objects.get(kind=TERM.code)
        assert not Preference.objects.filter(kind=ALWAYS.code).exists()
    assert (wish.email, wish.hour, wish.only_working_days) == ("s@example.ru", 17, False)
    assert (preference.in_product, preference.by_letter) == (True, False)
    assert 'value="s@example.ru"' in client.get("/notices/settings/").content.decode()


def test_wrong_address_is_kept_on_the_screen_and_said(house: House, signed_in: SignIn) -> None:
    response = signed_in("svetlana").post("/notices/settings/", {"email": "не адрес", "hour": "8"})
    assert response.status_code == 422
    assert "Проверьте адрес" in text_of(response) and "не адрес" in response.content.decode()


def test_participant_is_not_asked_for_an_address(house: House, signed_in: SignIn) -> None:
    give_cards(house)
    client = signed_in("danya")
    page = client.get("/notices/settings/")
    assert 'name="email"' not in page.content.decode()
    assert "Писем участникам система не посылает" in text_of(page)
    assert (
        client.post("/notices/settings/", {f"product-{TERM.code}": "on", "email": "d@example.ru"}).status_code
        == 302
    )
    with make.owning():
        assert LetterWish.objects.get().email == ""


def test_calendar_of_a_year_shows_days_with_their_reasons(house: House, signed_in: SignIn) -> None:
    page = text_of(signed_in("svetlana").get("/workdays/2025/"))
    assert "Производственный календарь 2025" in page and "247 рабочих дней" in page
    assert "02.05.2025 пятница выходной, перенесённый с 04.01.2025" in page
    assert "01.11.2025 суббота рабочий день: выходной перенесён" in page
    assert "ещё не известны" in text_of(signed_in("svetlana").get("/workdays/2090/"))
    assert signed_in("svetlana").get("/workdays/1500/").status_code == 404


def test_operator_marks_a_day_and_takes_the_mark_away(house: House, signed_in: SignIn) -> None:
    client = signed_in("irina")
    sent = {"date": "01.09.2026", "state": "off", "words": "День знаний"}
    assert client.post("/workdays/mark/", sent).url == "/workdays/2026/"
    said = text_of(client.get("/workdays/"))
    assert "1 сентября 2026 отмечено: нерабочий день" in said and "День знаний (отмечено у нас)" in said
    with make.owning():
        day = CalendarDay.objects.get()
        assert not is_working_day(day.date, calendar_exceptions())
    assert "Убрать отметку" not in text_of(signed_in("svetlana").get("/workdays/"))
    client.post(reverse("notices:day_unmark", args=[day.pk]))
    with make.owning():
        assert calendar_exceptions() == {}


def test_mark_that_changes_nothing_is_refused(house: House, signed_in: SignIn) -> None:
    response = signed_in("irina").post(
        "/workdays/mark/", {"date": "04.11.2026", "state": "off", "words": "праздник"}
    )
    assert response.status_code == 422
    assert "4 ноября 2026 и так нерабочий день" in text_of(response)


def test_school_is_told_why_it_may_not_mark(house: House, signed_in: SignIn) -> None:
    page = text_of(signed_in("svetlana").get("/workdays/"))
    assert "изменяет региональный оператор или администратор" in page
    assert signed_in("svetlana").post("/workdays/mark/", {}).status_code == 403


def test_ladder_of_a_territory_holds_below_until_somebody_sets_his_own(
    house: House, signed_in: SignIn
) -> None:
    oleg, svetlana = signed_in("oleg"), signed_in("svetlana")
    sent = {"before": "14, 3", "on_the_day": "on", "after": "2", "superior_after": ""}
    assert oleg.post(f"/reminders/{house.city.pk}/", sent).url == "/reminders/"
    assert ladder_for(house.school) == Ladder((14, 3), on_the_day=True, after=(2,), superior_after=None)
    assert ladder_for(house.rural) == USUAL
    page = text_of(svetlana.get("/reminders/"))
    assert "за 14 и 3 дня до срока; в день срока; через 2 дня после" in page and "от: г. Северогорск" in page
    svetlana.post(f"/reminders/{house.school.pk}/", {"before": "1", "after": "", "superior_after": "10"})
    own = Ladder((1,), on_the_day=False, after=(), superior_after=10)
    assert ladder_for(house.school) == own
    assert ladder_for(house.gymnasium).before == (14, 3)
    svetlana.post(f"/reminders/{house.school.pk}/drop/")
    assert ladder_for(house.school).before == (14, 3)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"before": "семь"}, "через запятую"),
        ({"before": "0"}, "от 1 до 90"),
        ({"superior_after": "200"}, "90"),
        ({}, "хотя бы одно напоминание"),
    ],
)
def test_wrong_ladder_is_said(house: House, signed_in: SignIn, sent: dict[str, str], said: str) -> None:
    response = signed_in("svetlana").post(f"/reminders/{house.school.pk}/", sent)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not LadderSettings.objects.exists()


def test_ladder_of_another_school_is_not_there(house: House, signed_in: SignIn) -> None:
    assert signed_in("svetlana").get(f"/reminders/{house.gymnasium.pk}/").status_code == 404
    assert signed_in("nina").get("/reminders/").status_code == 403


@pytest.mark.parametrize("number", [0, 2])
def test_list_of_ladders_costs_the_same_whatever_its_length(
    house: House, signed_in: SignIn, number: int, django_assert_num_queries
) -> None:
    for one in range(number):
        make.organisation(f"Школа {one}", parent=house.city)
    client = signed_in("oleg")
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 3):
        client.get("/reminders/")
