"""Sessions of one's own account: ended by its owner."""

from __future__ import annotations

from django.db import transaction

from nastavnik.access.doors import through
from nastavnik.access.permissions.accounts import check_can_end_sessions
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor


@transaction.atomic
def end_session(*, by: Actor, session_id: int, this_key: str) -> bool:
    """Ends one other session of the actor's own account and records it; says whether there was one."""
    check_can_end_sessions(by)
    ended = through("select access_sessions_end(%s, %s)", session_id, this_key)
    if ended:
        record(by=by, verb="end_session")
    return bool(ended)


@transaction.atomic
def end_other_sessions(*, by: Actor, this_key: str) -> int:
    """Ends every session of the actor's own account but the one that asks; records it and gives their number."""
    check_can_end_sessions(by)
    ended = int(through("select access_sessions_end(null, %s)", this_key))
    if ended:
        record(by=by, verb="end_session", count=ended)
    return ended
