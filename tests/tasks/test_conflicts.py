"""What happened meanwhile: the tick is refused with its reason, nothing is half done, what was typed is kept."""

from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.tasks.models import OPEN, Submission, Task
from checklist.tasks.submission import submit
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_notice, a_submitted_task, a_task, attached_link, tasks_of
from tests.pages import text_of

URL = "https://mp.weixin.qq.com/s/abc"


def send(client, task_id: int, *, htmx: bool = False, **fields):
    return client.post(f"/tasks/{task_id}/submission", data={"kind": "link", "url": URL, **fields}, htmx=htmx)


def status_of(task_id: int) -> str:
    db.session.remove()
    return db.session.get_one(Task, task_id).status


def test_another_of_the_tasks_was_finished_meanwhile_and_nothing_is_done(client_of):
    notice_id = a_notice()
    first, second = (task.id for task in tasks_of(notice_id)[:2])
    title = db.session.get_one(Task, second).directive.title
    a_submitted_task(number=1, notice_id=notice_id)
    answer = send(client_of("north"), first, others=[second], submits_others="y")
    assert answer.status_code == 409
    assert title in text_of(answer)
    assert URL in answer.text
    assert status_of(first) == OPEN
    assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_a_second_link_after_the_tick_is_not_lost_in_silence(client_of):
    task_id = a_task()
    send(client_of("north"), task_id)
    answer = send(client_of("north"), task_id, url="https://north.example/b")
    assert answer.status_code == 409
    assert "请先撤回" in text_of(answer)
    assert "https://north.example/b" in answer.text


def test_somebody_else_was_first(client_of, cast):
    task_id = a_task()
    attached_link(task_id, by="member")
    with write_unit():
        submit(db.session.get_one(Task, task_id), "", by=cast.member, at=now())
    answer = send(client_of("north"), task_id, title="理事会")
    assert answer.status_code == 409
    assert "已由吴岚" in text_of(answer)
    assert "理事会" in answer.text
    assert len(db.session.scalars(select(Submission)).all()) == 1


def test_the_directive_was_withdrawn_meanwhile(client_of, cast):
    task_id = a_task()
    with write_unit():
        withdraw(db.session.get_one(Task, task_id).directive, "重复部署", by=cast.staff, at=now())
    for htmx in (False, True):
        answer = send(client_of("north"), task_id, title="理事会", htmx=htmx)
        assert answer.status_code == 409
        assert "撤销" in text_of(answer)
    assert "理事会" in send(client_of("north"), task_id, title="理事会").text


def test_another_associations_task_cannot_be_slipped_in(client_of):
    notice_id = a_notice()
    own, foreign = tasks_of(notice_id)[0].id, tasks_of(notice_id, "示例省南山农学会")[0].id
    assert send(client_of("north"), own, others=[foreign], submits_others="y").status_code == 404
    assert (status_of(own), status_of(foreign)) == (OPEN, OPEN)
