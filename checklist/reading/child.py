"""The child that reads one file: takes its limits, writes what it found, or why it found nothing, and ends."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

from checklist.children import take_limits
from checklist.reading import Tell, read
from checklist.reading.model import Unreadable
from checklist.reading.packing import pack

MEMORY_BYTES = 512 * 1024 * 1024
COMPUTING_SECONDS = 30
WALL_SECONDS = 900
WRITTEN_BYTES = 64 * 1024 * 1024
# What the disk being full is called, and how the child says so, since it cannot write it down.
FULL = (errno.ENOSPC, errno.EDQUOT)
NO_ROOM = 28
FOUND, PROGRESS = "found.json", "progress.json"


def main(path: str, name: str, folder: str) -> None:
    """Read the file at that path; `name` is what it was called. What is made goes into the folder."""
    take_limits(
        memory_bytes=MEMORY_BYTES,
        computing_seconds=COMPUTING_SECONDS,
        wall_seconds=WALL_SECONDS,
        written_bytes=WRITTEN_BYTES,
        for_good=False,  # pages that are pictures need more
    )
    home = Path(folder)

    def tell(done: int, of: int) -> None:
        _write(home / PROGRESS, json.dumps([done, of]))

    try:
        _write(home / FOUND, json.dumps(_found(Path(path), name, tell), ensure_ascii=False))
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        raise SystemExit(NO_ROOM) from problem


def _found(path: Path, name: str, tell: Tell) -> dict[str, Any]:
    try:
        return pack(read(path.read_bytes(), name, tell))
    except Unreadable as problem:
        return {"problem": problem.code}
    except MemoryError:
        return {"problem": "too_heavy"}


def _write(path: Path, text: str) -> None:
    """Whole or not at all: somebody looks while it is written."""
    beside = path.with_suffix(".part")
    beside.write_text(text, "utf-8")
    beside.rename(path)
