"""Two of the office's staff review the same submission at the same moment: there is one review."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from checklist.accounts.joining import join
from checklist.accounts.models import STAFF, Membership
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.organizations.queries import the_office
from checklist.tasks.models import Review
from tests.builders import a_submitted_task
from tests.dashboards.standing import events_of, status_of

ACCEPT, RETURN = ("acceptance", {"submission": "1"}), ("return", {"submission": "1", "reason": "请补充"})


@pytest.fixture
def colleague(cast) -> Membership:
    with write_unit():
        return join(the_office(), STAFF, name="何青", sign_in_name="colleague", by=None, at=now())


@pytest.mark.parametrize("acts", [(ACCEPT, ACCEPT), (ACCEPT, RETURN), (RETURN, RETURN)])
def test_one_review(app, cast, colleague, acts):
    task_id = a_submitted_task()
    clients = []
    for membership_id in (cast.staff.id, colleague.id):
        client = app.test_client()
        client.sign_in(membership_id)
        clients.append(client)
    together = Barrier(2)
    db.session.remove()

    def press(client, act) -> int:
        noun, data = act
        together.wait()
        return client.post(f"/tasks/{task_id}/{noun}", data=data).status_code

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(press, clients, acts))
    assert statuses == [303, 409]
    [review] = db.session.query(Review)
    assert status_of(task_id) == ("accepted" if review.is_accepted else "returned")
    assert sum(name in ("task.accepted", "task.returned") for name in events_of(task_id)) == 1
    assert verify_all() == []
