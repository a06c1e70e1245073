"""One row of the table of addresses."""

from dataclasses import dataclass

CHILD, WAITING = "Озеров", "Полевая"
"""A mentee of an active pair and one who waits, in the scene of October."""


@dataclass(frozen=True)
class Row:
    """`about` names ids of the scene (or a text after =); `seen` by these, with `shows`; `open_to` get it without the text."""

    name: str
    about: str
    shows: str
    seen: str
    open_to: str = ""
    post: bool = False

    @property
    def id(self) -> str:
        return self.name
