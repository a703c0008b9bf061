"""The sweep: finds what a crash left, removes what nobody refers to any more, and tells what has suffered."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, and_, delete, or_, select

from checklist.db import Base, db, write_unit
from checklist.drafting.importing import path_of
from checklist.drafting.models import Import
from checklist.files.isolating import previews_folder
from checklist.files.models import StoredFile, Upload
from checklist.files.storing import CHUNK, bytes_locked, files_folder
from checklist.jobs.outcome import Outcome

# Longer than any upload takes, and any form that was sent with it.
LEFT_OVER = timedelta(days=1)
# A form that was begun so long ago is not finished any more.
WAITING = timedelta(days=30)
ROWS_AT_ONCE = 500


def sweep_files(at: datetime) -> Outcome:
    """Remove what is left over, a step at a time; not successful when bytes are missing or altered."""
    swept = {
        "uploads": _remove_uploads(at),
        "rows": _remove_rows(at - LEFT_OVER),
        "bytes": _remove_bytes(at - LEFT_OVER),
        "incoming": _remove_incoming(at - LEFT_OVER),
        "previews": _remove_previews(at - LEFT_OVER),
    }
    missing, altered = _suffered()
    if missing or altered:
        facts = {"missing": len(missing), "altered": len(altered), "first": (missing + altered)[0]}
        return Outcome(False, "files_damaged", swept | facts)
    return Outcome(True, "files_swept", swept)


def _remove_uploads(at: datetime) -> int:
    """Files that were picked for a form and not used; and used ones, which belong to a piece, or were only read."""
    forgotten = and_(Upload.used_at.is_(None), Upload.uploaded_at < at - WAITING)
    statement = delete(Upload).where(or_(forgotten, Upload.used_at < at - LEFT_OVER))
    with write_unit():
        return db.session.execute(statement.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]


def _remove_rows(before: datetime) -> int:
    """Rows that nothing refers to. Locked first and asked again, so that nobody begins to refer to them meanwhile."""
    unused = select(StoredFile.id).where(StoredFile.stored_at < before, *_unreferenced())
    removed, last = 0, 0
    while True:
        with write_unit():
            ids = db.session.scalars(
                unused.where(StoredFile.id > last)
                .order_by(StoredFile.id)
                .limit(ROWS_AT_ONCE)
                .with_for_update(skip_locked=True)
            ).all()
            if not ids:
                return removed
            statement = delete(StoredFile).where(StoredFile.id.in_(ids), *_unreferenced())
            done = db.session.execute(statement.execution_options(synchronize_session=False))
            removed, last = removed + done.rowcount, ids[-1]  # type: ignore[attr-defined]


def _unreferenced() -> Iterator[ColumnElement[bool]]:
    """No row of any table names the file: a table that is added is asked without being listed here."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is StoredFile.__table__.c.id for key in column.foreign_keys):
                yield ~select(column).where(column == StoredFile.id).correlate(StoredFile).exists()


def _remove_bytes(before: datetime) -> int:
    """Bytes that no row names. What is being kept just now is younger, or waits for the lock and is put back."""
    named, removed = _named(), 0
    for path in _stored():
        if path.name in named or not _is_older(path, before):
            continue
        with bytes_locked(fcntl.LOCK_EX):
            if _is_older(path, before):
                path.unlink()
                shutil.rmtree(previews_folder() / path.name, ignore_errors=True)
                removed += 1
    return removed


def _remove_incoming(before: datetime) -> int:
    """What never came in whole, and notices that were handed in and are read, refused or forgotten."""
    with write_unit():  # nobody hands in meanwhile
        waiting = set(db.session.scalars(select(Import.waiting).where(Import.ended_at.is_(None))))
    folders = (files_folder() / "incoming", path_of("any").parent)
    left = [path for folder in folders for path in _inside(folder) if _is_older(path, before)]
    left = [path for path in left if path.name not in waiting]
    for path in left:
        if path.is_dir():  # where a child worked that was ended with its runner
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(left)


def _remove_previews(before: datetime) -> int:
    """Previews of bytes that are gone, and those that were never finished."""
    kept = {path.name for path in _stored()}
    folders = [path for path in _inside(previews_folder()) if len(path.name) == 64 and path.name not in kept]
    left = [path for path in folders + _inside(previews_folder() / "making") if _is_older(path, before)]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)


def _suffered() -> tuple[list[str], list[str]]:
    """What rows name and is not there, and what is there and is not what its name says."""
    named = _named()
    stored = {path.name: path for path in _stored()}  # afterwards: the bytes come before their row
    altered = [sha256 for sha256 in sorted(named & stored.keys()) if _digest(stored[sha256]) != sha256]
    return sorted(named - stored.keys()), altered


def _named() -> set[str]:
    named = set(db.session.scalars(select(StoredFile.sha256)))
    db.session.remove()  # nothing is kept open while the disk is read
    return named


def _stored() -> list[Path]:
    folders = [path for path in _inside(files_folder()) if len(path.name) == 2]
    return [path for folder in folders for path in _inside(folder)]


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _is_older(path: Path, before: datetime) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_mtime < before.timestamp()
    return False


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
        # Each file is read once a night: it need not push out of memory what is used by day.
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return digest.hexdigest()
