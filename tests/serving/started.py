"""`flask serve` as a process of its own, looked at from outside."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_SECONDS = 40

T = TypeVar("T")


def awaited(look: Callable[[], T], what: str) -> T:
    """What `look` finds as soon as it finds something; fails when the deadline passes before."""
    until, pause = monotonic() + DEADLINE_SECONDS, threading.Event()
    while not (found := look()):
        assert monotonic() < until, f"waited in vain: {what}"
        pause.wait(0.05)
    return found


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


class Served:
    """`flask <words>` with an instance folder, a database and a port of its own."""

    def __init__(self, instance: Path, port: int, *words: str, database_url: str = "") -> None:
        self.port, self.log = port, instance / "serve.log"
        instance.mkdir(exist_ok=True)
        settings = {"INSTANCE_PATH": str(instance), "PORT": str(port), "DATABASE_URL": database_url}
        environment = {**os.environ, **settings, "PYTHONUNBUFFERED": "1"}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-m", "flask", "--app", "app", *words],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str) -> tuple[int, str] | None:
        """Status and body, None while nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:  # noqa: S310  loopback
                return answer.status, answer.read().decode()
        except (URLError, ConnectionError):
            return None

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def until_ready(self) -> None:
        awaited(lambda: "Ctrl-C" in self.said() or self.process.poll() is not None, "the address")
        assert self.process.poll() is None, self.said()

    def family(self) -> list[psutil.Process]:
        """All processes that were started from this one."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def parts(self) -> tuple[psutil.Process, psutil.Process] | None:
        """The web server, which has workers, and the runner, which has none; None while one of them is missing."""
        try:
            first, second = psutil.Process(self.process.pid).children()
            web, runner = (first, second) if first.children() else (second, first)
            return (web, runner) if web.children() else None
        except (psutil.NoSuchProcess, ValueError):
            return None

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(DEADLINE_SECONDS)
