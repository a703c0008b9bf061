"""A file that came from outside is opened in a child process of its own only, with limits of memory and of time.

What the child made of it, pictures and text, lies under INSTANCE/previews/<sha256>: safe to delete, made anew when it
is missing. The child is checklist/files/examining; it knows nothing of the program, and nothing it says is believed.
"""

import fcntl
import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from flask import current_app

from checklist.children import child
from checklist.files.decoding import readable
from checklist.files.naming import EXTENSIONS
from checklist.files.refusing import refusal
from checklist.reading.model import Unreadable
from checklist.reading.secrecy import refuse_classified

# Longer than the child may compute: it may have to wait for a busy machine.
WALL_SECONDS = 60
AT_ONCE = max(os.cpu_count() or 1, 2)
MOST_FINDING_BYTES = 256 * 1024
MOST_PAGES = 30


@dataclass(frozen=True)
class Finding:
    """What a file is. `pages`: so many pictures were made of it; `of_pages`: so many pages it has."""

    media_type: str
    pages: int
    of_pages: int
    has_text: bool


def examine(path: Path, sha256: str) -> Finding:
    """What the file is, and its preview made; raises Unacceptable. Slow. The same bytes once more: known already."""
    return known_finding(sha256) or _made_anew(path, sha256)


def known_finding(sha256: str) -> Finding | None:
    """What was found out about these bytes, when the preview is still there."""
    try:
        return _finding(preview_folder(sha256) / "finding.json")
    except (OSError, ValueError):
        return None


def preview_folder(sha256: str) -> Path:
    """Where the preview of these bytes is, once it is made."""
    return previews_folder() / sha256


def previews_folder() -> Path:
    """The folder of all previews."""
    folder: Path = current_app.config["INSTANCE"] / "previews"
    return folder


def _made_anew(path: Path, sha256: str) -> Finding:
    making = previews_folder() / "making" / secrets.token_hex(16)
    making.mkdir(mode=0o700, parents=True)
    try:
        with _slot(sha256):
            is_finished = _run_child(path, making)
        if not is_finished:
            raise refusal("unsafe")
        is_text = _finding(making / "finding.json").media_type == "text/plain"
        refuse_classified(readable(path, making) if is_text else _opening(making))
        found = _finding(making / "finding.json")
        _replace(making, preview_folder(sha256))
    except Unreadable as problem:
        raise refusal(problem.code) from problem
    except ValueError as problem:
        raise refusal("unsafe") from problem
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return found


def _run_child(path: Path, making: Path) -> bool:
    """Whether the child came to an end by itself. Neither the program nor the reader is loaded in it."""
    bare = ("checklist", "checklist.reading")
    with child("checklist.files.examining.child", str(path), str(making), folder=making, bare=bare) as running:
        try:
            return running.wait(WALL_SECONDS) == 0
        except subprocess.TimeoutExpired:
            return False


@contextmanager
def _slot(sha256: str) -> Iterator[None]:
    """So many children at once on the whole machine: whichever place is free, else wait for one of them."""
    files = [(previews_folder() / f"place-{number}.lock").open("a", encoding="utf-8") for number in range(AT_ONCE)]
    try:
        for file in files:
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
        else:
            fcntl.flock(files[int(sha256, 16) % AT_ONCE], fcntl.LOCK_EX)
        yield
    finally:
        for file in files:
            file.close()


def _finding(path: Path) -> Finding:
    """What the child wrote down, or the refusal that it found."""
    found = _read(path)
    if "problem" in found:
        raise refusal(str(found["problem"]))
    finding = Finding(*(found.get(name) for name in ("media_type", "pages", "of_pages", "has_text")))  # type: ignore[arg-type]
    types = tuple(type(value) for value in astuple(finding))
    if types != (str, int, int, bool) or finding.media_type not in EXTENSIONS or not 0 <= finding.pages <= MOST_PAGES:
        raise ValueError(finding)
    return finding


def _opening(making: Path) -> str:
    return str(_read(making / "finding.json").get("opening", ""))


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file() or path.stat().st_size > MOST_FINDING_BYTES:
        raise ValueError(path)
    found = json.loads(path.read_bytes())
    if not isinstance(found, dict):
        raise ValueError(path)
    return found


def _replace(making: Path, home: Path) -> None:
    """Into its place; whoever made the same preview at the same moment made the same."""
    with suppress(FileExistsError, OSError):
        making.rename(home)
        return
    shutil.rmtree(home, ignore_errors=True)
    with suppress(OSError):
        making.rename(home)
