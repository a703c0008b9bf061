"""Jobs: long work off the request. One row a run: what, how often tried, how it ended."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from checklist.db import Base

WAITING, RUNNING, SUCCEEDED, FAILED = "waiting", "running", "succeeded", "failed"


class Job(Base):
    """One run of a job. `result` is one of the results that wording.py knows, `facts` its numbers: no names, no words.

    An errand is about one thing: `subject` is that thing's id. 0 where the job is about nothing in particular.
    `started_at` is when the run was asked for until the first attempt begins.
    """

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    subject: Mapped[int] = mapped_column(server_default="0")
    attempts: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    is_successful: Mapped[bool | None]
    result: Mapped[str]
    facts: Mapped[dict[str, Any]]

    @property
    def state(self) -> str:
        """Waiting until the runner takes it, running until it ends, attempts and the pauses between them included."""
        if self.ended_at is not None:
            return SUCCEEDED if self.is_successful else FAILED
        return RUNNING if self.attempts else WAITING

    def begin(self, *, at: datetime) -> None:
        """One more attempt begins."""
        if not self.attempts:
            self.started_at = at
        self.attempts += 1

    def end(self, is_successful: bool, result: str, facts: dict[str, Any], *, at: datetime) -> None:
        """The run is over; the first end stands."""
        if self.ended_at is None:
            self.ended_at, self.is_successful, self.result, self.facts = at, is_successful, result, facts


# One run of a job, about one thing, at a time, also when two administrators press at once.
Index(
    "uq_jobs_open",
    Job.name,
    Job.subject,
    unique=True,
    sqlite_where=Job.ended_at.is_(None),
    postgresql_where=Job.ended_at.is_(None),
)
