from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    name = "nastavnik.roadmaps"
    verbose_name = "Дорожные карты"

    def ready(self) -> None:
        from nastavnik.access.moments import duties_handed_over
        from nastavnik.notices.feeds import register_provider
        from nastavnik.papers.moments import paper_registered
        from nastavnik.registry.moments import (
            institution_reorganised,
            organisation_placed,
            person_destroyed,
            result_reached,
        )
        from nastavnik.roadmaps import definer, erasure, notices  # noqa: F401  (they declare what is theirs themselves)
        from nastavnik.roadmaps.actions import executors, facts, placed
        from nastavnik.roadmaps.feeds import roadmap_terms

        paper_registered.subscribe(facts.offer_done_by_order, order=20)
        duties_handed_over.subscribe(executors.follow_successor, order=10)
        result_reached.subscribe(facts.offer_done, order=10)
        organisation_placed.subscribe(placed.owe_by_place, order=10)
        institution_reorganised.subscribe(placed.free_closed, order=30)
        person_destroyed.subscribe(erasure.erase_evidence, order=7)
        register_provider(roadmap_terms)
