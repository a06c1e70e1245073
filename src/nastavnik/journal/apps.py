from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "nastavnik.journal"
    verbose_name = "Журнал"

    def ready(self) -> None:
        from nastavnik.journal import erasure  # noqa: F401  (declares itself)
