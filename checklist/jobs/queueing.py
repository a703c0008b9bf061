"""The queue between the program and the jobs' runner: a file of its own beside SQLite, or tables in PostgreSQL."""

import logging

import huey.storage
import pysqlite3.dbapi2
from flask import Flask
from huey import Huey, PostgresHuey, SqliteHuey
from huey.api import Task, TaskWrapper
from huey.storage import SqliteStorage
from sqlalchemy import make_url

from checklist.clock import now
from checklist.db import write_unit
from checklist.jobs.models import WAITING, Job
from checklist.jobs.running import attempt, end_interrupted, request_run
from checklist.jobs.schedule import ERRANDS, WORKS, Work

RETRIES = 3
FIRST_PAUSE_SECONDS = 60
PAUSE_GROWTH = 4
STOP_SECONDS = 5
MOST_DELAY_SECONDS = 0.5
TABLES = "queue"

# Python's own SQLite can corrupt what several processes write; the storage imports it by itself.
huey.storage.sqlite3 = pysqlite3.dbapi2


class FixedSqliteStorage(SqliteStorage):
    """The queue in a file, by the SQLite engine that the program itself uses."""

    integrity_error = pysqlite3.dbapi2.IntegrityError
    operational_error = pysqlite3.dbapi2.OperationalError


def hand_over(job: Job, app: Flask) -> None:
    """Give the run to the runner; after the transaction that asked for it.

    Somebody waits for an errand, and does not for a quarter of an hour: it is tried once.
    """
    run = queue_of(app)
    run.huey.enqueue(run.s(job.id, retries=0 if job.name in ERRANDS else RETRIES))


def queue_of(app: Flask) -> TaskWrapper:
    """Call it with a run's id to hand the run to the runner; `.huey` is the queue itself.

    Made when first used, so that no connection is there before a process forks. Handing a run over twice is harmless:
    what has ended is not begun again.
    """
    if "jobs" not in app.extensions:
        app.extensions["jobs"] = _add_tasks(_make_queue(app), app)
    return app.extensions["jobs"]


def run_queue(app: Flask) -> None:
    """Be the jobs' runner, until SIGTERM or SIGINT: what the queue holds, and what the schedule begins."""
    logging.getLogger("huey").setLevel(logging.WARNING)
    run = queue_of(app)
    with app.app_context():
        for job_id in end_interrupted():
            run.huey.enqueue(run.s(job_id, retries=0))
    # Two at once, so that nobody waits for the night's long work; soon, because somebody looks at the page.
    consumer = run.huey.create_consumer(
        workers=2, max_delay=MOST_DELAY_SECONDS, graceful_signal="TERM", shutdown_timeout=STOP_SECONDS
    )
    consumer.run()


def _make_queue(app: Flask) -> Huey:
    address = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    if address.get_backend_name() == "postgresql":
        dsn = address.set(drivername="postgresql").render_as_string(hide_password=False)
        return PostgresHuey("checklist", dsn=dsn, table_prefix=TABLES, results=False)
    file = str(app.config["INSTANCE"] / "jobs.sqlite")
    return SqliteHuey("checklist", filename=file, storage_class=FixedSqliteStorage, results=False)


def _add_tasks(queue: Huey, app: Flask) -> TaskWrapper:
    @queue.task(name="run", context=True, retries=RETRIES, retry_delay=FIRST_PAUSE_SECONDS, retry_backoff=PAUSE_GROWTH)
    def run(job_id: int, task: Task) -> None:
        with app.app_context():
            attempt(job_id, is_last=task.retries == 0)

    def add(work: Work) -> None:
        @queue.periodic_task(work.begins_in, name=work.name)
        def begin() -> None:
            with app.app_context():
                with write_unit():
                    job = request_run(work.name, at=now())
                if job.state == WAITING:
                    run(job.id)

    for work in WORKS.values():
        add(work)
    return run
