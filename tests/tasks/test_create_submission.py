"""The tick: a link is attached and the task, and others where asked, are reported, all in one transaction."""

import threading

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import revise
from checklist.evidence.models import Evidence, EvidenceVersion
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.tasks.models import OPEN, RETURNED, SUBMITTED, Submission, Task
from tests.builders import (
    a_link,
    a_notice,
    a_reopened_task,
    a_returned_task,
    a_submitted_task,
    a_task,
    attached_link,
    tasks_of,
)
from tests.cast import Cast
from tests.pages import text_of

URL = "https://mp.weixin.qq.com/s/abc"


def send(client, task_id: int, *, htmx: bool = False, **fields):
    return client.post(f"/tasks/{task_id}/submission", data={"kind": "link", "url": URL, **fields}, htmx=htmx)


def status_of(task_id: int) -> str:
    db.session.remove()
    return db.session.get_one(Task, task_id).status


def test_attached_and_reported(client_of):
    task_id = a_task()
    answer = send(client_of("north"), task_id, title="理事会召开", happened_on="2026-11-20", note="线上")
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")
    assert status_of(task_id) == SUBMITTED
    version = db.session.scalars(select(EvidenceVersion)).one()
    assert (version.title, version.content, version.happened_on.isoformat()) == (
        "理事会召开",
        {"url": URL, "channel": "official_account"},
        "2026-11-20",
    )
    names = db.session.scalars(select(Event.name).order_by(Event.id)).all()
    assert names[-3:] == ["evidence.given", "evidence.attached", "task.submitted"]
    assert verify_all() == []


def test_under_htmx_the_task_comes_back_as_it_is_now(client_of):
    answer = send(client_of("north"), a_task(), htmx=True)
    assert answer.status_code == 200
    assert "正在等待审核" in text_of(answer)
    assert "<!doctype" not in answer.text.lower()


def test_the_title_is_taken_from_what_was_pasted(client_of):
    client_of("north").post(f"/tasks/{a_task()}/submission", data={"kind": "link", "url": f"科普周启动 {URL}"})
    version = db.session.scalars(select(EvidenceVersion)).one()
    assert (version.title, version.content["url"]) == ("科普周启动", URL)


def test_one_link_serves_and_reports_several_tasks(client_of):
    notice_id = a_notice()
    first, second, third, _fourth = (task.id for task in tasks_of(notice_id))
    send(client_of("north"), first, others=[second, third], submits_others="y")
    assert [status_of(task_id) for task_id in (first, second, third)] == [SUBMITTED] * 3
    assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_the_others_are_only_attached_to_where_that_is_asked(client_of):
    notice_id = a_notice()
    first, second = (task.id for task in tasks_of(notice_id)[:2])
    send(client_of("north"), first, others=[second])
    assert (status_of(first), status_of(second)) == (SUBMITTED, OPEN)
    assert len(db.session.get_one(Task, second).attached) == 1


def test_with_evidence_attached_it_is_ticked_off_without_another_link(client_of):
    task_id = a_task()
    attached_link(task_id, by="member")
    assert client_of("north").post(f"/tasks/{task_id}/submission", data={"note": "见附件"}).status_code == 303
    submission = db.session.scalars(select(Submission)).one()
    assert (submission.note, len(submission.evidence)) == ("见附件", 1)


def test_where_no_evidence_is_needed_the_note_goes_with_the_tick(client_of):
    task_id = a_task()
    with write_unit():
        db.session.get_one(Task, task_id).directive.least_evidence = 0
    assert client_of("north").post(f"/tasks/{task_id}/submission", data={"note": "已口头传达"}).status_code == 303
    assert db.session.scalars(select(Submission)).one().note == "已口头传达"


def test_pressed_twice_it_is_one_submission(client_of):
    task_id = a_task()
    for _twice in range(2):
        assert send(client_of("north"), task_id).status_code == 303
    assert len(db.session.scalars(select(Submission)).all()) == 1
    assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_two_at_once_are_one_submission(app, cast, client_of):
    task_id = a_task()
    clients = [client_of("north") for _number in range(6)]
    answers = []
    threads = [
        threading.Thread(target=lambda client=client: answers.append(send(client, task_id).status_code))
        for client in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {303, 409}
    db.session.remove()
    assert len(db.session.scalars(select(Submission)).all()) == 1
    assert db.session.scalars(select(Event).where(Event.name == "task.submitted")).one()
    assert verify_all() == []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "请粘贴网址"),
        ("javascript:alert(1)", "http://"),
        ("data:text/html,x", "http://"),
        ("ftp://north.example/a", "http://"),
        ("明天再报", "没有找到网址"),
        ("https://", "没有找到网址"),
        ("https://north.example/" + "a" * 10_000, "太长"),
        ("https://a.example/1 https://b.example/2", "每次只附一个"),
        ("https://bank.example@evil.example/", "@"),
        ("https://localhost/x", "不完整"),
    ],
)
def test_what_is_no_address_is_said_and_kept(client_of, url, sentence):
    task_id = a_task()
    for htmx in (False, True):
        answer = send(client_of("north"), task_id, url=url, title="理事会", note="在线召开", htmx=htmx)
        assert answer.status_code == 422
        assert sentence in text_of(answer)
        assert "理事会" in answer.text
        assert "在线召开" in answer.text
        assert url[:30] in answer.text
    assert status_of(task_id) == OPEN
    assert db.session.scalars(select(Evidence)).all() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"happened_on": "2026-11-25"}, "不能晚于今天"),
        ({"happened_on": "不知道"}, "请填写一个日期"),
        ({"title": "长" * 201}, "请不要超过 200 个字"),
        ({"note": "长" * 1001}, "请不要超过 1000 个字"),
    ],
)
def test_what_does_not_hold_is_said_and_kept(client_of, fields, sentence):
    task_id = a_task()
    answer = send(client_of("north"), task_id, **fields)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert URL in answer.text
    assert status_of(task_id) == OPEN


def test_the_full_width_colon_of_a_chinese_keyboard_is_understood(client_of):
    send(client_of("north"), a_task(), url="https：//north.example/a")
    assert db.session.scalars(select(EvidenceVersion)).one().content["url"] == "https://north.example/a"


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("staff", 403)])
def test_it_is_the_secretarys_to_do(client_of, who, status):
    task_id = a_task()
    assert send(client_of(who), task_id).status_code == status
    assert status_of(task_id) == OPEN


def test_a_stale_token_keeps_what_was_typed(client_of):
    task_id = a_task()
    client = client_of("north")
    answer = client.post(
        f"/tasks/{task_id}/submission", data={"kind": "link", "url": URL, "csrf_token": "stale"}, token=False
    )
    assert answer.status_code == 419
    assert URL in answer.text
    assert status_of(task_id) == OPEN


def test_the_way_back_is_not_a_page(client_of):
    assert client_of("north").delete(f"/tasks/{a_submitted_task()}/submission").status_code == 405


UNCHANGED = "退回后材料还没有改动。请先按退回理由补充或更换材料，或在说明中写明情况。"


@pytest.mark.parametrize("build", [a_returned_task, a_reopened_task])
def test_what_came_back_is_not_reported_unchanged_without_a_word(client_of, build):
    task_id, client = build(), client_of("north")
    page = client.get(f"/tasks/{task_id}")
    assert UNCHANGED in text_of(page) and "可以直接上报" not in text_of(page)
    assert 'name="note" required' in page.text
    for htmx in (False, True):
        answer = client.post(f"/tasks/{task_id}/submission", data={"note": "  "}, htmx=htmx)
        assert answer.status_code == 409 and UNCHANGED in text_of(answer)
    assert status_of(task_id) == RETURNED
    assert len(db.session.scalars(select(Submission)).all()) == 1
    for _twice in range(2):
        assert client.post(f"/tasks/{task_id}/submission", data={"note": "日期见正文"}).status_code == 303
    assert status_of(task_id) == SUBMITTED
    assert len(db.session.scalars(select(Submission)).all()) == 2


def test_the_piece_that_was_returned_is_no_answer_to_the_return(client_of):
    task_id = a_returned_task()
    answer = send(client_of("north"), task_id, url="https://north.example/a/1")
    assert answer.status_code == 409 and UNCHANGED in text_of(answer)
    assert send(client_of("north"), task_id).status_code == 303


def test_a_newer_version_answers_a_return(client_of):
    task_id = a_returned_task()
    with write_unit():
        revise(db.session.scalars(select(Evidence)).one(), a_link(title="补了日期"), by=Cast().north, at=now())
    page = text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert "可以直接上报" in page and UNCHANGED not in page
    assert client_of("north").post(f"/tasks/{task_id}/submission", data={"note": ""}).status_code == 303


def test_a_return_of_what_needs_no_evidence_is_answered_in_words(client_of):
    task_id = a_returned_task()
    evidence_id = db.session.scalars(select(Evidence.id)).one()
    with write_unit():
        db.session.get_one(Task, task_id).directive.least_evidence = 0
    client_of("north").post(f"/tasks/{task_id}/attachments/{evidence_id}/detachment")
    assert client_of("north").post(f"/tasks/{task_id}/submission", data={"note": ""}).status_code == 303
    client_of("staff").post(f"/tasks/{task_id}/return", data={"submission": "2", "reason": "请写明情况"})
    assert UNCHANGED in text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert client_of("north").post(f"/tasks/{task_id}/submission", data={"note": ""}).status_code == 409
