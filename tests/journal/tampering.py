"""Changing what is written behind the program's back: the database's own guard has to be taken away first."""

from typing import Any

from sqlalchemy import text

from checklist.db import db, write_unit

GUARDS = {
    "sqlite": ("DROP TRIGGER events_keep_update", "DROP TRIGGER events_keep_delete"),
    "postgresql": ("ALTER TABLE events DISABLE TRIGGER USER",),
}


def tamper(*statements: str, **values: Any) -> None:
    """Run these statements without the guard that keeps events."""
    with write_unit():
        for statement in GUARDS[db.engine.dialect.name]:
            db.session.execute(text(statement))
        for statement in statements:
            db.session.execute(text(statement), values)
