"""The kit as a Django application: its templates, tags and static files."""

from __future__ import annotations

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Pages, components and files that know no word of the domain."""

    name = "nastavnik.kit"
    label = "kit"
    verbose_name = "Общие страницы"
