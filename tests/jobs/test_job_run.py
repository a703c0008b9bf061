"""flask job run: the jobs for cron."""

import pytest
from sqlalchemy import text

from checklist.db import db, write_unit
from checklist.jobs.models import Job
from tests.builders import a_task
from tests.jobs.runs import an_open_run


@pytest.fixture
def run(app, cast):
    return lambda name: app.test_cli_runner().invoke(args=["job", "run", name])


def test_verify_journals(run):
    done = run("verify-journals")
    assert done.exit_code == 0 and done.output.startswith("成功") and "份变更记录全部完整。" in done.output
    [job] = db.session.query(Job)
    assert (job.name, job.attempts, job.state) == ("verify-journals", 1, "succeeded")


def test_an_altered_event_is_named_and_fails(run, database):
    a_task()
    drop = (
        ["DROP TRIGGER events_keep_update"]
        if database.url.startswith("sqlite")
        else ["ALTER TABLE events DISABLE TRIGGER USER"]
    )
    with write_unit():
        for statement in [*drop, "UPDATE events SET name = 'x' WHERE number = 2 AND journal_id = 1"]:
            db.session.execute(text(statement))
    done = run("verify-journals")
    assert done.exit_code == 1 and "省科协" in done.output and "第 2 条被改动" in done.output
    [job] = db.session.query(Job)
    assert (job.state, job.facts["kind"], job.facts["number"]) == ("failed", "office", 2)


def test_purge_expired(run):
    done = run("purge-expired")
    assert (done.exit_code, done.output) == (0, "成功 没有需要清理的数据。\n")


def test_running_elsewhere(run):
    an_open_run(attempts=1)
    done = run("verify-journals")
    assert done.exit_code == 1 and "正在运行" in done.output
    assert db.session.query(Job).one().attempts == 1


def test_no_such_job(run):
    done = run("none-such")
    assert done.exit_code == 2 and "verify-journals" in done.output
