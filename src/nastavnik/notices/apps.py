from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "nastavnik.notices"
    verbose_name = "Уведомления"

    def ready(self) -> None:
        from nastavnik.access.actors import count_for_every_actor
        from nastavnik.notices import definer, erasure  # noqa: F401  (it declares its functions itself)
        from nastavnik.registry.moments import person_destroyed

        person_destroyed.subscribe(erasure.erase_notices, order=5)
        count_for_every_actor("unread", "notices_unread")
