"""Due work of the worker: duties of a large territory, what new organisations owe, reminders."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.access.actors import actor_of_account, system_actor
from nastavnik.access.scope import acting, working
from nastavnik.roadmaps.actions.living import HAND_OUT, hand_out_duties
from nastavnik.roadmaps.actions.placed import PLACED, settle_placed
from nastavnik.roadmaps.actions.reminding import REMIND, remind_laggards, tell_terms
from nastavnik.roadmaps.actions.telling import TELL, tell_concerned
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to


@app.task(name=HAND_OUT)
def hand_out(*, roadmap_id: int, account_id: int) -> None:
    """Gives the duties of a road map that were too many to be given at once, on behalf of whoever approved it."""
    actor = actor_of_account(account_id, today=timezone.localdate())
    with acting(actor):
        hand_out_duties(by=actor, roadmap=roadmaps_visible_to(actor).get(pk=roadmap_id), at_once=True)


@app.task(name=PLACED)
def settle_place(*, node_id: int) -> None:
    """Gives an organisation that was opened or moved, and those under it, what the maps above ask of them."""
    with working():
        settle_placed(by=system_actor("мероприятия новых организаций"), node_id=node_id)


@app.task(name=REMIND)
def remind_many(*, roadmap_id: int, organisation_ids: list[int], account_id: int) -> None:
    """Reminds the late organisations that were too many to be reminded at once, on behalf of whoever asked."""
    today = timezone.localdate()
    actor = actor_of_account(account_id, today=today)
    with acting(actor):
        roadmap = roadmaps_visible_to(actor).get(pk=roadmap_id)
        remind_laggards(
            by=actor, roadmap=roadmap, organisation_ids=organisation_ids, today=today, is_waited_for=False
        )


@app.task(name=TELL)
def tell_many(*, what: str, pk: int) -> None:
    """Tells those concerned of a discussion that was opened or of an edition above that was approved."""
    with working():
        tell_concerned(by=system_actor("дорожные карты"), what=what, pk=pk)


@app.periodic(cron="0 7 * * *")
@app.task(name="roadmaps.tell_terms", queueing_lock="roadmaps.tell_terms")
def tell_terms_every_morning(timestamp: int) -> None:
    """Tells everybody of the terms that come, have come and have passed."""
    with working():
        tell_terms(by=system_actor("напоминания о сроках"), today=timezone.localdate())
