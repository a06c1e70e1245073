from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _load_dictionaries(sender: AppConfig, **kwargs: Any) -> None:
    from nastavnik.registry.dictionaries import load_dictionaries

    load_dictionaries()


class RegistryConfig(AppConfig):
    name = "nastavnik.registry"
    verbose_name = "Реестры"

    def ready(self) -> None:
        from nastavnik.registry import definer, erasure  # noqa: F401  (the definer functions declare themselves)

        post_migrate.connect(_load_dictionaries, sender=self, dispatch_uid="registry.dictionaries")
