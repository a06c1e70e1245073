"""Moments: the one way for a lower room to move something in an upper room.

The lower room declares a moment in its `moments.py` and lets it happen inside its action's transaction; upper rooms
subscribe in `apps.ready()`. Subscribers run at once, in the declared order, in the same transaction: if one refuses,
nothing of the action remains. `docs/moments.md` is generated from what is declared here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Subscriber = Callable[..., None]

_declared: dict[str, Moment] = {}


@dataclass(frozen=True)
class Subscription:
    """One subscriber of a moment with its place in the order."""

    order: int
    subscriber: Subscriber

    @property
    def path(self) -> str:
        return f"{self.subscriber.__module__}.{self.subscriber.__qualname__}"


@dataclass(frozen=True)
class Moment:
    """Something that has happened in a room, with the names of the values it carries."""

    name: str
    carries: tuple[str, ...]
    says: str
    subscriptions: list[Subscription] = field(default_factory=list, compare=False)

    def __post_init__(self) -> None:
        if self.name in _declared:
            raise ValueError(f"the moment {self.name} is declared twice")
        _declared[self.name] = self

    def subscribe(self, subscriber: Subscriber, *, order: int) -> None:
        """Lets `subscriber` run when the moment happens; two subscribers may not share an order."""
        if any(
            known.path == f"{subscriber.__module__}.{subscriber.__qualname__}" for known in self.subscriptions
        ):
            return
        if any(known.order == order for known in self.subscriptions):
            raise ValueError(f"{self.name}: the order {order} is taken")
        self.subscriptions.append(Subscription(order, subscriber))
        self.subscriptions.sort(key=lambda subscription: subscription.order)

    def happen(self, **values: Any) -> None:
        """Runs every subscriber in order, inside the caller's transaction; an exception stops all of it."""
        if set(values) != set(self.carries):
            raise TypeError(f"{self.name} carries {self.carries}, got {tuple(values)}")
        for subscription in self.subscriptions:
            subscription.subscriber(**values)


def declared_moments() -> list[Moment]:
    """Every moment of the house, by name."""
    return [_declared[name] for name in sorted(_declared)]
