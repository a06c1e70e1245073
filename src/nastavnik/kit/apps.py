"""The kit as a Django application: its templates, tags and static files."""

from __future__ import annotations

from django.apps import AppConfig

from nastavnik.kit import lookups


class KitConfig(AppConfig):
    """Pages, components and files that know no word of the domain."""

    name = "nastavnik.kit"
    label = "kit"
    verbose_name = "Общие страницы"

    def ready(self) -> None:
        """Long lists of ids travel as arrays in every query of the house."""
        lookups.register()
