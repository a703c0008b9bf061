"""Starting the shipped web server with one worker for an application, and reading what it costs from the system."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from checklist.serving import HOST, serve_web

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
START_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A running server: its port, and the process whose children do the work."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Processor time of the server and its worker so far; the load generator's own is not in it."""
        return sum(_cpu_ticks(pid) for pid in self._pids()) / TICKS_A_SECOND

    def worker_megabytes(self) -> float:
        """Resident memory of the largest of its processes."""
        return max(_resident_kilobytes(pid) for pid in self._pids()) / 1024

    def _pids(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="utf-8").split()
        return [self.pid, *map(int, children)]


@contextmanager
def serving(target: str, folder: Path) -> Iterator[Server]:
    """The application served by the shipped server with one worker, until the block ends."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    environ = os.environ | {"INSTANCE_PATH": str(folder)}
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.server", target, str(port)], env=environ)
    try:
        _await_answer(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _await_answer(port: int, process: subprocess.Popen[bytes]) -> None:
    give_up_at = monotonic() + START_SECONDS
    while monotonic() < give_up_at and process.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        sleep(0.05)
    raise SystemExit("the server did not start")


def _cpu_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _resident_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    serve_web(sys.argv[1], int(sys.argv[2]), workers=1)
