"""Begins an empty base as `nastavnik start` was answered; run as the worker's role."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nastavnik.access.actions.beginning import Beginning, begin_house
from nastavnik.access.actors import system_actor
from nastavnik.access.scope import working
from nastavnik.kit.errors import Refused
from nastavnik.registry.queries.organisations import has_organisations


class Command(BaseCommand):
    help = "Создаёт первую организацию и первую учётную запись."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", nargs="?", help="файл ответов JSON")
        parser.add_argument("answer", nargs="?", help="куда записать одноразовый код")
        parser.add_argument("--check", action="store_true", help="только узнать, пуста ли база")

    def handle(self, *args: Any, **options: Any) -> None:
        with working():
            if options["check"]:
                if has_organisations():
                    raise SystemExit(1)
                return
            said = json.loads(Path(options["answers"]).read_text(encoding="utf-8"))
            try:
                begun = begin_house(
                    by=system_actor("начало работы"), beginning=Beginning(**said), now=timezone.now()
                )
            except Refused as error:
                raise CommandError(error.reason) from error
        Path(options["answer"]).write_text(begun.code, encoding="utf-8")
