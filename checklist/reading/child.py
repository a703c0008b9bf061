"""The child that reads one file: takes its limits, writes what it found, or why it found nothing, and ends."""

from __future__ import annotations

import json
from pathlib import Path

from checklist.children import take_limits
from checklist.reading import read
from checklist.reading.model import Unreadable
from checklist.reading.packing import pack

MEMORY_BYTES = 512 * 1024 * 1024
COMPUTING_SECONDS = 30
WALL_SECONDS = 900
WRITTEN_BYTES = 64 * 1024 * 1024
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
        found = pack(read(Path(path).read_bytes(), name, tell))
    except Unreadable as problem:
        found = {"problem": problem.code}
    except MemoryError:
        found = {"problem": "too_heavy"}
    _write(home / FOUND, json.dumps(found, ensure_ascii=False))


def _write(path: Path, text: str) -> None:
    """Whole or not at all: somebody looks while it is written."""
    beside = path.with_suffix(".part")
    beside.write_text(text, "utf-8")
    beside.rename(path)
