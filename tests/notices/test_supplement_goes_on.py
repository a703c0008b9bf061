"""What helpers gave, links to a task and picked files go on with the task that takes its place."""

from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.files.models import Upload
from checklist.helping.confirming import confirm
from checklist.helping.models import Contribution
from checklist.helping.queries import held_contribution
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.tasks.models import Task
from tests.builders import a_notice, an_asked_approval, an_asked_exemption, an_upload
from tests.helping.linking import a_contribution, a_helper_link, the_link
from tests.notices.supplements import an_issued_supplement, task_of


def test_a_contribution_waits_at_the_new_task(client_of, cast):
    notice_id = a_notice()
    old_id = task_of(notice_id, "方案")
    token = a_helper_link(old_id)
    contribution_id = a_contribution(token, old_id)
    new_id = task_of(an_issued_supplement(notice_id), "方案")
    db.session.remove()
    assert db.session.get_one(Contribution, contribution_id).task_id == new_id
    assert (the_link(token).task_id, the_link(token).notice_id) == (new_id, db.session.get_one(Task, new_id).notice_id)
    assert "科普文章" in client_of("north").get(f"/tasks/{new_id}").text
    with write_unit():
        contribution, task = held_contribution(cast.north, contribution_id)
        confirm(contribution, task, by=cast.north, at=now())
    db.session.remove()
    assert len(db.session.get_one(Task, new_id).attached) == 1 and verify_all() == []


def test_the_link_still_takes_material(client_of, cast):
    notice_id = a_notice()
    old_id = task_of(notice_id, "方案")
    token = a_helper_link(old_id)
    new_id = task_of(an_issued_supplement(notice_id), "方案")
    assert client_of("").get(f"/help/{token}/tasks/{new_id}").status_code == 200
    a_contribution(token, new_id)
    assert verify_all() == []


def test_of_a_finished_task_nothing_is_moved(cast):
    notice_id = a_notice()
    old_id = task_of(notice_id, "手册")
    contribution_id = a_contribution(a_helper_link(old_id), old_id)
    an_issued_supplement(notice_id)
    db.session.remove()
    assert db.session.get_one(Contribution, contribution_id).task_id == old_id


def test_picked_files_wait_in_the_new_form(cast):
    notice_id = a_notice()
    old_id = task_of(notice_id, "方案")
    upload_id = an_upload(old_id)
    new_id = task_of(an_issued_supplement(notice_id), "方案")
    db.session.remove()
    assert db.session.get_one(Upload, upload_id).form == f"task-{new_id}"


def test_what_was_asked_is_about_the_old_words(client_of, cast):
    old_id = an_asked_exemption()
    notice_id = db.session.get_one(Task, old_id).notice_id
    approval_id = an_asked_approval(number=1, notice_id=notice_id)
    new_id = task_of(an_issued_supplement(notice_id), "方案")
    db.session.remove()
    assert db.session.get_one(Task, new_id).exemption is None
    for task_id in (old_id, approval_id):
        task = db.session.get_one(Task, task_id)
        assert task.pending_exemption is None and task.pending_approval is None
    assert "本会没有这类会员" not in client_of("north").get("/checklist").text
    assert verify_all() == []


def test_nothing_gathered_no_event(cast):
    an_issued_supplement(a_notice())
    assert "task.carried_on" not in set(db.session.scalars(select(Event.name)))
