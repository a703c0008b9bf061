"""POST /jobs/<name>/run: a job begins now, by the runner."""

from datetime import timedelta

import pytest

from checklist.db import db
from checklist.jobs.models import Job
from tests.jobs.runs import an_open_run, run_with
from tests.pages import text_of

ADDRESS = "/jobs/verify-journals/run"


def test_it_is_handed_to_the_runner(queue, client_of, cast):
    response = client_of("administrator").post(ADDRESS)
    assert (response.status_code, response.location) == (303, "/jobs")
    [job] = db.session.query(Job)
    assert (job.name, job.attempts, job.state) == ("verify-journals", 0, "waiting")
    [task] = queue.huey.pending()
    assert task.args == (job.id,)


def test_it_runs(immediate, client_of, cast):
    page = client_of("administrator").post(ADDRESS, follow_redirects=True)
    [job] = db.session.query(Job)
    assert (job.attempts, job.state, job.result) == (1, "succeeded", "journals_hold")
    assert "已安排运行" in text_of(page) and f"{job.facts['journals']} 份变更记录全部完整。" in text_of(page)


def test_htmx_swaps_the_jobs_and_says_so(queue, client_of, cast):
    response = client_of("administrator").post(ADDRESS, htmx=True)
    assert response.status_code == 200 and 'id="jobs"' in response.text and "等待运行" in text_of(response)
    assert 'hx-swap-oob="innerHTML:#messages"' in response.text and "已安排运行" in text_of(response)


def test_twice_is_one_run(queue, client_of, cast):
    administrator = client_of("administrator")
    for _press in range(2):
        assert administrator.post(ADDRESS).status_code == 303
    [job] = db.session.query(Job)
    for task in queue.huey.pending():
        queue.huey.execute(task)
    assert run_with(job.id).attempts == 1 and run_with(job.id).state == "succeeded"


def test_what_is_running_is_not_begun_again(queue, client_of, cast):
    job_id = an_open_run(attempts=1)
    page = client_of("administrator").post(ADDRESS, follow_redirects=True)
    assert "正在运行，结果稍后显示在这里。" in text_of(page)
    assert [job.id for job in db.session.query(Job)] == [job_id] and queue.huey.pending() == []


def test_what_lost_its_process_makes_way(queue, client_of, cast):
    lost = an_open_run(attempts=1, before=timedelta(hours=7))
    client_of("administrator").post(ADDRESS)
    assert run_with(lost).result == "interrupted"
    assert db.session.query(Job).where(Job.ended_at.is_(None)).count() == 1 and len(queue.huey.pending()) == 1


def test_no_such_job(client_of):
    assert client_of("administrator").post("/jobs/none-such/run").status_code == 404


@pytest.mark.parametrize("name", ["staff", "leader", "north", "member", "south"])
def test_wrong_role(name, queue, client_of, cast):
    assert client_of(name).post(ADDRESS).status_code == 403
    assert db.session.query(Job).count() == 0 and queue.huey.pending() == []


def test_wrong_method_and_no_token(client_of, app):
    administrator = client_of("administrator")
    assert administrator.get(ADDRESS).status_code == 405
    assert administrator.post(ADDRESS, token=False).status_code == 419


def test_a_stranger_signs_in_first(client_of):
    assert client_of("").post(ADDRESS).status_code == 401
