"""What happened meanwhile: the tick is refused with its reason, nothing is half done, what was typed is kept."""

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.tasks.models import OPEN, Submission, Task
from checklist.tasks.submission import submit
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_notice, a_submitted_task, a_task, an_accepted_task, an_exempt_task, attached_link, tasks_of
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


def test_under_htmx_the_sentence_says_who_and_when_and_leads_to_the_page_as_it_is_now(client_of):
    task_id = an_accepted_task()
    opened = {"HX-Current-URL": f"http://localhost/tasks/{task_id}?kind=link#task-{task_id}-form"}
    answer = client_of("north").post(f"/tasks/{task_id}/take-back", htmx=True, headers=opened)
    assert answer.status_code == 409
    assert "已由林静于" in text_of(answer) and "审核办结" in text_of(answer)
    assert f'<a href="/tasks/{task_id}?kind=link">看现在的情况</a>' in answer.text
    # Only the message is swapped: what is typed stays in the form.
    assert "<form" not in answer.text


@pytest.mark.parametrize("address", ["", "https://evil.example/tasks/1", "http://localhost//evil.example", "http://["])
def test_no_link_leads_out_of_the_site(client_of, address):
    task_id = an_accepted_task()
    answer = client_of("north").post(f"/tasks/{task_id}/take-back", htmx=True, headers={"HX-Current-URL": address})
    assert answer.status_code == 409
    assert "<a" not in answer.text


def test_what_finished_the_task_is_said(client_of, cast):
    exempt = an_exempt_task()
    said = text_of(client_of("north").post(f"/tasks/{exempt}/take-back"))
    assert "林静已于" in said and "不适用" in said
    task_id = a_task()
    with write_unit():
        withdraw(db.session.get_one(Task, task_id).directive, "重复", by=cast.staff, at=now())
    said = text_of(client_of("north").post(f"/tasks/{task_id}/take-back"))
    assert "已于 " in said and "被发文单位撤销" in said
