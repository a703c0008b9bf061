"""POST /reviews/<id>/acceptance: accepted, and the next one of the queue is shown at once."""

import pytest

from checklist.db import db
from checklist.journal.verifying import verify_all
from tests.builders import a_submitted_task, an_accepted_task
from tests.dashboards.standing import events_of, status_of, submitted_again, taken_back
from tests.pages import text_of
from tests.reviewing.test_list_reviews import shown
from tests.reviewing.waiting import reviews, three_waiting

READ = {"submission": "1"}


def address(task_id: int, query: str = "notice=1") -> str:
    return f"/reviews/{task_id}/acceptance?{query}"


def test_the_next_one_is_shown(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(address(tasks[0]), data=READ)
    assert (response.status_code, response.location) == (303, f"/notices/1/reviews?task={tasks[1]}")
    assert reviews() == [(tasks[0], True, "")] and status_of(tasks[0]) == "accepted"
    assert events_of(tasks[0])[-1] == "task.accepted" and verify_all() == []


def test_htmx_puts_the_next_one_in_its_place(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(address(tasks[0]), data=READ, htmx=True)
    assert response.status_code == 200 and response.text.lstrip().startswith('<section class="queue"')
    assert shown(response) == tasks[1]
    assert response.headers["HX-Replace-Url"] == f"/notices/1/reviews?task={tasks[1]}"
    assert "第 1 件，共 2 件待审核" in text_of(response) and "已办结：示例省北辰医学会“" in text_of(response)


def test_from_the_middle_on_and_around(client_of, cast):
    _notice_id, tasks = three_waiting()
    staff = client_of("staff")
    assert shown(staff.post(address(tasks[1]), data=READ, htmx=True)) == tasks[2]
    assert shown(staff.post(address(tasks[2]), data=READ, htmx=True)) == tasks[0]
    last = staff.post(address(tasks[0]), data=READ, htmx=True)
    assert "没有待审核的上报，都已审核。" in text_of(last)


def test_the_filters_go_along(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(address(tasks[0], "notice=1&text=北辰"), data=READ)
    assert response.location == f"/notices/1/reviews?text=%E5%8C%97%E8%BE%B0&task={tasks[2]}"
    response = client_of("staff").post(address(tasks[2], ""), data=READ)
    assert response.location == f"/reviews?task={tasks[1]}"


def test_twice_is_one_review(client_of, cast):
    _notice_id, tasks = three_waiting()
    for _press in range(2):
        assert client_of("staff").post(address(tasks[0]), data=READ).location.endswith(f"task={tasks[1]}")
    assert len(reviews()) == 1 and events_of(tasks[0]).count("task.accepted") == 1


@pytest.mark.parametrize("htmx", [True, False])
def test_taken_back_and_submitted_again_meanwhile(client_of, cast, htmx):
    """What was not read is not accepted."""
    task_id = a_submitted_task()
    taken_back(task_id)
    submitted_again(task_id)
    response = client_of("staff").post(address(task_id), data=READ, htmx=htmx)
    assert response.status_code == 409 and "又重新上报了一次" in text_of(response)
    assert reviews() == [] and status_of(task_id) == "submitted"


def test_the_office_is_told_what_a_colleague_did(client_of, cast):
    task_id = a_submitted_task()
    staff = client_of("staff")
    staff.post(f"/reviews/{task_id}/return", data=READ | {"reason": "请补充"})
    response = staff.post(address(task_id), data=READ, htmx=True)
    assert response.status_code == 409 and "已由林静于 11月24日 09:00 审核（退回修改）" in text_of(response)


@pytest.mark.parametrize("submission", ["", "x", "9"])
def test_nonsense_for_a_submission(client_of, cast, submission):
    task_id = a_submitted_task()
    response = client_of("staff").post(address(task_id), data={"submission": submission})
    assert response.status_code in (409, 422) and reviews() == []


def test_the_next_one_is_read(client_of, cast):
    from tests.comments.saying import new_for, said

    _notice_id, tasks = three_waiting()
    said(tasks[1], "原件已寄出", by="south")
    response = client_of("staff").post(address(tasks[0]), data=READ, htmx=True)
    assert "原件已寄出" in response.text and new_for("staff") == {}


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "south"])
def test_wrong_role(client_of, cast, name):
    task_id = a_submitted_task()
    assert client_of(name).post(address(task_id), data=READ).status_code == 403
    assert status_of(task_id) == "submitted"


def test_made_up_wrong_method_stranger(client_of, cast):
    task_id = an_accepted_task()
    staff = client_of("staff")
    for data in (READ, {}):
        assert staff.post(address(9999), data=data).status_code == 404
        assert staff.post(address(task_id, "notice=9999"), data=data).status_code == 404
    assert staff.get(address(task_id)).status_code == 405
    assert client_of("").post(address(task_id), data=READ, htmx=True).status_code == 401
    assert db.session.is_active
