"""Kinds and flags by their words; what may stand under what."""

import pytest

from nastavnik.rulebook.organisations import FLAGS, KINDS, Level, flag_code_of, kind_code_of, may_stand_under


@pytest.mark.parametrize(
    ("level", "above", "allowed"),
    [
        (Level.REGION, None, True),
        (Level.REGION, Level.REGION, False),
        (Level.MUNICIPALITY, None, True),
        (Level.MUNICIPALITY, Level.REGION, True),
        (Level.MUNICIPALITY, Level.MUNICIPALITY, True),
        (Level.MUNICIPALITY, Level.INSTITUTION, False),
        (Level.INSTITUTION, None, True),
        (Level.INSTITUTION, Level.REGION, True),
        (Level.INSTITUTION, Level.MUNICIPALITY, True),
        (Level.INSTITUTION, Level.INSTITUTION, False),
    ],
)
def test_what_may_stand_under_what(level: Level, above: Level | None, allowed: bool) -> None:
    assert may_stand_under(level, above) is allowed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Школа", "school"),
        (" гимназия ", "gymnasium"),
        ("Детский  сад", "kindergarten"),
        ("цирк", None),
        ("", None),
    ],
)
def test_kind_is_known_by_its_words(text: str, code: str | None) -> None:
    assert kind_code_of(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("точка роста", "tochka-rosta"),
        ("«Точка роста»", "tochka-rosta"),
        ("ШНОР", "low-results"),
        ("?", None),
    ],
)
def test_flag_is_known_without_quotes(text: str, code: str | None) -> None:
    assert flag_code_of(text) == code


def test_every_label_leads_to_its_own_code() -> None:
    assert [kind_code_of(entry.label) for entry in KINDS] == [entry.code for entry in KINDS]
    assert [flag_code_of(entry.label) for entry in FLAGS] == [entry.code for entry in FLAGS]
