"""Stretches over months as SVG: well formed, inside its frame, cut at the edges and readable without colours."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.kit.timelines import LABELS, ROWS_ON_A_CHART, WIDTH, Stretch, TimelineRow, timelines

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
NS = "{http://www.w3.org/2000/svg}"
DAYS = st.none() | st.dates(date(2025, 1, 1), date(2029, 12, 31))


def drawn(*stretches: Stretch, label: str = "1.1 Издать приказ") -> ET.Element:
    (chart,) = timelines(
        [TimelineRow(label, stretches)], first=FIRST, last=LAST, title="Гант", today=date(2026, 10, 15)
    )
    return ET.fromstring(chart)


def test_year_has_twelve_months_and_today() -> None:
    words = [text.text for text in drawn().iter(f"{NS}text")]
    assert [word for word in words if word in ("сен", "янв", "авг")] == ["сен", "янв", "авг"]
    assert {"2026", "2027", "сегодня, 15.10.2026"} <= set(words)


def test_whole_period_fills_the_frame() -> None:
    (bar,) = drawn(Stretch(FIRST, LAST)).iter(f"{NS}rect")
    assert (float(bar.get("x")), float(bar.get("width"))) == (LABELS, WIDTH - LABELS)


def test_deadline_without_a_beginning_is_a_mark() -> None:
    chart = drawn(Stretch(None, date(2026, 10, 15), "bad", "просрочено"))
    (mark,) = chart.iter(f"{NS}polygon")
    assert (mark.get("class"), mark.find(f"{NS}title").text) == ("timeline-bad", "до 15.10.2026, просрочено")
    assert not list(chart.iter(f"{NS}rect"))


def test_what_runs_over_the_edge_has_an_arrow() -> None:
    words = [text.text for text in drawn(Stretch(date(2026, 1, 1), date(2028, 1, 1))).iter(f"{NS}text")]
    assert "→" in words
    assert "←" in words


def test_what_lies_outside_is_not_drawn() -> None:
    chart = drawn(Stretch(None, None), Stretch(date(2028, 1, 1), None), Stretch(None, date(2026, 8, 31)))
    assert not list(chart.iter(f"{NS}rect"))
    assert not list(chart.iter(f"{NS}polygon"))


def test_words_are_escaped_and_told_to_whoever_does_not_see() -> None:
    chart = drawn(Stretch(None, date(2026, 10, 15)), label="<b>Приказ</b> & список")
    assert "<b>Приказ</b> & список — до 15.10.2026" in chart.find(f"{NS}desc").text


def test_long_list_is_several_charts() -> None:
    rows = [TimelineRow(str(number)) for number in range(ROWS_ON_A_CHART * 2 + 1)]
    assert len(timelines(rows, first=FIRST, last=LAST, title="Гант")) == 3
    assert timelines([], first=FIRST, last=LAST, title="Гант") == []
    with pytest.raises(ValueError, match="ends before"):
        timelines(rows, first=LAST, last=FIRST, title="Гант")


@given(st.lists(st.tuples(DAYS, DAYS), max_size=4), st.text(max_size=80))
def test_everything_stays_inside_its_frame(pairs: list[tuple[date | None, date | None]], label: str) -> None:
    label = "".join(sign for sign in label if sign.isprintable())
    stretches = [Stretch(*sorted(pair) if all(pair) else pair) for pair in pairs]
    chart = drawn(*stretches, label=label)
    for bar in chart.iter(f"{NS}rect"):
        x, width = float(bar.get("x")), float(bar.get("width"))
        assert x >= LABELS
        assert x + width <= WIDTH + 5
