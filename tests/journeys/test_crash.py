"""What is left when a machine fails in the middle of an import: all of a file or nothing, and everything runs again."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys.pages import At, base_row, check_file, counts_of, found_programme, participants_of
from tests.journeys.processes import Process, family_of, kill, read_process, wait_until
from tests.journeys.product import Product
from tests.journeys.sheets import write_mentees

pytestmark = pytest.mark.journey

SECOND_START_SECONDS = 10  # twice what it may take where nothing else runs
# The import that has added people and now waits to add what they ask for.
WAITING = """
    select waiting.pid from pg_locks waiting join pg_locks written using (pid)
    where waiting.relation = 'mentoring_need'::regclass and not waiting.granted
    and written.relation = 'registry_person'::regclass and written.mode = 'RowExclusiveLock' and written.granted
"""
KEPT = """
    select (select count(*) from registry_person), (select count(*) from registry_guardian),
        (select count(*) from mentoring_participation where programme_id = %(programme)s),
        (select count(*) from mentoring_need n join mentoring_participation p on p.id = n.participation_id
            where p.programme_id = %(programme)s),
        (select string_agg(state, ' ') from mentoring_importrun where programme_id = %(programme)s)
"""


@dataclass(frozen=True)
class Kept:
    """What is in the tables: everybody, and what belongs to one programme."""

    people: int
    guardians: int
    participations: int
    needs: int
    files: str


def test_import_is_whole_after_database_is_killed(at: At, product: Product, tmp_path: Path):
    page = at("boris")
    before = prepare_import(page, product, tmp_path, title="Перемена", surname="Луговой")
    address, postmaster = page.url, postmaster_of(product)
    with import_held(page, product):
        kill([postmaster, *family_of(postmaster.pid)])
        wait_until(lambda: not postmaster.is_alive, "the database to be gone")
        wait_until(lambda: is_open(product), "the database to be started again")
    assert open_again(page, address), "the web finds the new database at once"
    assert kept(product, page) == before
    write_whole(page, product, before)


def test_import_is_whole_after_web_is_killed(at: At, product: Product, tmp_path: Path):
    page = at("boris")
    before = prepare_import(page, product, tmp_path, title="Звонок", surname="Полевой")
    address = page.url
    with import_held(page, product) as backend:
        kill(web_of(product))
        wait_until(lambda: open_again(page, address), "the web to be started again")
    wait_until(lambda: not backend.is_alive, "the broken import to be given up")
    assert kept(product, page) == before
    write_whole(page, product, before)


def test_ctrl_c_leaves_no_process_and_second_start_finds_everything(at: At, product: Product):
    page = at("svetlana")
    people = participants_of(page, "Первые шаги в науке")
    assert product.process is not None
    family = family_of(product.process.pid)
    assert postmaster_of(product) in family and web_of(product)
    assert product.stop() == 0
    assert [process for process in family if process.is_alive] == []

    began = time.monotonic()
    product.start()
    assert time.monotonic() - began < SECOND_START_SECONDS * share_of_machine()
    page.goto(f"{product.url}/")
    assert participants_of(page, "Первые шаги в науке") == people and len(people) == 8


def share_of_machine() -> float:
    """How many programs wait for each processor, at least one: a start takes as many times longer."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def prepare_import(page: Page, product: Product, folder: Path, *, title: str, surname: str) -> Kept:
    """A new programme with a checked file of three children; what is in the tables before it is written."""
    found_programme(page, title)
    base_row(page, "наставляемые").get_by_role("link", name="Загрузить файл").click()
    rows = [
        (f"{surname} {name} Олегович", f"{surname} Олег Ильич, 8 900 000-03-0{number}", 2012, "физика")
        for number, name in enumerate(("Иван", "Пётр", "Семён"))
    ]
    check_file(page, write_mentees(folder / "наставляемые.xlsx", rows))
    assert counts_of(page) == {"Новые": 3}
    before = kept(product, page)
    assert (before.participations, before.needs, before.files) == (0, 0, "checked")
    return before


@contextmanager
def import_held(page: Page, product: Product) -> Iterator[Process]:
    """Presses «Загрузить» and holds the import where people are added and nothing is written for good.

    Gives the process of the database that works for it.
    """
    with product.database() as behind:
        behind.autocommit = False
        behind.execute("lock table mentoring_need in share mode")  # may be read, not written
        press_write(page)
        wait_until(lambda: bool(working(behind)), "the import to come to the requests")
        backend = read_process(working(behind)[0])
        assert backend is not None
        yield backend


def working(behind: psycopg.Connection) -> list[int]:
    return [pid for (pid,) in behind.execute(WAITING)]


def press_write(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Загрузить: ")).click(no_wait_after=True)


def write_whole(page: Page, product: Product, before: Kept) -> None:
    press_write(page)
    expect(page.get_by_role("status")).to_contain_text("загружен: 3 строки записано")
    after = Kept(before.people + 3, before.guardians + 3, 3, 3, "written")
    assert kept(product, page) == after


def open_again(page: Page, address: str) -> bool:
    """Opens the page of the file; says whether it is there and not an error."""
    try:
        response = page.goto(address)
    except Error:  # nobody listens
        return False
    return response is not None and response.ok and page.get_by_text("Строки файла").is_visible()


def kept(product: Product, page: Page) -> Kept:
    """What is in the tables; the programme is the one of the file on the page."""
    run = re.search(r"/imports/(\d+)/", page.url)
    assert run is not None
    with product.database() as behind:
        row = behind.execute(
            "select programme_id from mentoring_importrun where id = %s", [run[1]]
        ).fetchone()
        assert row is not None
        found = behind.execute(KEPT, {"programme": row[0]}).fetchone()
    assert found is not None
    return Kept(*found)


def postmaster_of(product: Product) -> Process:
    """The main process of the database, by its own file."""
    file = product.data / "postgres" / "cluster" / "postmaster.pid"
    process = read_process(int(file.read_text(encoding="utf-8").split()[0]))
    assert process is not None
    return process


def is_open(product: Product) -> bool:
    """Whether the database lets people in."""
    try:
        with product.database():
            return True
    except psycopg.OperationalError:
        return False


def web_of(product: Product) -> list[Process]:
    """The web server: its main process and those that answer."""
    assert product.process is not None
    return [process for process in family_of(product.process.pid) if "gunicorn" in process.command]
