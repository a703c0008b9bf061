"""A small picture of a file that waits, for the helper who picked it."""

from sqlalchemy import select

from checklist.db import db
from checklist.files.models import Upload
from tests.builders import a_task
from tests.files.sending import a_file
from tests.helping.linking import a_helper_link
from tests.visiting.sending import a_photograph, send_help


def only_upload() -> Upload:
    db.session.remove()
    return db.session.scalars(select(Upload)).one()


def test_a_picture_is_shown_to_who_sent_it(client_of):
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    send_help(client, token, task_id, a_file("照片.jpg", a_photograph()))
    address = f"/help/{token}/tasks/{task_id}/uploads/{only_upload().id}/picture.jpg"
    answer = client.get(address, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.data.startswith(b"\xff\xd8") and answer.headers["Cache-Control"] == "no-store"


def test_another_browser_and_another_kind_of_file_have_none(client_of):
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    send_help(client, token, task_id, a_file())
    address = f"/help/{token}/tasks/{task_id}/uploads/{only_upload().id}/picture.jpg"
    assert client.get(address).status_code == 404
    assert client_of("north").get(address).status_code == 404
    assert client.post(address).status_code == 405
