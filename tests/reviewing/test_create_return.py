"""POST /reviews/<id>/return: returned with a reason, and the next one of the queue is shown at once."""

import pytest

from checklist.journal.verifying import verify_all
from tests.builders import a_submitted_task
from tests.dashboards.standing import events_of, status_of, taken_back
from tests.pages import text_of
from tests.reviewing.test_list_reviews import shown
from tests.reviewing.waiting import reviews, three_waiting

READ = {"submission": "1", "reason": "请补充会议日期。"}


def address(task_id: int) -> str:
    return f"/reviews/{task_id}/return?notice=1"


def test_the_next_one_is_shown(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(address(tasks[0]), data=READ)
    assert (response.status_code, response.location) == (303, f"/notices/1/reviews?task={tasks[1]}")
    assert reviews() == [(tasks[0], False, READ["reason"])] and status_of(tasks[0]) == "returned"
    assert events_of(tasks[0])[-1] == "task.returned" and verify_all() == []


def test_htmx_puts_the_next_one_in_its_place(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(address(tasks[0]), data=READ, htmx=True)
    assert shown(response) == tasks[1] and "对方会看到理由。" in text_of(response)
    # The reason belonged to the one before.
    assert READ["reason"] not in response.text


def test_twice_is_one_review(client_of, cast):
    _notice_id, tasks = three_waiting()
    for _press in range(2):
        assert client_of("staff").post(address(tasks[0]), data=READ).status_code == 303
    assert len(reviews()) == 1


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("reason", ["", " \n ", "长" * 2001])
def test_a_reason_that_does_not_hold(client_of, cast, reason, htmx):
    _notice_id, tasks = three_waiting()
    data = {"submission": "1", "reason": reason}
    response = client_of("staff").post(address(tasks[1]), data=data, htmx=htmx)
    assert response.status_code == 422 and shown(response) == tasks[1] and reason.strip() in response.text
    assert 'aria-invalid="true"' in response.text and response.text.lstrip().startswith("<!doctype") is not htmx
    assert reviews() == []


def test_taken_back_meanwhile_and_the_reason_is_not_lost(client_of, cast):
    task_id = a_submitted_task()
    taken_back(task_id)
    plain = client_of("staff").post(address(task_id), data=READ)
    assert plain.status_code == 409 and "已被对方撤回" in text_of(plain) and READ["reason"] in plain.text
    htmx = client_of("staff").post(address(task_id), data=READ, htmx=True)
    assert htmx.status_code == 409 and "<form" not in htmx.text


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "south"])
def test_wrong_role(client_of, cast, name):
    task_id = a_submitted_task()
    assert client_of(name).post(address(task_id), data=READ).status_code == 403
    assert status_of(task_id) == "submitted"


def test_made_up_wrong_method_stranger(client_of, cast):
    task_id = a_submitted_task()
    for data in (READ, {}):
        assert client_of("staff").post(address(9999), data=data).status_code == 404
    assert client_of("staff").get(address(task_id)).status_code == 405
    assert client_of("").post(address(task_id), data=READ, htmx=True).status_code == 401
