"""Two secretaries of one association at the same moment: one of them ticks, the other is told; nothing is stuck."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import SECRETARY, Membership
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.organizations.models import Organization
from checklist.tasks.models import SUBMITTED, Submission, Task
from tests.builders import a_notice, tasks_of
from tests.cast import NORTH_NAME
from tests.pages import text_of


@pytest.fixture
def press(app, cast):
    """`press([form, form])`: each of the two secretaries sends a form (task, fields) at the same moment."""
    with write_unit():
        north = db.session.scalars(select(Organization).where(Organization.name == NORTH_NAME)).one()
        colleague: Membership = join(north, SECRETARY, name="何青", sign_in_name="colleague", by=None, at=now())
        ids = (cast.north.id, colleague.id)
    clients = [app.test_client() for _each in ids]
    for client, membership_id in zip(clients, ids, strict=True):
        client.sign_in(membership_id)
    together = Barrier(2)

    def send(client, form):
        task_id, fields = form
        together.wait()
        return client.post(f"/tasks/{task_id}/submission", data=fields)

    def both(forms):
        db.session.remove()
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(send, clients, forms))
        db.session.remove()
        return answers

    return both


def test_one_ticks_and_the_other_is_told_who_was_first(press):
    task_id = tasks_of(a_notice())[0].id
    answers = press([(task_id, {"kind": "link", "url": f"https://north.example/{name}"}) for name in "ab"])
    first, second = sorted(answers, key=lambda answer: answer.status_code)
    assert (first.status_code, second.status_code) == (303, 409)
    [submission] = db.session.scalars(select(Submission))
    assert submission.submitted_by.person.name in text_of(second)
    assert "https://north.example/" in second.text
    assert len(submission.evidence) == 1
    assert verify_all() == []


def test_each_with_the_others_task_ticked_nobody_waits_for_ever(press):
    first, second = (task.id for task in tasks_of(a_notice())[:2])
    answers = press(
        [
            (first, {"kind": "link", "url": "https://north.example/a", "others": [second], "submits_others": "y"}),
            (second, {"kind": "link", "url": "https://north.example/b", "others": [first], "submits_others": "y"}),
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert {db.session.get_one(Task, task_id).status for task_id in (first, second)} == {SUBMITTED}
    assert len(db.session.scalars(select(Submission)).all()) == 2
    assert verify_all() == []
