"""Moments: order, carried values, refusal."""

from collections.abc import Iterator

import pytest

from nastavnik.kit import moments
from nastavnik.kit.moments import Moment


@pytest.fixture
def moment() -> Iterator[Moment]:
    made = Moment("test_moment", carries=("by",), says="Проверка.")
    yield made
    del moments._declared["test_moment"]


def test_subscribers_run_in_the_declared_order(moment: Moment) -> None:
    heard: list[str] = []

    def second(*, by: str) -> None:
        heard.append(f"второй {by}")

    def first(*, by: str) -> None:
        heard.append(f"первый {by}")

    moment.subscribe(second, order=20)
    moment.subscribe(first, order=10)
    moment.subscribe(first, order=10)  # apps may be made ready twice
    moment.happen(by="Ирина")
    assert heard == ["первый Ирина", "второй Ирина"]


def test_order_is_given_once(moment: Moment) -> None:
    moment.subscribe(lambda *, by: None, order=10)

    def other(*, by: str) -> None: ...

    with pytest.raises(ValueError, match="10"):
        moment.subscribe(other, order=10)


def test_other_values_than_declared_are_an_error(moment: Moment) -> None:
    with pytest.raises(TypeError, match="by"):
        moment.happen(paper="приказ")


def test_name_is_declared_once(moment: Moment) -> None:
    with pytest.raises(ValueError, match="twice"):
        Moment("test_moment", carries=(), says="")


def test_refusal_of_a_subscriber_reaches_the_caller(moment: Moment) -> None:
    def refuse(*, by: str) -> None:
        raise LookupError("нет")

    moment.subscribe(refuse, order=10)
    with pytest.raises(LookupError):
        moment.happen(by="Ирина")
