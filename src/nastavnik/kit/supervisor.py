"""Children that die with their parent, and a supervisor that keeps a few of them alive."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Self

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.1
STEADY_SECONDS = 10.0  # a child that lived so long is started again at once
SHORTEST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
KILL_SECONDS = 5.0
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Start = Callable[[], subprocess.Popen[bytes]]
_Handler = Callable[[int, FrameType | None], object] | int | None


class Interrupted(BaseException):
    """Somebody asked the program to end (Ctrl+C, SIGTERM, a closed terminal) before it got to its work."""


def dying_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` for Popen: the kernel sends the signal to the child when its parent thread ends,
    however it ends.

    Linux only; elsewhere nothing happens.
    """
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    parent = os.getpid()

    def before_exec() -> None:
        if prctl is None:
            return
        prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:  # it ended before we asked
            os._exit(1)

    return before_exec


def start_child(
    command: Sequence[str],
    *,
    environ: Mapping[str, str],
    death_signal: signal.Signals,
    is_quiet: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, so that Ctrl+C reaches the parent only, which stops it in due
    order.
    """
    return subprocess.Popen(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if is_quiet else None,
        start_new_session=True,
        preexec_fn=dying_with_parent(death_signal),  # noqa: PLW1509  (no threads here)
    )


@dataclass
class Child:
    """One program to keep alive: how it starts and stops, and what it is called in messages.

    `start` may be called again and again; `stop_by` replaces the signal where stopping takes more than that.
    """

    name: str
    start: Start
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 20.0
    stop_by: Callable[[], None] | None = None
    process: subprocess.Popen[bytes] | None = None
    _started: float = 0.0
    _next_start: float = 0.0
    _failures: int = 0

    def launch(self) -> None:
        """Start it and remember when."""
        self._started = time.monotonic()
        self.process = self.start()

    def revive(self, tell: Callable[[str], None]) -> None:
        """Start it again when it has ended: at once after a long life, later and later after short ones."""
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            self.process = None
            tell(f"{self.name}: неожиданная остановка (код {code}), запускаю снова{self._plan()}.")
        if time.monotonic() < self._next_start:
            return
        try:
            self.launch()
        except Exception as error:  # noqa: BLE001  (the others go on, this one is tried again)
            tell(f"{self.name}: запустить не удалось, попробую снова{self._plan()}. {error}")

    def stop(self) -> None:
        """Ask it to end, and end it when it does not."""
        process, self.process = self.process, None
        if self.stop_by is not None:
            self.stop_by()
        elif process is not None:
            _end(process, ((self.stop_signal, self.stop_seconds), (signal.SIGKILL, KILL_SECONDS)))

    def _plan(self) -> str:
        """Choose the moment of the next start; in words for the message."""
        now = time.monotonic()
        self._failures = 1 if now - self._started >= STEADY_SECONDS else self._failures + 1
        delay = (
            0.0
            if self._failures == 1
            else min(SHORTEST_DELAY_SECONDS * 2 ** (self._failures - 2), LONGEST_DELAY_SECONDS)
        )
        self._next_start = now + delay
        return f" через {delay:g} с".replace(".", ",") if delay else ""


class Supervisor:
    """Keeps children alive until it is told to end, then stops them, the one added first last.

    A context manager for the main thread, which owns the signals and whose end the children notice. Before
    `run` a signal to end raises `Interrupted`; on the way out all children stop, whatever happened.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.children: list[Child] = []
        self._tell = tell
        self._is_asked_to_end = False
        self._may_interrupt = True
        self._handlers: dict[signal.Signals, _Handler] = {}

    def __enter__(self) -> Self:
        for number in ENDING_SIGNALS:
            self._handlers[number] = signal.signal(number, self._on_signal)
        return self

    def __exit__(self, *_exception: object) -> None:
        self._may_interrupt = False  # a second Ctrl+C must not leave the database behind
        for child in reversed(self.children):
            child.stop()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def add(self, child: Child) -> Child:
        """Start a child and keep it."""
        self.children.append(child)
        child.launch()
        return child

    def complete(self, start: Start) -> int:
        """Start a program that ends by itself and wait for it; its exit code. An interruption ends it."""
        process = start()
        try:
            return process.wait()
        finally:
            if process.poll() is None:
                self._may_interrupt = False
                _end(process, ((signal.SIGTERM, KILL_SECONDS), (signal.SIGKILL, KILL_SECONDS)))

    def run(self) -> None:
        """Start again whatever ends, until SIGINT, SIGTERM or SIGHUP comes."""
        self._may_interrupt = False
        while not self._is_asked_to_end:
            for child in self.children:
                child.revive(self._tell)
            time.sleep(POLL_SECONDS)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._is_asked_to_end = True
        if self._may_interrupt:
            self._may_interrupt = False
            raise Interrupted


def _end(process: subprocess.Popen[bytes], steps: Sequence[tuple[signal.Signals, float]]) -> None:
    for number, seconds in steps:
        if process.poll() is None:
            process.send_signal(number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return
