"""POST /tasks/<id>/report-on-behalf: the office enters what an association said on the telephone (代报)."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.notices.models import Directive
from checklist.tasks.models import Submission, Task
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_returned_task, a_submitted_task, a_task, an_accepted_task, attached_link
from tests.dashboards.standing import events_of, status_of
from tests.pages import text_of

CALL = {"note": "王秘书 9 点来电：会议已开。"}


def address(task_id: int) -> str:
    return f"/tasks/{task_id}/report-on-behalf"


@pytest.mark.parametrize("build", [a_task, a_returned_task])
def test_it_works(client_of, cast, build):
    task_id = build()
    response = client_of("staff").post(address(task_id), data=CALL)
    assert (response.status_code, response.location) == (303, f"/dashboard/tasks/{task_id}")
    submission = db.session.query(Submission).order_by(Submission.id.desc()).first()
    assert submission.is_on_behalf and submission.note == CALL["note"]
    assert submission.submitted_by_id == cast.staff.id
    assert status_of(task_id) == "submitted" and events_of(task_id)[-1] == "task.submitted_on_behalf"


def test_nothing_that_is_attached_goes_with_it(client_of, cast):
    task_id = a_task()
    attached_link(task_id, by="member")
    client_of("staff").post(address(task_id), data=CALL)
    assert db.session.query(Submission).one().evidence == []
    assert len(db.session.get_one(Task, task_id).attached) == 1


def test_htmx_swaps_record_cell_counts_and_message(client_of, cast):
    response = client_of("staff").post(address(a_task()), data=CALL, htmx=True)
    assert response.status_code == 200 and 'title="已上报，代报"' in response.text
    assert "1 已上报" in text_of(response) and "已代报" in text_of(response)


def test_twice_is_one_submission(client_of, cast):
    task_id = a_task()
    for _press in range(2):
        assert client_of("staff").post(address(task_id), data=CALL).status_code == 303
    assert db.session.query(Submission).count() == 1


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("note", ["", "   "])
def test_without_saying_who_telephoned(client_of, cast, note, htmx):
    task_id = a_task()
    response = client_of("staff").post(address(task_id), data={"note": note}, htmx=htmx)
    assert response.status_code == 422 and "请写明来电人和所说的内容" in text_of(response)
    assert status_of(task_id) == "open"


def test_the_association_was_first(client_of, cast):
    task_id = a_submitted_task()
    response = client_of("staff").post(address(task_id), data=CALL)
    assert response.status_code == 409 and "已由陈晓于" in text_of(response) and CALL["note"] in response.text


def test_accepted_already(client_of, cast):
    response = client_of("staff").post(address(an_accepted_task()), data=CALL, htmx=True)
    assert response.status_code == 409 and "审核办结" in text_of(response)


def test_withdrawn_meanwhile(client_of, cast):
    task_id = a_task()
    with write_unit():
        directive = db.session.get_one(Directive, db.session.get_one(Task, task_id).directive_id)
        withdraw(directive, "重复", by=cast.staff, at=now())
    assert client_of("staff").post(address(task_id), data=CALL).status_code == 409
    assert db.session.query(Submission).count() == 0


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "south"])
def test_wrong_role(client_of, cast, name):
    task_id = a_task()
    assert client_of(name).post(address(task_id), data=CALL).status_code == 403
    assert status_of(task_id) == "open"


def test_made_up_wrong_method_stranger(client_of, cast):
    task_id = a_task()
    assert client_of("staff").post(address(9999), data=CALL).status_code == 404
    assert client_of("staff").get(address(task_id)).status_code == 405
    assert client_of("").post(address(task_id), data=CALL, htmx=True).status_code == 401
