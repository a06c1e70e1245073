from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "nastavnik.papers"
    verbose_name = "Документы"

    def ready(self) -> None:
        from nastavnik.papers import notices  # noqa: F401  (it declares what is told of papers)
        from nastavnik.papers.actions import refresh_order_names
        from nastavnik.registry.moments import person_corrected

        person_corrected.subscribe(refresh_order_names, order=5)
