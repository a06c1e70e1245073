"""A school curator's October: from two spreadsheets to the figure of the region, everybody at their own PC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from nastavnik.config.demonstration.data import AUTUMN, PROGRAMMES_IN_WORK
from nastavnik.rulebook.dates import short_date
from tests.journeys.look import links_on, walk
from tests.journeys.manners import check_manners
from tests.journeys.pages import (
    At,
    base_row,
    check_file,
    counts_of,
    go,
    names_of_children,
    open_programme,
    participants_of,
    plain,
    rows_of,
)
from tests.journeys.product import Product
from tests.papers.reading import lines_of

pytestmark = pytest.mark.journey

MENTEES = {name for name, *_ in AUTUMN.mentees}
MENTORS = {name for name, *_ in AUTUMN.mentors}
LONELY = "Ручьёва Таисия Денисовна"  # plays the cello; nobody can teach it
KNOWN = {"Котов Андрей Викторович", "Лескова Дарья Олеговна"}  # they mentor in another programme already
TODAY = short_date(timezone.localdate())
ON_FIGURE = re.compile(r"вошли (\d+) из (\d+) детей")


@dataclass(frozen=True)
class Seen:
    """A figure as its page shows it."""

    entered: int
    children: int
    percent: str


def test_october(at: At, product: Product, tmp_path: Path):
    before = {who: figure_seen(at(who)) for who in ("oleg", "irina")}
    curator = at("svetlana")
    load_both_bases(curator, product.data / "demo")
    load_the_same_again(curator, product.data / "demo")
    record_consents(curator)
    proposal = decide_on_proposal(curator)
    agree_to_everything(curator)
    order = draft_order(curator, tmp_path)
    sign_as_head(at("nina"))
    register_as_secretary(at("tamara"))
    pair = see_pairs_in_force(curator)
    open_programme(curator, AUTUMN.title)
    with_names = [curator.url, proposal, pair, f"{order}order.docx"]
    for who in ("oleg", "irina"):
        see_figure_moved(at(who), before[who])
        meet_no_child(at(who), product, with_names)
    find_nothing_as_stranger(at("boris"), [*with_names, order])


def figure_seen(page: Page) -> Seen:
    """The share of children among mentees of the node where this person works."""
    go(page, "Показатели")
    page.get_by_role("link", name="в роли наставляемого").first.click()
    expect(page.locator(".figure-main")).to_be_visible()
    found = ON_FIGURE.search(plain(page.locator(".figure-main")))
    assert found is not None
    return Seen(int(found[1]), int(found[2]), plain(page.locator(".figure-main .figure-value")))


def load_both_bases(page: Page, folder: Path) -> None:
    open_programme(page, AUTUMN.title)
    page.get_by_role("link", name="Загрузить базу наставляемых").click()
    check_file(page, folder / "наставляемые.xlsx")
    assert counts_of(page) == {"Новые": 10}
    expect(page.get_by_role("main")).to_contain_text("Ещё ничего не записано")
    page.get_by_role("button", name="Загрузить: 10 новых").click()
    expect(page.get_by_role("status")).to_contain_text("«наставляемые.xlsx» загружен: 10 строк записано")

    page.get_by_role("link", name="Загрузить базу наставников").click()
    check_file(page, folder / "наставники.xlsx")
    assert counts_of(page) == {"Подозрительные": 2, "Новые": 5}
    check_manners(page)
    for name in KNOWN:  # without a year of birth a person decides whether it is the same one
        page.get_by_label(f"Это {name}").check()
    page.get_by_role("button", name="Сохранить решения").click()
    page.get_by_role("button", name="Загрузить: 5 новых, 2 изменённые").click()
    expect(page.get_by_role("status")).to_contain_text("«наставники.xlsx» загружен: 7 строк записано")
    people = participants_of(page, AUTUMN.title)
    assert len(people) == len(MENTEES | MENTORS)
    assert all(any(row.startswith(name) for row in people) for name in MENTEES | MENTORS)


def load_the_same_again(page: Page, folder: Path) -> None:
    before = participants_of(page, AUTUMN.title)
    open_programme(page, AUTUMN.title)
    base_row(page, "наставляемые").get_by_role("link", name="Загрузить файл").click()
    check_file(page, folder / "наставляемые.xlsx")
    assert counts_of(page) == {"Без изменений": 10}
    expect(page.get_by_role("main")).to_contain_text("записывать нечего")
    expect(page.get_by_role("button", name="Загрузить", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Отменить", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("ничего не записано")
    assert participants_of(page, AUTUMN.title) == before


def record_consents(page: Page) -> None:
    open_programme(page, AUTUMN.title)
    page.get_by_role("link", name="Отметить согласия").first.click()
    assert len(rows_of(page.locator("#list"))) == len(MENTEES | MENTORS - KNOWN)
    page.get_by_label("Отметить все на странице").check()
    page.get_by_role("button", name="Отметить согласия").click()
    expect(page.get_by_label("Дата согласия")).to_be_visible()
    check_manners(page)
    page.get_by_label("Дата согласия").fill(TODAY)
    page.get_by_label("Где лежат подлинники").fill("папка 04-12")
    page.get_by_role("button", name="Отметить согласия").click()
    expect(page.get_by_role("status").first).to_contain_text("15 человек")


def decide_on_proposal(page: Page) -> str:
    """Gives the address of the proposal."""
    open_programme(page, AUTUMN.title)
    page.get_by_role("button", name="Предложить пары").first.click()
    page.wait_for_url("**/proposals/*/")
    pairs = page.get_by_role("table", name="Предложенные пары")
    alone = page.get_by_role("table", name="Наставляемые, которым наставник не предложен")
    assert len(rows_of(pairs)) == 9 and len(rows_of(alone)) == 1
    physics = plain(pairs.get_by_role("row", name="Зимин Даниил Олегович"))
    assert "Котова Мария Ивановна" in physics
    assert "Темы запроса — физика, подготовка к ОГЭ и ЕГЭ: они есть среди компетенций" in physics
    assert re.search(r"Возраст 1[45] лет входит в желаемый \(12–17 лет\)\.", physics)
    check_manners(page)
    cello = plain(alone.get_by_role("row", name=LONELY))
    assert "Подходящего наставника нет: нет наставника по теме «музыка»." in cello
    page.get_by_role("button", name="Одобрить выбранные").click()
    expect(page.get_by_role("status").first).to_contain_text("Одобрено: 9 пар")
    return page.url


def agree_to_everything(page: Page) -> None:
    assert len(rows_of(page.get_by_role("table", name="Пары и ответы"))) == 9
    check_manners(page)
    page.get_by_label("Отметить все пары на странице").check()
    page.get_by_role("button", name="Все согласны").click()
    expect(page.get_by_role("status").first).to_contain_text("Согласовано: 9 пар")


def draft_order(page: Page, folder: Path) -> str:
    """Drafts the order, corrects a case, downloads the file and reads it; gives the address of the order."""
    page.get_by_role("button", name="Сохранить и подготовить проект приказа").click()
    expect(page.get_by_role("heading", name="Проект приказа", level=1)).to_be_visible()
    check_manners(page)
    corrected = page.get_by_label("Как напечатать: Тропинина Соня Андреевна")
    expect(corrected).to_have_value("Тропининой Соней Андреевной")
    corrected.fill("Тропининой Софьей Андреевной")
    page.get_by_role("button", name="Сохранить исправления").click()
    expect(page.get_by_role("status").first).to_contain_text("Проект приказа исправлен")
    with page.expect_download() as arriving:
        page.get_by_role("link", name="Скачать .docx").click()
    assert arriving.value.suggested_filename.startswith("Проект приказа")
    arriving.value.save_as(file := folder / "приказ.docx")
    read_order(lines_of(file.read_bytes()))
    return page.url


def read_order(lines: list[str]) -> None:
    """The draft on paper: requisites, a line for the number, the table of pairs, signature, acquaintance."""
    assert "П Р И К А З" in lines and "О закреплении наставнических пар (групп)" in lines
    assert "«____» ________________ 20____ г. … № ____________" in lines
    assert any(line.startswith("В соответствии с ") and "«Шаг вперёд»" in line for line in lines)
    table = [line.split(" | ") for line in lines if line.count(" | ") == 4]
    assert table[0][:3] == ["№", "Наставник (кого закрепить)", "Наставляемый (за кем закрепить)"]
    pairs = {mentee: mentor for _, mentor, mentee, *_ in table[1:]}
    assert len(pairs) == 9
    assert pairs["Зиминым Даниилом Олеговичем"].startswith("Котову Марию Ивановну, учителя физики")
    assert pairs["Облаковой Камиллой Тимуровной"].startswith("Иволгину Ренату Юрьевну, врача")
    assert pairs["Громыко Савелием Игоревичем"].startswith("Котова Андрея Викторовича, учителя математики")
    assert pairs["Тропининой Софьей Андреевной"] == "″"  # as corrected; of one group with the one above
    assert "Директор | Н. И. Орлова" in lines
    assert any(line.endswith("Светлову Светлану Петровну.") for line in lines)  # on whom the control is laid
    readers = lines[lines.index("С приказом ознакомлены:") + 1 :]
    assert readers[0] == "№ | Фамилия И. О. | Подпись | Дата"
    assert any(line.endswith("Котова М. И. | □ | □") for line in readers)
    assert not any("Ручьёв" in line for line in lines)


def sign_as_head(page: Page) -> None:
    task = page.get_by_role("listitem").filter(has_text="Проект приказа ждёт подписи")
    expect(task).to_contain_text("«Шаг вперёд»")
    task.get_by_role("link", name="Просмотреть").click()
    expect(page.get_by_role("main")).to_contain_text("Тропининой Софьей Андреевной")
    page.get_by_role("button", name="Подписан", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Подписание отмечено")


def register_as_secretary(page: Page) -> None:
    """First with a number that another order of that year has, then rightly."""
    go(page, "Документы")
    taken = re.search(r"12-од (\d\d\.\d\d\.\d{4})", plain(page.get_by_role("row").filter(has_text="12-од")))
    assert taken is not None
    taken_on = taken[1]
    go(page, "Мой стол")
    task = page.get_by_role("listitem").filter(has_text="Приказ подписан и ждёт номера")
    task.get_by_role("link", name="Зарегистрировать").click()
    number, dated = page.get_by_label("Регистрационный номер"), page.get_by_label("Дата приказа")
    expect(dated).to_have_value(TODAY)
    number.fill("12-ОД")
    dated.fill(taken_on)
    page.get_by_role("button", name="Зарегистрировать").click()
    expect(page.get_by_role("alert")).to_contain_text(f"Приказ № 12-од от {taken_on}")
    expect(page.get_by_role("alert")).to_contain_text("Впишите другой номер")
    check_manners(page)
    expect(number).to_have_value("12-ОД")
    expect(dated).to_have_value(taken_on)
    number.fill("40-од")
    dated.fill(TODAY)
    page.get_by_role("button", name="Зарегистрировать").click()
    expect(page.get_by_role("status").filter(has_text="Приказ № 40-од зарегистрирован")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Приказ № 40-од от {TODAY}")


def see_pairs_in_force(page: Page) -> str:
    """Gives the address of one of the pairs."""
    go(page, "Пары")
    page.get_by_label("программа:").select_option(label=AUTUMN.title)
    page.wait_for_url("**programme=**")
    rows = rows_of(page.locator("#list"))
    assert len(rows) == 9
    assert all(f"действует с {TODAY}" in row and f"№ 40-од от {TODAY}" in row for row in rows)
    page.get_by_role("link", name="Зимин Даниил Олегович").click()
    expect(page.get_by_role("main")).to_contain_text(f"№ 40-од от {TODAY}")
    return page.url


def see_figure_moved(page: Page, before: Seen) -> None:
    """Nine more children entered; the share is that of the numbers beside it."""
    now = figure_seen(page)
    assert (now.entered, now.children) == (before.entered + 9, before.children)
    for seen in (before, now):
        share = Decimal(100 * seen.entered) / seen.children
        assert seen.percent == f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)} %".replace(".", ",")


def meet_no_child(page: Page, product: Product, with_names: list[str]) -> None:
    """On no page that links lead to, in no order; what holds names is not given by its address either."""
    names = set().union(*(names_of_children(base) for base in (AUTUMN, *PROGRAMMES_IN_WORK)))
    orders = set()
    for stop in walk(page, product):
        text = page.content()
        assert (stop.status, [name for name in names if name in text]) == (200, []), stop
        orders |= {link for link in links_on(page) if re.fullmatch(r"/papers/\d+/", link)}
    assert len(orders) >= 3
    requisites = [page.request.get(product.url + order) for order in orders]
    refused = [page.request.get(address) for address in with_names]
    assert {answer.status for answer in requisites} == {200}
    assert {answer.status for answer in refused} <= {403, 404}
    assert [name for answer in (*requisites, *refused) for name in names if name in answer.text()] == []


def find_nothing_as_stranger(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None and answer.status == 404, address
        expect(page.get_by_role("heading", level=1)).to_have_text("Страница не найдена")
