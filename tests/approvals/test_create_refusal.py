"""POST /tasks/<id>/approval/refusal: the leader does not let it out, and the secretary reads why."""

from datetime import timedelta

import pytest
import time_machine

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.tasks import approval
from checklist.tasks.models import Task
from tests.approvals.asking import another_head, approval_of, approve, send_back, shown_versions
from tests.builders import a_task, an_asked_approval, attached_link
from tests.conftest import NOW
from tests.pages import text_of
from tests.tasks.standing import events_of, status_of


def test_it_works(client_of, cast):
    task_id = an_asked_approval()
    answer = send_back(client_of("head"), task_id)
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")
    found = approval_of(task_id)
    assert (found.is_approved, found.reason, found.decided_by_id) == (False, "请补充名单。", cast.head.id)
    assert status_of(task_id) == "open"
    assert events_of("organization", "approval.") == ["approval.asked", "approval.refused"]
    assert events_of("notice", "task.", "approval.") == [] and verify_all() == []


def test_the_secretary_reads_why_and_asks_again(client_of):
    task_id = an_asked_approval()
    send_back(client_of("head"), task_id)
    page = text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert "本会负责人退回" in page and "请补充名单。" in page
    notice_id = db.session.get_one(Task, task_id).notice_id
    assert "本会负责人退回" in text_of(client_of("north").get(f"/notices/{notice_id}/checklist"))
    client_of("north").post(f"/tasks/{task_id}/submission", data={"note": "已补充"})
    assert approval_of(task_id).number == 2
    page = text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert "本会负责人退回" not in page and "待本会审签" in page
    assert approve(client_of("head"), task_id, 2).status_code == 303 and verify_all() == []


def test_the_office_learns_nothing(client_of):
    task_id = an_asked_approval()
    send_back(client_of("head"), task_id)
    page = client_of("staff").get(f"/dashboard/tasks/{task_id}").text
    assert "请补充名单" not in page and "north.example" not in page


def test_under_htmx_the_task_comes_back_as_it_is_now(client_of):
    answer = send_back(client_of("head"), an_asked_approval(), htmx=True)
    assert answer.status_code == 200 and "已退回，本单位秘书会看到理由。" in text_of(answer)


def test_twice_is_once(client_of):
    task_id = an_asked_approval()
    for _press in range(2):
        assert send_back(client_of("head"), task_id).status_code == 303
    assert events_of("organization", "approval.refused") == ["approval.refused"]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("reason", "sentence"), [("", "请写明"), (" \n ", "请写明"), ("长" * 1001, "请不要超过 1000 个字")]
)
def test_without_a_reason_or_with_too_long_a_one(client_of, reason, sentence, htmx):
    task_id = an_asked_approval()
    answer = send_back(client_of("head"), task_id, reason, htmx=htmx)
    assert answer.status_code == 422 and sentence in text_of(answer) and reason.strip() in answer.text
    assert answer.text.lstrip().startswith("<!doctype") is not htmx
    assert approval_of(task_id).is_pending


def test_taken_back_meanwhile_and_the_reason_is_not_lost(client_of, cast):
    task_id = an_asked_approval()
    with write_unit():
        approval.take_back(db.session.get_one(Task, task_id), by=cast.north, at=now())
    answer = send_back(client_of("head"), task_id)
    assert answer.status_code == 409 and "已由陈晓于" in text_of(answer) and "请补充名单。" in answer.text


def test_another_leader_let_it_out_meanwhile(client_of):
    task_id = an_asked_approval()
    other = another_head()
    with write_unit():
        approval.approve(db.session.get_one(Task, task_id), 1, shown_versions(task_id), by=other, at=now())
    answer = send_back(client_of("head"), task_id)
    assert answer.status_code == 409 and "已由何青于" in text_of(answer) and "同意并上报" in text_of(answer)
    assert status_of(task_id) == "submitted"


@pytest.mark.parametrize("who", ["north", "member", "staff", "leader", "administrator", "south", "unit"])
def test_nobody_else(client_of, who):
    task_id = an_asked_approval()
    assert send_back(client_of(who), task_id).status_code == 403
    assert approval_of(task_id).is_pending


def test_a_leader_of_another_association_strangers_and_other_methods(client_of):
    theirs = a_task("示例省南山农学会")
    assert send_back(client_of("head"), theirs).status_code == 404
    assert send_back(client_of("head"), theirs, "").status_code == 404
    assert send_back(client_of("head"), 99999).status_code == 404
    assert send_back(client_of(""), theirs).status_code == 401
    assert client_of("head").get(f"/tasks/{theirs}/approval/refusal").status_code == 405


def test_what_was_sent_back_is_not_asked_again_unchanged_without_a_word(client_of):
    task_id = an_asked_approval()
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        send_back(client_of("head"), task_id)
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        client, address = client_of("north"), f"/tasks/{task_id}/submission"
        assert "退回后材料还没有改动" in text_of(client.get(f"/tasks/{task_id}"))
        answer = client.post(address, data={"note": ""})
        assert answer.status_code == 409 and "退回后材料还没有改动" in text_of(answer)
        assert approval_of(task_id).number == 1
        attached_link(task_id, "https://north.example/list")
        assert "退回后材料还没有改动" not in text_of(client.get(f"/tasks/{task_id}"))
        assert client.post(address, data={"note": ""}).status_code == 303
        assert approve(client_of("head"), task_id, 2).status_code == 303
        assert status_of(task_id) == "submitted" and verify_all() == []
