"""Indicators that a row may name: the room above that knows them says so here, as `access` is told of pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nastavnik.kit.actor import Actor

Choices = Sequence[tuple[str, str]]
_sources: list[Callable[[Actor], Choices]] = []


def know_indicators_by(source: Callable[[Actor], Choices]) -> None:
    """Lets the room of indicators say which of them an actor may choose: codes with their words."""
    if source not in _sources:
        _sources.append(source)


def indicator_choices(actor: Actor) -> Choices:
    """Codes and words of all indicators that the actor may choose."""
    return [choice for source in _sources for choice in source(actor)]
