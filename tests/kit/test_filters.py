"""The filters of numbers and dates: what a template may hand them; the words are the rulebook's."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import engines

DAY = dt.date(2026, 10, 5)
LATE_IN_LONDON = dt.datetime(2026, 10, 4, 22, 30, tzinfo=dt.UTC)


def drawn(expression, value):
    template = engines["django"].from_string(f"{{% load kit %}}{{{{ value|{expression} }}}}")
    return template.render({"value": value}).replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("number", 17040, "17_040"),
        ("number:1", Decimal("3.25"), "3,3"),
        ("number", 0, "0"),
        ("percent", Decimal("42.53"), "42,5_%"),
        ("percent:0", 60, "60_%"),
        ('counted:"пара,пары,пар"', 21, "21_пара"),
        ('counted:"пара,пары,пар"', 1204, "1_204_пары"),
        ("long_date", DAY, "5_октября_2026"),
        ("short_date", DAY, "05.10.2026"),
    ],
)
def test_value_is_drawn_in_words_of_a_reader(expression, value, text):
    assert drawn(expression, value) == text


@pytest.mark.parametrize("expression", ["number", "percent", "long_date", "short_date"])
def test_nothing_stays_nothing(expression):
    assert drawn(expression, None) == ""
    assert drawn(expression, "") == ""


def test_moment_is_dated_where_the_reader_lives(settings):
    settings.TIME_ZONE = "Asia/Yekaterinburg"
    assert drawn("long_date", LATE_IN_LONDON) == "5_октября_2026"
    assert drawn("short_date", LATE_IN_LONDON) == "05.10.2026"
