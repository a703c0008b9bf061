"""Where no script runs, files are sent with the form of the piece itself."""

import pytest
from sqlalchemy import select

from checklist.db import db
from checklist.evidence.models import Evidence
from checklist.files.models import Upload
from checklist.journal.verifying import verify_all
from checklist.tasks.models import OPEN, SUBMITTED, Task
from tests.builders import a_notice, a_task, tasks_of
from tests.files.sending import TEXT, a_file, names_waiting
from tests.pages import Pages, text_of


def send(client: Pages, path: str, *files, **fields):
    data = {"kind": "file", "files": list(files), **fields}
    return client.post(path, data=data, content_type="multipart/form-data")


def status_of(task_id: int) -> str:
    db.session.remove()
    return db.session.get_one(Task, task_id).status


def test_a_task_is_ticked_with_them(client_of):
    task_id = a_task()
    answer = send(client_of("north"), f"/tasks/{task_id}/submission", a_file("一.txt"), a_file("二.txt", TEXT + b"2"))
    assert answer.status_code == 303
    assert status_of(task_id) == SUBMITTED
    files = db.session.scalars(select(Evidence)).one().current.content["files"]
    assert [file["name"] for file in files] == ["一.txt", "二.txt"]
    assert names_waiting() == []
    assert verify_all() == []


def test_twice_is_once(client_of):
    task_id = a_task()
    for _twice in range(2):
        assert send(client_of("north"), f"/tasks/{task_id}/submission", a_file()).status_code == 303
    assert len(db.session.scalars(select(Evidence)).all()) == 1


@pytest.mark.parametrize("path", ["submission", "evidence"])
def test_one_that_is_refused_is_said_and_the_rest_stays_picked(client_of, path):
    task_id, client = a_task(), client_of("north")
    answer = send(client, f"/tasks/{task_id}/{path}", a_file("一.txt"), a_file("空.txt", b""), title="启动仪式")
    assert answer.status_code == 422
    assert "“空.txt”没有收下" in text_of(answer)
    assert "启动仪式" in answer.text
    upload_id = db.session.scalars(select(Upload.id)).one()
    assert f'name="uploads" value="{upload_id}"' in answer.text
    assert status_of(task_id) == OPEN
    assert send(client, f"/tasks/{task_id}/{path}", uploads=[upload_id]).status_code == 303
    assert len(db.session.get_one(Task, task_id).attached) == 1


def test_without_any_it_is_said(client_of):
    answer = send(client_of("north"), f"/tasks/{a_task()}/submission", a_file("", b""))
    assert answer.status_code == 422
    assert "请选择照片或文件" in text_of(answer)


@pytest.mark.parametrize("who", ["south", "unit"])
def test_nothing_is_kept_for_a_foreign_task(client_of, who):
    assert send(client_of(who), f"/tasks/{a_task()}/evidence", a_file()).status_code == 404
    assert names_waiting() == []


def test_what_another_picked_is_not_given(client_of):
    first, _second = tasks_of(a_notice())[:2]
    send(client_of("member"), f"/tasks/{first.id}/evidence", a_file("一.txt"), a_file("空.txt", b""))
    upload_id = db.session.scalars(select(Upload.id)).one()
    answer = send(client_of("north"), f"/tasks/{first.id}/submission", uploads=[upload_id])
    assert answer.status_code == 422
    assert status_of(first.id) == OPEN


def test_a_newer_version_takes_them_too(client_of):
    task_id, client = a_task(), client_of("north")
    send(client, f"/tasks/{task_id}/evidence", a_file("一.txt"))
    evidence = db.session.scalars(select(Evidence)).one()
    answer = send(client, f"/evidence/{evidence.id}", a_file("二.txt", TEXT + b"2"), version="1", kept=["1"])
    assert answer.status_code == 303
    db.session.remove()
    files = db.session.get_one(Evidence, evidence.id).current.content["files"]
    assert [file["name"] for file in files] == ["一.txt", "二.txt"]
