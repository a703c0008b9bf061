"""Builders of runs."""

from datetime import datetime, timedelta

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.jobs.models import Job


def a_run(name: str = "verify-journals", *, before: timedelta = timedelta(), **state: object) -> int:
    """A run begun that long ago, ended well two seconds later unless `state` says something else; returns its id."""
    at: datetime = now() - before
    usual = {
        "attempts": 1,
        "started_at": at,
        "ended_at": at + timedelta(seconds=2),
        "is_successful": True,
        "result": "journals_hold",
        "facts": {"journals": 3},
    }
    with write_unit():
        job = Job(name=name, **(usual | state))
        db.session.add(job)
        db.session.flush()
        return job.id


def an_open_run(name: str = "verify-journals", *, before: timedelta = timedelta(), attempts: int = 0) -> int:
    """A run that waits, or with attempts: that is running; returns its id."""
    return a_run(name, before=before, attempts=attempts, ended_at=None, is_successful=None, result="", facts={})


def run_with(job_id: int) -> Job:
    """The run as it stands in the database now."""
    db.session.remove()
    return db.session.get_one(Job, job_id)
