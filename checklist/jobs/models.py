"""Jobs: long work off the request. One row a run: what, how often tried, how it ended."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from checklist.db import Base


class Job(Base):
    """One run of a job. `result` is a sentence for the administrator; it holds no names."""

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    attempts: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    is_successful: Mapped[bool | None]
    result: Mapped[str]
