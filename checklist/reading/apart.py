"""A file is read in a process of its own: whatever it does there, the program lives on."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

from checklist.children import child
from checklist.reading.child import FOUND, NO_ROOM, PROGRESS, WRITTEN_BYTES
from checklist.reading.formats.extract import Tell, nobody
from checklist.reading.model import Reading, Unreadable
from checklist.reading.packing import unpack

# So long without a page done, and it is ended: twice what the child may compute for a page that is a picture, since it
# has to wait on a busy machine.
PATIENCE_SECONDS = 120
LOOK_SECONDS = 0.02


def read_apart(path: Path, name: str, folder: Path, tell: Tell = nobody) -> Reading:
    """What the notice in that file says, as `read` has it; raises Unreadable, also for what takes too much.

    `folder` is where the child may write. `tell` is called with the pages done and all pages, as they are done.
    """
    with TemporaryDirectory(dir=folder) as home:
        found = _found(path, name, Path(home), tell)
    if "problem" in found:
        code = found["problem"]
        raise Unreadable(code if code in Unreadable.CODES else "too_heavy", name)
    try:
        return unpack(found)
    except ValueError as problem:
        raise Unreadable("too_heavy", name) from problem


def _found(path: Path, name: str, home: Path, tell: Tell) -> dict[str, Any]:
    with child("checklist.reading.child", str(path.absolute()), name, str(home), folder=home) as running:
        progress, since = None, monotonic()
        while running.poll() is None and monotonic() - since < PATIENCE_SECONDS:
            sleep(LOOK_SECONDS)
            latest = _progress(home / PROGRESS)
            if latest and latest != progress:
                progress, since = latest, monotonic()
                tell(*latest)
        ended = running.poll()
    if ended == 0:
        return _read(home / FOUND)
    return {"problem": "no_room" if ended == NO_ROOM else "too_heavy"}


def _read(path: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        if path.stat().st_size <= WRITTEN_BYTES:
            found = json.loads(path.read_bytes())
            if isinstance(found, dict):
                return found
    return {"problem": "too_heavy"}


def _progress(path: Path) -> tuple[int, int] | None:
    with suppress(OSError, ValueError, TypeError):
        done, of = json.loads(path.read_bytes())
        if isinstance(done, int) and isinstance(of, int) and 0 <= done <= of:
            return done, of
    return None
