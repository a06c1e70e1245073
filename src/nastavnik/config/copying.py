"""The process that makes the copy of the day while `nastavnik run` works."""

import os
import time
from datetime import datetime

from nastavnik.config.commands.copies import copy_if_due
from nastavnik.config.commands.database import CommandError, House
from nastavnik.config.options import load_options
from nastavnik.kit.postgres import ServerError
from nastavnik.kit.supervisor import Interrupted, Supervisor

LOOK_SECONDS = 10 * 60.0


def main() -> None:
    """Look again and again whether a copy is due, until SIGTERM. What goes wrong is told, and tried again later."""
    try:
        with Supervisor(_tell) as keep:
            house = House(load_options(os.environ), os.environ, keep, _tell)
            while True:
                try:
                    copy_if_due(house, now=datetime.now().astimezone())
                except (CommandError, ServerError) as error:
                    _tell(f"Копия базы данных: {error.reason}")
                time.sleep(LOOK_SECONDS)
    except Interrupted:
        return


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
