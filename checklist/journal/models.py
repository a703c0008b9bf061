"""Journals: every change is one event, numbered without gaps and chained by hashes.

A notice has one journal, each organization one for its evidence, the office one for organizations, people and
settings. Events hold plain ids, no foreign keys, and never names, telephone numbers or free text: words are there
as salted digests, and the salt lives with the row, so that erasing the row leaves the chain valid.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import DDL, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from checklist.db import Base

NOTICE, ORGANIZATION, OFFICE = "notice", "organization", "office"
FIRST_HASH = "0" * 64


def canonical(value: Any) -> str:
    """The one spelling of a value that is hashed: JSON with sorted keys and no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


class Journal(Base):
    """The head of one chain of events: its last number and hash."""

    __tablename__ = "journals"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[int]
    number: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(default=FIRST_HASH)


class Event(Base):
    """One change: its number in its journal, when, by which membership (none: the program itself), what."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("journal_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    journal_id: Mapped[int] = mapped_column(ForeignKey(Journal.id))
    number: Mapped[int]
    at: Mapped[datetime]
    membership_id: Mapped[int | None]
    name: Mapped[str]
    facts: Mapped[dict[str, Any]]
    previous_hash: Mapped[str]
    hash: Mapped[str]

    def computed_hash(self, journal: Journal) -> str:
        """The hash that this event must carry, made from everything it says and from its place."""
        content = canonical(
            [
                journal.kind,
                journal.subject_id,
                self.number,
                self.at.astimezone(UTC).isoformat(),
                self.membership_id,
                self.name,
                self.facts,
                self.previous_hash,
            ]
        )
        return hashlib.sha256(content.encode()).hexdigest()


def new_salt() -> str:
    """What keeps the digest of a row's words from being guessed."""
    return secrets.token_hex(16)


class Sealed:
    """A row with words in it that the journal must be able to vouch for without holding them."""

    sealed: ClassVar[tuple[str, ...]]
    # Columns that came later. They count where they hold something, so that digests written before them still hold.
    sealed_since: ClassVar[tuple[str, ...]] = ()
    salt: Mapped[str]

    def digest(self) -> str:
        """The salted digest of the sealed columns, as it stands in the event that wrote them."""
        if self.salt is None:
            self.salt = new_salt()
        words = [getattr(self, name) for name in self.sealed]
        words += [[name, value] for name in self.sealed_since if (value := getattr(self, name))]
        content = canonical([self.salt, words])
        return hashlib.sha256(content.encode()).hexdigest()


# The database itself refuses to change what is written. The same statements stand in the first migration.
KEEP_ON_SQLITE = [
    f"""CREATE TRIGGER events_keep_{act.lower()} BEFORE {act} ON events
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"""
    for act in ("UPDATE", "DELETE")
]
KEEP_ON_POSTGRESQL = [
    """CREATE FUNCTION events_keep() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'events are never changed'; END $$""",
    "CREATE TRIGGER events_keep BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_keep()",
    "CREATE TRIGGER events_keep_all BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_keep()",
]
for dialect, statements in (("sqlite", KEEP_ON_SQLITE), ("postgresql", KEEP_ON_POSTGRESQL)):
    for statement in statements:
        event.listen(Event.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))
