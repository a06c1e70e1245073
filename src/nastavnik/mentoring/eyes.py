"""The eyes of an institution, for the moment in which something that a participant says of himself is judged."""

from __future__ import annotations

from nastavnik.access.actors import AccountActor, HeldGrant
from nastavnik.rulebook.roles import Role


def eyes_of(institution_id: int, why: str) -> AccountActor:
    """An actor without an account who sees the people of one institution; `why` is its name in the journal."""
    grant = HeldGrant(Role.CURATOR, institution_id, "", "institution", frozenset([institution_id]))
    return AccountActor(None, None, why, (grant,))
