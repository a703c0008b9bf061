"""Running a job: one row a run, every attempt and the end of it written down in a step of its own."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.jobs.models import RUNNING, WAITING, Job
from checklist.jobs.outcome import Outcome
from checklist.jobs.queries import open_run
from checklist.jobs.schedule import ERRANDS, WORKS

# A run that has not ended after so long has lost its process.
LONGEST_RUN = timedelta(hours=6)
# An errand that took the runner with it so often is not tried again.
MOST_ATTEMPTS = 3
INTERRUPTED = Outcome(False, "interrupted", {})


def request_run(name: str, *, at: datetime, subject: int = 0) -> Job:
    """A run of this job that waits for the runner: the open one where there is one, or a new one.

    `subject`: the id of what an errand is about.
    """
    job = open_run(name, subject)
    if job is not None and job.state == RUNNING and at - job.started_at > LONGEST_RUN:
        _end(job, INTERRUPTED, at)
        job = None
    if job is not None:
        return job
    job = Job(name=name, subject=subject, attempts=0, started_at=at, result="", facts={})
    try:
        with db.session.begin_nested():
            db.session.add(job)
    except IntegrityError:  # somebody else asked at the same moment
        query = select(Job).where(Job.name == name, Job.subject == subject, Job.ended_at.is_(None))
        return db.session.scalars(query).one()
    return job


def attempt(job_id: int, *, is_last: bool) -> None:
    """Try a run that has not ended; writes down how it ended. A failure is raised on, so that it is tried again."""
    with write_unit():
        job = db.session.get(Job, job_id)
        if job is None or job.ended_at is not None:
            return
        job.begin(at=now())
        name, subject = job.name, job.subject
    try:
        outcome = ERRANDS[name].do(subject, now()) if name in ERRANDS else WORKS[name].do(now())
    except Exception as error:
        if is_last:
            _finish(job_id, Outcome(False, "failed", {"error": type(error).__name__}))
        raise
    _finish(job_id, outcome)


def run_here(name: str) -> Job:
    """Run the job in this process, once, and return its row; for cron. The same row when it is running elsewhere."""
    with write_unit():
        job = request_run(name, at=now())
    if job.state == WAITING:
        attempt(job.id, is_last=True)
    with_end = db.session.get_one(Job, job.id, populate_existing=True)
    db.session.remove()
    return with_end


def end_interrupted() -> list[int]:
    """What was running when the runner ended last time will not end by itself any more.

    Returns the ids of the errands to be tried (again): whoever asked for one waits for it.
    """
    with write_unit():
        jobs = db.session.scalars(select(Job).where(Job.ended_at.is_(None)).order_by(Job.id)).all()
        errands = [job.id for job in jobs if job.name in ERRANDS and job.attempts < MOST_ATTEMPTS]
        for job in jobs:
            if job.attempts and job.id not in errands:
                _end(job, INTERRUPTED, now())
    return errands


def _finish(job_id: int, outcome: Outcome) -> None:
    with write_unit():
        _end(db.session.get_one(Job, job_id), outcome, now())


def _end(job: Job, outcome: Outcome, at: datetime) -> None:
    if job.name in ERRANDS and not outcome.is_successful:
        ERRANDS[job.name].give_up(job.subject, at)
    job.end(outcome.is_successful, outcome.result, outcome.facts, at=at)
    db.session.flush()
