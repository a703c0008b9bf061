"""POST /tasks/<id>/exemption/take-back: the association takes back what it asked, before there is an answer."""

import pytest
from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import SECRETARY
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.tasks import exemption
from checklist.tasks.models import Exemption, Task
from tests.builders import a_task, an_asked_exemption, an_exempt_task
from tests.pages import text_of
from tests.tasks.standing import events_of, status_of


def send(client, task_id: int, *, htmx: bool = False):
    return client.post(f"/tasks/{task_id}/exemption/take-back", htmx=htmx)


def test_it_works_and_can_be_asked_again(client_of):
    task_id = an_asked_exemption()
    answer = send(client_of("north"), task_id)
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")
    assert events_of("notice", "exemption.") == ["exemption.asked", "exemption.taken_back"]
    client_of("north").post(f"/tasks/{task_id}/exemption", data={"reason": "再次申请"})
    assert [each.number for each in db.session.scalars(select(Exemption).order_by(Exemption.number))] == [1, 2]
    assert verify_all() == []


def test_under_htmx_the_task_can_be_ticked_again(client_of):
    task_id = an_asked_exemption()
    answer = send(client_of("north"), task_id, htmx=True)
    assert answer.status_code == 200 and f'action="/tasks/{task_id}/submission"' in answer.text


def test_twice_and_where_nothing_was_asked(client_of):
    task_id = an_asked_exemption()
    for _press in range(2):
        assert send(client_of("north"), task_id).status_code == 303
    assert events_of("notice", "exemption.taken_back") == ["exemption.taken_back"]
    assert send(client_of("north"), a_task()).status_code == 303


def test_a_colleague_was_first(client_of, cast):
    task_id = an_asked_exemption()
    with write_unit():
        colleague = join(cast.north.organization, SECRETARY, name="何青", sign_in_name="he", by=None, at=now())
        exemption.take_back(db.session.get_one(Task, task_id), by=colleague, at=now())
    answer = send(client_of("north"), task_id)
    assert answer.status_code == 409 and "已由何青于" in text_of(answer)
    assert events_of("notice", "exemption.taken_back") == ["exemption.taken_back"]


def test_answered_meanwhile(client_of):
    task_id = an_exempt_task()
    answer = send(client_of("north"), task_id)
    assert answer.status_code == 409 and "已由林静于" in text_of(answer) and "同意" in text_of(answer)
    assert status_of(task_id) == "exempt"


@pytest.mark.parametrize(
    ("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("head", 403), ("staff", 403)]
)
def test_nobody_else(client_of, who, status):
    task_id = an_asked_exemption()
    assert send(client_of(who), task_id).status_code == status
    assert events_of("notice", "exemption.taken_back") == []


def test_strangers_and_other_methods(client_of):
    task_id = an_asked_exemption()
    assert send(client_of(""), task_id).status_code == 401
    assert client_of("north").get(f"/tasks/{task_id}/exemption/take-back").status_code == 405
    assert send(client_of("north"), 99999).status_code == 404
