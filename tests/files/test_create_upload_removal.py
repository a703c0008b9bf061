"""A file that waits is taken out of its form again."""

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.files.models import Upload
from tests.files.sending import a_file, names_waiting, send_files


@pytest.fixture
def upload_id(client_of) -> int:
    send_files(client_of("north"), a_file())
    return db.session.scalars(select(Upload.id)).one()


def remove(client, upload_id: int, *, htmx: bool = False):
    return client.post(f"/uploads/{upload_id}/removal", htmx=htmx, headers={"Referer": "http://localhost/checklist"})


@pytest.mark.parametrize("htmx", [False, True])
def test_it_is_gone(client_of, upload_id, htmx):
    answer = remove(client_of("north"), upload_id, htmx=htmx)
    assert (answer.status_code, answer.location) == ((200, None) if htmx else (303, "/checklist"))
    assert names_waiting() == []


def test_twice_it_is_not_there(client_of, upload_id):
    remove(client_of("north"), upload_id)
    assert remove(client_of("north"), upload_id).status_code == 404


def test_what_was_used_stays(client_of, upload_id):
    with write_unit():
        db.session.get_one(Upload, upload_id).used_at = now()
    assert remove(client_of("north"), upload_id).status_code == 303
    db.session.remove()
    assert db.session.get(Upload, upload_id) is not None


@pytest.mark.parametrize(("who", "status"), [("member", 404), ("south", 404), ("unit", 404), ("staff", 403), ("", 401)])
def test_it_is_for_whoever_picked_it(client_of, upload_id, who, status):
    assert remove(client_of(who), upload_id).status_code == status
    assert names_waiting() == ["记录.txt"]


def test_not_a_page(client_of, upload_id):
    assert client_of("north").get(f"/uploads/{upload_id}/removal").status_code == 405
