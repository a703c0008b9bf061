"""When each job begins: on a Beijing clock, told the minute in UTC and without a zone."""

from datetime import datetime, timedelta

import pytest

from checklist.db import db
from checklist.jobs.models import Job
from checklist.jobs.schedule import WORKS

DAY = [datetime(2026, 11, 24) + timedelta(minutes=minute) for minute in range(24 * 60)]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("name", "times"),
    [("verify-journals", ["19:10"]), ("purge-expired", [f"{hour:02}:25" for hour in range(24)])],
)
def test_minutes_of_a_day(name, times):
    assert [f"{minute:%H:%M}" for minute in DAY if WORKS[name].begins_in(minute)] == times


def test_the_runner_begins_what_is_due(queue, cast):
    due = queue.huey.read_periodic(datetime(2026, 11, 24, 19, 10))  # noqa: DTZ001
    assert [type(task).__name__ for task in due] == ["verify-journals"]
    queue.huey.execute(due[0])
    [run] = queue.huey.pending()
    queue.huey.execute(run)
    [job] = db.session.query(Job)
    assert (job.name, job.state, run.args) == ("verify-journals", "succeeded", (job.id,))


def test_every_job_has_words():
    assert all(str(work.label) and str(work.purpose) and str(work.plan) for work in WORKS.values())
