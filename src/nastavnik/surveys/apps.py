from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _load_defaults(sender: AppConfig, **kwargs: Any) -> None:
    from nastavnik.surveys.defaults import load_questionnaires

    load_questionnaires()


class SurveysConfig(AppConfig):
    name = "nastavnik.surveys"
    verbose_name = "Анкеты"

    def ready(self) -> None:
        from nastavnik.registry.moments import person_destroyed, person_leaves
        from nastavnik.surveys import definer, erasure  # noqa: F401  (they declare what is theirs themselves)

        person_destroyed.subscribe(erasure.erase_surveys, order=8)
        person_leaves.subscribe(erasure.erase_surveys, order=20)
        post_migrate.connect(_load_defaults, sender=self, dispatch_uid="surveys.defaults")
