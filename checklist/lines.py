"""The line that a body comes in by: how slow it may be, and how many bodies come in at a time."""

import threading
from contextlib import suppress
from time import monotonic
from typing import Any

from werkzeug.exceptions import RequestTimeout, ServiceUnavailable

from checklist.gateway import Line

CHUNK = 64 * 1024
# A form of words is there within this time, or never.
SMALL, SMALL_SECONDS = CHUNK, 20
# Anything larger comes in at so many bytes a second, on average and after a while: the slowest of phones is faster.
LEAST_RATE, GRACE_SECONDS = 8_000, 30
# A refused body is read to its end up to this size: a browser shows the refusal only when it could send everything.
THROWN_AWAY_AT_MOST = 64 * 1024 * 1024
# Where all places are taken, a form of words that has come in for so long gives way to the next.
PATIENCE_SECONDS = 3


class Places:
    """So many bodies come in at a time; the threads beyond these are for everybody else."""

    def __init__(self, most: int, *, gives_way: bool = False) -> None:
        self.most, self.gives_way = most, gives_way
        self._door = threading.Lock()
        self._taken: list[Body] = []

    def take(self, body: "Body") -> bool:
        """Whether there was a place for it."""
        with self._door:
            if len(self._taken) == self.most:
                longest = self._taken[0]
                if not self.gives_way or monotonic() - longest.begun_at < PATIENCE_SECONDS:
                    return False
                self._taken.remove(longest)
                longest.give_way()
            self._taken.append(body)
            return True

    def give(self, body: "Body") -> None:
        """It needs its place no more."""
        with self._door, suppress(ValueError):
            self._taken.remove(body)


# Who is not signed in takes no place of those who are, nor of helpers whose link is known; files take none of forms.
STRANGERS, HELPERS = Places(12, gives_way=True), Places(8)
FORMS, FILES = Places(12, gives_way=True), Places(32)
AT_ONCE = sum(places.most for places in (STRANGERS, HELPERS, FORMS, FILES))


class Body:
    """A body as the web server hands it over: it ends where it was cut off, and takes one of the places meanwhile."""

    def __init__(self, environ: dict[str, Any]) -> None:
        self._line: Line = environ["wsgi.input"]
        length, is_chunked = environ.get("CONTENT_LENGTH", ""), "HTTP_TRANSFER_ENCODING" in environ
        self.length = int(length) if length.isascii() and length.isdigit() and not is_chunked else None
        # Until it is known who sends it.
        self.places = STRANGERS
        self.begun_at = 0.0
        # Who waits for "100 Continue" has sent nothing yet and need not.
        self._is_held_back = "HTTP_EXPECT" in environ
        self._is_ended = self.length == 0 or (self.length is None and not is_chunked)
        self._taken, self._has_place = 0, False

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or fewer at the end. Raises OSError when the client went away before it sent everything,
        RequestTimeout when it is too slow, ServiceUnavailable where no place is left."""
        if self._is_ended:
            return b""
        if size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        self._take_place()
        size = min(size, CHUNK)
        data = self._line.read(size, self._until(size) - monotonic())
        if data is None:
            self.close()
            raise RequestTimeout
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
        with suppress(OSError, RequestTimeout, ServiceUnavailable):
            while self._taken < most and self.read(CHUNK):
                pass

    def give_way(self) -> None:
        """Its place is another's now: whoever reads it is told that it took too long."""
        self._line.give_up()

    def close(self) -> None:
        """Nothing more is read."""
        self._is_ended = True
        if self._has_place:
            self._has_place = False
            self.places.give(self)

    def _take_place(self) -> None:
        if self._has_place:
            return
        self.begun_at = monotonic()
        self._has_place = self.places.take(self)
        if not self._has_place:
            self._is_ended = True
            raise ServiceUnavailable

    def _until(self, size: int) -> float:
        """When the next so many bytes must be there."""
        if self.length is not None and self.length <= SMALL:
            return self.begun_at + SMALL_SECONDS
        return self.begun_at + GRACE_SECONDS + (self._taken + size) / LEAST_RATE
