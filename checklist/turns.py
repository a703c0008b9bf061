"""Whose turn it is: of the many requests that a worker has begun, one at a time does Python work.

Threads that all compute only fight for the interpreter; a thread that waits for a slow line must hold nobody up. So a
worker has many threads and one turn: a request takes it, and gives it away while a body comes in, a file is stored
or a child process is waited for.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from checklist.db import db

_held = threading.local()


class Turn:
    """Taken by one thread at a time, in the order in which they came: a plain lock lets the unlucky wait for ever."""

    def __init__(self) -> None:
        self._door = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Lock] = deque()

    def take(self) -> None:
        """Wait for the turn."""
        with self._door:
            if not self._is_taken:
                self._is_taken = True
                return
            place = threading.Lock()
            place.acquire()
            self._waiting.append(place)
        place.acquire()

    def give(self) -> None:
        """To whoever waits longest."""
        with self._door:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


@contextmanager
def on_turn(turn: Turn) -> Iterator[None]:
    """The block is run when it is this thread's turn."""
    turn.take()
    _held.turn = turn
    try:
        yield
    finally:
        del _held.turn
        turn.give()


@contextmanager
def off_turn() -> Iterator[None]:
    """Slow work outside any transaction: others have their turn meanwhile, where turns are kept at all.

    What the request has read of the database so far is let go of: nothing is kept open over a slow line.
    """
    db.session.remove()
    turn: Turn | None = getattr(_held, "turn", None)
    if turn is None:
        yield
        return
    turn.give()
    try:
        yield
    finally:
        turn.take()
