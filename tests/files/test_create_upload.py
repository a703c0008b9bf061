"""Files are sent for a form, each by itself or several at once; one that is refused loses nothing of the rest."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, select

from checklist import bodies
from checklist.db import db, write_unit
from checklist.files.models import StoredFile, Upload
from checklist.files.storing import path_of
from checklist.files.uploading import MOST_WAITING
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from tests.files.sending import TEXT, a_file, kept_bytes, names_waiting, send_files
from tests.pages import text_of


@pytest.mark.parametrize("who", ["north", "member"])
def test_it_waits_for_its_form(client_of, cast, who):
    answer = send_files(client_of(who), a_file(), form="task-7")
    assert answer.status_code == 200
    assert "记录.txt" in text_of(answer)
    upload = db.session.scalars(select(Upload)).one()
    assert (upload.form, upload.name, upload.uploaded_by_id) == ("task-7", "记录.txt", cast.id_of(who))
    assert (upload.organization_id, upload.used_at, upload.visitor) == (cast.north.organization_id, None, "")
    assert path_of(upload.file.sha256).read_bytes() == TEXT


def test_nothing_is_journalled_before_it_is_given(client_of):
    before = db.session.scalars(select(Event)).all()
    send_files(client_of("north"), a_file())
    assert len(db.session.scalars(select(Event)).all()) == len(before)
    assert verify_all() == []


def test_several_at_once_and_one_that_is_refused(client_of):
    answer = send_files(client_of("north"), a_file("一.txt"), a_file("空.txt", b""), a_file("二.txt", TEXT + b"2"))
    assert answer.status_code == 200
    assert "“空.txt”没有收下" in text_of(answer)
    assert names_waiting() == ["一.txt", "二.txt"]


def test_twice_is_once(client_of):
    for _twice in range(2):
        assert send_files(client_of("north"), a_file()).status_code == 200
    assert names_waiting() == ["记录.txt"]


def test_the_same_bytes_are_kept_once(client_of):
    send_files(client_of("north"), a_file(), form="task-1")
    send_files(client_of("south"), a_file("另一个.txt"), form="task-2")
    assert len(db.session.scalars(select(StoredFile)).all()) == 1
    assert names_waiting() == ["记录.txt", "另一个.txt"]


def test_a_plain_browser_is_led_back(client_of):
    client = client_of("north")
    answer = client.post(
        "/uploads",
        data={"form": "task-1", "files": [a_file(), a_file("空.txt", b"")]},
        content_type="multipart/form-data",
        headers={"Referer": "http://localhost/checklist"},
    )
    assert (answer.status_code, answer.location) == (303, "/checklist")
    assert "“空.txt”没有收下" in text_of(client.get("/checklist"))


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("files", [(), (("", b""),), (("空.txt", b""),)])
def test_nothing_taken_is_said(client_of, files, htmx):
    answer = send_files(client_of("north"), *(a_file(*file) for file in files), htmx=htmx)
    assert answer.status_code == 422
    assert "请选择" in text_of(answer) or "空文件" in text_of(answer)
    assert names_waiting() == []


def test_one_byte_too_many_is_refused_and_the_rest_is_taken(client_of, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_FILE_BYTES", 200_000)
    largest, larger = TEXT * 10_000, TEXT * 10_000
    largest, larger = largest[: 200_000 - 200_000 % 3], larger[:200_001]
    answer = send_files(client_of("north"), a_file("太大.txt", larger), a_file("正好.txt", largest))
    assert "“太大.txt”没有收下：文件超过" in text_of(answer)
    assert names_waiting() == ["正好.txt"]


def test_a_body_beyond_all_bounds_gets_a_sentence(client_of, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_FILE_BYTES", 1000)
    monkeypatch.setattr(bodies, "FIELDS_AT_MOST", 10_000)
    for htmx in (False, True):
        answer = send_files(client_of("north"), a_file("太大.txt", TEXT * 5000), htmx=htmx)
        assert answer.status_code == 413
        assert "太大" in text_of(answer)
    assert names_waiting() == []


def test_a_full_disk_gets_a_sentence(client_of, app, monkeypatch):
    """The folder in which a body arrives takes nothing more."""
    monkeypatch.setitem(app.config, "ARRIVING", Path("/dev/full"))
    answer = send_files(client_of("north"), a_file("大.txt", TEXT * 5000), a_file("小.txt"))
    assert "“大.txt”没有收下：服务器的存储空间不足" in text_of(answer)
    assert names_waiting() == ["小.txt"]


@contextmanager
def a_full_database():
    """A database that grows no more, as on a full disk."""
    db.session.remove()
    db.engine.dispose()
    with db.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def limit(connection, _record):  # noqa: ANN001
        connection.execute(f"PRAGMA max_page_count={pages}")

    db.engine.dispose()
    event.listen(db.engine, "connect", limit)
    yield
    event.remove(db.engine, "connect", limit)
    db.session.remove()
    db.engine.dispose()


@pytest.mark.parametrize("htmx", [False, True])
def test_a_database_that_has_no_room_gets_a_sentence(client_of, htmx):
    client, statuses = client_of("north"), set()
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite can be told to be full")
    with a_full_database():
        for number in range(400):
            answer = send_files(client, a_file(f"{number}.txt"), form=f"task-{'a' * 20}-{number}", htmx=htmx)
            statuses.add(answer.status_code)
            if answer.status_code == 507:
                break
        assert statuses <= {200, 303, 507}
        assert "存储空间不足" in text_of(answer)
        assert len(names_waiting()) == number


def test_so_many_wait_for_a_form_and_no_more(client_of):
    client = client_of("north")
    send_files(client, a_file())
    with write_unit():
        first = db.session.scalars(select(Upload)).one()
        for number in range(MOST_WAITING - 1):
            db.session.add(
                Upload(
                    organization_id=first.organization_id,
                    form=first.form,
                    file_id=first.file_id,
                    name=f"{number}.txt",
                    uploaded_at=first.uploaded_at,
                    uploaded_by_id=first.uploaded_by_id,
                    visitor="",
                )
            )
    answer = send_files(client, a_file("更多.txt"))
    assert answer.status_code == 422
    assert f"最多附 {MOST_WAITING} 个文件" in text_of(answer)
    assert send_files(client, a_file("更多.txt"), form="task-2").status_code == 200


def test_an_organization_does_not_fill_the_disk_with_what_waits(client_of, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_FILE_BYTES", 100)
    for number in range(60):
        answer = send_files(
            client_of("north"), a_file(f"{number}.txt", b"x" * 90 + b"%d" % number), form=f"task-{number}"
        )
        if answer.status_code == 422:
            break
    assert "占满了空间" in text_of(answer)
    assert 40 < number < 50
    kept = kept_bytes(app.config["INSTANCE"])
    assert send_files(client_of("north"), a_file("再来.txt", b"y" * 95), form="task-99").status_code == 422
    assert kept_bytes(app.config["INSTANCE"]) == kept
    assert send_files(client_of("south"), a_file()).status_code == 200


@pytest.mark.parametrize("form", ["", "task", "task-1 ", "任务-1", "task-1\n", "a" * 30 + "-1", "../task-1"])
def test_a_made_up_form_has_no_files(client_of, form):
    assert send_files(client_of("north"), a_file(), form=form).status_code == 400
    assert names_waiting() == []


@pytest.mark.parametrize(("who", "status"), [("staff", 403), ("administrator", 403), ("", 401)])
def test_those_who_give_no_evidence_send_no_files(client_of, who, status):
    assert send_files(client_of(who), a_file()).status_code == status
    assert names_waiting() == []


def test_nothing_of_the_body_is_read_for_a_stranger(client_of):
    class Untouched:
        def read(self, *_size):
            raise AssertionError("the body was read before the caller was known")

    environ = {
        "wsgi.input": Untouched(),
        "CONTENT_LENGTH": "50000000",
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
    }
    answer = client_of("").post("/uploads", environ_overrides=environ, htmx=True)
    assert answer.status_code == 401


def test_a_stale_token_is_renewed(client_of):
    data = {"form": "task-1", "files": [a_file()], "csrf_token": "stale"}
    answer = client_of("north").post("/uploads", data=data, content_type="multipart/form-data", token=False, htmx=True)
    assert answer.status_code == 419
    assert "data-fresh-token" in answer.text
    assert names_waiting() == []


def test_not_a_page(client_of):
    assert client_of("north").get("/uploads").status_code == 405
