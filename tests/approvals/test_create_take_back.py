"""POST /tasks/<id>/approval/take-back: the secretary takes it back before the leader decides."""

import pytest

from checklist.accounts.joining import join
from checklist.accounts.models import SECRETARY
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.tasks import approval
from checklist.tasks.models import Task
from tests.approvals.asking import approval_of, approve, send_back
from tests.builders import a_task, an_asked_approval
from tests.pages import text_of
from tests.tasks.standing import events_of, status_of


def take_back(client, task_id: int, *, htmx: bool = False):
    return client.post(f"/tasks/{task_id}/approval/take-back", htmx=htmx)


def test_it_works_and_can_be_asked_again(client_of):
    task_id = an_asked_approval()
    answer = take_back(client_of("north"), task_id)
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")
    assert events_of("organization", "approval.") == ["approval.asked", "approval.taken_back"]
    client_of("north").post(f"/tasks/{task_id}/submission", data={"note": ""})
    assert approval_of(task_id).number == 2 and verify_all() == []


def test_under_htmx_the_task_can_be_worked_on_again(client_of):
    task_id = an_asked_approval()
    answer = take_back(client_of("north"), task_id, htmx=True)
    assert answer.status_code == 200 and f'action="/tasks/{task_id}/submission"' in answer.text


def test_twice_and_where_nothing_was_asked(client_of):
    task_id = an_asked_approval()
    for _press in range(2):
        assert take_back(client_of("north"), task_id).status_code == 303
    assert events_of("organization", "approval.taken_back") == ["approval.taken_back"]
    assert take_back(client_of("north"), a_task()).status_code == 303


def test_a_colleague_was_first(client_of, cast):
    task_id = an_asked_approval()
    with write_unit():
        colleague = join(cast.north.organization, SECRETARY, name="何青", sign_in_name="he", by=None, at=now())
        approval.take_back(db.session.get_one(Task, task_id), by=colleague, at=now())
    answer = take_back(client_of("north"), task_id)
    assert answer.status_code == 409 and "已由何青于" in text_of(answer)


@pytest.mark.parametrize(("decide", "words"), [(approve, "同意并上报"), (send_back, "退回")])
def test_decided_meanwhile(client_of, decide, words):
    task_id = an_asked_approval()
    decide(client_of("head"), task_id)
    before = status_of(task_id)
    answer = take_back(client_of("north"), task_id)
    assert answer.status_code == 409 and "已由郑岩于" in text_of(answer) and words in text_of(answer)
    assert status_of(task_id) == before


@pytest.mark.parametrize(
    ("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("head", 403), ("staff", 403)]
)
def test_nobody_else(client_of, who, status):
    task_id = an_asked_approval()
    assert take_back(client_of(who), task_id).status_code == status
    assert approval_of(task_id).is_pending


def test_strangers_and_other_methods(client_of):
    task_id = an_asked_approval()
    assert take_back(client_of(""), task_id).status_code == 401
    assert client_of("north").get(f"/tasks/{task_id}/approval/take-back").status_code == 405
    assert take_back(client_of("north"), 99999).status_code == 404
