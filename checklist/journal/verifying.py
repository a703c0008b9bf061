"""Proving the journals: gapless numbers, unbroken hashes, a head that is the last event."""

from dataclasses import dataclass

from sqlalchemy import select

from checklist.db import db
from checklist.journal.models import FIRST_HASH, Event, Journal
from checklist.journal.vouching import Vouched

MISSING, ALTERED, BEHEADED, REWORDED = "missing", "altered", "beheaded", "reworded"
SENTENCES = {
    MISSING: "event {number} is missing",
    ALTERED: "event {number} was altered",
    BEHEADED: "its head does not name event {number}",
    REWORDED: "event {number} no longer matches the words of its row in {table}",
}


@dataclass(frozen=True)
class Alteration:
    """The first event of a journal that is not as it was written."""

    kind: str
    subject_id: int
    number: int
    problem: str
    # Where the words stand that were altered behind the program's back.
    table: str = ""

    def __str__(self) -> str:
        sentence = SENTENCES[self.problem].format(number=self.number, table=self.table)
        return f"journal of {self.kind} {self.subject_id}: {sentence}"


def verify_all() -> list[Alteration]:
    """For every journal that does not hold, its first altered event; empty when all hold."""
    return [alteration for journal_id in journal_ids() if (alteration := verify(journal_id))]


def journal_ids() -> list[int]:
    """The journals there are, the oldest first."""
    return list(db.session.scalars(select(Journal.id).order_by(Journal.id)))


def verify(journal_id: int) -> Alteration | None:
    """The first event of this journal that is missing or altered, or whose row says something else than it did.

    None when the chain holds, and with it all the words it vouches for.
    """
    journal = db.session.get_one(Journal, journal_id)
    # Head and events by one statement: what is being recorded meanwhile is either in both or in neither.
    query = (
        select(Journal.number, Journal.hash, Event)
        .outerjoin(Event, Event.journal_id == Journal.id)
        .where(Journal.id == journal_id)
        .order_by(Event.number)
    )
    number, previous, head, vouched = 0, FIRST_HASH, (0, FIRST_HASH), Vouched()
    # Closed on the way out: on PostgreSQL the rows come through a cursor on the server.
    with db.session.execute(query.execution_options(yield_per=1000)) as rows:
        for head_number, head_hash, event in rows:
            head = (head_number, head_hash)
            if event is None:
                break
            number += 1
            if event.number != number:
                return Alteration(journal.kind, journal.subject_id, number, MISSING)
            if event.previous_hash != previous or event.hash != event.computed_hash(journal):
                return Alteration(journal.kind, journal.subject_id, number, ALTERED)
            previous = event.hash
            vouched.note(event)
    if head == (number, previous):
        reworded = vouched.first_reworded(journal)
        return Alteration(journal.kind, journal.subject_id, reworded[0], REWORDED, reworded[1]) if reworded else None
    if head[0] > number:
        return Alteration(journal.kind, journal.subject_id, number + 1, MISSING)
    return Alteration(journal.kind, journal.subject_id, number, BEHEADED)
