"""The body of a request: how much of it is taken, read without holding anybody up, its files kept out of memory."""

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar

from flask import Flask, Request, current_app, request
from werkzeug.datastructures import MultiDict

from checklist.access import SAFE_METHODS
from checklist.lines import CHUNK, FILES, FORMS, HELPERS, STRANGERS, Body
from checklist.turns import off_turn

View = TypeVar("View", bound=Callable[..., Any])

# A form's own fields beside its files: words; the longest notice that can be pasted fits.
FIELDS_AT_MOST = 2 * 1024 * 1024
# Files in one body, each of the largest size; a browser with JavaScript sends every file by itself.
FILES_AT_ONCE = 10

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
    is_public, takes_files = declared["access"].is_public, declared.get("takes_files", False)
    if takes_files:
        if declared["before_files"] is not None:
            declared["before_files"](**(request.view_args or {}))
        request.max_content_length = files_body_limit()
        request.max_form_memory_size = FIELDS_AT_MOST
    elif is_public:
        # Signing in again takes along what was typed before; nothing else that strangers send is as large.
        request.max_content_length = request.max_form_memory_size = FIELDS_AT_MOST
    body = request.environ["wsgi.input"]
    if isinstance(body, Body):
        body.places = (HELPERS if is_public else FILES) if takes_files else STRANGERS if is_public else FORMS
    sent_form()


def sent_form() -> MultiDict[str, str]:
    """The form, read to its end, off turn; what refuses a request reads it as late as that."""
    if "form" not in vars(request._get_current_object()):  # type: ignore[attr-defined]
        with off_turn():
            return request.form
    return request.form


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
