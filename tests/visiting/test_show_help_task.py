"""One task as a helper sees it."""

import re

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.helping.contributing import HELPED_KINDS
from checklist.tasks.models import Task
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_notice, a_submitted_task, a_task, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME, Cast
from tests.helping.linking import a_helper_link
from tests.pages import text_of


def test_it_says_what_to_do_and_for_whom(client_of):
    notice_id = a_notice()
    task = tasks_of(notice_id)[0]
    page = client_of("").get(f"/help/{a_helper_link(notice_id=notice_id)}/tasks/{task.id}")
    text = text_of(page)
    for word in (task.directive.title, task.directive.text, NORTH_NAME, "科普周", "您的姓名", "全部事项"):
        assert word in text
    assert "通知原文：关于做好科普周工作的通知" in text
    assert f"先由{NORTH_NAME}的秘书确认；确认并上报后，省科协才看得到。" in text


def test_one_kind_at_a_time(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    assert 'name="url"' in client_of("").get(f"/help/{token}/tasks/{task_id}").text
    files = client_of("").get(f"/help/{token}/tasks/{task_id}?kind=file")
    assert 'name="kind" value="file"' in files.text
    fragment = client_of("").get(f"/help/{token}/tasks/{task_id}?kind=file", htmx=True)
    assert "<!doctype" not in fragment.text.lower() and 'id="help-work"' in fragment.text


def test_only_what_a_helper_can_know_is_offered(client_of):
    task_id = a_task(notice_id=a_notice(kinds=("roster", "link")))
    page = client_of("").get(f"/help/{a_helper_link(task_id)}?kind=roster")
    assert 'name="kind" value="link"' in page.text and "名册" not in page.text


def test_other_tasks_do_not_exist_for_the_link(client_of):
    notice_id = a_notice()
    own, sibling = tasks_of(notice_id)[:2]
    souths, other = tasks_of(notice_id, SOUTH_NAME)[0].id, a_task()
    for_one, for_all = a_helper_link(own.id), a_helper_link(notice_id=notice_id)
    for token, task_id in ((for_one, sibling.id), (for_one, souths), (for_all, souths), (for_all, other)):
        assert client_of("").get(f"/help/{token}/tasks/{task_id}").status_code == 404
        assert client_of("").post(f"/help/{token}/tasks/{task_id}/contributions").status_code == 404


def test_a_finished_task_says_so(client_of):
    notice_id = a_notice()
    token = a_helper_link(notice_id=notice_id)
    answer = client_of("").get(f"/help/{token}/tasks/{a_submitted_task(notice_id=notice_id)}")
    assert answer.status_code == 410 and "已经上报" in text_of(answer)


def test_a_withdrawn_task_says_so(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    with write_unit():
        withdraw(db.session.get_one(Task, task_id).directive, "改由其他文件要求", by=Cast().staff, at=now())
    answer = client_of("").get(f"/help/{token}")
    assert answer.status_code == 410 and "已撤销" in text_of(answer)


def test_the_name_need_not_be_typed_twice(client_of):
    task_id = a_task()
    client, address = client_of(""), f"/help/{a_helper_link(task_id)}/tasks/{task_id}"
    client.post(
        f"{address}/contributions", data={"kind": "link", "url": "https://a.example/1", "contributor": "吴 老师"}
    )
    assert 'value="吴 老师"' in client.get(address).text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_for_reading(client_of, method):
    task_id = a_task()
    assert getattr(client_of(""), method)(f"/help/{a_helper_link(task_id)}/tasks/{task_id}").status_code == 405


@pytest.mark.parametrize("kind", HELPED_KINDS)
def test_the_form_of_every_kind_that_a_helper_can_give(client_of, kind):
    task_id = a_task(notice_id=a_notice(kinds=(kind,)))
    page = client_of("").get(f"/help/{a_helper_link(task_id)}")
    assert page.status_code == 200 and f'name="kind" value="{kind}"' in page.text
    places = re.findall(r'(?:href|action|hx-get|hx-post|data-address)="([^"]*)"', page.text)
    assert [place for place in places if not place.startswith(("/help/", "/static/", "#", "/language"))] == []
