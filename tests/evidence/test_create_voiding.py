"""A wrong piece is voided with a reason: it serves nothing any more, and stays in the record."""

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence, Voiding
from checklist.journal.models import NOTICE, ORGANIZATION, Event, Journal
from checklist.journal.verifying import verify_all
from checklist.refusals import Refused
from checklist.tasks.approval import ask
from checklist.tasks.attachment import attach
from checklist.tasks.models import EXEMPT, RETURNED, Attachment, Task
from checklist.tasks.review import return_
from checklist.tasks.submission import submit, take_back
from tests.builders import (
    a_notice,
    a_reopened_task,
    a_submitted_task,
    a_task,
    an_accepted_task,
    attached_link,
    tasks_of,
)
from tests.cast import Cast
from tests.evidence.pieces import a_newer_version, a_piece
from tests.pages import text_of

REASON = "传成了别的会议的照片"


def send(client, evidence_id: int, reason: str = REASON, *, htmx: bool = False):
    return client.post(f"/evidence/{evidence_id}/voiding", data={"reason": reason}, htmx=htmx)


def evidence_of(task_id: int) -> int:
    return db.session.get_one(Task, task_id).attached[0].id


def voidings() -> list[Voiding]:
    db.session.remove()
    return list(db.session.scalars(select(Voiding)))


def attached(task_id: int) -> list[int]:
    db.session.remove()
    return [evidence.id for evidence in db.session.get_one(Task, task_id).attached]


def named(name: str, kind: str) -> list[Event]:
    return list(db.session.scalars(select(Event).join(Journal).where(Event.name == name, Journal.kind == kind)))


def test_what_an_accepted_submission_stands_on_stays_also_when_the_task_is_opened_again(client_of):
    task_id = a_reopened_task()
    evidence_id = evidence_of(task_id)
    client_of("north").post(f"/tasks/{task_id}/attachments/{evidence_id}/detachment")
    assert attached(task_id) == []
    answer = send(client_of("north"), evidence_id)
    assert answer.status_code == 409 and "办结时用的是这份材料" in text_of(answer)
    assert voidings() == []


def test_voided_with_its_reason(client_of, cast):
    evidence_id = a_piece()
    answer = send(client_of("north"), evidence_id)
    assert (answer.status_code, answer.location) == (303, f"/evidence/{evidence_id}")
    [voiding] = voidings()
    assert (voiding.evidence_id, voiding.reason, voiding.voided_by_id) == (evidence_id, REASON, cast.north.id)
    [event] = named("evidence.voided", ORGANIZATION)
    assert event.facts.keys() == {"evidence", "digest"} and event.facts["digest"] == voiding.digest()
    assert verify_all() == []


def test_a_reason_that_is_altered_later_is_found(client_of):
    send(client_of("north"), a_piece())
    with write_unit():
        db.session.scalars(select(Voiding)).one().reason = "没有理由"
    [alteration] = verify_all()
    assert alteration.table == "voidings"


def test_under_htmx_the_page_of_the_piece_is_opened(client_of):
    evidence_id = a_piece()
    answer = send(client_of("north"), evidence_id, htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/evidence/{evidence_id}")


def test_it_is_taken_off_every_task_in_the_same_act(client_of, cast):
    tasks = [task.id for task in tasks_of(a_notice())[:2]] + [tasks_of(a_notice())[0].id]
    evidence_id = attached_link(tasks[0])
    other = attached_link(tasks[0], "https://north.example/other")
    with write_unit():
        for task_id in tasks[1:]:
            evidence = db.session.get_one(Evidence, evidence_id)
            attach(db.session.get_one(Task, task_id), evidence, by=cast.north, at=now())
    send(client_of("north"), evidence_id)
    assert [attached(task_id) for task_id in tasks] == [[other], [], []]
    assert sorted(event.facts["task"] for event in named("evidence.detached", NOTICE)) == sorted(tasks)
    assert verify_all() == []


def test_pressed_twice_it_is_one_voiding(client_of):
    evidence_id = attached_link(a_task())
    for reason in (REASON, "另一个理由"):
        assert send(client_of("north"), evidence_id, reason).status_code == 303
    assert [voiding.reason for voiding in voidings()] == [REASON]
    assert len(named("evidence.voided", ORGANIZATION)) == len(named("evidence.detached", NOTICE)) == 1


def test_it_can_never_be_attached_again(client_of, cast):
    task_id = a_task()
    evidence_id = attached_link(task_id)
    send(client_of("north"), evidence_id)
    with pytest.raises(Refused, match="已作废"), write_unit():
        evidence = db.session.get_one(Evidence, evidence_id)
        attach(db.session.get_one(Task, task_id), evidence, by=Cast().north, at=now())


def test_what_waits_for_review_is_taken_back_first(client_of, cast):
    task_id = a_submitted_task()
    evidence_id = evidence_of(task_id)
    answer = send(client_of("north"), evidence_id)
    assert answer.status_code == 409
    assert "请先在任务页撤回" in text_of(answer)
    assert REASON in answer.text
    assert voidings() == [] and attached(task_id) == [evidence_id]
    with write_unit():
        take_back(db.session.get_one(Task, task_id), by=Cast().north, at=now())
    assert send(client_of("north"), evidence_id).status_code == 303
    assert attached(task_id) == []


def test_what_is_accepted_stands(client_of):
    task_id = an_accepted_task()
    answer = send(client_of("north"), evidence_of(task_id))
    assert answer.status_code == 409
    assert "已办结的任务" in text_of(answer)
    assert voidings() == []


def test_an_older_version_that_was_accepted_stands_too(client_of):
    evidence_id = evidence_of(an_accepted_task())
    a_newer_version(evidence_id)
    assert send(client_of("north"), evidence_id).status_code == 409


def test_what_was_returned_can_be_voided_and_stays_in_the_record(client_of, cast):
    task_id = a_submitted_task()
    evidence_id = evidence_of(task_id)
    with write_unit():
        return_(db.session.get_one(Task, task_id), 1, "照片不对", by=cast.staff, at=now())
    assert send(client_of("north"), evidence_id).status_code == 303
    assert attached(task_id) == []
    assert db.session.get_one(Task, task_id).status == RETURNED
    for who, path in (("staff", f"/dashboard/tasks/{task_id}"), ("north", f"/tasks/{task_id}")):
        answer = client_of(who).get(path)
        assert "evidence__item--void" in answer.text
        assert REASON in text_of(answer)


def test_a_task_that_need_not_be_done_loses_it_too(client_of, cast):
    """Opened again it must not come back with a piece that is void."""
    task_id = a_task()
    evidence_id = attached_link(task_id)
    with write_unit():
        db.session.get_one(Task, task_id).status = EXEMPT
    assert send(client_of("north"), evidence_id).status_code == 303
    assert attached(task_id) == []


def test_what_the_leader_decides_on_is_taken_back_first(client_of, cast):
    task_id = a_task()
    evidence_id = attached_link(task_id)
    with write_unit():
        north = Cast().north
        north.organization.needs_approval = True
        ask(db.session.get_one(Task, task_id), "", by=north, at=now())
    answer = send(client_of("north"), evidence_id)
    assert answer.status_code == 409
    assert "请先在任务页撤回审签" in text_of(answer)
    assert voidings() == [] and attached(task_id) == [evidence_id]


def test_submitted_meanwhile_is_refused(client_of, cast):
    task_id = a_task()
    evidence_id = attached_link(task_id)
    client = client_of("north")
    assert client.get(f"/evidence/{evidence_id}/voiding").status_code == 200
    with write_unit():
        submit(db.session.get_one(Task, task_id), "", by=Cast().north, at=now())
    assert send(client, evidence_id).status_code == 409


@pytest.mark.parametrize("reason", ["", "  ", "\x00", "长" * 1001])
def test_without_a_reason_nothing_happens(client_of, reason):
    task_id = a_task()
    evidence_id = attached_link(task_id)
    for htmx in (False, True):
        answer = send(client_of("north"), evidence_id, reason, htmx=htmx)
        assert answer.status_code == 422
        assert ("请写明作废的理由" if len(reason) < 10 else "请不要超过 1000 个字") in text_of(answer)
        assert "移除" in text_of(answer)
    assert voidings() == [] and attached(task_id) == [evidence_id]


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("staff", 403), ("", 401)])
def test_it_is_the_secretarys_to_do(client_of, who, status):
    evidence_id = attached_link(a_task())
    assert send(client_of(who), evidence_id).status_code == status
    assert voidings() == []
    assert db.session.scalars(select(Attachment)).one().detached_at is None


def test_under_a_waiting_submission_whatever_was_submitted_elsewhere(client_of, cast):
    """Another task with a second submission must not hide this one."""
    other = a_submitted_task()
    with write_unit():
        return_(db.session.get_one(Task, other), 1, "请补充。", by=cast.staff, at=now())
        submit(db.session.get_one(Task, other), "已补充", by=cast.north, at=now())
    task_id = a_submitted_task()
    answer = send(client_of("north"), evidence_of(task_id))
    assert answer.status_code == 409
    assert voidings() == []
