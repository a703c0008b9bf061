"""The jobs' runner as it is served: what the program hands over is run, on either database."""

import signal

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.jobs.models import Job
from checklist.jobs.queueing import queue_of
from checklist.jobs.running import request_run
from tests.jobs.runs import an_open_run, run_with
from tests.serving.started import awaited


@pytest.fixture
def hand_over(app, cast, tmp_path, monkeypatch):
    """Asks for a run as the page does, in the queue of the served program's instance; returns the run's id."""
    monkeypatch.setitem(app.config, "INSTANCE", tmp_path / "instance")
    app.extensions.pop("jobs", None)

    def hand_over() -> int:
        with write_unit():
            job = request_run("verify-journals", at=now())
        queue_of(app)(job.id)
        return job.id

    yield hand_over
    queue_of(app).huey.storage.close()
    app.extensions.pop("jobs")


@pytest.mark.parametrize("words", [("serve",), ("job", "runner")], ids=" ".join)
def test_it_runs_what_was_handed_over(words, hand_over, start):
    served = start(*words)
    job_id = hand_over()
    awaited(lambda: run_with(job_id).ended_at, "the end of the run")
    assert run_with(job_id).result == "journals_hold" and run_with(job_id).attempts == 1
    if words == ("serve",):
        served.until_ready()
    assert served.end(signal.SIGTERM) == 0 and "Traceback" not in served.said()


def test_what_was_left_running_is_ended(cast, start):
    job_id = an_open_run("purge-expired", attempts=1)
    start("job", "runner")
    awaited(lambda: run_with(job_id).ended_at, "the end of the run")
    assert run_with(job_id).result == "interrupted"
    assert db.session.query(Job).filter_by(result="interrupted").count() == 1  # the clock may have begun another
