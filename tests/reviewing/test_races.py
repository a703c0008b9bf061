"""One decides on many while another decides on one of them: one review each, and both are told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from checklist.db import db
from checklist.journal.verifying import verify_all
from checklist.tasks.models import Task
from tests.dashboards.standing import events_of, status_of
from tests.reviewing.waiting import a_colleague, reviews, three_waiting


@pytest.fixture
def two(app, cast):
    """Browsers of two of the office's staff."""
    clients = []
    for membership_id in (cast.staff.id, a_colleague()):
        client = app.test_client()
        client.sign_in(membership_id)
        clients.append(client)
    return clients


def together(*presses):
    """The answers to several presses at the same moment."""
    db.session.remove()
    barrier = Barrier(len(presses))

    def press(act):
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


@pytest.mark.parametrize("noun", ["acceptance", "return"])
@pytest.mark.parametrize("decision", ["accept", "return"])
def test_many_against_one(two, cast, noun, decision):
    notice_id, tasks = three_waiting()
    many = {"pair": [f"{task}:1" for task in tasks], "decision": decision, "reason": "请一律补充"}
    one = {"submission": "1", "reason": "请补充"}
    bulk, single = together(
        lambda: two[0].post(f"/notices/{notice_id}/bulk-review", data=many),
        lambda: two[1].post(f"/reviews/{tasks[1]}/{noun}", data=one),
    )
    # One of the two came second on the one task: either the list names it, or the other is told.
    assert (bulk.status_code, single.status_code) in ((303, 409), (200, 303))
    if bulk.status_code == 200:
        assert "2 件已" in bulk.text and "1 件未办" in bulk.text and "已由何青于" in bulk.text
    else:
        assert "已由林静于" in single.text
    found = reviews()
    assert sorted(task for task, *_rest in found) == sorted(tasks)
    for task, is_accepted, _reason in found:
        assert status_of(task) == ("accepted" if is_accepted else "returned")
    assert sum(name in ("task.accepted", "task.returned") for name in events_of(tasks[0])) == 3
    assert verify_all() == []


def test_many_against_many(two, cast):
    notice_id, tasks = three_waiting()
    address = f"/notices/{notice_id}/bulk-review"
    orders = (tasks, tasks[::-1])
    acts = [{"pair": [f"{task}:1" for task in order], "decision": "accept"} for order in orders]
    first, second = together(
        lambda: two[0].post(address, data=acts[0]),
        lambda: two[1].post(address, data=acts[1]),
    )
    assert sorted((first.status_code, second.status_code)) == [200, 303]
    assert len(reviews()) == 3 and verify_all() == []


def test_many_against_a_take_back(two, app, cast):
    notice_id, tasks = three_waiting()
    north = app.test_client()
    north.sign_in(cast.north.id)
    many = {"pair": [f"{task}:1" for task in tasks], "decision": "accept"}
    bulk, back = together(
        lambda: two[0].post(f"/notices/{notice_id}/bulk-review", data=many),
        lambda: north.post(f"/tasks/{tasks[0]}/take-back"),
    )
    assert (bulk.status_code, back.status_code) in ((303, 409), (200, 303))
    task = db.session.get_one(Task, tasks[0])
    assert task.status == ("accepted" if back.status_code == 409 else "open") and verify_all() == []


def test_two_go_through_the_same_queue(two, cast):
    _notice_id, tasks = three_waiting()
    answers = together(
        *(
            lambda client=client: client.post(f"/reviews/{tasks[0]}/acceptance", data={"submission": "1"})
            for client in two
        )
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409] and len(reviews()) == 1
