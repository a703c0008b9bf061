"""A notice is handed in, waits, is read by the jobs' runner in a process of its own, and becomes a draft."""

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from checklist.accounts.models import Membership
from checklist.db import db, write_unit
from checklist.drafting.models import Import
from checklist.drafting.proposing import draft
from checklist.files.refusing import Unacceptable, no_room_sentence
from checklist.files.storing import CHUNK, FULL, KeptFile, keep_original, stored_file
from checklist.jobs.outcome import Outcome
from checklist.notices.models import Notice
from checklist.reading import Reading, Unreadable
from checklist.reading.apart import read_apart

READ = "read-import"
# The same bytes from the same person within this are the same press of the button, not a second notice.
SAME_PRESS = timedelta(minutes=5)
DIRECTIVES_AT_MOST = 500


@dataclass(frozen=True)
class HandedIn:
    """Bytes that wait in the instance folder under that name."""

    waiting: str
    sha256: str


@dataclass(frozen=True)
class Purpose:
    """What a notice is handed in for: by itself, to add to or correct an issued one, or to begin from a copy of one."""

    supplements: Notice | None = None
    copies: Notice | None = None


def hand_in(stream: IO[bytes]) -> HandedIn:
    """Write the bytes down where they wait to be read, flushed to the disk; raises Unacceptable. Outside any unit."""
    waiting, digest = secrets.token_hex(16), hashlib.sha256()
    path = path_of(waiting)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        with path.open("xb") as file:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        path.unlink(missing_ok=True)
        if problem.errno not in FULL:
            raise
        raise Unacceptable(no_room_sentence()) from problem
    return HandedIn(waiting, digest.hexdigest())


def begin(handed_in: HandedIn, name: str, *, is_pasted: bool, purpose: Purpose, by: Membership, at: datetime) -> Import:
    """A new import that waits; the one there is, when the same person has just handed in the same for the same."""
    supplements_id = purpose.supplements.id if purpose.supplements else None
    copies_id = purpose.copies.id if purpose.copies else None
    same = db.session.scalars(
        select(Import)
        .where(
            Import.created_by_id == by.id,
            Import.sha256 == handed_in.sha256,
            Import.supplements_id.is_not_distinct_from(supplements_id),
            Import.copies_id.is_not_distinct_from(copies_id),
            Import.created_at > at - SAME_PRESS,
            Import.problem == "",
        )
        .options(joinedload(Import.notice))
        .order_by(Import.id.desc())
        .limit(1)
    ).one_or_none()
    if same is not None and (same.notice is None or (same.notice.is_draft and same.notice.discarded_at is None)):
        forget(handed_in.waiting)
        return same
    started = Import(
        organization_id=by.organization_id,
        created_at=at,
        created_by_id=by.id,
        name=name,
        is_pasted=is_pasted,
        sha256=handed_in.sha256,
        waiting=handed_in.waiting,
        supplements_id=supplements_id,
        copies_id=copies_id,
        pages_done=0,
        pages=0,
        problem="",
    )
    db.session.add(started)
    db.session.flush()
    return started


def read_import(import_id: int, at: datetime) -> Outcome:
    """The errand: read what waits, keep the original, make the draft. Ended already: nothing happens."""
    waits = db.session.get_one(Import, import_id)
    name, path, is_ended = waits.name, path_of(waits.waiting), waits.ended_at is not None
    db.session.remove()  # nothing is kept open while the file is read
    if is_ended:
        return Outcome(True, "import_read", {})
    try:
        reading = read_apart(path, name, path.parent, lambda done, of: _note_progress(import_id, done, of))
        if sum(len(part.directives) for part in reading.parts) > DIRECTIVES_AT_MOST:
            raise Unreadable("too_many_directives", name)
        kept = keep_original(path, name, at=at)
    except (Unreadable, Unacceptable) as problem:
        _refuse(import_id, problem.code or "no_room", at)
        return Outcome(True, "import_refused", {})
    _make_draft(import_id, reading, kept, at)
    path.unlink(missing_ok=True)
    return Outcome(True, "import_read", {})


def pasted_text(given: Import) -> str:
    """What was pasted and has not become a draft, so that nobody has to paste it again; empty where it is gone."""
    with suppress(OSError, UnicodeDecodeError):
        if given.is_pasted and given.notice_id is None:
            return path_of(given.waiting).read_text("utf-8")
    return ""


def forget(waiting: str) -> None:
    """Remove bytes that wait and are not wanted."""
    path_of(waiting).unlink(missing_ok=True)


def path_of(waiting: str) -> Path:
    """Where the bytes wait."""
    folder: Path = current_app.config["INSTANCE"] / "importing"
    return folder / waiting


def _make_draft(import_id: int, reading: Reading, kept: KeptFile, at: datetime) -> None:
    with write_unit():
        read = db.session.get_one(Import, import_id, with_for_update=True)
        if read.ended_at is not None:
            return
        notice = draft(reading, read.name, by=read.created_by, at=at, original=stored_file(kept, at), given=read)
        read.notice, read.ended_at = notice, at


def _refuse(import_id: int, code: str, at: datetime) -> None:
    with write_unit():
        refused = db.session.get_one(Import, import_id, with_for_update=True)
        if refused.ended_at is not None:
            return
        refused.problem, refused.ended_at = code, at
        if code == "classified":
            refused.name = refused.sha256 = ""
        if code == "classified" or not refused.is_pasted:
            # Before the row says so: a refusal that is seen has left nothing behind.
            forget(refused.waiting)


def _note_progress(import_id: int, done: int, of: int) -> None:
    with write_unit():
        reading = db.session.get_one(Import, import_id)
        reading.pages_done, reading.pages = done, of
