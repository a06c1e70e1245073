from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _load_dictionaries(sender: AppConfig, **kwargs: Any) -> None:
    from nastavnik.mentoring.dictionaries import load_dictionaries

    load_dictionaries()


class MentoringConfig(AppConfig):
    name = "nastavnik.mentoring"
    verbose_name = "Наставничество"

    def ready(self) -> None:
        from nastavnik.access.actors import find_pairs_by
        from nastavnik.access.participants import ParticipantSource, find_participants_by
        from nastavnik.mentoring import definer, erasure, notices  # noqa: F401  (they declare what is theirs)
        from nastavnik.mentoring.actions import agreement, changes, leaving, orders, pausing, reorganised
        from nastavnik.mentoring.feeds import pair_meetings
        from nastavnik.mentoring.permissions.lists import check_lists_can_be_registered
        from nastavnik.mentoring.queries.agreement import consent_obstacles
        from nastavnik.mentoring.queries.circles import circle_to_ask, circles_to_ask, forms_to_name
        from nastavnik.mentoring.queries.pairs import pair_ids_of
        from nastavnik.mentoring.queries.participants import participants_visible_to, roles_of
        from nastavnik.mentoring.queries.reorganised import told_working_pairs
        from nastavnik.notices.feeds import register_provider
        from nastavnik.papers.moments import paper_discarded, paper_registered
        from nastavnik.registry.moments import (
            consent_removed,
            consent_withdrawn,
            consents_lapsed,
            destruction_prepared,
            institution_reorganised,
            person_corrected,
            person_destroyed,
            person_leaves,
        )
        from nastavnik.registry.tellings import Telling, tell_of_organisations
        from nastavnik.surveys.circles import CircleSource, find_circles_by

        paper_registered.subscribe(orders.activate_pairs, order=10)
        paper_registered.subscribe(changes.apply_pair_changes, order=8)
        paper_registered.subscribe(check_lists_can_be_registered, order=6)
        paper_discarded.subscribe(orders.release_pairs, order=10)
        paper_discarded.subscribe(changes.drop_pair_changes, order=12)
        consent_removed.subscribe(pausing.pause_pairs_without_consent, order=10)
        consent_withdrawn.subscribe(pausing.pause_pairs_of_withdrawn, order=10)
        consents_lapsed.subscribe(pausing.pause_pairs_of_lapsed, order=10)
        person_leaves.subscribe(leaving.leave_programmes, order=10)
        person_corrected.subscribe(agreement.follow_correction, order=8)
        institution_reorganised.subscribe(reorganised.hand_over_pairs, order=10)
        tell_of_organisations(
            Telling("pairs", "Действующие пары", told_working_pairs, 25, in_list=False, before_closing=True)
        )
        destruction_prepared.subscribe(erasure.object_to_those_in_pairs, order=20)
        person_destroyed.subscribe(erasure.erase_participant, order=10)
        register_provider(pair_meetings)
        find_pairs_by(pair_ids_of)
        find_participants_by(ParticipantSource(participants_visible_to, roles_of, consent_obstacles))
        find_circles_by(CircleSource(circles_to_ask, circle_to_ask, forms_to_name))
        post_migrate.connect(_load_dictionaries, sender=self, dispatch_uid="mentoring.dictionaries")
