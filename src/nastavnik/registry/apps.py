from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "nastavnik.registry"
    verbose_name = "Реестры"
