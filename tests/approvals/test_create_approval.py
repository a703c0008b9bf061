"""POST /tasks/<id>/approval: the leader lets it out, in the leader's own name, exactly as it was shown."""

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import revise
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.tasks import approval
from checklist.tasks.models import Submission, Task
from checklist.tasks.withdrawal import withdraw
from tests.approvals.asking import another_head, approval_of, approve, send_back, shown_versions
from tests.builders import a_link, a_submitted_task, a_task, an_asked_approval
from tests.pages import text_of
from tests.tasks.standing import events_of, status_of


def test_it_works(client_of, cast):
    task_id = an_asked_approval("按名册核对过。")
    page = client_of("head").get(f"/tasks/{task_id}")
    assert f'name="versions" value="{shown_versions(task_id)[0]}"' in page.text and "north.example" in page.text
    answer = approve(client_of("head"), task_id)
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")
    [submission] = db.session.scalars(select(Submission))
    assert (submission.submitted_by_id, submission.note) == (cast.head.id, "按名册核对过。")
    assert [version.id for version in submission.evidence] == shown_versions(task_id)
    found = approval_of(task_id)
    assert (found.is_approved, found.submission_id, found.decided_by_id) == (True, submission.id, cast.head.id)
    assert status_of(task_id) == "submitted"
    assert events_of("organization", "approval.") == ["approval.asked", "approval.given"]
    assert events_of("notice", "task.", "approval.") == ["task.submitted"]
    assert verify_all() == []
    assert "郑岩" in text_of(client_of("staff").get(f"/dashboard/tasks/{task_id}"))


def test_under_htmx_the_task_comes_back_as_it_is_now(client_of):
    answer = approve(client_of("head"), an_asked_approval(), htmx=True)
    assert answer.status_code == 200 and "已同意并上报" in text_of(answer) and "<!doctype" not in answer.text


def test_twice_is_once(client_of):
    task_id = an_asked_approval()
    versions = shown_versions(task_id)
    for _press in range(2):
        assert approve(client_of("head"), task_id, versions=versions).status_code == 303
    assert len(db.session.scalars(select(Submission)).all()) == 1
    assert events_of("organization", "approval.given") == ["approval.given"]


def test_a_newer_version_was_given_meanwhile(client_of, cast):
    task_id = an_asked_approval()
    seen = shown_versions(task_id)
    with write_unit():
        evidence = db.session.get_one(Task, task_id).attached[0]
        revise(evidence, a_link("https://north.example/changed"), by=cast.north, at=now())
    answer = approve(client_of("head"), task_id, versions=seen)
    assert answer.status_code == 409 and "有变动" in text_of(answer)
    assert approval_of(task_id).is_pending and status_of(task_id) == "open"
    assert events_of("organization", "approval.given") == []
    assert approve(client_of("head"), task_id).status_code == 303


@pytest.mark.parametrize("versions", [[], [99999], ["x"]])
def test_what_was_not_shown_is_not_approved(client_of, versions):
    task_id = an_asked_approval()
    assert approve(client_of("head"), task_id, versions=versions).status_code == 409
    assert status_of(task_id) == "open"


def test_taken_back_meanwhile(client_of, cast):
    task_id = an_asked_approval()
    with write_unit():
        approval.take_back(db.session.get_one(Task, task_id), by=cast.north, at=now())
    answer = approve(client_of("head"), task_id)
    assert answer.status_code == 409 and "已由陈晓于" in text_of(answer) and status_of(task_id) == "open"


def test_taken_back_and_asked_anew_the_new_request_was_not_read(client_of, cast):
    task_id = an_asked_approval()
    with write_unit():
        approval.take_back(db.session.get_one(Task, task_id), by=cast.north, at=now())
    with write_unit():
        approval.ask(db.session.get_one(Task, task_id), "新的说明", by=cast.north, at=now())
    assert approve(client_of("head"), task_id).status_code == 409
    assert approve(client_of("head"), task_id, number=2).status_code == 303


@pytest.mark.parametrize("is_approved", [True, False])
def test_another_leader_decided_meanwhile(client_of, is_approved):
    task_id = an_asked_approval()
    other = another_head()
    with write_unit():
        task = db.session.get_one(Task, task_id)
        if is_approved:
            approval.approve(task, 1, shown_versions(task_id), by=other, at=now())
        else:
            approval.send_back(task, 1, "不行", by=other, at=now())
    answer = approve(client_of("head"), task_id)
    assert answer.status_code == 409 and "已由何青于" in text_of(answer)
    assert ("同意并上报" if is_approved else "退回") in text_of(answer)
    assert len(db.session.scalars(select(Submission)).all()) == is_approved


def test_sent_back_by_the_same_person_is_not_approved_by_an_old_page(client_of):
    task_id = an_asked_approval()
    send_back(client_of("head"), task_id)
    assert approve(client_of("head"), task_id).status_code == 409 and status_of(task_id) == "open"


def test_the_directive_was_withdrawn_meanwhile(client_of, cast):
    task_id = an_asked_approval()
    with write_unit():
        withdraw(db.session.get_one(Task, task_id).directive, "重复部署", by=cast.staff, at=now())
    answer = approve(client_of("head"), task_id)
    assert answer.status_code == 409 and "撤销" in text_of(answer)
    assert "没有待审签的上报" in text_of(client_of("head").get("/checklist"))


@pytest.mark.parametrize("build", [a_task, a_submitted_task])
def test_nobody_asked(client_of, build):
    assert approve(client_of("head"), build()).status_code == 409


def test_a_form_without_a_number_is_none(client_of):
    task_id = an_asked_approval()
    assert client_of("head").post(f"/tasks/{task_id}/approval", data={}).status_code == 400


@pytest.mark.parametrize("who", ["north", "member", "staff", "leader", "administrator", "south", "unit"])
def test_nobody_else(client_of, who):
    task_id = an_asked_approval()
    assert approve(client_of(who), task_id).status_code == 403
    assert db.session.scalars(select(Event).where(Event.name == "task.submitted")).all() == []


def test_a_leader_of_another_association_strangers_and_other_methods(client_of):
    theirs = a_task("示例省南山农学会")
    assert approve(client_of("head"), theirs).status_code == 404
    assert approve(client_of("head"), 99999, versions=[1]).status_code == 404
    assert approve(client_of(""), theirs).status_code == 401
    assert client_of("head").get(f"/tasks/{theirs}/approval").status_code == 405
