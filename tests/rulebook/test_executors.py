"""The column «Ответственные» taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.executors import (
    aliases_of,
    executor_key,
    means_all_below,
    post_in,
    split_executors,
    surnames_in,
)
from nastavnik.rulebook.roles import Role


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Руководители ОО, РИКП", ["Руководители ОО", "РИКП"]),
        ("Белова И. О.; Громов О.П.\nкуратор", ["Белова И. О.", "Громов О.П., куратор"]),
        ("Директор и куратор", ["Директор", "куратор"]),
        ("Отдел общего и дополнительного образования", ["Отдел общего и дополнительного образования"]),
        ("Белова И.О., методист, наставники", ["Белова И.О., методист", "наставники"]),
        (
            "Управление образования (далее – УО), образовательные организации (школы, гимназии)",
            ["Управление образования", "образовательные организации (школы, гимназии)"],
        ),
        ("– Куратор\n– Куратор\n- Педагоги", ["Куратор", "Педагоги"]),
        ("1. Директор; 2) Секретарь", ["Директор", "Секретарь"]),
        ("МКУ «Центр наставничества, развития и поддержки»", ["МКУ «Центр наставничества, развития и поддержки»"]),
        ("Куратор (по согласованию, директор", ["Куратор (по согласованию", "директор"]),
        ("", []),
        (" ,; — \n", []),
    ],
)  # fmt: skip
def test_text_is_split(text: str, words: list[str]) -> None:
    assert [one.words for one in split_executors(text)] == words


def test_short_name_leads_to_the_full_one() -> None:
    named = split_executors("Региональный институт кадровой политики (далее – РИКП), ОО")
    assert [(one.words, one.alias) for one in named] == [
        ("Региональный институт кадровой политики", "РИКП"),
        ("ОО", ""),
    ]
    assert aliases_of(named) == {"рикп": "региональный институт кадровой политики"}


def test_wordings_that_differ_in_looks_alone_are_one() -> None:
    assert executor_key("МБОУ «Школа  № 5»") == executor_key("мбоу Школа №5.".replace("№5", "№ 5"))
    assert executor_key("Педагог – психолог") == executor_key("педагог-психолог")


@given(st.text(alphabet="АБвгё ,;.()«»и\n-–1234", max_size=60))
def test_no_executor_comes_twice_and_none_is_empty(text: str) -> None:
    keys = [executor_key(one.words) for one in split_executors(text)]
    assert len(keys) == len(set(keys))
    assert all(one.words for one in split_executors(text))


@pytest.mark.parametrize(
    "words",
    ["ОО", "Руководители ОО", "руководители образовательных организаций", "Образовательные организации", "Школы",
     "общеобразовательные организации", "ОУ"],
)  # fmt: skip
def test_all_institutions_below_are_meant(words: str) -> None:
    assert means_all_below(words)


@pytest.mark.parametrize(
    "words", ["Руководитель ОО", "Школа № 5", "Управление образования", "куратор", "педагоги ОО"]
)
def test_all_institutions_are_not_meant(words: str) -> None:
    assert not means_all_below(words)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Куратор наставничества", Role.CURATOR),
        ("директор школы", Role.HEAD),
        ("Муниципальный куратор", Role.MUNICIPAL_CURATOR),
        ("Классные руководители", Role.CLASS_TEACHER),
        ("Педагог-психолог", Role.PSYCHOLOGIST),
        ("Управление образования", None),
        ("Заместитель директора по УВР", None),
    ],
)
def test_post_is_told_by_its_words(words: str, role: Role | None) -> None:
    assert post_in(words) is role


def test_surnames_are_looked_for_without_case_and_yo() -> None:
    assert surnames_in("Берёзина А. А., методист") == ("березина",)
