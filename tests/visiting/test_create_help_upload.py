"""Files of somebody without an account wait for the form in that browser only, counted on the link."""

import shutil

import pytest
from sqlalchemy import select

from checklist.accounts import throttling
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.files.models import StoredFile, Upload
from checklist.helping.linking import revoke_link
from checklist.helping.models import Contribution
from checklist.helping.queries import link_of
from checklist.journal.verifying import verify_all
from checklist.visiting.views import FILES_AT_ONCE
from tests.builders import a_notice, a_task, tasks_of
from tests.cast import Cast
from tests.files.sending import TEXT, a_file, kept_bytes, names_waiting
from tests.helping.linking import HELPER, a_helper_link, limited, the_link
from tests.pages import text_of
from tests.visiting.sending import give_files, send_help


def only_upload() -> Upload:
    db.session.remove()
    return db.session.scalars(select(Upload)).one()


def test_it_waits_for_the_form_and_goes_with_it(client_of):
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    answer = send_help(client, token, task_id, a_file())
    assert answer.status_code == 200 and "记录.txt" in text_of(answer)
    assert f"/help/{token}/tasks/{task_id}/uploads/" in answer.text and 'data-remove="/uploads' not in answer.text
    upload = only_upload()
    assert (upload.uploaded_by_id, upload.form) == (None, f"help-{the_link(token).id}-{task_id}")
    # The page was closed meanwhile.
    page = client.get(f"/help/{token}?kind=file")
    assert "记录.txt" in text_of(page)
    assert give_files(client, token, task_id, uploads=str(upload.id)).status_code == 303
    contribution = db.session.scalars(select(Contribution)).one()
    assert contribution.content["files"][0]["name"] == "记录.txt"
    assert [file.size for file in contribution.files] == [len(TEXT)]
    assert (the_link(token).files, the_link(token).bytes) == (1, len(TEXT))
    assert names_waiting() == []
    assert verify_all() == []


def test_confirmed_the_file_belongs_to_the_evidence(client_of):
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    give_files(client, token, task_id, a_file())
    contribution_id = db.session.scalars(select(Contribution.id)).one()
    client_of("north").post(f"/contributions/{contribution_id}/confirmation")
    db.session.remove()
    evidence = db.session.get_one(Contribution, contribution_id).evidence_id
    assert evidence
    assert "记录.txt" in client_of("north").get(f"/tasks/{task_id}").text
    assert verify_all() == []


def test_without_scripts_the_files_come_with_the_form(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    answer = give_files(client_of(""), token, task_id, a_file("一.txt"), a_file("二.txt", TEXT * 2))
    assert answer.status_code == 303
    contribution = db.session.scalars(select(Contribution)).one()
    assert [file["name"] for file in contribution.content["files"]] == ["一.txt", "二.txt"]


def test_without_scripts_what_is_refused_is_said_and_the_rest_waits(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    answer = give_files(client_of(""), token, task_id, a_file("一.txt"), a_file("空.txt", b""))
    assert answer.status_code == 422
    assert "“空.txt”没有收下" in text_of(answer) and "一.txt" in text_of(answer) and HELPER in answer.text
    assert names_waiting() == ["一.txt"]


def test_another_browser_and_another_task_see_nothing_of_it(client_of):
    notice_id = a_notice()
    first, second = (task.id for task in tasks_of(notice_id)[:2])
    token, client = a_helper_link(notice_id=notice_id), client_of("")
    send_help(client, token, first, a_file())
    upload_id = only_upload().id
    for other, task_id in ((client_of(""), first), (client_of("north"), first), (client, second)):
        assert "记录.txt" not in other.get(f"/help/{token}/tasks/{task_id}?kind=file").text
        assert give_files(other, token, task_id, uploads=str(upload_id)).status_code == 422
        address = f"/help/{token}/tasks/{task_id}/uploads/{upload_id}"
        assert other.post(f"{address}/removal").status_code == 404
        assert other.get(f"{address}/picture.jpg").status_code == 404
    assert client_of("north").post(f"/uploads/{upload_id}/removal").status_code == 404
    assert names_waiting() == ["记录.txt"]


def test_more_files_than_the_link_takes_in_are_refused(client_of):
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    limited(token, most_files=3)
    files = [a_file(f"{number}.txt", TEXT * number) for number in range(1, 5)]
    answer = send_help(client, token, task_id, *files)
    assert answer.status_code == 200 and "“4.txt”没有收下：通过这个链接收到的文件已满" in text_of(answer)
    assert names_waiting() == ["1.txt", "2.txt", "3.txt"]
    # What waits already is sent once more: its answer was lost.
    answer = send_help(client, token, task_id, a_file("3.txt", TEXT * 3))
    assert answer.status_code == 200 and the_link(token).files == 3


def test_more_bytes_than_the_link_takes_in_are_refused(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    limited(token, most_bytes=len(TEXT))
    assert send_help(client_of(""), token, task_id, a_file("二.txt", TEXT * 2)).status_code == 422
    assert send_help(client_of(""), token, task_id, a_file("一.txt")).status_code == 200
    assert the_link(token).bytes == len(TEXT)


def test_a_full_link_keeps_no_bytes(client_of, app):
    shutil.rmtree(app.config["INSTANCE"] / "files", ignore_errors=True)
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    limited(token, most_bytes=len(TEXT))
    for number in range(2, 5):
        for answer in (
            send_help(client, token, task_id, a_file("二.txt", TEXT * number)),
            give_files(client, token, task_id, a_file("二.txt", TEXT * number)),
        ):
            assert answer.status_code == 422 and "已满" in text_of(answer)
    assert kept_bytes(app.config["INSTANCE"]) == 0


def test_files_that_cannot_be_taken_are_examined_so_often_and_no_more(client_of, monkeypatch):
    monkeypatch.setattr(throttling, "PER_LINK", 2)
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    for _time in range(2):
        assert "空文件" in text_of(send_help(client, token, task_id, a_file("空.txt", b"")))
    answer = send_help(client, token, task_id, a_file("空.txt", b""), a_file())
    assert answer.status_code == 422 and text_of(answer).count("请过一会儿再传") == 2
    assert send_help(client_of(""), a_helper_link(task_id), task_id, a_file()).status_code == 200


def test_so_many_files_at_once_and_no_more(client_of):
    task_id = a_task()
    files = [a_file(f"{number}.txt", TEXT * (number + 1)) for number in range(FILES_AT_ONCE + 1)]
    answer = send_help(client_of(""), a_helper_link(task_id), task_id, *files)
    assert f"一次最多传 {FILES_AT_ONCE} 个文件" in text_of(answer)
    assert len(names_waiting()) == FILES_AT_ONCE


@pytest.mark.parametrize("size", [1, 200_000])
def test_an_ended_link_takes_no_file(client_of, app, monkeypatch, size):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100_000)
    task_id = a_task()
    token = a_helper_link(task_id)
    with write_unit():
        revoke_link(link_of(token), by=Cast().north, at=now())
    for htmx in (False, True):
        answer = send_help(client_of(""), token, task_id, a_file("大.txt", b"a" * size), htmx=htmx)
        assert answer.status_code == 409 and "已停用" in text_of(answer) and "site-header" not in answer.text
        answer = give_files(client_of(""), token, task_id, a_file("大.txt", b"a" * size), note="讲座照片")
        assert answer.status_code == 409 and "已停用" in text_of(answer)
    assert db.session.scalars(select(StoredFile)).all() == []


def test_a_guess_sends_no_file(client_of):
    assert send_help(client_of(""), "C" * 32, a_task(), a_file()).status_code == 404
    assert db.session.scalars(select(StoredFile)).all() == []


def test_it_is_not_read(client_of):
    task_id = a_task()
    assert client_of("").get(f"/help/{a_helper_link(task_id)}/tasks/{task_id}/uploads").status_code == 405
