"""A helper takes a file out of the form again."""

from sqlalchemy import select

from checklist.db import db
from checklist.files.models import Upload
from tests.builders import a_task
from tests.files.sending import a_file, names_waiting
from tests.helping.linking import a_helper_link, the_link
from tests.visiting.sending import send_help


def only_upload() -> Upload:
    db.session.remove()
    return db.session.scalars(select(Upload)).one()


def test_taken_out_again(client_of):
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    send_help(client, token, task_id, a_file())
    address = f"/help/{token}/tasks/{task_id}/uploads/{only_upload().id}/removal"
    assert client.get(address).status_code == 405
    assert client.post(address, htmx=True).status_code == 200
    assert names_waiting() == []
    # What was sent stays counted, so that nobody fills the disk by sending and taking out.
    assert the_link(token).files == 1


def test_twice_and_of_another_it_does_not_exist(client_of):
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    send_help(client, token, task_id, a_file())
    address = f"/help/{token}/tasks/{task_id}/uploads/{only_upload().id}/removal"
    assert client_of("").post(address).status_code == 404
    assert names_waiting() == ["记录.txt"]
    assert client.post(address).location == f"/help/{token}/tasks/{task_id}"
    assert client.post(address).status_code == 404
