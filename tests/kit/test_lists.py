from dataclasses import dataclass
from html import unescape

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from nastavnik.kit.components import Action, Empty, State
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import BulkAction, Filter, ListPage
from nastavnik.kit.tables import Column
from tests import factories
from tests.kit.visiting import visit


@dataclass
class Mentee:
    pk: int
    name: str
    grade: int
    form: str

    @property
    def url(self):
        return f"/mentees/{self.pk}/"


def people(count):
    return [Mentee(n, f"Участник {n:04}", 5 + n % 7, "ab"[n % 2]) for n in range(1, count + 1)]


class Mentees(ListPage):
    permission = "see"
    title = "Наставляемые"
    counted_as = ("наставляемый", "наставляемых", "наставляемых")
    columns = (
        Column("name", "Фамилия Имя Отчество", link="url", sort="name"),
        Column("grade", "Класс", kind="number", sort="grade"),
        Column("state", "Состояние", lambda row: State("действует", "good"), kind="state"),
    )
    filters = (
        Filter(
            "form",
            "форма",
            [("a", "ученик – ученик"), ("b", "учитель – ученик")],
            lambda rows, value: [row for row in rows if row.form == value],
        ),
    )
    empty = Empty("Наставляемых пока нет.", action=Action("Загрузить базу", "/import/"))
    everybody = people(120)

    def rows(self):
        return self.everybody

    def search(self, rows, text):
        return [row for row in rows if text in row.name]


class Nobody(Mentees):
    everybody = []


class Bulk(Mentees):
    bulk = (BulkAction("offer", "Предложить"), BulkAction("away", "Исключить", reason="Программа закрыта."))

    def perform_bulk(self, name, chosen):
        if len(chosen) > 2:
            raise Refused("Не больше двух сразу.")
        self.say(f"{name}: {[row.pk for row in chosen]}")


def test_first_page_holds_fifty_rows_and_the_total():
    text = visit(Mentees).text
    assert text.count("/mentees/") == 50
    assert "120\u00a0наставляемых" in text
    assert "страница 1 из 3" in text


def test_last_page_holds_the_rest_and_leads_back_only():
    text = visit(Mentees, "/list/?page=3").text
    assert text.count("/mentees/") == 20
    assert "Строки 101–120" in text
    assert "Следующие" not in text
    assert "Предыдущие" in text


@pytest.mark.parametrize("number", ["99", "0", "-1", "x", "²", "99999999999"])
def test_page_number_that_is_not_there_shows_the_first(number):
    assert "Участник 0001" in visit(Mentees, f"/list/?page={number}").text


def test_filter_narrows_and_can_be_taken_off_keeping_the_rest():
    text = unescape(visit(Mentees, "/list/?q=000&form=a&sort=-name").text)
    assert "Участник 0002" in text
    assert "Участник 0003" not in text
    assert 'href="/list/?q=000&sort=-name"' in text


def test_filter_value_that_is_no_choice_is_ignored():
    assert "120\u00a0наставляемых" in visit(Mentees, "/list/?form=zzz").text


def test_pages_and_headings_keep_the_search_and_the_filter():
    text = unescape(visit(Mentees, "/list/?form=a&q=Участник").text)
    kept = QueryDict(mutable=True)
    kept.update({"form": "a", "q": "Участник"})
    assert f"/list/?{kept.urlencode()}&page=2" in text
    assert f"/list/?{kept.urlencode()}&sort=name" in text


def test_sorting_turns_and_says_so():
    text = visit(Mentees, "/list/?sort=-name").text
    assert text.index("Участник 0120") < text.index("Участник 0119")
    assert 'aria-sort="descending"' in text
    assert "sort=name" in text


def test_sorting_by_a_column_that_does_not_sort_is_ignored():
    assert "aria-sort" not in visit(Mentees, "/list/?sort=state").text


def test_nothing_at_all_says_what_to_do_first():
    text = visit(Nobody).text
    assert "Наставляемых пока нет." in text
    assert "Загрузить базу" in text
    assert "По этому отбору" not in text
    assert 'name="q"' not in text


def test_nothing_because_of_the_filter_offers_everything():
    text = visit(Mentees, "/list/?q=zzz").text
    assert "По этому отбору ничего нет." in text
    assert "Показать всё" in text
    assert "пока нет" not in text
    assert 'value="zzz"' in text


def test_filter_over_nothing_still_says_that_nothing_is_there():
    assert "Наставляемых пока нет." in visit(Nobody, "/list/?q=zzz").text


def test_counting_stops_at_a_thousand():
    class Crowd(Mentees):
        everybody = people(1001)

    class Thousand(Mentees):
        everybody = people(1000)

    assert "более 1000 наставляемых" in visit(Crowd).text
    assert "1\u00a0000\u00a0наставляемых" in visit(Thousand).text


def test_htmx_gets_the_list_alone_and_its_address():
    response = visit(Mentees, "/list/?q=&form=a&page=", htmx=True)
    assert "<html" not in response.text
    assert 'id="list"' in response.text
    assert response["HX-Push-Url"] == "/list/?form=a"
    assert "HX-Request" in response["Vary"]


def test_list_without_search_ignores_q_and_shows_no_field():
    class Plain(Mentees):
        search = ListPage.search

    text = visit(Plain, "/list/?q=zzz").text
    assert "120\u00a0наставляемых" in text
    assert 'type="search"' not in text


def test_typed_text_is_escaped():
    assert "<b>x" not in visit(Mentees, "/list/?q=<b>x").text


def test_bulk_gets_rows_refetched_by_their_keys():
    response = visit(Bulk, "/list/?page=2", post={"deed": "offer", "chosen": ["3", "1"]})
    assert response["Location"] == "/list/?page=2"
    assert response.said == ["offer: [1, 3]"]


def test_bulk_leaves_rows_of_strangers_alone_and_says_so():
    said = visit(Bulk, post={"deed": "offer", "chosen": ["1", "5000"]}).said
    assert "offer: [1]" in said
    assert any("не затронуты" in line for line in said)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"deed": "offer"}, "Сначала отметьте строки в списке."),
        ({"deed": "away", "chosen": ["1"]}, "Программа закрыта."),
        ({"deed": "unknown", "chosen": ["1"]}, "Не выбрано, что сделать со строками."),
        ({"deed": "offer", "chosen": ["1", "2", "3"]}, "Не больше двух сразу."),
    ],
)
def test_bulk_refusal_becomes_a_message(sent, reason):
    assert visit(Bulk, post=sent).said == [reason]


def test_refused_bulk_deed_stays_visible_with_its_reason():
    text = visit(Bulk).text
    assert "Программа закрыта." in text
    assert 'name="chosen"' in text


class Types(ListPage):
    permission = "see"
    columns = (
        Column("model", "Модель", sort="model"),
        Column("app_label", "Комната", sort=("app_label", "model")),
    )
    bulk = (BulkAction("name", "Назвать"),)

    def rows(self):
        return ContentType.objects.all()

    def search(self, rows, text):
        return rows.filter(model__icontains=text)

    def perform_bulk(self, name, chosen):
        self.say(",".join(row.model for row in chosen))


@pytest.fixture
def types(db):
    with factories.owning():
        ContentType.objects.all().delete()
        ContentType.objects.bulk_create(ContentType(app_label="test", model=f"kind{n:03}") for n in range(60))
        yield


def test_queryset_is_counted_and_cut_by_the_database(types, django_assert_num_queries):
    with django_assert_num_queries(2):
        text = visit(Types, "/list/?sort=-model").text
    assert "kind059" in text
    assert "kind009" not in text
    assert "60\u00a0строк" in text


def test_queryset_of_one_page_costs_one_query(types, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert visit(Types, "/list/?q=kind00").text.count("kind00") >= 10


def test_queryset_bulk_takes_only_keys_that_are_there(types):
    first = ContentType.objects.get(model="kind001")
    assert visit(Types, post={"deed": "name", "chosen": [str(first.pk)]}).said == ["kind001"]
    assert visit(Types, post={"deed": "name", "chosen": ["drop table"]}).said == [
        "Отмеченные строки не распознаны. Обновите список."
    ]
