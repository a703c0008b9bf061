"""The body of a request: how much of it is taken, read without holding anybody up, its files kept out of memory."""

import io
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar

from flask import Flask, Request, current_app, request
from werkzeug.exceptions import ServiceUnavailable

from checklist.access import SAFE_METHODS
from checklist.turns import off_turn

View = TypeVar("View", bound=Callable[..., Any])

CHUNK = 64 * 1024
# A form's own fields beside its files: words, never megabytes.
FIELDS_AT_MOST = 1024 * 1024
# Files in one body, each of the largest size; a browser with JavaScript sends every file by itself.
FILES_AT_ONCE = 10
# So many bodies come in slowly at a time; the threads beyond these are for everybody else.
LARGE, LARGE_AT_ONCE = CHUNK, 48
# A refused body is read to its end up to this size: a browser shows the refusal only when it could send everything.
THROWN_AWAY_AT_MOST = 64 * 1024 * 1024

TOO_LARGE, NO_ROOM = "too_large", "no_room"


def takes_files(view: View | None = None, *, after: Callable[..., object] | None = None) -> Any:
    """This route takes files: its body may be as large as they are. Beside the declaration of access.

    `after` is called with the address's values before anything of the body is read, and raises where the caller may
    not send one; a public route needs it.
    """

    def declare(view: View) -> View:
        view.takes_files, view.before_files = True, after  # type: ignore[attr-defined]
        return view

    return declare if view is None else declare(view)


def init_bodies(app: Flask) -> None:
    """Read bodies after the caller is known to be allowed, before anything looks at the form."""
    app.request_class = FormRequest
    arriving: Path = app.config["INSTANCE"] / "arriving"
    arriving.mkdir(exist_ok=True)
    app.config["ARRIVING"] = arriving
    app.before_request(read_body)


def read_body() -> None:
    """Read the form to its end, off turn; raises RequestEntityTooLarge."""
    if request.method in SAFE_METHODS or request.endpoint is None:
        return
    declared = vars(current_app.view_functions[request.endpoint])
    if declared.get("takes_files"):
        if declared["before_files"] is not None:
            declared["before_files"](**(request.view_args or {}))
        request.max_content_length = files_body_limit()
        request.max_form_memory_size = FIELDS_AT_MOST
    with off_turn():
        _parsed = request.form


def files_body_limit() -> int:
    """The largest body of a route that takes files, in bytes."""
    return int(FILES_AT_ONCE * current_app.config["MAX_FILE_BYTES"] + FIELDS_AT_MOST)


class FormRequest(Request):
    """A request whose files arrive in the instance's own folder, none larger than what is taken."""

    def _get_file_stream(self, *_about: Any, **_more: Any) -> IO[bytes]:
        return Arriving(current_app.config["ARRIVING"], current_app.config["MAX_FILE_BYTES"])  # type: ignore[return-value]


class Arriving:
    """One file of a body as it arrives. Where it is too large or the disk is full, its bytes are dropped and `problem`
    says so; the rest of the form is read all the same."""

    def __init__(self, folder: Path, most: int) -> None:
        self.most, self.problem, self._size = most, "", 0
        # Closed with the request. It has no name in the folder: a killed program leaves nothing there.
        self._file: IO[bytes] = SpooledTemporaryFile(CHUNK, dir=str(folder))  # noqa: SIM115

    def write(self, data: bytes) -> int:
        """As of any file."""
        self._size += len(data)
        if self._size > self.most:
            self._drop(TOO_LARGE)
        if not self.problem:
            try:
                self._file.write(data)
            except OSError:
                self._drop(NO_ROOM)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As of any file; what was buffered is written first, which a full disk refuses."""
        try:
            return self._file.seek(offset, whence)
        except OSError:
            self._drop(NO_ROOM)
            return 0

    def _drop(self, problem: str) -> None:
        self.problem = self.problem or problem
        with suppress(OSError):  # it has bytes left that the disk has no room for
            self._file.close()
        self._file = io.BytesIO()

    def __iter__(self) -> Any:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class Body:
    """A body as the web server hands it over: it ends where it was cut off, and large ones are counted."""

    places = threading.BoundedSemaphore(LARGE_AT_ONCE)

    def __init__(self, environ: dict[str, Any]) -> None:
        self._stream = environ["wsgi.input"]
        length, is_chunked = environ.get("CONTENT_LENGTH", ""), "HTTP_TRANSFER_ENCODING" in environ
        self.length = int(length) if length.isascii() and length.isdigit() and not is_chunked else None
        # Who waits for "100 Continue" has sent nothing yet and need not.
        self._is_held_back = "HTTP_EXPECT" in environ
        self._is_ended = self.length == 0 or (self.length is None and not is_chunked)
        self._taken, self._has_place = 0, False

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or fewer at the end. Raises OSError when the client went away before it sent everything."""
        if self._is_ended:
            return b""
        if size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        self._take_place()
        data = bytes(self._stream.read(size))
        self._taken += len(data)
        if self._taken == self.length or not data:
            self.close()
        if not data and self.length is not None and self._taken < self.length:
            raise OSError("the client went away")
        return data

    def throw_away(self) -> None:
        """Read what the program left, so that the client can take the answer."""
        if self._is_held_back and not self._taken:
            return
        if self.length is not None and self.length - self._taken > THROWN_AWAY_AT_MOST:
            return
        most = self._taken + THROWN_AWAY_AT_MOST
        with suppress(OSError, ServiceUnavailable):
            while self._taken < most and self.read(CHUNK):
                pass

    def close(self) -> None:
        """Nothing more is read."""
        self._is_ended = True
        if self._has_place:
            self._has_place = False
            self.places.release()

    def _take_place(self) -> None:
        if self._has_place or (self.length is not None and self.length <= LARGE):
            return
        self._has_place = self.places.acquire(blocking=False)
        if not self._has_place:
            raise ServiceUnavailable
