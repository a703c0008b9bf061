"""Proving the journals: gapless numbers, unbroken hashes, a head that is the last event."""

from collections.abc import Iterator

from sqlalchemy import select

from checklist.db import db
from checklist.journal.models import FIRST_HASH, Event, Journal


def verify_all() -> list[str]:
    """For every journal that does not hold, one sentence with the first altered event; empty when all hold."""
    journals = db.session.scalars(select(Journal).order_by(Journal.id)).all()
    return [sentence for journal in journals if (sentence := first_alteration(journal, _events(journal)))]


def first_alteration(journal: Journal, events: Iterator[Event]) -> str | None:
    """The sentence that names the first event that is missing or altered, None when the chain holds."""
    name = f"{journal.kind} {journal.subject_id}"
    number, previous = 0, FIRST_HASH
    for event in events:
        number += 1
        if event.number != number:
            return f"journal of {name}: event {number} is missing"
        if event.previous_hash != previous or event.hash != event.computed_hash(journal):
            return f"journal of {name}: event {number} was altered"
        previous = event.hash
    if (journal.number, journal.hash) != (number, previous):
        return f"journal of {name}: the events after {number} are missing" if journal.number > number else (
            f"journal of {name}: its head does not name event {number}"
        )
    return None


def _events(journal: Journal) -> Iterator[Event]:
    query = select(Event).where(Event.journal_id == journal.id).order_by(Event.number)
    yield from db.session.scalars(query.execution_options(yield_per=1000))
