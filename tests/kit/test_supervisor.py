"""The supervisor with tiny programs that write what happens to them into one file."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nastavnik.kit.supervisor import Child, start_child
from tests.kit.clusters import python_environ

# A child: says when it starts and ends; what it does on SIGTERM is its second argument.
CHILD = """
import os, signal, sys, time
name, manner, log = sys.argv[1:]
def say(word):
    with open(log, "a") as file:
        file.write(f"{name} {word} {os.getpid()}\\n")
def end(*_):
    say("ends")
    sys.exit(0)
signal.signal(signal.SIGTERM, signal.SIG_IGN if manner == "stubborn" else end)
signal.signal(signal.SIGINT, lambda *_: say("interrupted"))
say("starts")
if manner == "short":
    sys.exit(3)
while True:
    time.sleep(0.05)
"""

SUPERVISOR = """
import signal, sys
from nastavnik.kit.supervisor import Child, Interrupted, Supervisor, start_child
child, log, *manners = sys.argv[1:]
def start(name, manner):
    command = [sys.executable, child, name, manner, log]
    return lambda: start_child(command, environ={}, death_signal=signal.SIGKILL)
try:
    with Supervisor(lambda line: print(line, flush=True)) as keep:
        for position, manner in enumerate(manners):
            if manner == "complete":
                print("code", keep.complete(start("once", "steady")), flush=True)
            else:
                keep.add(Child(f"child{position}", start=start(f"child{position}", manner), stop_seconds=0.5))
        print("all started", flush=True)
        keep.run()
    print("all stopped", flush=True)
except Interrupted:
    print("interrupted", flush=True)
"""


class Watched:
    """A supervisor in a process of its own, with the file into which its children write."""

    def __init__(self, folder: Path, *manners: str) -> None:
        (folder / "child.py").write_text(CHILD)
        self.log = folder / "log"
        self.log.touch()
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(folder / "child.py"), str(self.log), *manners],
            env=python_environ(),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def lines(self, word: str) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if f" {word} " in line]

    def names(self, word: str) -> list[str]:
        return [line.split()[0] for line in self.lines(word)]

    def pids(self, name: str = "") -> list[int]:
        """Process numbers in the order in which they said that they start; of one child when it is named."""
        starts = [line.split() for line in self.lines("starts")]
        return [int(number) for child, _word, number in starts if name in ("", child)]

    def end(self, number: signal.Signals = signal.SIGINT) -> str:
        self.process.send_signal(number)
        said, _nothing = self.process.communicate(timeout=20)
        return said


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def is_alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    made: list[Watched] = []

    def start(*manners: str) -> Watched:
        made.append(Watched(tmp_path, *manners))
        return made[-1]

    yield start
    for watched in made:
        watched.process.kill()
        watched.process.wait()
        if watched.process.stdout is not None:
            watched.process.stdout.close()
        for number in watched.pids():
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_children_stop_in_the_reverse_order_of_their_start(
    watch: Callable[..., Watched], number: signal.Signals
) -> None:
    watched = watch("steady", "steady", "steady")
    assert wait_for(lambda: len(watched.pids()) == 3)
    said = watched.end(number)
    assert watched.names("ends") == ["child2", "child1", "child0"]
    assert said.splitlines()[-1] == "all stopped"
    assert watched.process.returncode == 0


def test_interruption_of_the_terminal_reaches_the_parent_only(watch: Callable[..., Watched]) -> None:
    watched = watch("steady")
    assert wait_for(watched.pids)
    os.killpg(watched.process.pid, signal.SIGINT)
    watched.process.communicate(timeout=20)
    assert watched.names("ends") == ["child0"]
    assert watched.lines("interrupted") == []


def test_killed_child_starts_again(watch: Callable[..., Watched]) -> None:
    watched = watch("steady", "steady")
    assert wait_for(lambda: len(watched.pids()) == 2)  # which of the two speaks first is chance
    os.kill(watched.pids("child1")[0], signal.SIGKILL)
    assert wait_for(lambda: len(watched.pids()) == 3)
    assert sorted(watched.names("starts")) == ["child0", "child1", "child1"]
    assert "child1: неожиданная остановка (код -9), запускаю снова" in watched.end()


def test_child_that_always_ends_is_started_more_and_more_rarely(watch: Callable[..., Watched]) -> None:
    watched = watch("short")
    assert wait_for(lambda: len(watched.pids()) >= 4)
    delays = re.findall(r"запускаю снова(?: через ([\d,]+) с)?\.", watched.end())
    assert delays[:3] == ["", "0,5", "1"]


def test_child_does_not_start_before_its_time() -> None:
    starts: list[int] = []

    def start() -> subprocess.Popen[bytes]:
        starts.append(1)
        raise OSError("Нет места на диске.")

    child = Child("Проба", start=start)
    for _try in range(5):  # at once, at once again, and then not before half a second has passed
        child.revive(lambda _line: None)
    assert len(starts) == 2


def test_child_that_does_not_listen_is_killed(watch: Callable[..., Watched]) -> None:
    watched = watch("steady", "stubborn")
    assert wait_for(lambda: len(watched.pids()) == 2)
    watched.end()
    assert watched.names("ends") == ["child0"]
    assert not any(is_alive(number) for number in watched.pids())


def test_second_interruption_does_not_leave_children_behind(watch: Callable[..., Watched]) -> None:
    watched = watch("steady", "stubborn")
    assert wait_for(lambda: len(watched.pids()) == 2)
    watched.process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    watched.end()
    assert watched.names("ends") == ["child0"]
    assert watched.process.returncode == 0


def test_children_die_with_a_killed_supervisor(watch: Callable[..., Watched]) -> None:
    watched = watch("steady", "stubborn")
    assert wait_for(lambda: len(watched.pids()) == 2)
    watched.end(signal.SIGKILL)
    assert wait_for(lambda: not any(is_alive(number) for number in watched.pids()))


def test_interruption_before_the_end_of_the_start_stops_what_has_started(
    watch: Callable[..., Watched],
) -> None:
    watched = watch("steady", "complete")
    assert wait_for(lambda: len(watched.pids()) == 2)
    said = watched.end()
    assert said == "interrupted\n"
    assert sorted(watched.names("ends")) == ["child0", "once"]


def test_child_that_cannot_start_is_tried_again_and_told() -> None:
    said: list[str] = []
    starts: list[int] = []

    def start() -> subprocess.Popen[bytes]:
        starts.append(1)
        if len(starts) == 1:
            raise OSError("Нет места на диске.")
        return start_child([sys.executable, "-c", "pass"], environ={}, death_signal=signal.SIGKILL)

    child = Child("Проба", start=start)
    child.revive(said.append)
    assert said == ["Проба: запустить не удалось, попробую снова. Нет места на диске."]
    child.revive(said.append)
    assert child.process is not None
    child.stop()


def test_child_stops_by_its_own_way_even_when_it_has_ended() -> None:
    stopped: list[str] = []

    def start() -> subprocess.Popen[bytes]:
        return start_child([sys.executable, "-c", "pass"], environ={}, death_signal=signal.SIGKILL)

    child = Child("Проба", start=start, stop_by=lambda: stopped.append("by its own way"))
    child.launch()
    assert child.process is not None
    child.process.wait()
    child.revive(lambda _line: None)
    process = child.process
    child.stop()
    assert stopped == ["by its own way"]
    process.wait()
