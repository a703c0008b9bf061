"""Between the web server and the program: what waits for a line waits in the event loop, and can be given up there.

The program is WSGI, and runs on threads. The server's own WSGI interface reads a body for as long as its client keeps
the line open, and nothing ends that; through ASGI every wait has an end.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from time import monotonic
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from werkzeug.wsgi import FileWrapper

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Answer = tuple[Message, bytes, Iterator[bytes] | None, Callable[[], object] | None]

# Whoever does not take the next piece of an answer within this time has gone away.
TAKE_SECONDS = 60
PIECE = 256 * 1024
NONE_LEFT = b""


class Line:
    """The line that a body comes in by, read from a thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, receive: Receive) -> None:
        self._loop, self._receive = loop, receive
        self._came, self._is_ended, self._is_given_up = bytearray(), False, False
        self._next: Future[Message] | None = None

    def read(self, size: int, seconds: float) -> bytes | None:
        """So many bytes, or fewer at the end; None when they did not come within these seconds, or it was given up."""
        until = monotonic() + seconds
        while len(self._came) < size and not self._is_ended:
            self._next = asyncio.run_coroutine_threadsafe(self._message(), self._loop)
            try:
                message = self._next.result(0 if self._is_given_up else max(until - monotonic(), 0))
            except (TimeoutError, CancelledError):
                self._next.cancel()
                return None
            self._came += message.get("body", b"")
            self._is_ended = not message.get("more_body", False)
        data = bytes(self._came[:size])
        del self._came[:size]
        return data

    def give_up(self) -> None:
        """Whoever waits for bytes waits no longer."""
        self._is_given_up = True
        if self._next is not None:
            self._next.cancel()

    async def _message(self) -> Message:
        return await self._receive()


class Gateway:
    """The program as the web server calls it; `threads` is how many requests are worked on at a time."""

    def __init__(self, app: Callable[..., Iterable[bytes]], threads: int) -> None:
        self._app, self._threads = app, ThreadPoolExecutor(threads, "request")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        environ = environ_of(scope, Line(loop, receive))
        head, piece, pieces, close = await loop.run_in_executor(self._threads, self._answer, environ)
        try:
            with suppress(TimeoutError):  # the line is closed with less than was announced
                await self._send(send, head, piece, pieces)
        finally:
            if close is not None:
                await loop.run_in_executor(self._threads, close)

    async def _send(self, send: Send, head: Message, piece: bytes, pieces: Iterator[bytes] | None) -> None:
        loop = asyncio.get_running_loop()
        await send(head)
        while piece and pieces is not None:
            sent = {"type": "http.response.body", "body": piece, "more_body": True}
            await asyncio.wait_for(send(sent), TAKE_SECONDS)
            piece = await loop.run_in_executor(self._threads, _next_of, pieces)
        await send({"type": "http.response.body", "body": piece, "more_body": False})

    def _answer(self, environ: dict[str, Any]) -> Answer:
        """Its head, its first piece, and where the others and the end are to be had, unless that was all."""
        head: Message = {"type": "http.response.start"}

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            head["status"] = int(status.split(" ", 1)[0])
            head["headers"] = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]

        answer = self._app(environ, start)
        pieces, close = iter(answer), getattr(answer, "close", None)
        piece = _next_of(pieces)
        if (b"content-length", str(len(piece)).encode()) not in head["headers"]:
            return head, piece, pieces, close
        if close is not None:
            close()
        return head, piece, None, None


def environ_of(scope: Message, line: Line) -> dict[str, Any]:
    """What WSGI calls a request; its input is the line."""
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": scope["server"][0],
        "SERVER_PORT": str(scope["server"][1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": line,
        "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": _file_wrapper,
    }
    for name, values in groupby(sorted(scope["headers"], key=itemgetter(0)), itemgetter(0)):
        key = name.decode("latin-1").upper().replace("-", "_")
        joined = (b";" if key == "COOKIE" else b",").join(value for _name, value in values)
        is_bare = key in ("CONTENT_TYPE", "CONTENT_LENGTH")
        environ[key if is_bare else f"HTTP_{key}"] = joined.decode("latin-1")
    return environ


def _file_wrapper(file: IO[bytes], _size: int = 0) -> FileWrapper:
    return FileWrapper(file, PIECE)


def _next_of(pieces: Iterator[bytes]) -> bytes:
    """The next piece that is not empty; none of them is left where it is."""
    return next(filter(None, pieces), NONE_LEFT)
