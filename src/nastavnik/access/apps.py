from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate


def _raise_walls(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    from nastavnik.access.scope import raising_walls
    from nastavnik.kit.walls import raise_walls

    with raising_walls(), connections[using].cursor() as cursor:
        raise_walls(cursor)


class AccessConfig(AppConfig):
    name = "nastavnik.access"
    verbose_name = "Доступ"

    def ready(self) -> None:
        from nastavnik.access import checks, definer, erasure, scope  # noqa: F401  (they register themselves)
        from nastavnik.access.actions.grants import end_grants_of_closed
        from nastavnik.access.permissions.grants import object_to_removal
        from nastavnik.access.staff import told_curators
        from nastavnik.registry.moments import (
            destruction_prepared,
            institution_reorganised,
            partner_leaves,
            person_destroyed,
        )
        from nastavnik.registry.tellings import Telling, tell_of_organisations

        institution_reorganised.subscribe(end_grants_of_closed, order=20)
        partner_leaves.subscribe(object_to_removal, order=10)
        destruction_prepared.subscribe(erasure.object_to_employees, order=10)
        person_destroyed.subscribe(erasure.erase_accounts, order=30)
        tell_of_organisations(Telling("curator", "Куратор", told_curators, 5, lacking="куратора"))
        post_migrate.connect(_raise_walls, sender=self, dispatch_uid="access.walls")
        if settings.DATABASE_ROLE != "owner":
            scope.watch_every_connection()
