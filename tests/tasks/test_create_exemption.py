"""POST /tasks/<id>/exemption: the association asks not to have to do a task; it stays as it is until the answer."""

import pytest
from sqlalchemy import select

from checklist.db import db
from checklist.journal.verifying import verify_all
from checklist.tasks.models import Exemption, Task
from tests.builders import (
    a_returned_task,
    a_submitted_task,
    a_task,
    an_accepted_task,
    an_asked_approval,
    an_asked_exemption,
    an_exempt_task,
    attached_link,
    tasks_of,
)
from tests.cast import SOUTH_NAME
from tests.pages import text_of
from tests.tasks.standing import events_of, status_of

REASON = "本会没有这类会员。\n可核对名册。"


def send(client, task_id: int, reason: str = REASON, *, htmx: bool = False):
    return client.post(f"/tasks/{task_id}/exemption", data={"reason": reason}, htmx=htmx)


def test_it_works(client_of):
    task_id = a_task()
    answer = send(client_of("north"), task_id)
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")
    [exemption] = db.session.scalars(select(Exemption))
    assert (exemption.number, exemption.reason.split(), exemption.is_granted) == (1, REASON.split(), None)
    assert status_of(task_id) == "open" and events_of("notice", "exemption.") == ["exemption.asked"]
    assert verify_all() == []
    page = text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert "正在等待答复" in page and "可核对名册" in page and "撤回申请" in page


def test_under_htmx_the_task_is_shown_next(client_of):
    task_id = a_task()
    answer = send(client_of("north"), task_id, htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/tasks/{task_id}")


def test_of_what_was_returned(client_of):
    task_id = a_returned_task()
    assert send(client_of("north"), task_id).status_code == 303
    assert status_of(task_id) == "returned"


def test_twice_is_once(client_of):
    task_id = a_task()
    for _press in range(2):
        assert send(client_of("north"), task_id).status_code == 303
    assert len(db.session.scalars(select(Exemption)).all()) == 1
    assert events_of("notice", "exemption.") == ["exemption.asked"]


def test_another_reason_is_not_lost_in_silence(client_of):
    task_id = an_asked_exemption()
    answer = send(client_of("north"), task_id, "另有原因")
    assert answer.status_code == 409 and "请先撤回申请" in text_of(answer) and "另有原因" in answer.text


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("reason", "sentence"), [("", "请写明"), (" \n ", "请写明"), ("长" * 1001, "请不要超过 1000 个字")]
)
def test_without_a_reason_or_with_too_long_a_one(client_of, reason, sentence, htmx):
    task_id = a_task()
    answer = send(client_of("north"), task_id, reason, htmx=htmx)
    assert answer.status_code == 422 and sentence in text_of(answer) and reason.strip() in answer.text
    assert answer.text.lstrip().startswith("<!doctype") is not htmx
    assert db.session.scalars(select(Exemption)).all() == []


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (a_submitted_task, "上报，正在等待审核"),
        (an_accepted_task, "审核办结"),
        (an_exempt_task, "不适用"),
        (an_asked_approval, "审签"),
    ],
)
def test_where_there_is_nothing_to_ask(client_of, build, sentence):
    task_id = build()
    answer = send(client_of("north"), task_id, "新的理由")
    assert answer.status_code == 409 and sentence in text_of(answer) and "新的理由" in answer.text


def test_meanwhile_nothing_is_submitted_but_evidence_is_attached(client_of):
    task_id = an_asked_exemption()
    north = client_of("north")
    attach = {"kind": "link", "url": "https://north.example/a"}
    assert north.post(f"/tasks/{task_id}/evidence", data=attach).status_code == 303
    for fields in ({"note": "已办"}, {"kind": "link", "url": "https://north.example/b"}):
        answer = north.post(f"/tasks/{task_id}/submission", data=fields)
        assert answer.status_code == 409 and "请先撤回申请" in text_of(answer) and "陈晓" in text_of(answer)
    page = north.get(f"/tasks/{task_id}").text
    assert f'action="/tasks/{task_id}/submission"' not in page and f'action="/tasks/{task_id}/evidence"' in page
    assert status_of(task_id) == "open"


def test_a_task_that_waits_is_no_longer_offered_beside_another(client_of):
    waiting = an_asked_exemption()
    first = tasks_of(_notice_of(waiting))[1].id
    attached_link(first)
    assert f'value="{waiting}"' not in client_of("north").get(f"/tasks/{first}").text


def test_the_list_says_what_it_waits_for(client_of):
    task_id = an_asked_exemption()
    assert "已申请不适用" in text_of(client_of("north").get(f"/notices/{_notice_of(task_id)}/checklist"))


@pytest.mark.parametrize(
    ("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("head", 403), ("staff", 403)]
)
def test_nobody_else(client_of, who, status):
    task_id = a_task()
    assert send(client_of(who), task_id).status_code == status
    assert db.session.scalars(select(Exemption)).all() == []


def test_strangers_made_up_ids_and_the_other_association(client_of):
    task_id = a_task(SOUTH_NAME)
    assert send(client_of("north"), task_id).status_code == 404
    assert send(client_of("north"), 99999).status_code == 404
    assert send(client_of(""), task_id).status_code == 401
    assert client_of("north").delete(f"/tasks/{task_id}/exemption").status_code == 405


def _notice_of(task_id: int) -> int:
    return db.session.get_one(Task, task_id).notice_id
