"""Names for signing in, made of Russian names."""

from itertools import islice

import pytest

from nastavnik.rulebook.logins import LOGIN_SHAPE, in_latin, proposed_logins
from nastavnik.rulebook.names import FullName


@pytest.mark.parametrize(
    ("name", "login"),
    [
        (FullName("Светлова", "Светлана", "Петровна"), "svetlova.sp"),
        (FullName("Щёголев", "Юрий", ""), "schegolev.y"),
        (FullName("Римский-Корсаков", "Объём", "Ильич"), "rimskiykorsakov.oi"),
        (FullName("Ъ", "Ь"), "user"),
    ],
)
def test_name_gives_its_login(name: FullName, login: str) -> None:
    assert next(proposed_logins(name)) == login
    assert LOGIN_SHAPE.match(login)


def test_taken_name_gets_a_number() -> None:
    found = list(islice(proposed_logins(FullName("Ли", "Анна")), 3))
    assert found == ["li.a", "li.a2", "li.a3"]


def test_every_letter_is_written() -> None:
    assert in_latin("Съешь ещё этих мягких французских булок") == "seshescheetikhmyagkikhfrantsuzskikhbulok"
