"""Issues a new invitation for an account that is there, as `nastavnik invite`; run as the worker's role."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nastavnik.access.actions.beginning import invite_from_console
from nastavnik.access.actors import system_actor
from nastavnik.access.scope import working
from nastavnik.kit.errors import Refused


class Command(BaseCommand):
    help = "Выдаёт новое приглашение учётной записи."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login")
        parser.add_argument("answer", help="куда записать одноразовый код")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with working():
                invited = invite_from_console(
                    by=system_actor("консоль"), login=options["login"], now=timezone.now()
                )
        except Refused as error:
            raise CommandError(error.reason) from error
        Path(options["answer"]).write_text(invited.code, encoding="utf-8")
