"""A tick in an association whose leader approves: it waits for the leader, and the office learns nothing of it."""

import pytest
from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import SECRETARY
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.refusals import Refused
from checklist.tasks import approval
from checklist.tasks.models import Approval, Submission, Task
from tests.approvals.asking import approval_of, approve, send_back
from tests.builders import a_notice, a_task, an_asked_approval, approval_wanted, attached_link, tasks_of
from tests.pages import text_of
from tests.tasks.standing import events_of, status_of

LINK = {"kind": "link", "url": "https://north.example/a/1"}


def tick(client, task_id: int, *, htmx: bool = False, **fields):
    return client.post(f"/tasks/{task_id}/submission", data=fields, htmx=htmx)


def test_a_tick_with_a_new_piece_waits_for_the_leader(client_of):
    approval_wanted()
    task_id = a_task()
    answer = tick(client_of("north"), task_id, **LINK)
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")
    assert approval_of(task_id).is_pending and status_of(task_id) == "open"
    assert db.session.scalars(select(Submission)).all() == []
    assert events_of("organization", "approval.") == ["approval.asked"]
    assert events_of("notice", "approval.", "task.") == [] and verify_all() == []
    page = client_of("north").get(f"/tasks/{task_id}")
    assert "待本会审签" in text_of(page) and f'action="/tasks/{task_id}/submission"' not in page.text
    assert "移除" not in page.text


def test_under_htmx_the_task_comes_back_as_it_is_now(client_of):
    approval_wanted()
    answer = tick(client_of("north"), a_task(), htmx=True, **LINK)
    assert answer.status_code == 200 and "已报本会负责人审签" in text_of(answer)


def test_a_tick_with_what_is_attached_keeps_its_note(client_of):
    task_id = an_asked_approval("按名册核对过。")
    assert approval_of(task_id).note == "按名册核对过。"
    assert "按名册核对过。" in text_of(client_of("head").get(f"/tasks/{task_id}"))


@pytest.mark.parametrize("fields", [LINK, {"note": ""}])
def test_twice_is_once(client_of, fields):
    approval_wanted()
    task_id = a_task()
    attached_link(task_id)
    for _press in range(2):
        assert tick(client_of("north"), task_id, **fields).status_code == 303
    assert len(db.session.scalars(select(Approval)).all()) == 1
    assert events_of("organization", "approval.") == ["approval.asked"]


def test_others_that_are_ticked_too_wait_too(client_of):
    approval_wanted()
    first, second = (task.id for task in tasks_of(a_notice())[:2])
    assert tick(client_of("north"), first, others=[second], submits_others="y", **LINK).status_code == 303
    assert approval_of(first).is_pending and approval_of(second).is_pending


def test_while_it_waits_nothing_changes(client_of):
    task_id = an_asked_approval()
    evidence_id = db.session.get_one(Task, task_id).attached[0].id
    north = client_of("north")
    for address, fields in (
        (f"/tasks/{task_id}/evidence", {"kind": "link", "url": "https://north.example/2"}),
        (f"/tasks/{task_id}/submission", {"kind": "link", "url": "https://north.example/2"}),
        (f"/tasks/{task_id}/attachments/{evidence_id}/detachment", {}),
        (f"/tasks/{task_id}/exemption", {"reason": "无此业务"}),
    ):
        answer = north.post(address, data=fields)
        assert answer.status_code == 409 and "请先撤回审签" in text_of(answer), address
        assert "陈晓" in text_of(answer)
    assert client_of("member").post(f"/tasks/{task_id}/evidence", data=LINK).status_code == 409
    assert len(db.session.get_one(Task, task_id).attached) == 1


def test_a_form_that_does_not_hold_says_the_same(client_of):
    task_id = an_asked_approval()
    answer = tick(client_of("north"), task_id, kind="link", url="明天再报")
    assert answer.status_code == 409 and "请先撤回审签" in text_of(answer)


def test_the_office_sees_none_of_it(client_of):
    task_id = an_asked_approval("只给本会看的话。")
    notice_id = db.session.get_one(Task, task_id).notice_id
    for name in ("staff", "leader"):
        for address in (
            f"/dashboard/tasks/{task_id}",
            f"/notices/{notice_id}/dashboard",
            f"/notices/{notice_id}/timeline",
            "/office",
        ):
            page = client_of(name).get(address).text
            for words in ("审签", "只给本会看的话", "north.example", "郑岩"):
                assert words not in page, (address, words)


def test_the_office_sees_none_of_it_either_after_the_setting_was_lifted(client_of):
    task_id = an_asked_approval()
    client_of("north").post("/own-organization", data={})
    assert "north.example" not in client_of("staff").get(f"/dashboard/tasks/{task_id}").text


def test_what_waits_already_can_be_decided_after_the_setting_was_lifted(client_of):
    first = an_asked_approval()
    second = an_asked_approval(number=1, notice_id=db.session.get_one(Task, first).notice_id)
    client_of("north").post("/own-organization", data={})
    assert approve(client_of("head"), first).status_code == 303 and status_of(first) == "submitted"
    assert send_back(client_of("head"), second).status_code == 303
    # And a tick goes straight to the office again.
    assert tick(client_of("north"), second, note="").status_code == 303 and status_of(second) == "submitted"
    assert verify_all() == []


def test_the_office_may_report_on_behalf_and_learns_nothing(client_of):
    task_id = an_asked_approval()
    answer = client_of("staff").post(f"/tasks/{task_id}/report-on-behalf", data={"note": "来电说已办"})
    assert answer.status_code == 303 and status_of(task_id) == "submitted"
    answer = approve(client_of("head"), task_id)
    assert answer.status_code == 409 and "上报，正在等待审核" in text_of(answer)
    assert approval_of(task_id).decided_at is None


def test_without_a_leader_the_tick_says_what_to_do(client_of, cast):
    approval_wanted()
    client_of("administrator").post(f"/memberships/{cast.head.id}/ending")
    answer = tick(client_of("north"), a_task(), **LINK)
    assert answer.status_code == 409 and "本会设置" in text_of(answer) and LINK["url"] in answer.text


def test_the_same_needs_hold_as_for_a_submission(client_of):
    approval_wanted()
    answer = tick(client_of("north"), a_task(), note="")
    assert answer.status_code == 409 and "请先附上佐证材料" in text_of(answer)


def test_a_colleague_asked_already(client_of, cast):
    task_id = an_asked_approval()
    with write_unit():
        colleague = join(cast.north.organization, SECRETARY, name="何青", sign_in_name="he", by=None, at=now())
    with pytest.raises(Refused, match="陈晓"), write_unit():
        approval.ask(db.session.get_one(Task, task_id), "", by=colleague, at=now())
    assert len(db.session.scalars(select(Approval)).all()) == 1


def test_another_association_is_not_concerned(client_of):
    approval_wanted()
    task_id = a_task("示例省南山农学会")
    assert tick(client_of("south"), task_id, kind="link", url="https://south.example/1").status_code == 303
    assert status_of(task_id) == "submitted"


def test_the_lists_say_what_it_waits_for(client_of):
    task_id = an_asked_approval()
    notice_id = db.session.get_one(Task, task_id).notice_id
    assert "待本会审签" in text_of(client_of("north").get(f"/notices/{notice_id}/checklist"))
    head = text_of(client_of("head").get("/checklist"))
    assert "待审签 共 1 项" in head and "陈晓" in head
    assert "待审签" not in text_of(client_of("north").get("/checklist"))


def test_what_waits_for_the_leader_costs_the_same_queries_however_much_it_is(client_of, counting_queries):
    first = an_asked_approval()
    counts = []
    for number in (1, 2, 3):
        with counting_queries() as statements:
            assert client_of("head").get("/checklist").status_code == 200
        counts.append(len([each for each in statements if "sign_in_sessions" not in each]))
        an_asked_approval(number=number, notice_id=db.session.get_one(Task, first).notice_id)
    assert len(set(counts)) == 1
