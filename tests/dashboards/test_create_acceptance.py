"""POST /tasks/<id>/acceptance: the submission that was read is accepted."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Organization
from checklist.tasks.models import Review, Task
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_returned_task, a_submitted_task, a_task
from tests.cast import NORTH_NAME
from tests.dashboards.standing import events_of, status_of, submitted_again, taken_back
from tests.pages import text_of

READ = {"submission": "1"}


def address(task_id: int) -> str:
    return f"/tasks/{task_id}/acceptance"


def test_it_works(client_of, cast):
    task_id = a_submitted_task()
    response = client_of("staff").post(address(task_id), data=READ)
    assert (response.status_code, response.location) == (303, f"/dashboard/tasks/{task_id}")
    [review] = db.session.query(Review)
    assert review.is_accepted and review.reviewed_by_id == cast.staff.id
    assert status_of(task_id) == "accepted" and events_of(task_id)[-1] == "task.accepted"


def test_the_page_says_so_and_offers_the_next(client_of, cast):
    task_id = a_submitted_task()
    next_id = a_submitted_task(number=1, notice_id=1)
    staff = client_of("staff")
    said = staff.post(address(task_id), data=READ, follow_redirects=True)
    assert "已办结。" in text_of(said) and f'href="/dashboard/tasks/{next_id}"' in said.text


def test_htmx_swaps_record_cell_counts_and_message(client_of, cast):
    task_id = a_submitted_task()
    response = client_of("staff").post(address(task_id), data=READ, htmx=True)
    html = response.text
    assert response.status_code == 200 and html.lstrip().startswith(f'<div id="task-{task_id}-record"')
    assert f'<a hx-swap-oob="outerMorph" id="task-{task_id}-cell"' in html and 'title="已办结"' in html
    assert 'id="notice-1-counts"' in html and "1 已办结" in text_of(response) and "0 已上报" in text_of(response)
    assert 'hx-swap-oob="innerHTML:#messages"' in html


def test_twice_is_one_review(client_of, cast):
    task_id = a_submitted_task()
    for _press in range(2):
        assert client_of("staff").post(address(task_id), data=READ).status_code == 303
    assert db.session.query(Review).count() == 1 and events_of(task_id).count("task.accepted") == 1


def test_taken_back_meanwhile(client_of, cast):
    task_id = a_submitted_task()
    taken_back(task_id)
    response = client_of("staff").post(address(task_id), data=READ, htmx=True)
    assert response.status_code == 409 and "已被对方撤回" in text_of(response)
    assert status_of(task_id) == "open" and db.session.query(Review).count() == 0


def test_a_newer_submission_is_not_accepted_unseen(client_of, cast):
    task_id = a_submitted_task()
    taken_back(task_id)
    submitted_again(task_id)
    response = client_of("staff").post(address(task_id), data=READ)
    assert response.status_code == 409 and "又重新上报了一次" in text_of(response)
    assert status_of(task_id) == "submitted"


def test_returned_by_a_colleague_meanwhile(client_of, cast):
    task_id = a_returned_task()
    response = client_of("staff").post(address(task_id), data=READ)
    assert response.status_code == 409 and "已由林静于" in text_of(response) and "退回修改" in text_of(response)


def test_withdrawn_meanwhile(client_of, cast):
    task_id = a_submitted_task()
    with write_unit():
        directive = db.session.get_one(Directive, db.session.get_one(Task, task_id).directive_id)
        withdraw(directive, "重复", by=cast.staff, at=now())
    response = client_of("staff").post(address(task_id), data=READ, htmx=True)
    assert response.status_code == 409 and "已撤销" in text_of(response)


@pytest.mark.parametrize("number", ["2", "0", "-1", "9" * 30])
def test_a_submission_there_is_not(client_of, cast, number):
    task_id = a_submitted_task()
    assert client_of("staff").post(address(task_id), data={"submission": number}).status_code == 409
    assert status_of(task_id) == "submitted"


@pytest.mark.parametrize("data", [{}, {"submission": ""}, {"submission": "x"}])
def test_without_saying_which(client_of, cast, data):
    task_id = a_submitted_task()
    assert client_of("staff").post(address(task_id), data=data).status_code == 400
    assert status_of(task_id) == "submitted"


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "south"])
def test_wrong_role(client_of, cast, name):
    task_id = a_submitted_task()
    assert client_of(name).post(address(task_id), data=READ).status_code == 403
    assert status_of(task_id) == "submitted"


def test_a_task_of_what_another_organization_issued(client_of, cast):
    task_id = a_submitted_task()
    with write_unit():
        north = db.session.query(Organization).filter_by(name=NORTH_NAME).one()
        db.session.query(Notice).one().issuer_id = north.id
    assert client_of("staff").post(address(task_id), data=READ).status_code == 404
    assert client_of("staff").post(address(9999), data=READ).status_code == 404
    assert status_of(task_id) == "submitted"


def test_wrong_method_stranger_and_stale_form(client_of, cast):
    task_id = a_task()
    assert client_of("staff").get(address(task_id)).status_code == 405
    assert client_of("").post(address(task_id), data=READ, htmx=True).status_code == 401
    assert client_of("staff").post(address(task_id), data=READ, token=False, htmx=True).status_code == 419
