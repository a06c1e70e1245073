"""Codes from paper: nothing in them can be misread, and every way of typing them is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.codes import ALPHABET, code_of, may_be_code, printed_code, tidy_code


@given(st.binary(min_size=1, max_size=20).filter(lambda data: max(data) < 240))
def test_printed_code_is_read_back(data: bytes) -> None:
    code = code_of(data)
    assert set(code) <= set(ALPHABET) and len(code) == len(data)
    assert tidy_code(printed_code(code)) == code
    assert tidy_code(f" {printed_code(code).lower()} ") == code
    assert may_be_code(printed_code(code).lower(), len(data))
    assert not may_be_code(code, len(data) + 1) and not may_be_code(f"{code[1:]}0", len(data))


def test_bytes_that_would_favour_a_sign_are_refused() -> None:
    with pytest.raises(ValueError, match="favour"):
        code_of(bytes([240]))


def test_signs_that_look_alike_are_left_out() -> None:
    assert not set("01ILOU") & set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) == 30


def test_russian_keyboard_gives_the_same_shapes() -> None:
    assert tidy_code("авек-мнрс") == "ABEKMHPC"


def test_groups_of_four() -> None:
    assert printed_code("K7QM2XPD9RTW") == "K7QM-2XPD-9RTW"
