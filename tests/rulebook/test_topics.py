"""Topics of an institution's own in free text."""

import pytest

from nastavnik.rulebook.topics import local_topic, topic_labels, topics_in

MUSEUM = local_topic("local-1", "школьный музей", "экскурсовод, архивное дело")
CHOIR = local_topic("local-2", "Хор")
THEATRE = local_topic("local-3", "школьный театр")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Хочу работать в школьном музее", ("local-1",)),
        ("нужны экскурсоводы", ("local-1",)),
        ("АРХИВНЫМ ДЕЛОМ интересуюсь", ("local-1",)),
        ("школьный двор, музей рядом", ()),
        ("хорошо бы подружиться", ()),
        ("физика и школьный музей", ("physics", "local-1")),
        ("", ()),
    ],
)
def test_local_topic_is_recognised_whatever_the_ends_of_its_words(text: str, codes: tuple[str, ...]) -> None:
    assert topics_in(text, (MUSEUM, CHOIR)) == codes


def test_short_word_is_met_as_it_is() -> None:
    assert CHOIR.stems == ("хор$",)
    assert topics_in("пою в хор", (CHOIR,)) == ("music", "local-2")


def test_federal_topics_do_not_depend_on_local_ones() -> None:
    assert topics_in("театр", (THEATRE,)) == topics_in("театр") == ("arts",)


def test_name_without_letters_recognises_nothing() -> None:
    assert topics_in("что угодно", (local_topic("local-4", "!!!", " , "),)) == ()


def test_local_topics_are_called_by_name_after_the_federal_ones() -> None:
    names = {"local-1": "школьный музей"}
    assert topic_labels(frozenset({"local-1", "physics"}), names) == ("физика", "школьный музей")
    assert topic_labels(frozenset({"local-9"}), names) == ("local-9",)
