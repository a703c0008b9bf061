"""A notice is handed in, and waits until the jobs' runner reads it (jobs/importing.py)."""

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
from checklist.db import db
from checklist.drafting.models import Import
from checklist.files.refusing import Unacceptable, no_room_sentence
from checklist.files.storing import CHUNK, FULL
from checklist.notices.models import Notice

READ = "read-import"
# The same bytes from the same person within this are the same press of the button, not a second notice.
SAME_PRESS = timedelta(minutes=5)


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
