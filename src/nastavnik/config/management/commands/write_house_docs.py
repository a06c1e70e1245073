"""Writes the pages of the documentation that come from the code."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from nastavnik.config.house_docs import PAGES


class Command(BaseCommand):
    help = "Записывает страницы docs/, которые составляются из кода."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for name, page in PAGES.items():
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(page(), encoding="utf-8")
            self.stdout.write(name)
