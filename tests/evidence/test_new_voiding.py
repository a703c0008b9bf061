"""Before a piece is voided the page says what that means; where it cannot be, why not."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.evidence.voiding import void
from checklist.tasks.models import Task
from tests.builders import a_reopened_task, a_submitted_task, a_task, an_accepted_task, attached_link
from tests.evidence.pieces import a_piece
from tests.pages import text_of


def test_what_it_will_be_taken_off(client_of):
    task_id = a_task()
    evidence_id = attached_link(task_id)
    page = text_of(client_of("north").get(f"/evidence/{evidence_id}/voiding"))
    assert "不能恢复" in page
    assert db.session.get_one(Task, task_id).directive.title in page


@pytest.mark.parametrize(
    ("task", "sentence"),
    [(a_submitted_task, "撤回"), (an_accepted_task, "已办结的任务"), (a_reopened_task, "虽已重新打开")],
)
def test_where_it_cannot_be_the_page_of_the_piece_says_why(client_of, task, sentence):
    evidence_id, client = db.session.get_one(Task, task()).attached[0].id, client_of("north")
    # Whatever is submitted for other tasks.
    a_reopened_task()
    answer = client.get(f"/evidence/{evidence_id}/voiding")
    assert (answer.status_code, answer.location) == (303, f"/evidence/{evidence_id}")
    page = text_of(client.get(answer.location))
    assert page.count(sentence) >= 1 and ("虽已重新打开" in page) == (task is a_reopened_task)


def test_voided_already_its_page_says_so(client_of, cast):
    evidence_id = a_piece()
    with write_unit():
        void(db.session.get_one(Evidence, evidence_id), "传错了", by=cast.north, at=now())
    answer = client_of("north").get(f"/evidence/{evidence_id}/voiding")
    assert (answer.status_code, answer.location) == (303, f"/evidence/{evidence_id}")


@pytest.mark.parametrize(
    ("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("staff", 403), ("leader", 403)]
)
def test_it_is_the_secretarys_to_do(client_of, who, status):
    assert client_of(who).get(f"/evidence/{a_piece()}/voiding").status_code == status


def test_a_stranger_is_sent_to_sign_in(client_of):
    assert "/sign-in" in client_of("").get(f"/evidence/{a_piece()}/voiding").location
