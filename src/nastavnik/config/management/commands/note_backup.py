"""Notes that a copy was made; called by `nastavnik backup` as the worker's role."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nastavnik.journal.actions import note_backup


class Command(BaseCommand):
    help = "Отмечает, что сделана копия базы данных."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file_name")
        parser.add_argument("size", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        note_backup(file_name=options["file_name"], size=options["size"])
