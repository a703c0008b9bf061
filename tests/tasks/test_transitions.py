"""A task's state is the projection of what was done to it; every transition is all or nothing and harmless twice."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.refusals import Refused
from checklist.tasks.models import ACCEPTED, OPEN, RETURNED, SUBMITTED, WITHDRAWN, Task
from checklist.tasks.review import accept, return_
from checklist.tasks.submission import submit, submit_on_behalf, take_back
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_returned_task, a_submitted_task, a_task, an_accepted_task, attached_link


def task(task_id):
    return db.session.get_one(Task, task_id)


def test_a_tick_needs_its_evidence(cast):
    task_id = a_task()
    with pytest.raises(Refused, match="佐证材料"), write_unit():
        submit(task(task_id), "", by=cast.north, at=now())
    assert task(task_id).status == OPEN


def test_a_tick_without_evidence_where_the_directive_needs_none(cast):
    task_id = a_task()
    with write_unit():
        task(task_id).directive.least_evidence = 0
        submit(task(task_id), "", by=cast.north, at=now())
    assert task(task_id).status == SUBMITTED


def test_ticking_twice_is_one_submission(cast):
    task_id = a_submitted_task()
    with write_unit():
        submit(task(task_id), "", by=cast.north, at=now())
    assert len(task(task_id).submissions) == 1


def test_the_second_of_two_people_is_told_who_was_first(cast):
    task_id = a_submitted_task()
    with pytest.raises(Refused, match="陈晓"), write_unit():
        submit_on_behalf(task(task_id), "来电", by=cast.staff, at=now())


def test_taken_back_and_submitted_again(cast):
    task_id = a_submitted_task()
    for _twice in range(2):
        with write_unit():
            take_back(task(task_id), by=cast.north, at=now())
    assert task(task_id).status == OPEN
    with write_unit():
        submit(task(task_id), "", by=cast.north, at=now())
    assert [s.number for s in task(task_id).submissions] == [1, 2]
    assert task(task_id).submission.number == 2


def test_a_returned_task_that_is_taken_back_is_still_returned(cast):
    task_id = a_returned_task()
    with write_unit():
        submit(task(task_id), "已补充", by=cast.north, at=now())
    with write_unit():
        take_back(task(task_id), by=cast.north, at=now())
    assert task(task_id).status == RETURNED


def test_accepting_twice_is_one_review(cast):
    task_id = an_accepted_task()
    with write_unit():
        accept(task(task_id), 1, by=cast.staff, at=now())
    assert task(task_id).status == ACCEPTED


def test_what_is_accepted_cannot_be_returned(cast):
    task_id = an_accepted_task()
    with pytest.raises(Refused, match="林静"), write_unit():
        return_(task(task_id), 1, "再看看", by=cast.staff, at=now())


def test_a_return_needs_its_reason(cast):
    task_id = a_submitted_task()
    with pytest.raises(Refused, match="理由"), write_unit():
        return_(task(task_id), 1, "  ", by=cast.staff, at=now())


def test_a_review_of_what_was_taken_back_is_refused(cast):
    task_id = a_submitted_task()
    with write_unit():
        take_back(task(task_id), by=cast.north, at=now())
    with pytest.raises(Refused, match="撤回"), write_unit():
        accept(task(task_id), 1, by=cast.staff, at=now())


def test_withdrawing_ends_what_is_unfinished_and_keeps_what_is_accepted(cast):
    task_id = an_accepted_task()
    with write_unit():
        withdraw(task(task_id).directive, "重复部署", by=cast.staff, at=now())
    directive_id = task(task_id).directive_id
    others = db.session.query(Task).where(Task.directive_id == directive_id, Task.id != task_id).all()
    assert task(task_id).status == ACCEPTED
    assert {other.status for other in others} == {WITHDRAWN}


def test_nothing_is_submitted_for_a_withdrawn_directive(cast):
    task_id = a_task()
    attached_link(task_id)
    with write_unit():
        withdraw(task(task_id).directive, "重复部署", by=cast.staff, at=now())
    with pytest.raises(Refused, match="撤销"), write_unit():
        submit(task(task_id), "", by=cast.north, at=now())


def test_every_journal_verifies_after_all_this(cast):
    a_returned_task()
    an_accepted_task()
    assert verify_all() == []
