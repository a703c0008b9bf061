"""Reads of the jobs' runs, for the administrator."""

from sqlalchemy import func, select

from checklist.db import db
from checklist.jobs.models import Job


def open_run(name: str, subject: int = 0) -> Job | None:
    """The run of this job, about that thing, that has not ended."""
    query = select(Job).where(Job.name == name, Job.subject == subject, Job.ended_at.is_(None))
    return db.session.scalars(query).one_or_none()


def last_run(name: str, subject: int) -> Job | None:
    """The last run of this errand about that thing."""
    query = select(Job).where(Job.name == name, Job.subject == subject).order_by(Job.id.desc()).limit(1)
    return db.session.scalars(query).one_or_none()


def runs_before(job_id: int | None, limit: int) -> list[Job]:
    """The runs before that one, or the newest, newest first."""
    query = select(Job).order_by(Job.id.desc()).limit(limit)
    return list(db.session.scalars(query.where(Job.id < job_id) if job_id else query))


def last_runs() -> dict[str, Job]:
    """The last run of each job that ever ran, by the job's name."""
    last = select(func.max(Job.id)).group_by(Job.name)
    return {job.name: job for job in db.session.scalars(select(Job).where(Job.id.in_(last)))}
