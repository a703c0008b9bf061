"""Serving: the web server's workers and the jobs' runner, started together and ended together.

The processes are forked from this one after it has loaded the program and before it has opened any connection to the
database; none crosses a fork. Each is the head of a process group of its own, so that Ctrl-C reaches this one only.
"""

import contextvars
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from time import monotonic, sleep
from typing import Any

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from checklist.db import db
from checklist.gateway import Gateway
from checklist.lines import AT_ONCE, Body
from checklist.turns import Turn, on_turn

HOST = "127.0.0.1"
MOST_WORKERS = 4
LOOK_SECONDS = 0.1
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
START_SECONDS = 30
STOP_SECONDS = 10
KILL_SECONDS = 5
# Most of them wait for slow lines; one at a time does Python work.
THREADS = AT_ONCE + 16
# A runner that ends more often than this within a minute is beyond help.
MOST_RESTARTS = 3

fork = multiprocessing.get_context("fork")


class NotServed(Exception):
    """Why nothing is served (any more), in one sentence."""


def serve(app: Flask, prepare: Callable[[], None], say: Callable[[str], None]) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP; raises NotServed. `prepare` runs before, in a process of its own."""
    port = app.config["PORT"]
    refuse_taken(port)
    end = End()
    with app.app_context():
        db.engine.dispose()
    children: list[Child] = []
    try:
        if not _prepared(prepare, end, children):
            return
        web = _started(children, _serve_web, port)
        _await_answer(port, web, end)
        runner = _started(children, _run_jobs, app)
        if not end.is_asked:
            say(f"http://{HOST}:{port}  (Ctrl-C ends it)")
        _watch(web, runner, end)
    finally:
        _end(children)
    _close_database(app)


def refuse_taken(port: int) -> None:
    """Raises NotServed when this port cannot be had."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OverflowError as problem:
            raise NotServed(f"{port} is no port: choose one from 1 to 65535, e.g. PORT=8000.") from problem
        except PermissionError as problem:
            raise NotServed(f"Port {port} is not open to this user: choose another, e.g. PORT=8000.") from problem
        except OSError as problem:
            raise NotServed(f"Port {port} is in use: end what uses it, or choose another, e.g. PORT=8000.") from problem


class End:
    """Whether somebody asked for the end, by one of the signals."""

    def __init__(self) -> None:
        self.is_asked = False
        for number in ENDS:
            signal.signal(number, self._ask)

    def asked_within(self, seconds: float) -> bool:
        """Waits that long."""
        sleep(seconds)
        return self.is_asked

    def _ask(self, *_signal: Any) -> None:
        self.is_asked = True


class Child:
    """A forked process with a group of its own, which can be started again."""

    def __init__(self, work: Callable[..., None], *arguments: object) -> None:
        self.work, self.arguments = work, arguments
        self.start()

    def start(self) -> None:
        self.process = fork.Process(target=_be_child, args=(self.work, *self.arguments))
        self.process.start()
        with suppress(OSError):  # it has done so itself
            os.setpgid(self.process.pid or 0, 0)

    def is_alive(self) -> bool:
        return self.process.is_alive()

    def signal(self, number: int) -> None:
        """Send to the process; SIGKILL to everything that it started too."""
        with suppress(ProcessLookupError, PermissionError):
            (os.killpg if number == signal.SIGKILL else os.kill)(self.process.pid, number)  # type: ignore[arg-type]


def _be_child(work: Callable[..., None], *arguments: object) -> None:
    os.setpgid(0, 0)
    for number in ENDS:
        signal.signal(number, signal.SIG_DFL)
    # Nothing of the command's own app context may be taken for a request's.
    contextvars.Context().run(work, *arguments)


def serve_web(target: str, port: int, workers: int) -> None:
    """Serve a WSGI application named as `module:name`, the way the program is served, until told to stop."""
    server: AbstractServer[Any] = Granian(
        target,
        address=HOST,
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        workers=workers,
        websockets=False,
        log_level=LogLevels.warning,
        # The address of a link for helpers is its key: no log holds it.
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_SECONDS,
    )
    server.serve(target_loader=_loaded)


def in_turns(app: Callable[..., Any]) -> Callable[..., Any]:
    """The application, with one request at a time on its turn; bodies are read and answers are sent off turn."""
    turn = Turn()

    def served(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        body = environ["wsgi.input"] = Body(environ)
        try:
            with on_turn(turn):
                answer = app(environ, start_response)
            body.throw_away()
        finally:
            body.close()
        return answer

    return served


def _loaded(target: str) -> Callable[..., Any]:
    module, _colon, name = target.partition(":")
    return Gateway(in_turns(getattr(import_module(module), name)), THREADS)


def _serve_web(port: int) -> None:
    serve_web("app:app", port, min(os.cpu_count() or 1, MOST_WORKERS))


def _run_jobs(app: Flask) -> None:
    from checklist.jobs.queueing import run_queue  # loaded in the runner only

    run_queue(app)


def _started(children: list[Child], work: Callable[..., None], *arguments: object) -> Child:
    children.append(Child(work, *arguments))
    return children[-1]


def _prepared(prepare: Callable[[], None], end: End, children: list[Child]) -> bool:
    child = _started(children, prepare)
    while child.is_alive():
        if end.asked_within(LOOK_SECONDS):
            return False
    if child.process.exitcode:
        raise SystemExit(child.process.exitcode)  # it has said why
    children.remove(child)
    return True


def _await_answer(port: int, web: Child, end: End) -> None:
    """Until the server takes connections."""
    give_up_at = monotonic() + START_SECONDS
    while not end.asked_within(LOOK_SECONDS):
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        if not web.is_alive() or monotonic() > give_up_at:
            raise NotServed("The web server did not start; what is wrong stands above.")


def _watch(web: Child, runner: Child, end: End) -> None:
    """Until told to stop. The server starts its workers again by itself; the runner is started again here."""
    restarts: list[float] = []
    while not end.asked_within(LOOK_SECONDS):
        if not web.is_alive():
            raise NotServed("The web server ended unexpectedly; everything was stopped.")
        if not runner.is_alive():
            restarts = [*(moment for moment in restarts if monotonic() - moment < 60), monotonic()]
            if len(restarts) > MOST_RESTARTS:
                raise NotServed("The jobs' runner keeps ending; everything was stopped.")
            runner.start()


def _close_database(app: Flask) -> None:
    """SQLite's last connection writes the log into the database file: stopped, the database is one file."""
    with app.app_context():
        db.engine.connect().close()
        db.engine.dispose()


def _end(children: list[Child]) -> None:
    """Ask all to end, wait, and leave nothing behind."""
    for child in children:
        child.signal(signal.SIGTERM)
    give_up_at = monotonic() + STOP_SECONDS
    for child in children:
        child.process.join(max(give_up_at - monotonic(), 0))
    for child in children:
        child.signal(signal.SIGKILL)
        child.process.join()
