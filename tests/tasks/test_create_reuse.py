"""The organization's own pieces are used for another task: all or nothing, and twice is once."""

import threading

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.evidence.voiding import void
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.tasks.models import OPEN, SUBMITTED, Submission, Task
from tests.builders import a_notice, a_submitted_task, a_task, an_accepted_task, attached_link, tasks_of
from tests.cast import SOUTH_NAME, Cast
from tests.evidence.pieces import a_piece
from tests.pages import text_of


def send(client, task_id: int, *ids: object, htmx: bool = False, **fields):
    return client.post(f"/tasks/{task_id}/reuse", data={"evidence": [str(id) for id in ids], **fields}, htmx=htmx)


def task_of(task_id: int) -> Task:
    db.session.remove()
    return db.session.get_one(Task, task_id)


def attached(task_id: int) -> list[int]:
    return [evidence.id for evidence in task_of(task_id).attached]


def events(name: str) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.name == name).order_by(Event.id)))


@pytest.mark.parametrize("who", ["north", "member"])
def test_pieces_of_another_notice_are_attached(client_of, who):
    first, second = attached_link(tasks_of(a_notice())[0].id), a_piece("健康手册")
    task_id = a_task()
    answer = send(client_of(who), task_id, first, second)
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")
    assert attached(task_id) == [first, second]
    assert task_of(task_id).status == OPEN
    assert [event.facts["evidence"] for event in events("evidence.attached")[-2:]] == [first, second]
    assert len(events("evidence.given")) == 2
    assert verify_all() == []


def test_attached_and_reported(client_of):
    task_id, evidence_id = a_task(), a_piece("健康手册")
    answer = send(client_of("north"), task_id, evidence_id, submits="y", htmx=True)
    assert "正在等待审核" in text_of(answer)
    assert task_of(task_id).status == SUBMITTED
    [submission] = db.session.scalars(select(Submission))
    assert [version.evidence_id for version in submission.evidence] == [evidence_id]
    assert verify_all() == []


@pytest.mark.parametrize("fields", [{}, {"submits": "y"}])
def test_pressed_twice_it_is_done_once(client_of, fields):
    task_id, evidence_id = a_task(), a_piece()
    for _twice in range(2):
        assert send(client_of("north"), task_id, evidence_id, evidence_id, **fields).status_code == 303
    assert attached(task_id) == [evidence_id]
    assert len(events("evidence.attached")) == 1
    assert len(events("task.submitted")) == len(fields)


def test_at_once_it_is_done_once(client_of):
    task_id, evidence_id = a_task(), a_piece()
    clients, answers = [client_of("north") for _number in range(4)], []
    threads = [
        threading.Thread(target=lambda c=c: answers.append(send(c, task_id, evidence_id, submits="y").status_code))
        for c in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 4
    assert attached(task_id) == [evidence_id]
    assert len(events("task.submitted")) == 1
    assert verify_all() == []


def test_voided_at_the_same_moment_it_serves_nothing_or_is_not_voided(client_of):
    """One of the two is told what the other did; a task never stands on what is void."""
    task_id, evidence_id = a_task(), a_piece()
    one, other = client_of("north"), client_of("north")
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(send(one, task_id, evidence_id, submits="y").status_code)),
        threading.Thread(
            target=lambda: answers.append(
                other.post(f"/evidence/{evidence_id}/voiding", data={"reason": "传错了"}).status_code
            )
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 409]
    db.session.remove()
    is_void = db.session.get_one(Evidence, evidence_id).voiding is not None
    assert is_void == (task_of(task_id).status == OPEN)
    assert attached(task_id) == ([] if is_void else [evidence_id])
    assert verify_all() == []


def test_too_few_are_not_reported_and_nothing_is_attached(client_of):
    task_id = tasks_of(a_notice(least=2))[0].id
    answer = send(client_of("north"), task_id, a_piece(), submits="y")
    assert answer.status_code == 409
    assert "还差 1 份" in text_of(answer)
    assert attached(task_id) == []


def test_all_or_nothing(client_of, cast):
    task_id, good, voided = a_task(), a_piece("好的"), a_piece("作废的")
    with write_unit():
        void(db.session.get_one(Evidence, voided), "传错了", by=cast.north, at=now())
    answer = send(client_of("north"), task_id, good, voided)
    assert answer.status_code == 409
    assert "材料“作废的”已作废" in text_of(answer)
    assert attached(task_id) == []
    assert events("evidence.attached") == []


def test_a_kind_that_is_not_wanted_is_refused(client_of):
    task_id = a_task()
    answer = send(client_of("north"), task_id, a_piece("说明", kind="statement", text="已传达。"))
    assert answer.status_code == 409
    assert "要的不是这种材料" in text_of(answer)


@pytest.mark.parametrize("htmx", [False, True])
def test_nothing_chosen_is_said_where_one_chooses(client_of, htmx):
    task_id = a_task()
    a_piece("健康手册")
    answer = send(client_of("north"), task_id, htmx=htmx)
    assert answer.status_code == 422
    assert "请勾选要用的材料" in text_of(answer)
    assert "健康手册" in answer.text
    assert ("<!doctype" in answer.text.lower()) != htmx


@pytest.mark.parametrize("ids", [("south",), ("own", "south"), (10**9 - 1,), ("x",), ("0",), ("-1",), ("9" * 30,)])
def test_what_is_not_the_organizations_is_not_found(client_of, ids):
    pieces = {"own": a_piece("自己的"), "south": a_piece("南山的", by="south")}
    task_id = a_task()
    answer = send(client_of("north"), task_id, *(pieces.get(str(id), id) for id in ids))
    assert answer.status_code == 404
    assert "南山的" not in answer.text
    assert attached(task_id) == []


@pytest.mark.parametrize(("task", "sentence"), [(a_submitted_task, "请先撤回"), (an_accepted_task, "审核办结")])
def test_what_is_reported_is_not_added_to(client_of, task, sentence):
    task_id, evidence_id = task(), a_piece()
    for fields in ({}, {"submits": "y"}):
        answer = send(client_of("north"), task_id, evidence_id, **fields)
        assert answer.status_code == 409
        assert sentence in text_of(answer)


def test_a_member_does_not_report(client_of):
    task_id, evidence_id = a_task(), a_piece()
    assert send(client_of("member"), task_id, evidence_id, submits="y").status_code == 403
    assert attached(task_id) == []


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("staff", 403), ("", 401)])
def test_it_is_the_associations_to_do(client_of, who, status):
    task_id, evidence_id = a_task(), a_piece()
    assert send(client_of(who), task_id, evidence_id).status_code == status
    assert attached(task_id) == []


def test_after_a_merger_the_successor_uses_what_both_have(client_of, cast):
    theirs, of_south, of_north = a_piece("南山的", by="south"), a_task(SOUTH_NAME), a_task()
    own = a_piece("自己的")
    with write_unit():
        Cast().south.organization.succeeded_by_id = Cast().north.organization_id
    client = client_of("north")
    assert "南山的" in client.get(f"/tasks/{of_north}/reuse").text
    assert send(client, of_north, theirs).status_code == 303
    assert send(client, of_south, own).status_code == 303
    assert (attached(of_north), attached(of_south)) == ([theirs], [own])
    assert verify_all() == []


def test_south_does_not_use_its_piece_for_norths_task(client_of):
    task_id = a_task()
    assert send(client_of("south"), task_id, a_piece("南山的", by="south")).status_code == 404
    assert attached(task_id) == []


def test_not_deleted(client_of):
    assert client_of("north").delete(f"/tasks/{a_task()}/reuse").status_code == 405
