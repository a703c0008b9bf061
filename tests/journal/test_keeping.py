"""The database itself refuses to change or remove an event."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from checklist.db import db, write_unit
from checklist.journal.models import Event
from tests.builders import a_notice


def refused(statement: str) -> None:
    before = db.session.query(Event).count()
    with pytest.raises(DBAPIError, match="events are never changed"), write_unit():
        db.session.execute(text(statement))
    assert db.session.query(Event).count() == before > 0


@pytest.mark.parametrize("column", ["facts", "name", "at", "hash", "number", "membership_id", "journal_id"])
def test_no_column_is_updated(cast, column):
    a_notice()
    refused(f"UPDATE events SET {column} = {column} WHERE number = 1")


def test_no_event_is_deleted(cast):
    a_notice()
    refused("DELETE FROM events WHERE number = 1")


def test_the_table_is_not_emptied(cast):
    a_notice()
    refused("DELETE FROM events" if db.engine.dialect.name == "sqlite" else "TRUNCATE events")
