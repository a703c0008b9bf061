"""Two people at the same moment, on the exemption, the reopening and the approval of one task: one effect, one event,
and the second is told what the first did."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import SECRETARY, STAFF
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.tasks.models import Exemption, Reopening, Task
from tests.approvals.asking import another_head, approval_of, shown_versions
from tests.builders import (
    a_submitted_task,
    a_task,
    an_accepted_task,
    an_asked_approval,
    an_asked_exemption,
    attached_link,
)
from tests.pages import text_of
from tests.tasks.standing import events_of, status_of

ROUNDS = 3


@pytest.fixture
def together(app, cast):
    """`together((membership_id, path, fields), …)`: sent at the same moment; the answers in that order."""

    def send(*forms):
        clients = [app.test_client() for _form in forms]
        for client, (membership_id, _path, _fields) in zip(clients, forms, strict=True):
            client.sign_in(membership_id)
        db.session.remove()
        barrier = Barrier(len(forms))

        def one(client, form):
            barrier.wait()
            return client.post(form[1], data=form[2])

        with ThreadPoolExecutor(len(forms)) as pool:
            answers = list(pool.map(one, clients, forms))
        db.session.remove()
        assert verify_all() == []
        return answers

    return send


def colleague(of, role: str) -> int:
    with write_unit():
        return join(of.organization, role, name="何青", sign_in_name=f"he-{role}", by=None, at=now()).id


def one_was_first(answers, sentence: str) -> None:
    """One was done, the other was told so."""
    first, second = sorted(answers, key=lambda answer: answer.status_code)
    assert (first.status_code, second.status_code) == (303, 409)
    assert sentence in text_of(second)


def test_granted_and_taken_back(together, cast):
    task_id = an_asked_exemption()
    answers = together(
        (cast.staff.id, f"/tasks/{task_id}/exemption/answer", {"answer": "granted", "number": "1"}),
        (cast.north.id, f"/tasks/{task_id}/exemption/take-back", {}),
    )
    one_was_first(answers, "已由")
    is_granted = answers[0].status_code == 303
    assert status_of(task_id) == ("exempt" if is_granted else "open")
    assert events_of("notice", "exemption.")[1:] == ["exemption.granted" if is_granted else "exemption.taken_back"]


def test_granted_by_one_and_refused_by_another(together, cast):
    task_id = an_asked_exemption()
    other = colleague(cast.staff, STAFF)
    address = f"/tasks/{task_id}/exemption/answer"
    answers = together(
        (cast.staff.id, address, {"answer": "granted", "number": "1"}),
        (other, address, {"answer": "refused", "number": "1", "words": "有这类会员"}),
    )
    one_was_first(answers, "答复")
    assert len(events_of("notice", "exemption.")) == 2
    assert status_of(task_id) == ("exempt" if answers[0].status_code == 303 else "open")


def test_asked_by_two_secretaries(together, cast):
    task_id = a_task()
    other = colleague(cast.north, SECRETARY)
    address = f"/tasks/{task_id}/exemption"
    answers = together((cast.north.id, address, {"reason": "甲"}), (other, address, {"reason": "乙"}))
    one_was_first(answers, "申请不适用")
    assert len(db.session.scalars(select(Exemption)).all()) == 1


def test_submitted_and_asked_not_to_have_to(together, cast):
    task_id = a_task()
    attached_link(task_id)
    other = colleague(cast.north, SECRETARY)
    answers = together(
        (cast.north.id, f"/tasks/{task_id}/submission", {"note": ""}),
        (other, f"/tasks/{task_id}/exemption", {"reason": "无此业务"}),
    )
    one_was_first(answers, "")
    assert status_of(task_id) == ("submitted" if answers[0].status_code == 303 else "open")
    assert len(events_of("notice", "task.submitted", "exemption.")) == 1


def test_opened_again_by_two(together, cast):
    task_id = an_accepted_task()
    other = colleague(cast.staff, STAFF)
    address = f"/tasks/{task_id}/reopening"
    answers = together(
        (cast.staff.id, address, {"reason": "甲", "number": "1"}), (other, address, {"reason": "乙", "number": "1"})
    )
    one_was_first(answers, "重新打开")
    assert len(db.session.scalars(select(Reopening)).all()) == 1
    assert events_of("notice", "task.reopened") == ["task.reopened"] and status_of(task_id) == "returned"


def test_accepted_and_opened_again(together, cast):
    task_id = a_submitted_task()
    other = colleague(cast.staff, STAFF)
    answers = together(
        (cast.staff.id, f"/tasks/{task_id}/acceptance", {"submission": "1"}),
        (other, f"/tasks/{task_id}/reopening", {"reason": "再看看", "number": "1"}),
    )
    # Opening again is possible only after the acceptance; accepting is possible in any case.
    assert answers[0].status_code == 303 and answers[1].status_code in (303, 409)
    assert status_of(task_id) == ("returned" if answers[1].status_code == 303 else "accepted")


def test_approved_and_taken_back(together, cast):
    task_id = an_asked_approval()
    answers = together(
        (cast.head.id, f"/tasks/{task_id}/approval", {"number": "1", "versions": shown_versions(task_id)}),
        (cast.north.id, f"/tasks/{task_id}/approval/take-back", {}),
    )
    one_was_first(answers, "已由")
    is_approved = answers[0].status_code == 303
    assert status_of(task_id) == ("submitted" if is_approved else "open")
    assert events_of("notice", "task.submitted") == ["task.submitted"] * is_approved


def test_approved_by_one_leader_and_sent_back_by_another(together, cast):
    task_id = an_asked_approval()
    other = another_head().id
    answers = together(
        (cast.head.id, f"/tasks/{task_id}/approval", {"number": "1", "versions": shown_versions(task_id)}),
        (other, f"/tasks/{task_id}/approval/refusal", {"number": "1", "reason": "不行"}),
    )
    one_was_first(answers, "已由")
    assert approval_of(task_id).is_approved is (answers[0].status_code == 303)
    assert len(events_of("organization", "approval.")) == 2


def test_approved_and_the_evidence_revised(together, cast):
    task_id = an_asked_approval()
    evidence_id = db.session.get_one(Task, task_id).attached[0].id
    seen = shown_versions(task_id)
    newer = {"kind": "link", "url": "https://north.example/newer", "title": "新", "seen": "1", "number": "1"}
    answers = together(
        (cast.head.id, f"/tasks/{task_id}/approval", {"number": "1", "versions": seen}),
        (cast.north.id, f"/evidence/{evidence_id}", newer),
    )
    submissions = db.session.get_one(Task, task_id).submissions
    if answers[0].status_code == 303:
        assert [version.id for version in submissions[0].evidence] == seen
    else:
        assert answers[0].status_code == 409 and "有变动" in text_of(answers[0]) and submissions == []


def test_asked_for_two_tasks_with_one_piece_each_the_other_way_round(together, cast):
    """The journals of the association and of the notice are locked in one order, whoever comes first."""
    first = an_asked_approval()
    notice_id = db.session.get_one(Task, first).notice_id
    second, third = (a_task(number=number, notice_id=notice_id) for number in (1, 2))
    attached_link(second)
    other = colleague(cast.north, SECRETARY)
    link = {"kind": "link", "url": "https://north.example/a/1", "submits_others": "y"}
    for _round in range(ROUNDS):
        answers = together(
            (cast.north.id, f"/tasks/{second}/submission", link | {"others": [third]}),
            (other, f"/tasks/{third}/submission", link | {"url": "https://north.example/z", "others": [second]}),
            (cast.staff.id, f"/tasks/{first}/report-on-behalf", {"note": "来电说已办"}),
            (cast.head.id, f"/tasks/{first}/approval", {"number": "1", "versions": shown_versions(first)}),
        )
        assert {answer.status_code for answer in answers} <= {303, 409}
