"""The region's measure for all schools: 23 of 24 have done it, the one that lags is reminded and sees it on its desk."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.manners import check_manners
from tests.journeys.pages import At, go
from tests.journeys.product import Product

pytestmark = pytest.mark.journey

MAP = "Дорожная карта области о кураторах"
MEASURE = "Назначить куратора наставничества приказом"
LAGGARD = "Школа № 5"
TODAY = datetime.now(tz=UTC).date()
MORE_SCHOOLS = """
    INSERT INTO registry_organisation
    SELECT (jsonb_populate_record(school, jsonb_build_object(
        'id', nextval(pg_get_serial_sequence('registry_organisation', 'id')),
        'short_name', 'Школа № ' || (100 + number), 'inn', ''))).*
    FROM registry_organisation school, generate_series(1, 24 - (
        SELECT count(*) FROM registry_organisation WHERE level = 'institution' AND closed_date IS NULL)) number
    WHERE school.short_name = 'Озёрная школа'"""
ALL_BUT_ONE = """
    UPDATE roadmaps_duty duty SET state = 'done', done_date = %s
    FROM roadmaps_occurrence occurrence, roadmaps_measure measure, registry_organisation organisation
    WHERE occurrence.id = duty.occurrence_id AND measure.line_id = occurrence.line_id
      AND organisation.id = duty.organisation_id AND measure.title = %s AND organisation.short_name <> %s"""


def test_region_sees_23_of_24_and_reminds_the_one_that_lags(at: At, product: Product):
    with product.database() as behind:
        behind.execute(MORE_SCHOOLS)
    draw_up(at("irina"))
    with product.database() as behind:
        done = behind.execute(ALL_BUT_ONE, [TODAY, MEASURE, LAGGARD])
        assert done.rowcount == 23
    remind(at("irina"))
    sees_it(at("svetlana"))


def draw_up(page: Page) -> None:
    """A road map of one measure, a duty of every organisation below, approved by an order."""
    go(page, "Дорожные карты")
    page.get_by_role("link", name="Начать дорожную карту").first.click()
    page.get_by_role("link", name="Составить с чистого листа").click()
    page.get_by_label("Название").fill(MAP)
    page.get_by_role("button", name="Начать", exact=True).click()
    page.get_by_role("link", name="Добавить мероприятие", exact=True).first.click()
    page.get_by_label("Мероприятие", exact=True).fill(MEASURE)
    school_year = TODAY.year - (TODAY.month < 9)
    page.get_by_label("Срок (необязательно)", exact=True).fill(f"до 2 сентября {school_year} г.")
    page.get_by_label("Чья это обязанность").select_option(label="каждая организация ниже")
    page.get_by_role("button", name="Добавить").click()
    page.get_by_role("link", name="Утвердить", exact=True).click()
    page.get_by_label("Номер приказа").fill("500-р")
    page.get_by_label("Дата приказа").fill(f"01.09.{school_year}")
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator(".head-state")).to_contain_text("утверждена")


def remind(page: Page) -> None:
    """From the roll-up to the laggard by name, who is reminded."""
    page.get_by_text("Действия", exact=True).click()
    page.get_by_role("link", name="Выполнение").first.click()
    expect(page.locator("main")).to_contain_text("23 из 24")
    check_manners(page)
    page.get_by_role("link", name=MEASURE).first.click()
    expect(page.locator("main")).to_contain_text("Выполнили 23 из 24 организаций, просрочили 1")
    first = page.locator("main").get_by_role("table").get_by_role("row").nth(1)
    expect(first).to_contain_text(LAGGARD)
    expect(first).to_contain_text("Просрочено")
    check_manners(page)
    page.get_by_role("button", name="Напомнить отстающим").click()
    expect(page.locator("main")).to_contain_text("Напоминание отправлено: 1 организация")


def sees_it(page: Page) -> None:
    """The measure stands on the school's desk, the reminder under its bell."""
    go(page, "Мой стол")
    task = page.get_by_role("listitem").filter(has_text=MEASURE)
    expect(task).to_contain_text("Просрочено мероприятие")
    page.get_by_role("link", name="Уведомления").first.click()
    expect(page.locator("main")).to_contain_text("Вам напоминают: просрочено")
    expect(page.locator("main")).to_contain_text(MEASURE)
    page.get_by_role("row").filter(has_text="Вам напоминают").first.get_by_role(
        "button", name="Открыть"
    ).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Мои мероприятия")
    expect(page.locator("main")).to_contain_text(MEASURE)
    check_manners(page)
