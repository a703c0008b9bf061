"""POST /tasks/<id>/return: the submission that was read goes back, with a reason that the association sees."""

import pytest

from checklist.db import db
from checklist.tasks.models import Review
from tests.builders import a_submitted_task, an_accepted_task
from tests.dashboards.standing import events_of, status_of, taken_back
from tests.pages import text_of

READ = {"submission": "1", "reason": "请补充会议日期。\n并附照片说明。"}


def address(task_id: int) -> str:
    return f"/tasks/{task_id}/return"


def test_it_works(client_of, cast):
    task_id = a_submitted_task()
    response = client_of("staff").post(address(task_id), data=READ)
    assert (response.status_code, response.location) == (303, f"/dashboard/tasks/{task_id}")
    [review] = db.session.query(Review)
    assert not review.is_accepted and review.reason.splitlines() == READ["reason"].splitlines()
    assert status_of(task_id) == "returned" and events_of(task_id)[-1] == "task.returned"


def test_htmx_swaps_record_cell_counts_and_message(client_of, cast):
    task_id = a_submitted_task()
    response = client_of("staff").post(address(task_id), data=READ, htmx=True)
    assert response.status_code == 200 and 'title="退回修改"' in response.text
    said = text_of(response)
    assert "已退回，对方会看到理由。" in said and "1 退回修改" in said and "请补充会议日期。" in said


def test_twice_is_one_review(client_of, cast):
    task_id = a_submitted_task()
    for _press in range(2):
        assert client_of("staff").post(address(task_id), data=READ).status_code == 303
    assert db.session.query(Review).count() == 1 and events_of(task_id).count("task.returned") == 1


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_without_a_reason(client_of, cast, reason, htmx):
    task_id = a_submitted_task()
    response = client_of("staff").post(address(task_id), data={"submission": "1", "reason": reason}, htmx=htmx)
    assert response.status_code == 422 and "请写明退回的理由" in text_of(response)
    assert response.text.lstrip().startswith("<!doctype") is not htmx
    assert '<details class="more" open>' in response.text
    assert status_of(task_id) == "submitted"


def test_a_reason_that_is_too_long_is_kept(client_of, cast):
    task_id = a_submitted_task()
    reason = "长" * 2001
    response = client_of("staff").post(address(task_id), data={"submission": "1", "reason": reason}, htmx=True)
    assert response.status_code == 422 and reason in response.text and "不要超过 2000 个字" in text_of(response)


def test_taken_back_meanwhile_and_the_reason_is_not_lost(client_of, cast):
    task_id = a_submitted_task()
    taken_back(task_id)
    plain = client_of("staff").post(address(task_id), data=READ)
    assert plain.status_code == 409 and "已被对方撤回" in text_of(plain) and "请补充会议日期。" in plain.text
    # Under htmx the message area alone is answered: the form stays as it is.
    htmx = client_of("staff").post(address(task_id), data=READ, htmx=True)
    assert htmx.status_code == 409 and "<form" not in htmx.text
    assert status_of(task_id) == "open"


def test_accepted_by_a_colleague_meanwhile(client_of, cast):
    task_id = an_accepted_task()
    response = client_of("staff").post(address(task_id), data=READ)
    assert response.status_code == 409 and "已由林静于" in text_of(response) and "请补充会议日期。" in response.text
    assert status_of(task_id) == "accepted"


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "south"])
def test_wrong_role(client_of, cast, name):
    task_id = a_submitted_task()
    assert client_of(name).post(address(task_id), data=READ).status_code == 403
    assert status_of(task_id) == "submitted"


def test_made_up_wrong_method_stranger(client_of, cast):
    task_id = a_submitted_task()
    assert client_of("staff").post(address(9999), data=READ).status_code == 404
    assert client_of("staff").post(address(9999), data={}).status_code == 404
    assert client_of("staff").get(address(task_id)).status_code == 405
    assert client_of("").post(address(task_id), data=READ, htmx=True).status_code == 401
