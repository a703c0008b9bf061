"""Storing: the bytes of a file by their SHA-256, under INSTANCE/files/ab/<sha256>, whole or not at all.

Written beside, flushed to the disk, examined, and only then renamed to where they belong; the row follows in the write
unit of whoever asked. What a crash leaves in between is found by the sweep.
"""

import errno
import fcntl
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from flask import current_app
from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from checklist.db import db
from checklist.files.isolating import Finding, examine
from checklist.files.models import StoredFile
from checklist.files.naming import clean_name
from checklist.files.refusing import Unacceptable, no_room_sentence, too_large_sentence

__all__ = ["KeptFile", "Unacceptable", "keep", "path_of", "stored_file"]

CHUNK = 1024 * 1024
# What a full disk, a quota and the largest file that the system allows are called.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class KeptFile:
    """A file whose bytes are kept and whose row is not written yet. `pages`, `has_text`: as in StoredFile."""

    name: str
    sha256: str
    size: int
    media_type: str
    pages: int
    has_text: bool


def keep(
    stream: IO[bytes],
    name: str,
    *,
    most_bytes: int,
    at: datetime,
    finding: Callable[[Path, str], Finding] = examine,
) -> KeptFile:
    """Write the bytes down, examine them, and put them where they belong; raises Unacceptable with a sentence.

    `finding` examines the file at a path, whose SHA-256 it is given too.
    Slow, so outside any transaction and off turn. Nothing stays of what is refused, or does not fit on the disk.
    """
    try:
        with _incoming() as path:
            sha256, size = _receive(stream, path, most_bytes)
            found = finding(path, sha256)
            _place(path, sha256, at)
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        raise Unacceptable(no_room_sentence()) from problem
    return KeptFile(clean_name(name), sha256, size, found.media_type, found.pages, found.has_text)


def keep_original(path: Path, name: str, *, at: datetime) -> KeptFile:
    """Keep what lies there and has been read as a notice, whatever it is: with a preview only where one can be made.

    Slow, so outside any transaction. Raises Unacceptable where it is marked secret, or there is no room.
    """
    with path.open("rb") as stream:
        return keep(stream, name, most_bytes=path.stat().st_size, at=at, finding=_examined_if_possible)


def _examined_if_possible(path: Path, sha256: str) -> Finding:
    try:
        return examine(path, sha256)
    except Unacceptable as problem:
        if problem.code in ("classified", "no_room"):
            raise
        return Finding("application/octet-stream", pages=0, of_pages=0, has_text=False)


def stored_file(kept: KeptFile, at: datetime) -> StoredFile:
    """The row of a file that was kept, made once; inside the write unit that refers to it.

    The sweep leaves the row alone until that unit has ended.
    """
    row = _row_of(kept.sha256)
    if row is None:
        row = StoredFile(
            sha256=kept.sha256,
            size=kept.size,
            media_type=kept.media_type,
            pages=kept.pages,
            has_text=kept.has_text,
            stored_at=at,
        )
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:  # somebody else kept the same bytes at the same moment
            row = db.session.scalars(_rows_of(kept.sha256)).one()
    return row


def path_of(sha256: str) -> Path:
    """Where the bytes of a file are."""
    return files_folder() / sha256[:2] / sha256


def files_folder() -> Path:
    """The folder of all bytes."""
    folder: Path = current_app.config["INSTANCE"] / "files"
    return folder


@contextmanager
def bytes_locked(how: int) -> Iterator[None]:
    """LOCK_SH: bytes are put into their place, which the sweep waits for. LOCK_EX: bytes are removed."""
    with (files_folder() / "bytes.lock").open("a", encoding="utf-8") as lock:
        fcntl.flock(lock, how)
        yield


@contextmanager
def _incoming() -> Iterator[Path]:
    folder = files_folder() / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / secrets.token_hex(16)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _receive(stream: IO[bytes], path: Path, most_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb", buffering=0) as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > most_bytes:
                raise Unacceptable(too_large_sentence(most_bytes))
            digest.update(chunk)
            _write(file.fileno(), chunk)
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _write(file: int, chunk: bytes) -> None:
    """All of it: the system may take a part only."""
    left = memoryview(chunk)
    while left:
        left = left[os.write(file, left) :]


def _place(path: Path, sha256: str, at: datetime) -> None:
    """Rename; the same bytes once more take the place of those that were there, and heal them if they had suffered."""
    home = path_of(sha256)
    with bytes_locked(fcntl.LOCK_SH):
        home.parent.mkdir(mode=0o700, exist_ok=True)
        # So old are bytes that no row names: since they were last kept.
        os.utime(path, (at.timestamp(), at.timestamp()))
        path.replace(home)
        for folder in (home.parent, files_folder()):
            _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _row_of(sha256: str) -> StoredFile | None:
    return db.session.scalars(_rows_of(sha256)).one_or_none()


def _rows_of(sha256: str) -> Select[StoredFile]:
    return select(StoredFile).where(StoredFile.sha256 == sha256).with_for_update(read=True, key_share=True)
