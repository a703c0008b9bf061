"""A link is attached and not reported yet; a member may do that too."""

import pytest
from sqlalchemy import select

from checklist.db import db
from checklist.evidence.models import Evidence
from checklist.tasks.models import OPEN, Task
from tests.builders import a_notice, a_submitted_task, a_task, tasks_of
from tests.cast import SOUTH_NAME
from tests.pages import text_of

URL = "https://mp.weixin.qq.com/s/abc"


def send(client, task_id: int, *, htmx: bool = False, **fields):
    return client.post(f"/tasks/{task_id}/evidence", data={"kind": "link", "url": URL, **fields}, htmx=htmx)


@pytest.mark.parametrize("who", ["north", "member"])
def test_attached_and_still_open(client_of, who):
    task_id = a_task()
    assert send(client_of(who), task_id, title="工作方案").status_code == 303
    task = db.session.get_one(Task, task_id)
    assert task.status == OPEN
    assert [evidence.current.title for evidence in task.attached] == ["工作方案"]


def test_under_htmx_it_stands_on_the_page(client_of):
    answer = send(client_of("member"), a_task(), title="工作方案", htmx=True)
    assert "工作方案" in text_of(answer)
    assert "已附上，尚未上报。" in text_of(answer)


def test_the_same_address_twice_is_one_piece(client_of):
    task_id = a_task()
    for _twice in range(2):
        send(client_of("north"), task_id)
    assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_one_link_serves_several_tasks(client_of):
    first, second = (task.id for task in tasks_of(a_notice())[:2])
    send(client_of("member"), first, others=[second])
    assert len(db.session.scalars(select(Evidence)).all()) == 1
    assert len(db.session.get_one(Task, second).attached) == 1


def test_what_is_no_address_is_said_and_kept(client_of):
    answer = send(client_of("member"), a_task(), url="javascript:alert(1)", title="工作方案")
    assert answer.status_code == 422
    assert "工作方案" in answer.text


def test_what_is_reported_already_is_not_added_to(client_of):
    task_id = a_submitted_task()
    answer = send(client_of("member"), task_id, url="https://north.example/b")
    assert answer.status_code == 409
    assert "请先撤回" in text_of(answer)
    assert "https://north.example/b" in answer.text


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("staff", 403), ("", 401)])
def test_it_is_the_associations_to_do(client_of, who, status):
    task_id = a_task()
    assert send(client_of(who), task_id).status_code == status
    assert db.session.scalars(select(Evidence)).all() == []


def test_what_was_typed_is_kept_where_another_task_is_not_there(client_of):
    foreign = a_task(organization=SOUTH_NAME)
    answer = send(client_of("north"), a_task(), title="三次专题学习的照片", others=[foreign])
    assert answer.status_code == 404
    assert "三次专题学习的照片" in text_of(answer)
    assert db.session.scalars(select(Evidence)).all() == []


def test_not_a_page(client_of):
    assert client_of("north").get(f"/tasks/{a_task()}/evidence").status_code == 405
