"""Desk, card, figure and frame."""

import datetime as dt
from decimal import Decimal

import pytest

from nastavnik.kit.components import Action, Fact, FactsBlock, JournalLine, Missing, State, Task, TextBlock
from nastavnik.kit.components import Figure as Value
from nastavnik.kit.pages import CardPage, Coverage, DeskPage, FigurePage, Frame, NavItem, Part, Tab
from tests.kit.visiting import visit

DAY = dt.date(2026, 10, 15)


class Desk(DeskPage):
    permission = "see"
    list_of_tasks: list[Task] = []
    today = DAY

    def tasks(self):
        return self.list_of_tasks

    def up_next(self):
        return "До 30 октября — приказ."


def test_desk_puts_tasks_by_date_the_late_ones_first():
    class Busy(Desk):
        list_of_tasks = [
            Task("без срока"),
            Task("позже", due=DAY + dt.timedelta(days=8)),
            Task("неделя", due=DAY + dt.timedelta(days=7)),
            Task("сегодня", Action("Открыть", "/x/"), due=DAY),
            Task("вчера", due=DAY - dt.timedelta(days=1)),
        ]

    text = visit(Busy).text
    order = [
        "Просрочено",
        "вчера",
        "Сегодня",
        "сегодня",
        "На неделе",
        "неделя",
        "Позже",
        "позже",
        "Без срока",
    ]
    places = [text.index(f">{word}<") for word in order]
    assert places == sorted(places)
    assert "На сегодня всё сделано" not in text


def test_desk_without_tasks_says_what_comes_next():
    text = visit(Desk).text
    assert "На сегодня всё сделано." in text
    assert "До 30 октября — приказ." in text


class Pair(CardPage):
    permission = "see"
    title = "Пара Котова — Зимин"
    tabs = (Tab("facts", "Сведения"), Tab("meetings", "Встречи", 12))

    def state(self):
        return State("ждёт приказа", "attention", "проект готов")

    def missing(self):
        return [Missing("Нет согласия родителя", Action("Распечатать бланк", "/blank/"))]

    def tab_facts(self):
        return [FactsBlock(facts=[Fact("Форма", "ученик – ученик")])]

    def tab_meetings(self):
        return [TextBlock("Первая", paragraphs=["Познакомились."])]

    def journal(self):
        return [JournalLine(dt.datetime(2026, 10, 14, 21, 30, tzinfo=dt.UTC), "Нина", "одобрила пару")]


def test_card_says_its_state_what_is_missing_and_the_journal():
    text = visit(Pair).text
    assert "ждёт приказа" in text
    assert "Распечатать бланк" in text
    assert "15.10.2026 00:30" in text
    assert "ученик – ученик" in text
    assert "Познакомились." not in text


@pytest.mark.parametrize(
    ("query", "shown"), [("?tab=meetings", "Познакомились."), ("?tab=__class__", "Форма")]
)
def test_card_opens_the_tab_of_the_address_and_no_other(query, shown):
    assert shown in visit(Pair, f"/pair/{query}").text


class Share(FigurePage):
    permission = "see"
    title = "Доля вовлечённых"
    parts_label = "Муниципалитеты"
    formula = "Наставляемые ÷ дети"

    def figure(self):
        return Value("октябрь", Decimal("42.5"), numerator=17040, denominator=40070, target=60)

    def parts(self):
        return [
            Part("Без данных", None),
            Part("Малый", Decimal("8.4"), 7, 83, url="/figures/2/"),
            Part("Большой", Decimal("64.25"), 97, 151),
        ]

    def coverage(self):
        return Coverage(2, 3, "муниципалитета", ["Без данных — нет контингента."])


def test_figure_shows_value_parts_formula_and_coverage():
    text = visit(Share).text
    assert "42,5\u00a0%" in text
    assert "17\u00a0040" in text
    assert "до цели 17,5 п. п." in text
    assert "Наставляемые ÷ дети" in text
    assert "В расчёт вошли 2 из 3 муниципалитета." in text
    assert 'href="/figures/2/"' in text
    assert "<svg" in text


def test_figure_sorts_parts_from_the_largest_and_puts_the_unknown_last():
    table = visit(Share).text.split("<tbody>")[1]
    places = [table.index(name) for name in ("Большой", "Малый", "Без данных")]
    assert places == sorted(places)


def test_figure_of_one_part_needs_no_chart():
    class One(Share):
        def parts(self):
            return [Part("Один", 3)]

    assert "<svg" not in visit(One).text


def test_figure_without_data_says_so():
    class Nothing(Share):
        def figure(self):
            return Value("октябрь", None)

        def parts(self):
            return []

    assert "нет данных" in visit(Nothing).text


@pytest.mark.parametrize(("count", "shown", "more"), [(3, 3, 0), (5, 5, 0), (6, 4, 2), (8, 4, 4)])
def test_phone_shows_four_words_and_the_rest_behind_more(count, shown, more):
    frame = Frame(nav=[NavItem(str(n), f"Слово {n}", "/") for n in range(count)])
    assert (len(frame.phone_nav), len(frame.more_nav)) == (shown, more)
