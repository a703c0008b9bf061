"""Writing an event: the last step of every change, in the change's own transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from checklist.db import db
from checklist.journal.models import FIRST_HASH, Event, Journal


def record(kind: str, subject_id: int, name: str, /, *, by: int | None, at: datetime, **facts: Any) -> Event:
    """Append one event to the journal of that kind and subject, and begin the journal with its first event.

    `by` is a membership's id, None for the program itself. `facts` are ids, dates, states and digests: no words.
    On PostgreSQL the journal's row stays locked until the transaction ends; lock several in ascending id.
    """
    journal = db.session.scalars(
        select(Journal).where(Journal.kind == kind, Journal.subject_id == subject_id).with_for_update()
    ).one_or_none()
    if journal is None:
        journal = Journal(kind=kind, subject_id=subject_id, number=0, hash=FIRST_HASH)
        db.session.add(journal)
        db.session.flush()
    event = Event(
        journal_id=journal.id,
        number=journal.number + 1,
        at=at,
        membership_id=by,
        name=name,
        facts=facts,
        previous_hash=journal.hash,
    )
    event.hash = event.computed_hash(journal)
    journal.number, journal.hash = event.number, event.hash
    db.session.add(event)
    return event
