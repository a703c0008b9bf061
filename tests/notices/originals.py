"""Notices with the file that they came in."""

from pathlib import Path
from tempfile import TemporaryDirectory

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.proposing import draft
from checklist.files.storing import keep_original, stored_file
from checklist.notices.issuing import issue
from checklist.notices.models import Notice
from checklist.reading import understand
from tests.builders import TEXT
from tests.cast import Cast


def a_draft_from(data: bytes, name: str = "通知.txt", text: str = TEXT) -> int:
    """A draft of the office from that file, in which that text was read; returns the notice's id."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "waiting"
        path.write_bytes(data)
        kept = keep_original(path, name, at=now())
    with write_unit():
        original = stored_file(kept, now())
        return draft(understand(text), name, by=Cast().staff, at=now(), original=original).id


def issued(notice_id: int) -> int:
    """The draft is issued as it is; returns its id."""
    with write_unit():
        issue(db.session.get_one(Notice, notice_id), by=Cast().staff, at=now())
    return notice_id


def a_notice_from(data: bytes, name: str = "通知.txt", text: str = TEXT) -> int:
    """An issued notice of the office from that file; returns its id."""
    return issued(a_draft_from(data, name, text))
