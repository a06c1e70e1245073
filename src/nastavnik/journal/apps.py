from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "nastavnik.journal"
    verbose_name = "Журнал"
