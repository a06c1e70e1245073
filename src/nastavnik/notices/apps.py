from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "nastavnik.notices"
    verbose_name = "Уведомления"

    def ready(self) -> None:
        from nastavnik.access.actors import count_for_every_actor
        from nastavnik.notices import definer  # noqa: F401  (it declares its functions itself)

        count_for_every_actor("unread", "notices_unread")
