"""A fact of the product offered by the words of a measure."""

import pytest

from nastavnik.rulebook.roadmap_facts import Fact, NamedFact, fact_offered


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Издать приказ о закреплении наставнических пар", NamedFact(Fact.ORDER, "pairs_order")),
        ("Приказ о назначении куратора", NamedFact(Fact.ORDER, "curator_order")),
        ("Назначение ответственного куратора", NamedFact(Fact.ORDER, "curator_order")),
        ("Формирование базы наставляемых", NamedFact(Fact.BASES)),
        ("Сформировать базу данных наставников и наставляемых", NamedFact(Fact.BASES)),
        ("Формирование наставнических пар", NamedFact(Fact.PAIRS)),
        ("Обучение наставников", NamedFact(Fact.TRAINING)),
        ("Распоряжение о внедрении", NamedFact(Fact.ORDER)),
        ("Провести анкетирование", None),
    ],
)
def test_fact_is_offered_by_words(text: str, named: NamedFact | None) -> None:
    assert fact_offered(text) == named
