from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "nastavnik.public"
    verbose_name = "Без учётной записи"
