"""Fills the demonstration's own database; run as the worker's role by `nastavnik run --demo` and `nastavnik demo`."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from nastavnik.access.demo import demo_accounts
from nastavnik.config.demonstration.fill import fill


class Command(BaseCommand):
    help = "Заполняет демонстрацию вымышленными данными."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Демонстрация заполняет только свою базу данных: запустите nastavnik demo.")
        folder = Path(settings.OPTIONS.data_dir)
        with transaction.atomic():
            fill(
                today=timezone.localdate(),
                folder=folder / "demo",
                is_whole="NASTAVNIK_TEST_SMALL_DEMO" not in os.environ,
            )
        accounts = "\n".join(
            f"  {one.login:10} {one.password}   {one.role}: {one.name}" for one in demo_accounts()
        )
        text = f"Имя для входа и пароль:\n{accounts}\n\nФайлы для загрузки баз: {folder / 'demo'}\n"
        (folder / "demo-accounts.txt").write_text(text, encoding="utf-8")
