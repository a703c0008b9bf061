"""A run's row, from the first attempt to the end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.jobs.models import Job
from checklist.jobs.running import attempt, end_interrupted, request_run
from checklist.jobs.schedule import WORKS
from tests.jobs.runs import a_run, an_open_run, run_with


class Broken(Exception):
    pass


def break_down(_at):
    raise Broken("a disk with somebody's name on it")


@pytest.fixture
def broken(monkeypatch) -> str:
    """The name of a job that always fails."""
    monkeypatch.setitem(WORKS, "broken", replace(WORKS["purge-expired"], name="broken", do=break_down))
    return "broken"


def test_a_failure_is_tried_again_later(immediate, broken, cast, caplog):
    job_id = an_open_run(broken)
    immediate(job_id)
    job = run_with(job_id)
    assert (job.attempts, job.state, job.result) == (1, "running", "")
    [again] = immediate.huey.scheduled()
    assert again.retries == 2 and "Broken" in caplog.text


def test_the_pauses_grow(immediate, broken, cast):
    job_id = an_open_run(broken)
    immediate(job_id)
    pauses = []
    while scheduled := immediate.huey.scheduled():
        [task] = scheduled
        pauses.append(task.retry_delay)
        immediate.huey.storage.flush_schedule()
        task.eta = None
        immediate.huey.execute(task)
    job = run_with(job_id)
    assert pauses == sorted(set(pauses)) and len(pauses) == 3
    assert (job.attempts, job.state, job.result, job.facts) == (4, "failed", "failed", {"error": "Broken"})


def test_what_ended_is_not_begun_again(cast):
    job_id = a_run()
    attempt(job_id, is_last=True)
    assert run_with(job_id).attempts == 1


def test_what_was_purged_meanwhile_is_left_alone(cast):
    attempt(4711, is_last=True)
    assert db.session.query(Job).count() == 0


def test_one_open_run_a_job(cast):
    with write_unit():
        first = request_run("verify-journals", at=now())
    with write_unit():
        second = request_run("verify-journals", at=now())
        other = request_run("purge-expired", at=now())
    assert first.id == second.id != other.id


def test_the_runner_ends_what_it_left_running(cast):
    running, waiting, ended = an_open_run(attempts=1), an_open_run("purge-expired"), a_run(before=timedelta(days=1))
    end_interrupted()
    assert (run_with(running).state, run_with(running).result) == ("failed", "interrupted")
    assert run_with(waiting).state == "waiting" and run_with(ended).state == "succeeded"


def test_the_first_end_stands(cast):
    job_id = a_run()
    with write_unit():
        db.session.get_one(Job, job_id).end(False, "interrupted", {}, at=now())
    assert run_with(job_id).state == "succeeded"
