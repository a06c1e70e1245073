"""The words of the order about pairs."""

from dataclasses import replace
from datetime import date

import pytest

from nastavnik.rulebook.names import FullName
from nastavnik.rulebook.pairs_order import (
    DEFAULT_BASIS,
    TITLE,
    OrderFacts,
    OrderMentee,
    OrderPair,
    OrderPerson,
    pairs_order_text,
)
from nastavnik.rulebook.school_year import SchoolYear

MARIA = OrderPerson(FullName("Котова", "Мария", "Ивановна"), "учитель физики")
PAVEL = OrderPerson(FullName("Ткач", "Павел", "Сергеевич"), "главный инженер ООО «Завод»")
DANYA = OrderMentee(FullName("Зимин", "Даниил", "Олегович"), "8 «А» класс")
YANA = OrderMentee(FullName("Белова", "Яна", "Игоревна"), "9 «Б» класс")
NINA = OrderPerson(FullName("Орлова", "Нина", "Петровна"), "Директор")
SVETLANA = OrderPerson(FullName("Седых", "Светлана", "Юрьевна"), "заместитель директора")
FIRST, LAST = date(2026, 10, 15), date(2027, 5, 31)


def pair(mentor: OrderPerson, *mentees: OrderMentee) -> OrderPair:
    return OrderPair(mentor, mentees, "педагог – ученик", "поддержка по предмету", FIRST, LAST)


FACTS = OrderFacts(
    institution="МБОУ «Школа № 5»",
    programme="Наставники школы",
    school_year=SchoolYear(2026),
    pairs=(pair(MARIA, DANYA),),
    head=NINA,
    control=SVETLANA,
    place="г. Приозёрный",
)


def test_order_has_all_its_parts() -> None:
    text = pairs_order_text(FACTS)
    assert text.title == TITLE == "О закреплении наставнических пар (групп)"
    assert (text.kind, text.command_word, text.place) == ("ПРИКАЗ", "ПРИКАЗЫВАЮ:", "г. Приозёрный")
    assert text.preamble == (
        f"{DEFAULT_BASIS}, в целях реализации программы «Наставники школы» в 2026/2027 учебном году"
    )
    assert "от 25 декабря 2019 г. № Р-145" in text.preamble
    assert (text.signature_post, text.signature_name) == ("Директор", "Н. П. Орлова")
    assert text.doubts == ()


def test_names_and_posts_stand_in_their_cases() -> None:
    text = pairs_order_text(FACTS)
    assert text.points == (
        "1. Закрепить на 2026/2027 учебный год наставнические пары (группы):",
        (
            "1.1. Наставника Котову Марию Ивановну, учителя физики, за наставляемым Зиминым Даниилом"
            " Олеговичем (8 «А» класс) по форме «педагог – ученик» с 15.10.2026 по 31.05.2027."
        ),
        "2. Наставникам проводить встречи с наставляемыми по согласованному плану и отмечать их итоги.",
        "3. Контроль за исполнением приказа возложить на заместителя директора Седых Светлану Юрьевну.",
    )
    assert text.control == text.points[-1]


def test_group_and_girl_get_their_own_word() -> None:
    text = pairs_order_text(replace(FACTS, pairs=(pair(PAVEL, DANYA, YANA), pair(MARIA, YANA))))
    assert (
        "Наставника Ткача Павла Сергеевича, главного инженера ООО «Завод», за наставляемыми: Зиминым"
        in text.points[1]
    )
    assert "Беловой Яной Игоревной (9 «Б» класс)" in text.points[1]
    assert "за наставляемой Беловой Яной Игоревной" in text.points[2]
    assert [(row.number, row.mentor, row.mentee) for row in text.rows] == [
        (1, "Ткач Павел Сергеевич", "Зимин Даниил Олегович"),
        (2, "Ткач Павел Сергеевич", "Белова Яна Игоревна"),
        (3, "Котова Мария Ивановна", "Белова Яна Игоревна"),
    ]
    assert text.rows[0].period == "15.10.2026 – 31.05.2027"


def test_curator_gets_a_point_in_the_dative() -> None:
    points = pairs_order_text(replace(FACTS, curator=SVETLANA)).points
    assert points[3].startswith("3. Куратору Седых Светлане Юрьевне, заместителю директора, сопровождать")
    assert points[4].startswith("4. Контроль")


def test_head_may_keep_the_control() -> None:
    text = pairs_order_text(replace(FACTS, control=None))
    assert text.control == "3. Контроль за исполнением приказа оставляю за собой."


def test_corrections_win_over_the_rules() -> None:
    mentor = replace(MARIA, accusative="Котову М. И.", post_accusative="учительницу")
    mentee = replace(DANYA, instrumental="Зиминым Даней")
    control = replace(SVETLANA, accusative="С. Ю. Седых", post_accusative="завуча")
    text = pairs_order_text(replace(FACTS, pairs=(pair(mentor, mentee),), control=control))
    assert text.points[1].startswith(
        "1.1. Наставника Котову М. И., учительницу, за наставляемым Зиминым Даней"
    )
    assert text.control.endswith("возложить на завуча С. Ю. Седых.")


def test_acquaintance_names_each_grown_up_once() -> None:
    text = pairs_order_text(replace(FACTS, pairs=(pair(MARIA, DANYA), pair(MARIA, YANA)), curator=SVETLANA))
    assert text.acquaintance == ("Седых С. Ю.", "Котова М. И.")


def test_doubtful_names_are_named_until_corrected() -> None:
    unsure = OrderMentee(FullName("Ли", "Вэй"))
    text = pairs_order_text(replace(FACTS, pairs=(pair(MARIA, unsure),)))
    assert len(text.doubts) == 1
    assert "Ли Вэй" in text.doubts[0]
    sure = replace(unsure, instrumental="Ли Вэем")
    assert pairs_order_text(replace(FACTS, pairs=(pair(MARIA, sure),))).doubts == ()


@pytest.mark.parametrize("pairs", [(), (pair(MARIA),)])
def test_order_without_pairs_is_refused(pairs: tuple[OrderPair, ...]) -> None:
    with pytest.raises(ValueError, match="ни одной пары"):
        pairs_order_text(replace(FACTS, pairs=pairs))


def test_basis_is_what_the_school_wrote() -> None:
    text = pairs_order_text(replace(FACTS, basis="На основании приказа управления образования,"))
    assert text.preamble.startswith("На основании приказа управления образования, в целях")
