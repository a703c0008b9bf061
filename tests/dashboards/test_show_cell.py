"""GET /dashboard/tasks/<id>: one task beside its source passage, with its evidence and what happened to it."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import Piece, give
from checklist.notices.models import Directive
from checklist.tasks.attachment import attach
from checklist.tasks.models import Task
from checklist.tasks.submission import submit, submit_on_behalf
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_notice, a_returned_task, a_submitted_task, a_task, an_accepted_task, attached_link
from tests.cast import NORTH_NAME
from tests.dashboards.standing import submitted_again
from tests.pages import text_of


def address(task_id: int) -> str:
    return f"/dashboard/tasks/{task_id}"


@pytest.mark.parametrize("name", ["staff", "leader"])
def test_a_submission_beside_its_passage(client_of, cast, name):
    task_id = a_submitted_task()
    directive = db.session.get_one(Task, task_id).directive
    response = client_of(name).get(address(task_id))
    said = text_of(response)
    for words in (directive.text, " › ".join(directive.heading_path), directive.title, NORTH_NAME, "已上报"):
        assert words in said
    assert "第 1 次上报 11月24日 09:00" in said and "陈晓（示例省北辰医学会）" in said
    assert 'href="https://north.example/a/1"' in response.text and "noopener noreferrer" in response.text
    assert "链接 工作方案" in said


def test_staff_review_and_a_leader_reads(client_of, cast):
    task_id = a_submitted_task()
    staff, leader = (client_of(name).get(address(task_id)).text for name in ("staff", "leader"))
    assert f"/tasks/{task_id}/acceptance" in staff and f"/tasks/{task_id}/return" in staff
    assert 'name="submission" value="1"' in staff
    assert "/acceptance" not in leader and "/return" not in leader and "<textarea" not in leader


def test_an_open_task_can_be_reported_by_telephone(client_of, cast):
    task_id = a_task()
    html = client_of("staff").get(address(task_id)).text
    assert f"/tasks/{task_id}/report-on-behalf" in html and "/acceptance" not in html and "还没有上报" in html
    assert "/report-on-behalf" not in client_of("leader").get(address(task_id)).text


def test_what_is_attached_and_not_yet_submitted(client_of, cast):
    task_id = a_task()
    attached_link(task_id)
    said = text_of(client_of("staff").get(address(task_id)))
    assert "已附材料（尚未上报）" in said and "工作方案" in said


def test_earlier_submissions_with_their_reviews(client_of, cast):
    task_id = a_returned_task()
    submitted_again(task_id)
    said = text_of(client_of("staff").get(address(task_id)))
    places = [
        said.index(words)
        for words in (
            "第 2 次上报",
            "以前的上报（1 次）",
            "第 1 次上报 11月24日",
            "由林静退回，理由： 请补充会议日期。",
        )
    ]
    assert places == sorted(places)


def test_accepted_by_whom(client_of, cast):
    said = text_of(client_of("staff").get(address(an_accepted_task())))
    assert "11月24日 09:00 由林静办结" in said and "办结 退回这次上报" not in said


def test_on_behalf_is_marked(client_of, cast):
    task_id = a_task()
    with write_unit():
        submit_on_behalf(db.session.get_one(Task, task_id), "王秘书来电", by=cast.staff, at=now())
    said = text_of(client_of("staff").get(address(task_id)))
    assert "第 1 次上报 代报" in said and "王秘书来电" in said and "林静" in said


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", " https://a.example"])
def test_only_an_address_of_a_page_becomes_a_link(client_of, cast, url):
    task_id = a_task()
    with write_unit():
        task = db.session.get_one(Task, task_id)
        link = Piece("<b>标题</b>", note="<i>", content={"url": url})
        attach(task, give(task.organization_id, "link", link, by=cast.north, at=now()), by=cast.north, at=now())
        submit(task, "", by=cast.north, at=now())
    html = client_of("staff").get(address(task_id)).text
    assert f'href="{url}' not in html and "<b>标题" not in html and "&lt;b&gt;标题" in html


def test_of_a_withdrawn_directive(client_of, cast):
    task_id = a_submitted_task()
    with write_unit():
        directive = db.session.get_one(Directive, db.session.get_one(Task, task_id).directive_id)
        withdraw(directive, "重复", by=cast.staff, at=now())
    response = client_of("staff").get(address(task_id))
    assert "这个任务事项已于 11月24日 撤销" in text_of(response) and not any(
        f'action="/tasks/{task_id}/{noun}"' in response.text for noun in ("acceptance", "return", "report-on-behalf")
    )


def test_the_next_one_that_waits(client_of, cast):
    notice_id = a_notice()
    first, second, third = (a_submitted_task(number=number, notice_id=notice_id) for number in (0, 1, 2))
    staff = client_of("staff")
    for here, following in ((first, second), (second, third), (third, first)):
        assert f'href="{address(following)}"' in staff.get(address(here)).text
    # A leader reviews nothing.
    said = text_of(client_of("leader").get(address(first)))
    assert "下一件待审核" not in said and "没有别的待审核" not in said


def test_htmx_gets_the_panel_only(client_of, cast):
    task_id = a_submitted_task()
    response = client_of("staff").get(address(task_id), htmx=True)
    assert response.text.lstrip().startswith("<h2>") and f'id="task-{task_id}-record"' in response.text


def test_queries_are_few_whatever_happened(client_of, cast, counting_queries):
    task_id = a_returned_task()
    staff = client_of("staff")
    with counting_queries() as few:
        staff.get(address(task_id))
    attached_link(task_id, url="https://north.example/a/2")
    submitted_again(task_id)
    with counting_queries() as many:
        staff.get(address(task_id))
    assert len(many) == len(few) <= 14


@pytest.mark.parametrize("name", ["administrator", "north", "member"])
def test_wrong_role(client_of, cast, name):
    assert client_of(name).get(address(a_task())).status_code == 403


def test_made_up_wrong_method_stranger(client_of, cast):
    task_id = a_task()
    for made_up in (9999, 10**30):
        assert client_of("staff").get(address(made_up)).status_code == 404
    assert client_of("staff").post(address(task_id)).status_code == 405
    assert "/sign-in" in client_of("").get(address(task_id)).location
