from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "nastavnik.config"
    label = "config"
    verbose_name = "Сборка"
