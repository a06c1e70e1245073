"""The letter of the day, taken by a real mail server: one a day, at its hour, with numbers and links only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.notices.actions.notices import mark_all_read, tell
from nastavnik.notices.actions.wishes import set_notice_wishes
from nastavnik.notices.jobs import forget_every_night, send_letters_every_hour
from nastavnik.notices.models import CalendarDay, LetterWish, Notice
from tests import factories as make
from tests.house_of_people import House
from tests.notices.kinds import TERM
from tests.notices.post_office import PostOffice, open_post_office

pytestmark = pytest.mark.django_db
THURSDAY_9, THURSDAY_7 = "2026-10-15T09:10:00+03:00", "2026-10-15T07:10:00+03:00"
FRIDAY_9, SATURDAY_9 = "2026-10-16T09:10:00+03:00", "2026-10-17T09:10:00+03:00"


@pytest.fixture
def office(settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.DEFAULT_FROM_EMAIL = "nastavnik@example.ru"
        settings.SITE_URL, settings.MAIL_IS_SENT = "https://nastavnik.example.ru", True
        yield office


def wishes(login: str, email: str, **values: object) -> None:
    actor = make.actor(login)
    chosen = {"choices": {}, "hour": 8, "only_working_days": True, **values}
    with acting(actor):
        set_notice_wishes(by=actor, email=email, **chosen)  # type: ignore[arg-type]


def told(house: House, login: str = "svetlana", key: str = "1", subject: str = "Срок: Озеров Даниил") -> None:
    oleg = make.actor("oleg")
    with acting(oleg):
        tell(
            by=oleg, accounts=[house.accounts[login].pk], kind=TERM, subject=subject, lines=["Озеров Даниил"],
            link=f"/roadmaps/{key}/", key=key,
        )  # fmt: skip


def an_hour_strikes(moment: str) -> None:
    with time_machine.travel(moment, tick=False), make.owning():
        send_letters_every_hour(0)


def test_letter_carries_numbers_and_links_and_nobodys_name(house: House, office: PostOffice) -> None:
    wishes("svetlana", "svetlana@example.ru")
    told(house), told(house, key="2")
    an_hour_strikes(THURSDAY_9)
    (letter,) = office.letters
    assert (letter["To"], letter["From"]) == ("svetlana@example.ru", "nastavnik@example.ru")
    assert letter["Subject"].strip() == "Наставник: 2 уведомления, 15 октября 2026"
    text = letter.get_content()
    assert "Сроки для проверки — 2" in text
    assert (
        "https://nastavnik.example.ru/roadmaps/1/" in text
        and "https://nastavnik.example.ru/roadmaps/2/" in text
    )
    assert "https://nastavnik.example.ru/notices/settings/" in text
    assert "Озеров" not in text and "Светлан" not in text


def test_one_letter_a_day_and_nothing_twice(house: House, office: PostOffice) -> None:
    wishes("svetlana", "svetlana@example.ru")
    told(house)
    an_hour_strikes(THURSDAY_9)
    told(house, key="2")
    an_hour_strikes(THURSDAY_9)
    assert len(office.letters) == 1
    an_hour_strikes(FRIDAY_9)
    assert len(office.letters) == 2
    assert "/roadmaps/2/" in office.letters[1].get_content()
    assert "/roadmaps/1/" not in office.letters[1].get_content()


def test_letter_waits_for_its_hour_and_catches_up_later_the_same_day(
    house: House, office: PostOffice
) -> None:
    wishes("svetlana", "svetlana@example.ru")
    told(house)
    an_hour_strikes(THURSDAY_7)
    assert office.letters == []
    an_hour_strikes("2026-10-15T23:10:00+03:00")
    assert len(office.letters) == 1


def test_day_off_has_no_letter_unless_wished(house: House, office: PostOffice) -> None:
    wishes("svetlana", "svetlana@example.ru")
    wishes("nina", "nina@example.ru", only_working_days=False)
    told(house), told(house, "nina")
    an_hour_strikes(SATURDAY_9)
    assert [letter["To"] for letter in office.letters] == ["nina@example.ru"]
    with make.owning():
        CalendarDay.objects.create(date=date(2026, 10, 17), is_working=True, words="перенос")
    an_hour_strikes(SATURDAY_9)
    assert [letter["To"] for letter in office.letters] == ["nina@example.ru", "svetlana@example.ru"]


def test_what_was_read_or_not_wished_by_letter_is_not_mentioned(house: House, office: PostOffice) -> None:
    wishes("svetlana", "svetlana@example.ru")
    wishes("nina", "nina@example.ru", choices={TERM.code: (True, False)})
    told(house), told(house, "nina"), told(house, "oleg")
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        mark_all_read(by=svetlana, now=timezone.now())
    an_hour_strikes(THURSDAY_9)
    assert office.letters == []


def test_refused_address_does_not_stop_the_others(house: House, office: PostOffice) -> None:
    wishes("svetlana", "refused@example.ru")
    wishes("oleg", "spam@example.ru")
    wishes("nina", "nina@example.ru")
    told(house), told(house, "oleg"), told(house, "nina")
    an_hour_strikes(THURSDAY_9)
    assert [letter["To"] for letter in office.letters] == ["nina@example.ru"]
    with make.owning():
        assert Notice.objects.exclude(mailed_at=None).count() == 1


def test_mail_server_that_is_down_loses_nothing(house: House, office: PostOffice, settings) -> None:
    wishes("svetlana", "svetlana@example.ru")
    told(house)
    working_port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    an_hour_strikes(THURSDAY_9)
    with make.owning():
        assert LetterWish.objects.get().last_letter_date is None
    settings.EMAIL_PORT = working_port
    an_hour_strikes("2026-10-15T10:10:00+03:00")
    assert len(office.letters) == 1


def test_without_configured_mail_nothing_is_sent(house: House, office: PostOffice, settings) -> None:
    settings.MAIL_IS_SENT = False
    wishes("svetlana", "svetlana@example.ru")
    told(house)
    an_hour_strikes(THURSDAY_9)
    assert office.letters == []


def test_many_links_of_one_kind_are_cut(house: House, office: PostOffice) -> None:
    wishes("svetlana", "svetlana@example.ru")
    for number in range(12):
        told(house, key=str(number))
    an_hour_strikes(THURSDAY_9)
    text = office.letters[0].get_content()
    assert text.count("/roadmaps/") == 10 and "остальные — в списке уведомлений" in text


def test_notices_older_than_a_year_are_forgotten(house: House) -> None:
    told(house), told(house, key="2")
    with make.owning():
        Notice.objects.filter(key="1").update(created_at="2025-10-01T00:00:00+03:00")
    with time_machine.travel(THURSDAY_9, tick=False), make.owning():
        forget_every_night(0)
        assert [notice.key for notice in Notice.objects.all()] == ["2"]
