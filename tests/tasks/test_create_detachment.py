"""A piece of evidence is taken off a task again; the piece itself stays."""

import pytest
from sqlalchemy import select

from checklist.db import db
from checklist.evidence.models import Evidence
from checklist.journal.models import Event
from checklist.tasks.models import Task
from tests.builders import a_submitted_task, a_task, attached_link
from tests.pages import text_of


def path_of(task_id: int, evidence_id: int) -> str:
    return f"/tasks/{task_id}/attachments/{evidence_id}/detachment"


def test_taken_off_and_kept(client_of):
    task_id = a_task()
    evidence_id = attached_link(task_id)
    for htmx in (False, True):
        assert client_of("north").post(path_of(task_id, evidence_id), htmx=htmx).status_code in (200, 303)
    assert db.session.get_one(Task, task_id).attached == []
    assert db.session.get_one(Evidence, evidence_id).current.title == "工作方案"
    assert len(db.session.scalars(select(Event).where(Event.name == "evidence.detached")).all()) == 1


def test_what_is_reported_is_not_taken_apart(client_of):
    task_id = a_submitted_task()
    evidence_id = db.session.scalars(select(Evidence.id)).one()
    answer = client_of("north").post(path_of(task_id, evidence_id))
    assert answer.status_code == 409
    assert "请先撤回" in text_of(answer)


def test_a_member_takes_off_only_what_that_member_attached(client_of):
    task_id = a_task()
    others, own = attached_link(task_id), attached_link(task_id, "https://north.example/b", by="member")
    member = client_of("member")
    page = member.get(f"/tasks/{task_id}").text
    assert path_of(task_id, own) in page
    assert path_of(task_id, others) not in page
    answer = member.post(path_of(task_id, others))
    assert answer.status_code == 409
    assert "陈晓" in text_of(answer)
    assert member.post(path_of(task_id, own)).status_code == 303
    assert [evidence.id for evidence in db.session.get_one(Task, task_id).attached] == [others]


def test_a_secretary_takes_off_what_a_member_attached(client_of):
    task_id = a_task()
    assert client_of("north").post(path_of(task_id, attached_link(task_id, by="member"))).status_code == 303
    assert db.session.get_one(Task, task_id).attached == []


def test_what_is_not_attached_changes_nothing(client_of):
    task_id = a_task()
    assert client_of("north").post(path_of(task_id, 10**9)).status_code == 303


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("staff", 403), ("", 401)])
def test_it_is_the_associations_to_do(client_of, who, status):
    task_id = a_task()
    evidence_id = attached_link(task_id)
    assert client_of(who).post(path_of(task_id, evidence_id)).status_code == status
    db.session.remove()
    assert len(db.session.get_one(Task, task_id).attached) == 1


def test_not_a_page(client_of):
    assert client_of("north").get(path_of(a_task(), 1)).status_code == 405
