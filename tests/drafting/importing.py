"""Notices that were handed in, for tests."""

from io import BytesIO

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.importing import READ, Purpose, begin, hand_in
from checklist.jobs.models import Job
from checklist.jobs.running import request_run
from tests.builders import TEXT
from tests.cast import Cast


def an_import(text: str = TEXT) -> int:
    """The id of a pasted text that waits to be read, its run asked for and not begun."""
    waits = hand_in(BytesIO(text.encode()))
    with write_unit():
        given = begin(waits, "", is_pasted=True, purpose=Purpose(), by=Cast().staff, at=now())
        request_run(READ, subject=given.id, at=now())
        return given.id


def run_of(import_id: int) -> int:
    """The id of the run that reads it."""
    return db.session.query(Job).filter_by(name=READ, subject=import_id).one().id
