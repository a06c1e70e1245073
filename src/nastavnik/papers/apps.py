from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "nastavnik.papers"
    verbose_name = "Документы"

    def ready(self) -> None:
        from nastavnik.papers import erasure, notices  # noqa: F401  (notices declare what is told of papers)
        from nastavnik.papers.actions import refresh_order_names
        from nastavnik.papers.actions.destruction import destroy_people_of_act
        from nastavnik.papers.moments import paper_registered
        from nastavnik.registry.moments import person_corrected, person_destroyed

        paper_registered.subscribe(destroy_people_of_act, order=30)
        person_destroyed.subscribe(erasure.erase_names, order=20)
        person_corrected.subscribe(refresh_order_names, order=5)
