"""What tests of the association's acts look at."""

from sqlalchemy import select

from checklist.db import db
from checklist.journal.models import Event, Journal
from checklist.tasks.models import Task


def status_of(task_id: int) -> str:
    db.session.remove()
    return db.session.get_one(Task, task_id).status


def events_of(kind: str, *names: str) -> list[str]:
    """The events with these names (all: those that begin so) in the journals of this kind, in order."""
    events = db.session.scalars(select(Event.name).join(Journal).where(Journal.kind == kind).order_by(Event.id))
    return [name for name in events if name.startswith(names)]
