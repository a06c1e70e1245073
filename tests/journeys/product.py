"""The product as a person starts it: `nastavnik run --demo` with an empty data folder, driven by a real Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from nastavnik.kit.postgres import Server
from nastavnik.kit.supervisor import dying_with_parent

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
DATABASE = "nastavnik_demo"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Product:
    """A product in its own data folder: its address stays the same from start to start."""

    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address without the last slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """Everything that it has printed since the folder was made."""
        return (self.data / "run.log").read_text(encoding="utf-8")

    @property
    def is_running(self) -> bool:
        """Whether its main process lives."""
        return self.process is not None and self.process.poll() is None

    def start(self, *, seconds: float = 180) -> None:
        """Starts `nastavnik run --demo` and waits until it answers."""
        self.launch("run", "--demo", seconds=seconds)

    def launch(self, *command: str, typed: Path | None = None, seconds: float = 180) -> None:
        """Starts a command that goes on to serve and waits until it answers; `typed` is what is typed at its questions."""
        self.data.mkdir(parents=True, exist_ok=True)
        environ = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("NASTAVNIK_", "DATABASE_URL"))
        }
        environ |= {"NASTAVNIK_DATA_DIR": str(self.data), "PYTHONPATH": str(ROOT / "src")}
        environ["NASTAVNIK_PORT"] = str(self.port)
        environ["NASTAVNIK_TEST_SMALL_DEMO"] = "1"  # the walk-through needs none of the neighbours
        with (self.data / "run.log").open("ab") as out, (typed or Path(os.devnull)).open("rb") as answers:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "nastavnik", *command],
                stdin=answers, stdout=out, stderr=out, env=environ, cwd=ROOT, start_new_session=True,
                preexec_fn=dying_with_parent(signal.SIGTERM),  # noqa: PLW1509  (tests that are killed leave nothing)
            )  # fmt: skip
        self.wait_for_answer(seconds)

    def wait_for_answer(self, seconds: float = 60) -> None:
        """Until the sign-in page is there, which needs the database too."""
        deadline = time.monotonic() + seconds
        while self.is_running and time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/sign-in/", timeout=5):
                    return
            except OSError:  # not listening yet, or a page of an error
                time.sleep(0.1)
        self.stop(signal.SIGTERM)
        raise AssertionError(f"the product did not answer:\n{self.said[-3000:]}")

    def stop(self, by: signal.Signals = signal.SIGINT, *, seconds: float = 40) -> int:
        """Ctrl+C, as a person would; gives the exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(by)
        return self.process.wait(seconds)

    @contextmanager
    def database(self) -> Iterator[psycopg.Connection]:
        """A connection of somebody whom no wall stops, to look behind the pages; closed without a word."""
        asked = Server(self.data / "postgres").connection("superuser", DATABASE)
        with closing(psycopg.connect(**asked, autocommit=True)) as connection:
            yield connection


@contextmanager
def running_product(data: Path) -> Iterator[Product]:
    """A product for the time of the block; its data folder is left as it is."""
    product = Product(data)
    product.start()
    try:
        yield product
    finally:
        if product.is_running:
            product.stop()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    path = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


def sign_in(page: Page, product: Product, login: str, password: str) -> None:
    """Signs in through the form and waits for the desk."""
    page.goto(f"{product.url}/sign-in/")
    page.get_by_label("Имя для входа").fill(login)
    page.get_by_label("Пароль").fill(password)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(f"{product.url}/")
