"""Writing an event: the last step of every change, in the change's own transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, text

from checklist.db import db
from checklist.journal.models import FIRST_HASH, Event, Journal

BEGIN_JOURNAL = text(
    "INSERT INTO journals (kind, subject_id, number, hash) VALUES (:kind, :subject_id, 0, :hash) "
    "ON CONFLICT (kind, subject_id) DO NOTHING"
)


def record(kind: str, subject_id: int, name: str, /, *, by: int | None, at: datetime, **facts: Any) -> Event:
    """Append one event to the journal of that kind and subject, and begin the journal with its first event.

    `by` is a membership's id, None for the program itself. `facts` are ids, dates, states and digests: no words.
    On PostgreSQL the journal's row stays locked until the transaction ends; lock several in ascending id.
    """
    journal = _locked_journal(kind, subject_id)
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


def hold(kind: str, subject_id: int) -> None:
    """Lock a journal ahead of others that will be written first, where the order of the acts is not that of locking."""
    _locked_journal(kind, subject_id)


def _locked_journal(kind: str, subject_id: int) -> Journal:
    """The journal, which nobody else can append to before this transaction ends; made when there is none."""
    known: dict[tuple[str, int], Journal] = db.session().info.setdefault("journals", {})
    if (kind, subject_id) not in known:
        query = select(Journal).where(Journal.kind == kind, Journal.subject_id == subject_id).with_for_update()
        journal = db.session.scalars(query).one_or_none()
        if journal is None:
            # Two first events at once: one of them makes the journal, the other waits for it here.
            db.session.execute(BEGIN_JOURNAL, {"kind": kind, "subject_id": subject_id, "hash": FIRST_HASH})
            journal = db.session.scalars(query).one()
        known[kind, subject_id] = journal
    return known[kind, subject_id]
