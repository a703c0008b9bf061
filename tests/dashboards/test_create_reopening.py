"""POST /tasks/<id>/reopening: what was accepted is returned, what was exempt is open, and the reason is read."""

import pytest
from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import STAFF
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.notices.models import Notice
from checklist.tasks.models import Reopening, Task
from checklist.tasks.reopening import reopen
from checklist.tasks.submission import submit, take_back
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_reopened_task, a_returned_task, a_submitted_task, a_task, an_accepted_task, an_exempt_task
from tests.dashboards.standing import events_of, status_of
from tests.pages import text_of

REASON = "数据有误，请重新核对。"


def send(client, task_id: int, reason: str = REASON, number: str = "1", *, htmx: bool = False):
    return client.post(f"/tasks/{task_id}/reopening", data={"reason": reason, "number": number}, htmx=htmx)


def test_an_accepted_task_is_returned(client_of):
    task_id = an_accepted_task()
    answer = send(client_of("staff"), task_id)
    assert (answer.status_code, answer.location) == (303, f"/dashboard/tasks/{task_id}")
    assert status_of(task_id) == "returned" and events_of(task_id)[-1] == "task.reopened"
    [submission] = db.session.get_one(Task, task_id).submissions
    assert submission.review.is_accepted
    assert verify_all() == []


def test_an_exempt_task_is_open(client_of):
    task_id = an_exempt_task()
    assert send(client_of("staff"), task_id).status_code == 303
    assert status_of(task_id) == "open" and verify_all() == []


@pytest.mark.parametrize("build", [an_accepted_task, an_exempt_task])
def test_the_association_reads_why_and_submits_again(client_of, build):
    task_id = build()
    send(client_of("staff"), task_id)
    north = client_of("north")
    page = text_of(north.get(f"/tasks/{task_id}"))
    assert "重新打开的理由" in page and REASON in page
    notice_id = db.session.get_one(Task, task_id).notice_id
    assert f"重新打开的理由：{REASON}" in text_of(north.get(f"/notices/{notice_id}/checklist"))
    north.post(f"/tasks/{task_id}/submission", data={"kind": "link", "url": "https://north.example/new"})
    assert status_of(task_id) == "submitted"
    assert [each.number for each in db.session.get_one(Task, task_id).submissions][-1] == (
        2 if build is an_accepted_task else 1
    )
    assert REASON in text_of(client_of("staff").get(f"/dashboard/tasks/{task_id}"))


def test_what_is_taken_back_stands_where_it_stood(client_of, cast):
    task_id = a_reopened_task()
    with write_unit():
        submit(db.session.get_one(Task, task_id), "已更正", by=cast.north, at=now())
    with write_unit():
        take_back(db.session.get_one(Task, task_id), by=cast.north, at=now())
    assert status_of(task_id) == "returned"
    assert REASON in text_of(client_of("north").get(f"/tasks/{task_id}"))


def test_what_was_returned_exempt_and_opened_is_open_also_after_a_take_back(client_of, cast):
    task_id = a_returned_task()
    client_of("north").post(f"/tasks/{task_id}/exemption", data={"reason": "无此业务"})
    client_of("staff").post(f"/tasks/{task_id}/exemption/answer", data={"answer": "granted", "number": "1"})
    assert "请补充会议日期" in text_of(client_of("north").get(f"/tasks/{task_id}"))
    send(client_of("staff"), task_id)
    assert status_of(task_id) == "open"
    with write_unit():
        submit(db.session.get_one(Task, task_id), "已更正", by=cast.north, at=now())
    with write_unit():
        take_back(db.session.get_one(Task, task_id), by=cast.north, at=now())
    assert status_of(task_id) == "open"


def test_htmx_leaves_for_the_record_with_its_comments(client_of):
    task_id, staff = an_accepted_task(), client_of("staff")
    answer = send(staff, task_id, htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/dashboard/tasks/{task_id}")
    said = text_of(staff.get(f"/dashboard/tasks/{task_id}"))
    assert "已重新打开，对方会看到理由。" in said and REASON in said and "留言和备注" in said


def test_twice_is_once(client_of):
    task_id = an_accepted_task()
    for _press in range(2):
        assert send(client_of("staff"), task_id).status_code == 303
    assert len(db.session.scalars(select(Reopening)).all()) == 1
    assert events_of(task_id).count("task.reopened") == 1


def test_again_after_it_was_accepted_again(client_of, cast):
    task_id = a_reopened_task()
    with write_unit():
        submit(db.session.get_one(Task, task_id), "已更正", by=cast.north, at=now())
    client_of("staff").post(f"/tasks/{task_id}/acceptance", data={"submission": "2"})
    # A page that was opened before: what it would open was not read on it.
    assert send(client_of("staff"), task_id, "又一个理由").status_code == 409
    assert status_of(task_id) == "accepted"
    assert send(client_of("staff"), task_id, "又一个理由", "2").status_code == 303
    assert status_of(task_id) == "returned" and verify_all() == []


def test_a_colleague_was_first(client_of, cast):
    task_id = an_accepted_task()
    with write_unit():
        colleague = join(cast.staff.organization, STAFF, name="何青", sign_in_name="he", by=None, at=now())
        reopen(db.session.get_one(Task, task_id), 1, "另有理由", by=colleague, at=now())
    answer = send(client_of("staff"), task_id)
    assert answer.status_code == 409 and "已由何青于" in text_of(answer) and REASON in answer.text
    assert events_of(task_id).count("task.reopened") == 1


def test_an_old_page_does_not_accept_what_was_opened_again(client_of):
    task_id = a_reopened_task()
    answer = client_of("staff").post(f"/tasks/{task_id}/acceptance", data={"submission": "1"})
    assert answer.status_code == 409 and "重新打开" in text_of(answer)
    assert status_of(task_id) == "returned"


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("reason", "sentence"), [("", "请写明"), (" \n", "请写明"), ("长" * 2001, "不要超过 2000 个字")]
)
def test_without_a_reason_or_with_too_long_a_one(client_of, reason, sentence, htmx):
    task_id = an_accepted_task()
    answer = send(client_of("staff"), task_id, reason, htmx=htmx)
    assert answer.status_code == 422 and sentence in text_of(answer) and reason.strip() in answer.text
    assert answer.text.lstrip().startswith("<!doctype") is not htmx
    assert status_of(task_id) == "accepted"


@pytest.mark.parametrize("build", [a_task, a_submitted_task, a_returned_task])
def test_only_what_is_finished(client_of, build):
    task_id = build()
    assert send(client_of("staff"), task_id).status_code == 409


def test_not_after_the_notice_is_closed(client_of):
    task_id = an_accepted_task()
    with write_unit():
        db.session.get_one(Notice, db.session.get_one(Task, task_id).notice_id).closed_at = now()
    answer = send(client_of("staff"), task_id)
    assert answer.status_code == 409 and "已结束" in text_of(answer)


def test_not_after_the_directive_was_withdrawn(client_of, cast):
    task_id = an_accepted_task()
    with write_unit():
        withdraw(db.session.get_one(Task, task_id).directive, "重复部署", by=cast.staff, at=now())
    answer = send(client_of("staff"), task_id)
    assert answer.status_code == 409 and "已撤销" in text_of(answer) and status_of(task_id) == "accepted"


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "head", "south"])
def test_wrong_role(client_of, name):
    task_id = an_accepted_task()
    assert send(client_of(name), task_id).status_code == 403
    assert status_of(task_id) == "accepted"


def test_made_up_wrong_method_stranger(client_of):
    task_id = an_accepted_task()
    assert send(client_of("staff"), 9999).status_code == 404
    assert client_of("staff").delete(f"/tasks/{task_id}/reopening").status_code == 405
    assert send(client_of(""), task_id).status_code == 401
