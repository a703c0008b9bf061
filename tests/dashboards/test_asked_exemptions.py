"""What was asked and waits for the office's answer is seen on its pages: counted, marked, listed, in the record."""

from checklist.db import db
from checklist.tasks.models import Task
from tests.builders import a_task, an_asked_exemption, an_exempt_task
from tests.pages import text_of


def notice_of(task_id: int) -> int:
    return db.session.get_one(Task, task_id).notice_id


def test_home_counts_them(client_of):
    an_asked_exemption()
    for name in ("staff", "leader"):
        page = client_of(name).get("/office")
        assert "1 件不适用申请待答复" in text_of(page) and "state=asked" in page.text


def test_the_dashboard_counts_marks_and_filters(client_of):
    task_id = an_asked_exemption()
    notice_id = notice_of(task_id)
    page = client_of("staff").get(f"/notices/{notice_id}/dashboard")
    assert "1 待答复的不适用申请" in text_of(page) and 'title="办理中，已申请不适用"' in page.text
    asked = client_of("staff").get(f"/notices/{notice_id}/dashboard?state=asked").text
    assert "北辰医学会" in asked and asked.count('scope="row"') == 1
    assert asked.count('class="cell"') == 1


def test_the_list_of_one_organization_says_it(client_of):
    task_id = an_asked_exemption()
    task = db.session.get_one(Task, task_id)
    address = f"/notices/{task.notice_id}/dashboard?organization={task.organization_id}"
    assert "已申请不适用" in text_of(client_of("staff").get(address))


def test_where_nothing_waits_nothing_is_counted(client_of):
    task_id = an_exempt_task()
    assert "待答复" not in text_of(client_of("staff").get(f"/notices/{notice_of(task_id)}/dashboard"))
    assert "待答复" not in text_of(client_of("staff").get("/office"))


def test_the_record_holds_the_request_and_the_form_for_staff(client_of):
    task_id = an_asked_exemption()
    for name, has_form in (("staff", True), ("leader", False)):
        page = client_of(name).get(f"/dashboard/tasks/{task_id}")
        assert "本会没有这类会员" in page.text
        assert (f'action="/tasks/{task_id}/exemption/answer"' in page.text) is has_form


def test_a_poll_brings_it(client_of):
    task_id = a_task()
    notice_id = notice_of(task_id)
    client_of("north").post(f"/tasks/{task_id}/exemption", data={"reason": "无此业务"})
    answer = client_of("staff").get(f"/notices/{notice_id}/dashboard?since=1-20261124", htmx=True)
    assert answer.status_code == 200 and "待答复的不适用申请" in answer.text
