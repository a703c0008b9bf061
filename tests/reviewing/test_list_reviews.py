"""GET /notices/<id>/reviews and GET /reviews: what waits, one after the other, the oldest submission first."""

import re

import pytest

from checklist.clock import now
from checklist.comments.models import Look
from checklist.db import db, write_unit
from checklist.notices.models import Notice
from checklist.tasks.models import Task
from tests.builders import a_notice, a_submitted_task, a_task, an_accepted_task
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.comments.saying import new_for, said
from tests.dashboards.standing import submitted_again, taken_back
from tests.pages import text_of
from tests.reviewing.waiting import three_waiting


def shown(response) -> int:
    """The task that stands in the queue."""
    return int(re.search(r'data-queue data-task="(\d+)"', response.text).group(1))


def link(response, rel: str) -> str | None:
    """Where one goes from here."""
    match = re.search(rf'rel="{rel}" href="([^"]+)"', response.text)
    return match.group(1).replace("&amp;", "&") if match else None


def test_the_oldest_submission_comes_first_beside_its_passage(client_of, cast):
    notice_id, tasks = three_waiting()
    response = client_of("staff").get(f"/notices/{notice_id}/reviews")
    words = text_of(response)
    assert shown(response) == tasks[0]
    assert "第 1 件，共 3 件待审核" in words and NORTH_NAME in words
    assert "各学会要召开一次理事会专题会议" in words and "工作方案" in words and "要求材料" in words
    assert f'action="/reviews/{tasks[0]}/acceptance?notice={notice_id}"' in response.text


def test_one_goes_through_it_by_links(client_of, cast):
    notice_id, tasks = three_waiting()
    staff, seen = client_of("staff"), []
    address = f"/notices/{notice_id}/reviews"
    for _step in range(3):
        response = staff.get(address)
        seen.append(shown(response))
        address = link(response, "next")
    assert seen == tasks
    # From the end on to the beginning, so that nothing that was skipped is forgotten.
    assert address.endswith(f"?task={tasks[0]}")
    assert link(staff.get(f"/notices/{notice_id}/reviews"), "prev") is None
    assert link(response, "prev").endswith(f"?task={tasks[1]}")


def test_a_fragment_is_the_queue_alone(client_of, cast):
    notice_id, tasks = three_waiting()
    response = client_of("staff").get(f"/notices/{notice_id}/reviews?task={tasks[1]}", htmx=True)
    assert response.text.lstrip().startswith('<section class="queue"') and shown(response) == tasks[1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("category=医", [0, 2]),
        ("tag=农口", [1]),
        ("text=南山", [1]),
        ("category=医&text=南山", []),
        ("category=nonsense", []),
        ("directive=2", [0]),
        ("directive=x&organization=９", [0, 1, 2]),
        ("comments=new", [1]),
        ("state=open&opened=never", [0, 1, 2]),
    ],
)
def test_filters(client_of, cast, query, expected):
    notice_id, tasks = three_waiting()
    said(tasks[1], "已补寄原件", by="south")
    response = client_of("staff").get(f"/notices/{notice_id}/reviews?{query}")
    if not expected:
        assert "没有符合条件的待审核的上报" in text_of(response)
        return
    assert shown(response) == tasks[expected[0]] and f"共 {len(expected)} 件" in text_of(response)


def test_filters_go_along(client_of, cast):
    notice_id, tasks = three_waiting()
    response = client_of("staff").get(f"/notices/{notice_id}/reviews?text=北辰")
    assert link(response, "next") == f"/notices/{notice_id}/reviews?text=%E5%8C%97%E8%BE%B0&task={tasks[2]}"
    assert f'/reviews/{tasks[0]}/return?notice={notice_id}&amp;text=%E5%8C%97%E8%BE%B0"' in response.text


def test_over_all_open_notices(client_of, cast):
    first, second = a_submitted_task(), a_submitted_task()
    staff = client_of("staff")
    response = staff.get("/reviews")
    assert shown(response) == first and "第 1 件，共 2 件待审核" in text_of(response)
    assert "关于做好科普周工作的通知" in text_of(response)
    assert link(response, "next") == f"/reviews?task={second}"
    assert f'action="/reviews/{first}/acceptance"' in response.text
    with write_unit():
        db.session.get_one(Notice, db.session.get_one(Task, first).notice_id).closed_at = now()
    assert shown(staff.get("/reviews")) == second


def test_nothing_waits(client_of, cast):
    notice_id = a_notice()
    for address in (f"/notices/{notice_id}/reviews", "/reviews"):
        assert "没有待审核的上报，都已审核。" in text_of(client_of("staff").get(address))


def test_what_was_decided_meanwhile_says_so_and_one_goes_on(client_of, cast):
    notice_id, tasks = three_waiting()
    staff = client_of("staff")
    staff.post(f"/tasks/{tasks[1]}/acceptance", data={"submission": "1"})
    response = staff.get(f"/notices/{notice_id}/reviews?task={tasks[1]}")
    assert shown(response) == tasks[1] and "还有 2 件待审核" in text_of(response)
    assert "由林静办结" in text_of(response) and "/acceptance" not in response.text
    assert link(response, "prev").endswith(f"task={tasks[0]}") and link(response, "next").endswith(f"task={tasks[2]}")


def test_what_was_taken_back_meanwhile_says_so(client_of, cast):
    notice_id, tasks = three_waiting()
    taken_back(tasks[0])
    response = client_of("staff").get(f"/notices/{notice_id}/reviews?task={tasks[0]}")
    assert "对方撤回了上报" in text_of(response) and "/acceptance" not in response.text
    assert shown(client_of("staff").get(f"/notices/{notice_id}/reviews")) == tasks[1]


def test_the_difference_to_what_was_returned(client_of, cast):
    task_id = a_submitted_task()
    staff = client_of("staff")
    staff.post(f"/tasks/{task_id}/return", data={"submission": "1", "reason": "请补充日期"})
    submitted_again(task_id)
    words = text_of(staff.get("/reviews"))
    assert "与第 1 次上报相比： 说明有改动" in words
    # Why it came back stands above what was submitted now, not only in what is folded away.
    assert words.index("由林静退回，理由： 请补充日期") < words.index("第 2 次上报") < words.index("以前的上报（1 次）")


def test_why_it_was_opened_again(client_of, cast):
    task_id = an_accepted_task()
    client_of("staff").post(f"/tasks/{task_id}/reopening", data={"number": "1", "reason": "数据有误"})
    submitted_again(task_id)
    words = text_of(client_of("staff").get("/reviews"))
    assert words.index("由林静重新打开，理由： 数据有误") < words.index("第 2 次上报")


def test_what_is_new_is_marked_and_then_read(client_of, cast):
    notice_id, tasks = three_waiting()
    said(tasks[0], "原件已寄出", by="north")
    assert new_for("staff") == {tasks[0]: 1}
    staff = client_of("staff")
    words = text_of(staff.get(f"/notices/{notice_id}/reviews"))
    assert "原件已寄出" in words and " 新 " in words
    assert new_for("staff") == {} and db.session.query(Look).count() == 1
    assert " 新 " not in text_of(staff.get(f"/notices/{notice_id}/reviews"))


def test_as_many_queries_for_many_as_for_few(client_of, cast, counting_queries):
    notice_id, _tasks = three_waiting()
    staff = client_of("staff")
    with counting_queries() as few:
        staff.get(f"/notices/{notice_id}/reviews")
    for number in (2, 3):
        a_submitted_task(number=number, notice_id=notice_id)
    with counting_queries() as many:
        staff.get(f"/notices/{notice_id}/reviews")
    assert len(many) == len(few) <= 20


def test_a_task_that_is_not_in_this_queue_does_not_exist(client_of, cast):
    notice_id, _tasks = three_waiting()
    other = a_task()
    for address in (f"/notices/{notice_id}/reviews?task={other}", "/reviews?task=9999", "/notices/9999/reviews"):
        assert client_of("staff").get(address).status_code == 404
    assert client_of("staff").get(f"/notices/{notice_id}/reviews?task=x").status_code == 200


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "south"])
def test_wrong_role(client_of, cast, name):
    task_id = an_accepted_task()
    notice_id = db.session.get_one(Task, task_id).notice_id
    for address in (f"/notices/{notice_id}/reviews", "/reviews"):
        assert client_of(name).get(address).status_code == 403


def test_wrong_method_stranger(client_of, cast):
    notice_id = a_notice()
    for address in (f"/notices/{notice_id}/reviews", "/reviews"):
        assert client_of("staff").post(address).status_code == 405
        assert "/sign-in" in client_of("").get(address).location


def test_names_stand_beside_the_tasks(client_of, cast):
    notice_id, tasks = three_waiting()
    words = text_of(client_of("staff").get(f"/notices/{notice_id}/reviews?task={tasks[1]}"))
    assert SOUTH_NAME in words
