"""The processes under a started product, read from /proc."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """One process; the moment of its start tells it from a later one of the same number.

    Parent and command may change in its life.
    """

    pid: int
    started: str
    parent: int = field(compare=False)
    command: str = field(compare=False)

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return read_process(self.pid) == self


def read_process(pid: int) -> Process | None:
    """The process of this number; None when there is none, or only its remains."""
    try:
        command = (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        state, *rest = (PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return None if state == "Z" else Process(pid, rest[18], parent=int(rest[0]), command=command)


def family_of(pid: int) -> list[Process]:
    """The processes that descend from this one, without itself."""
    known = [read_process(int(entry.name)) for entry in PROC.iterdir() if entry.name.isdigit()]
    family: list[Process] = []
    parents = {pid}
    while parents:
        children = [one for one in known if one is not None and one.parent in parents]
        family += children
        parents = {one.pid for one in children}
    return family


def kill(processes: Iterable[Process]) -> None:
    """kill -9, all of them at once."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Until it is so; AssertionError with these words when it does not come to that."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"waited for too long: {what}"
        time.sleep(0.05)
