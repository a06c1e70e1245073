from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _load_indicators(**_: Any) -> None:
    from nastavnik.monitoring.dictionaries import load_indicators

    load_indicators()


class MonitoringConfig(AppConfig):
    name = "nastavnik.monitoring"
    verbose_name = "Показатели"

    def ready(self) -> None:
        from nastavnik.mentoring.moments import pairs_activated
        from nastavnik.monitoring import definer, erasure, keys, showing  # noqa: F401  (their doors declare themselves)
        from nastavnik.monitoring.actions import counters
        from nastavnik.registry.moments import (
            contingent_stated,
            person_corrected,
            person_destroyed,
            person_leaves,
        )
        from nastavnik.registry.tellings import Telling, tell_of_organisations
        from nastavnik.roadmaps.facts import know_indicators_by

        pairs_activated.subscribe(counters.recount_after_activation, order=10)
        person_corrected.subscribe(counters.recount_after_correction, order=10)
        person_destroyed.subscribe(erasure.erase_keys, order=3)
        person_leaves.subscribe(erasure.erase_keys, order=30)
        contingent_stated.subscribe(counters.recount_after_contingent, order=10)
        know_indicators_by(showing.indicator_choices)
        tell_of_organisations(Telling("figure", "Вошли в программы", showing.told_figures, 10))
        post_migrate.connect(_load_indicators, sender=self, dispatch_uid="monitoring.indicators")
