"""A submission is taken back before its review."""

import pytest

from checklist.db import db
from checklist.tasks.models import ACCEPTED, OPEN, SUBMITTED, Task
from tests.builders import a_submitted_task, a_task, an_accepted_task
from tests.pages import text_of


def status_of(task_id: int) -> str:
    db.session.remove()
    return db.session.get_one(Task, task_id).status


def test_taken_back_twice_is_harmless(client_of):
    task_id = a_submitted_task()
    for _twice in range(2):
        assert client_of("north").post(f"/tasks/{task_id}/take-back").status_code == 303
    assert status_of(task_id) == OPEN
    assert len(db.session.get_one(Task, task_id).attached) == 1


def test_under_htmx_the_form_comes_back(client_of):
    answer = client_of("north").post(f"/tasks/{a_submitted_task()}/take-back", htmx=True)
    assert "可以直接上报" in text_of(answer)


def test_what_is_accepted_is_not_taken_back(client_of):
    task_id = an_accepted_task()
    answer = client_of("north").post(f"/tasks/{task_id}/take-back")
    assert answer.status_code == 409
    assert "审核办结" in text_of(answer)
    assert status_of(task_id) == ACCEPTED


def test_what_was_never_reported_stays_open(client_of):
    task_id = a_task()
    client_of("north").post(f"/tasks/{task_id}/take-back")
    assert status_of(task_id) == OPEN


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("member", 403), ("staff", 403), ("", 401)])
def test_it_is_the_secretarys_to_do(client_of, who, status):
    task_id = a_submitted_task()
    assert client_of(who).post(f"/tasks/{task_id}/take-back").status_code == status
    assert status_of(task_id) == SUBMITTED


def test_not_a_page(client_of):
    assert client_of("north").get(f"/tasks/{a_task()}/take-back").status_code == 405
