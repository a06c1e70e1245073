"""Wishes after the group meeting: how many people may be named, and whom a typed name means."""

from collections.abc import Mapping, Sequence

from nastavnik.rulebook.names import plain

USUAL_LIMIT = 3
MOST = 10


def meant_by(text: str, known: Mapping[int, Sequence[str]]) -> tuple[int, ...]:
    """Give the ids that a typed text means: whoever is called exactly so, else whose name begins so.

    `known` are the names of each id («Зимин Даниил Олегович, 8 «А» класс», «Даниил З., 8 «А» класс»). Words
    stand in their order and may be cut short («Зим Дан»); ё is е. Nobody for an empty text.
    """
    wanted = _words(text)
    if not wanted:
        return ()
    exact = tuple(pk for pk, names in known.items() if any(_words(name) == wanted for name in names))
    return exact or tuple(pk for pk, names in known.items() if any(_fits(wanted, name) for name in names))


def _fits(wanted: Sequence[str], name: str) -> bool:
    words = _words(name)
    pairs = zip(wanted, words, strict=False)
    return len(wanted) <= len(words) and all(word.startswith(part) for part, word in pairs)


def _words(text: str) -> list[str]:
    return [word for word in (part.strip('.,;«»"()') for part in plain(text).split()) if word]
