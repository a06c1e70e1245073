"""The worker process: carries out due jobs until SIGTERM or SIGINT, finishing those that it has begun."""

import os

import django

FINISH_SECONDS = 15.0


def main() -> None:
    """Work off the queue as the worker's role in the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nastavnik.config.settings")
    os.environ.setdefault("NASTAVNIK_ROLE", "worker")
    django.setup()
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(shutdown_graceful_timeout=FINISH_SECONDS)


if __name__ == "__main__":
    main()
