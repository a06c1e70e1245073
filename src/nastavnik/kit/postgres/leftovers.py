"""What a killed launcher or a crash leaves behind: processes of the old server and its file of the process
number.
"""

import contextlib
import os
import signal
import time
from pathlib import Path

PROC = Path("/proc")
FAST_STOP_SECONDS = 15.0
IMMEDIATE_STOP_SECONDS = 5.0


def read_pid_file(cluster: Path) -> tuple[int | None, bool]:
    """The process number of the running server and whether it answers, (None, False) without a readable
    file.
    """
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        return int(lines[0]), len(lines) > 7 and lines[7].strip() == "ready"
    except (OSError, ValueError, IndexError):
        return None, False


def processes_in(cluster: Path) -> list[int]:
    """Every process that works in the folder, as all processes of a PostgreSQL server do.

    Empty where there is no /proc.
    """
    try:
        home = cluster.stat()
        numbers = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    except OSError:
        return []
    found = []
    for number in numbers:
        with contextlib.suppress(OSError):  # it has ended, or it is somebody else's
            place = (PROC / str(number) / "cwd").stat()
            if (place.st_dev, place.st_ino) == (home.st_dev, home.st_ino):
                found.append(number)
    return found


def clear_leftovers(cluster: Path) -> None:
    """Stop a server whose launcher is gone, and forget a process number that now belongs to another program.

    To be called by the holder of the lock only.
    """
    if processes_in(cluster):
        _stop_orphan(cluster)
    number, _ready = read_pid_file(cluster)
    pid_file = cluster / "postmaster.pid"
    is_empty = pid_file.exists() and pid_file.stat().st_size == 0
    # A number that nobody has is left to PostgreSQL, which then also looks for memory in use.
    if (
        (is_empty or (number is not None and _is_alive(number)))
        and PROC.is_dir()
        and not processes_in(cluster)
    ):
        pid_file.unlink(missing_ok=True)


def _stop_orphan(cluster: Path) -> None:
    number, _ready = read_pid_file(cluster)
    for stop, seconds in ((signal.SIGINT, FAST_STOP_SECONDS), (signal.SIGQUIT, IMMEDIATE_STOP_SECONDS)):
        left = processes_in(cluster)
        for process in [number] if number in left else left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, stop)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not processes_in(cluster):
                return
            time.sleep(0.05)


def _is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
