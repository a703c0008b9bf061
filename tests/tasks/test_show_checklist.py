"""The checklist of one notice: what is open on top, under the notice's headings; opening it is recorded once."""

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.models import Event
from checklist.notices.models import Addressee
from checklist.tasks import exemption
from checklist.tasks.deadline import move_deadline
from checklist.tasks.models import Task
from checklist.tasks.withdrawal import withdraw
from tests.approvals.asking import send_back
from tests.builders import (
    a_draft,
    a_notice,
    a_returned_task,
    a_submitted_task,
    an_asked_approval,
    an_asked_exemption,
    day_off,
    tasks_of,
)
from tests.cast import NORTH_NAME
from tests.pages import text_of

MANY = "关于召开会议的通知\n\n一、任务\n\n" + "".join(f"各学会要召开第{n}次工作会议。" for n in range(1, 41))


def path_of(notice_id: int) -> str:
    return f"/notices/{notice_id}/checklist"


@pytest.mark.parametrize("who", ["north", "member"])
def test_the_tasks_stand_under_the_headings_of_the_notice(client_of, who):
    notice_id = a_notice()
    page = text_of(client_of(who).get(path_of(notice_id)))
    assert "一、加强组织领导" in page
    assert "二、做好宣传" in page
    assert all(task.directive.title in page for task in tasks_of(notice_id))


def test_what_is_open_stands_before_what_is_done(client_of):
    task = db.session.get_one(Task, a_submitted_task())
    title = task.directive.title
    others = [other.directive.title for other in tasks_of(task.notice_id) if other.id != task.id]
    page = text_of(client_of("north").get(path_of(task.notice_id)))
    assert all(page.index(other) < page.index(title) for other in others)


def test_the_first_opening_is_kept_and_later_ones_change_nothing(client_of):
    notice_id = a_notice()
    for who in ("member", "north"):
        client_of(who).get(path_of(notice_id))
    opened = db.session.scalars(select(Event).where(Event.name == "notice.opened")).all()
    assert len(opened) == 1
    addressee = db.session.scalars(select(Addressee).join(Addressee.organization).where(Addressee.name == NORTH_NAME))
    assert addressee.one().opened_at == now()


def test_the_reason_of_a_return_stands_on_the_list(client_of):
    task = db.session.get_one(Task, a_returned_task("请补充照片。"))
    assert "请补充照片。" in text_of(client_of("north").get(path_of(task.notice_id)))


@pytest.mark.parametrize(("days", "words"), [(-2, "逾期"), (0, "今天"), (2, "还有 2 天"), (9, "还有 9 天")])
def test_due_dates_stand_in_words(client_of, days, words):
    notice_id = a_notice(due=day_off(days))
    assert words in text_of(client_of("north").get(path_of(notice_id)))


def test_a_moved_deadline_shows_the_old_one_too(client_of, cast):
    notice_id = a_notice(due=day_off(5))
    task = tasks_of(notice_id)[0]
    with write_unit():
        directive = db.session.get_one(Task, task.id).directive
        move_deadline(directive, day_off(20), "会议延期", by=cast.staff, at=now())
    page = text_of(client_of("north").get(path_of(notice_id)))
    assert "12月14日" in page
    assert "11月29日" in page


def test_a_withdrawn_directive_is_shown_as_such(client_of, cast):
    notice_id = a_notice()
    with write_unit():
        withdraw(db.session.get_one(Task, tasks_of(notice_id)[0].id).directive, "重复部署", by=cast.staff, at=now())
    assert "已撤销" in text_of(client_of("north").get(path_of(notice_id)))


def test_a_directive_for_others_is_not_here(client_of):
    notice_id = a_notice()
    page = text_of(client_of("south").get(path_of(notice_id)))
    assert "编写健康科普手册" not in page
    assert len(tasks_of(notice_id)) == 4


def test_a_stranger_is_sent_to_sign_in(client_of):
    answer = client_of("").get(path_of(a_notice()))
    assert answer.status_code == 302
    assert "/sign-in" in answer.location


def test_those_it_was_not_issued_to_do_not_find_it(client_of):
    assert client_of("unit").get(path_of(a_notice())).status_code == 404
    assert client_of("north").get(path_of(a_draft())).status_code == 404
    assert client_of("north").get(path_of(10**9)).status_code == 404


def test_the_office_has_its_dashboard(client_of):
    assert client_of("staff").get(path_of(a_notice())).status_code == 403


def test_only_for_reading(client_of):
    assert client_of("north").post(path_of(a_notice())).status_code == 405


def test_the_queries_are_few_whatever_the_number_of_tasks(client_of, counting_queries):
    few, many = a_notice(), a_notice(MANY)
    assert len(tasks_of(many)) == 40
    counts = []
    for notice_id in (few, many):
        client = client_of("north")
        client.get(path_of(notice_id))  # the first opening writes
        with counting_queries() as statements:
            client.get(path_of(notice_id))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 10


def test_the_reason_why_an_exemption_was_refused_stands_on_the_lists(client_of, cast):
    task_id = an_asked_exemption()
    with write_unit():
        exemption.refuse(db.session.get_one(Task, task_id), 1, "贵会有这类会员。", by=cast.staff, at=now())
    notice_id = db.session.get_one(Task, task_id).notice_id
    for address in (f"/notices/{notice_id}/checklist", "/checklist"):
        assert "不适用申请未获同意：贵会有这类会员。" in text_of(client_of("north").get(address))
    client_of("north").post(f"/tasks/{task_id}/exemption", data={"reason": "再说明一次"})
    page = text_of(client_of("north").get("/checklist"))
    assert "贵会有这类会员" not in page and "已申请不适用" in page


def test_the_reason_of_the_own_leader_stands_on_the_lists(client_of):
    task_id = an_asked_approval()
    send_back(client_of("head"), task_id, "请补充名单。")
    notice_id = db.session.get_one(Task, task_id).notice_id
    for address in (f"/notices/{notice_id}/checklist", "/checklist"):
        assert "本会负责人退回：请补充名单。" in text_of(client_of("north").get(address))
    client_of("north").post(f"/tasks/{task_id}/submission", data={"note": "已补充"})
    assert "请补充名单" not in text_of(client_of("north").get("/checklist"))
