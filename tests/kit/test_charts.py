from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from nastavnik.kit.charts import Bar, bar_chart

SVG = "{http://www.w3.org/2000/svg}"


def drawn(bars, **kwargs):
    return ET.fromstring(bar_chart(bars, title="Доля", **kwargs))


def widths(svg):
    return [rect.get("width") for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "chart-bar"]


def test_chart_is_well_formed_and_escapes_names():
    svg = drawn([Bar('Школа «<b> & "пара"', 3)])
    labels = "".join(text.text for text in svg.iter(f"{SVG}text"))
    assert "<b> &" in labels


def test_bars_are_shares_of_the_top():
    assert widths(drawn([Bar("а", Decimal("42.5")), Bar("б", 0), Bar("в", 250)], top=100)) == [
        "42.50%",
        "100.00%",
    ]


def test_without_a_top_the_largest_value_takes_the_width():
    assert widths(drawn([Bar("а", 5), Bar("б", 20)])) == ["25.00%", "100.00%"]


def test_bar_without_data_says_so_and_has_no_bar():
    svg = drawn([Bar("а", None)], top=100)
    assert widths(svg) == []
    assert "нет данных" in [text.text for text in svg.iter(f"{SVG}text")]


def test_numbers_for_readers_have_decimal_commas():
    svg = drawn([Bar("а", Decimal("1234.5"))])
    assert "1\u00a0234,5" in [text.text for text in svg.iter(f"{SVG}text")]


def test_target_is_marked_at_each_bar_and_named():
    svg = drawn([Bar("а", 5), Bar("б", 70)], target=60, target_label="цель 60 %", top=100)
    marks = list(svg.iter(f"{SVG}line"))
    assert [mark.get("x1") for mark in marks] == ["60.00%", "60.00%"]
    assert "цель 60 % ↓" in [text.text for text in svg.iter(f"{SVG}text")]


def test_chart_is_named_for_those_who_hear_it():
    svg = drawn([Bar("а", 5)])
    ids = {node.get("id") for node in svg.iter() if node.get("id")}
    assert set(svg.get("aria-labelledby").split()) == ids
    assert svg.find(f"{SVG}title").text == "Доля"
    assert svg.find(f"{SVG}desc").text == "а — 5"


def test_two_charts_on_a_page_do_not_share_names():
    first, second = drawn([Bar("а", 1)]), drawn([Bar("а", 1)])
    assert first.get("aria-labelledby") != second.get("aria-labelledby")


def test_long_name_takes_two_lines_and_everything_stays_inside():
    svg = drawn([Bar("Муниципальное бюджетное общеобразовательное учреждение " * 3, 5), Bar("б", 5)])
    labels = [text.text for text in svg.iter(f"{SVG}text") if text.get("class") == "chart-label"]
    assert len(labels) == 3
    assert labels[1].endswith("…")
    edge = int(svg.get("height"))
    assert all(int(rect.get("y")) + int(rect.get("height")) <= edge for rect in svg.iter(f"{SVG}rect"))


@pytest.mark.parametrize("bars", [[], [Bar("а", 0)], [Bar("", None)]])
def test_chart_of_nothing_is_still_a_chart(bars):
    assert drawn(bars).tag == f"{SVG}svg"


def test_chart_needs_no_inline_style():
    assert "style=" not in bar_chart([Bar("а", 5)], title="Доля", target=3)
