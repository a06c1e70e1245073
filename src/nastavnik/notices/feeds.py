"""Where the entries of a calendar come from: upper rooms register what they know of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from nastavnik.access.actors import AccountActor
from nastavnik.kit.calendars import CalendarEntry
from nastavnik.registry.models import Organisation

# The actor of the feed and the organisation, or None for the person's own affairs. Runs in the scope of that actor.
# `url` of an entry is a path of the product; the feed makes it an address.
Provider = Callable[[AccountActor, Organisation | None], Iterable[CalendarEntry]]

_providers: list[Provider] = []


def register_provider(provider: Provider) -> None:
    """Lets an upper room put its days into calendars (in its `apps.ready()`); the same one twice counts once."""
    if provider not in _providers:
        _providers.append(provider)


def entries_for(actor: AccountActor, organisation: Organisation | None) -> list[CalendarEntry]:
    """Everything that all rooms know, by day; entries of the same uid count once."""
    found: dict[str, CalendarEntry] = {}
    for provider in _providers:
        for entry in provider(actor, organisation):
            found.setdefault(entry.uid, entry)
    return sorted(found.values(), key=lambda entry: (entry.start, entry.summary, entry.uid))
