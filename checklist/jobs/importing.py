"""Reading what was handed in as a notice, in a process of its own: it becomes a draft, or is refused and gone."""

from datetime import datetime

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.importing import forget, path_of
from checklist.drafting.limits import DIRECTIVES_AT_MOST
from checklist.drafting.models import Import
from checklist.drafting.proposing import draft
from checklist.files.refusing import Unacceptable
from checklist.files.storing import KeptFile, keep_original, stored_file
from checklist.jobs.outcome import Outcome
from checklist.reading import Reading, Unreadable
from checklist.reading.apart import read_apart


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
        with write_unit():
            _refuse(import_id, problem.code or "no_room", now())
        return Outcome(True, "import_refused", {})
    _make_draft(import_id, reading, kept, now())
    path.unlink(missing_ok=True)
    return Outcome(True, "import_read", {})


def _make_draft(import_id: int, reading: Reading, kept: KeptFile, at: datetime) -> None:
    with write_unit():
        read = db.session.get_one(Import, import_id, with_for_update=True)
        if read.ended_at is not None:
            return
        notice = draft(reading, read.name, by=read.created_by, at=at, original=stored_file(kept, at), given=read)
        read.notice, read.ended_at = notice, at


def give_up_import(import_id: int, at: datetime) -> None:
    """The errand failed, or took the runner with it too often: whoever waits is told. Inside the unit that ends it."""
    _refuse(import_id, "failed", at)


def _refuse(import_id: int, code: str, at: datetime) -> None:
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
