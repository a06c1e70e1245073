"""Reading of names from cells, short forms, and what makes two names one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.names import (
    BadName,
    FullName,
    Gender,
    gender_by_patronymic,
    parse_full_name,
    split_names,
)

KOTOVA = FullName("Котова", "Мария", "Ивановна")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Котова Мария Ивановна", KOTOVA),
        ("  котова   МАРИЯ\u00a0ивановна ", KOTOVA),
        ("Котова\nМария Ивановна", KOTOVA),
        ("Котова, Мария Ивановна", KOTOVA),
        ("12. Котова Мария Ивановна", KOTOVA),
        ("Котова Мария", FullName("Котова", "Мария")),
        ("Семёнов Пётр Фёдорович", FullName("Семёнов", "Пётр", "Фёдорович")),
        ("Салтыков – Щедрин Михаил Евграфович", FullName("Салтыков-Щедрин", "Михаил", "Евграфович")),
        ("ПЕТРОВА-ВОДКИНА АННА-МАРИЯ ЛЬВОВНА", FullName("Петрова-Водкина", "Анна-Мария", "Львовна")),
        ("Гусейнов Али Вагиф оглы", FullName("Гусейнов", "Али", "Вагиф оглы")),
        ("Гусейнова Лейла Вагиф КЫЗЫ", FullName("Гусейнова", "Лейла", "Вагиф кызы")),
        ("Абдуллаев Исмаил Абдулла-оглы", FullName("Абдуллаев", "Исмаил", "Абдулла-оглы")),
        ("Д'Артаньян Шарль", FullName("Д'Артаньян", "Шарль")),
        ("Ли Вэй", FullName("Ли", "Вэй")),
    ],
)
def test_name_is_read_from_cell(text: str, name: FullName) -> None:
    assert parse_full_name(text) == name


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "не вписано"),
        (" \n ", "не вписано"),
        ("Котова", "одно слово"),
        ("Котова М. И.", "инициалы"),
        ("Котова М.И.", "инициалы"),
        ("Котова Мария И.", "инициалы"),
        ("М. И. Котова", "инициалы"),
        ("Котова М И", "инициалы"),
        ("Kотова Мария Ивановна", "латинская буква «K»"),
        ("Котова Мария 3", "инициалы"),
        ("Котова2 Мария Ивановна", "лишние знаки"),
        ("Котова (Белова) Мария", "лишние знаки"),
        ("Котова Мария Ивановна, Зимин Павел Сергеевич", "несколько имён"),
        ("Котова Мария Ивановна\nЗимин Павел Сергеевич", "несколько имён"),
        ("Котова Мария и Зимин Павел", "несколько имён"),
        ("1. Котова Мария 2. Зимин Павел", "лишние знаки|несколько|больше трёх"),
        ("Котова Мария Ивановна Зимин Павел Сергеевич", "больше трёх слов"),
        ("Гарсиа Лопес Мария Ивановна", "больше трёх слов"),
        ("Мария Ивановна Котова", "фамилия стоит в конце"),
        ("Фатима Сулейман кызы", "не видно фамилии"),
        ("Котова " + "Мария" * 20, "слишком длинное"),
    ],
)
def test_name_is_refused_with_reason_and_remedy(text: str, what: str) -> None:
    with pytest.raises(BadName, match=what) as refused:
        parse_full_name(text)
    assert refused.value.remedy


def test_remedy_turns_the_name_round() -> None:
    with pytest.raises(BadName, match="«Котова Мария Ивановна»"):
        parse_full_name("Мария Ивановна Котова")


def test_short_forms() -> None:
    assert KOTOVA.full == str(KOTOVA) == "Котова Мария Ивановна"
    assert KOTOVA.short == "Котова М. И."
    assert KOTOVA.signature == "М. И. Котова"
    assert KOTOVA.familiar == "Мария К."
    assert FullName("Котова", "Мария").short == "Котова М."
    assert FullName("Водкина", "Анна-Мария", "Львовна").short == "Водкина А.-М. Л."


def test_spellings_of_one_name_share_the_key() -> None:
    one, other = parse_full_name("Семёнов Пётр Фёдорович"), parse_full_name("СЕМЕНОВ ПЕТР ФЕДОРОВИЧ")
    assert one != other
    assert one.key == other.key == one.sort_key


def test_list_is_sorted_as_a_russian_one() -> None:
    names = [parse_full_name(f"{last} Анна") for last in ("Жукова", "Ёлкина", "Егорова", "Ерёмина")]
    assert [name.last for name in sorted(names, key=lambda name: name.sort_key)] == [
        "Егорова",
        "Ёлкина",
        "Ерёмина",
        "Жукова",
    ]


def test_names_in_a_cell_are_divided() -> None:
    assert split_names("1) Котова Мария;\n2) Зимин Павел") == ["Котова Мария", "Зимин Павел"]
    assert split_names("Котова\nМария\nИвановна") == ["Котова Мария Ивановна"]
    assert split_names("") == []


@pytest.mark.parametrize(
    ("middle", "gender"),
    [
        ("Ивановна", Gender.FEMALE),
        ("Ильинична", Gender.FEMALE),
        ("Никитична", Gender.FEMALE),
        ("Ильич", Gender.MALE),
        ("Львович", Gender.MALE),
        ("Вагиф оглы", Gender.MALE),
        ("Ахмед-кызы", Gender.FEMALE),
        ("Хонг", None),
        ("", None),
    ],
)
def test_patronymic_tells_gender(middle: str, gender: Gender | None) -> None:
    assert gender_by_patronymic(middle) is gender


WORDS = st.text(alphabet="абвгдеёжзиклмнопрстуфхцчшэюя", min_size=2, max_size=12).map(str.capitalize)


@given(WORDS, WORDS)
def test_name_survives_writing_and_reading(last: str, first: str) -> None:
    if {last.lower(), first.lower()} & {"оглы", "кызы", "оглу", "улы", "уулу", "углы", "гызы", "кизи", "кзы"}:
        return
    name = FullName(last, first)
    assert parse_full_name(f"  {name.full.upper()} ") == name
