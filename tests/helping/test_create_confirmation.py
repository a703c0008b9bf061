"""What was given without an account becomes evidence when the secretary confirms it, and not before."""

import pytest
from sqlalchemy import func, select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.helping.models import Contribution
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.tasks.models import Task
from checklist.tasks.submission import submit
from tests.builders import a_notice, a_task, attached_link
from tests.cast import Cast
from tests.helping.linking import HELPER, URL, a_contribution, a_helper_link
from tests.pages import text_of


def given() -> tuple[int, int]:
    """A contribution that waits: its task and its id."""
    task_id = a_task()
    return task_id, a_contribution(a_helper_link(task_id), task_id)


def confirm(client, contribution_id: int, **options):
    return client.post(f"/contributions/{contribution_id}/confirmation", **options)


def test_it_becomes_evidence_and_is_attached(client_of):
    task_id, contribution_id = given()
    assert URL not in client_of("staff").get(f"/dashboard/tasks/{task_id}").text
    answer = confirm(client_of("north"), contribution_id)
    assert (answer.status_code, answer.location) == (303, "/contributions")
    db.session.remove()
    contribution, task = db.session.get_one(Contribution, contribution_id), db.session.get_one(Task, task_id)
    evidence = db.session.scalars(select(Evidence)).one()
    assert task.attached == [evidence]
    assert (contribution.is_taken, contribution.evidence_id) == (True, evidence.id)
    assert (evidence.current.content["url"], evidence.current.created_by_id) == (URL, Cast().north.id)
    names = db.session.scalars(select(Event.name).order_by(Event.id)).all()
    assert names[-4:] == ["contribution.given", "evidence.given", "evidence.attached", "contribution.confirmed"]
    assert verify_all() == []


def test_the_task_says_who_gave_it(client_of):
    task_id, contribution_id = given()
    page = text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert "待确认的材料" in page and HELPER in page
    confirm(client_of("north"), contribution_id, data={"on_task": "1"})
    page = text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert "待确认的材料" not in page and f"{HELPER}提供" in page
    evidence_id = db.session.scalars(select(Evidence.id)).one()
    assert f"最初由{HELPER}通过免账号链接提供" in text_of(client_of("north").get(f"/evidence/{evidence_id}"))


def test_on_the_tasks_page_the_task_comes_back(client_of):
    task_id, contribution_id = given()
    answer = confirm(client_of("north"), contribution_id, data={"on_task": "1"}, htmx=True)
    assert f'id="task-{task_id}-work"' in answer.text and "尚未上报" in text_of(answer)
    plain = confirm(client_of("north"), contribution_id, data={"on_task": "1"})
    assert plain.location == f"/tasks/{task_id}"


def test_on_the_list_the_card_becomes_a_line(client_of):
    _task_id, contribution_id = given()
    answer = confirm(client_of("north"), contribution_id, htmx=True)
    assert f'id="contribution-{contribution_id}"' in answer.text and "已采用" in text_of(answer)


def test_twice_is_once(client_of):
    _task_id, contribution_id = given()
    for _twice in range(2):
        assert confirm(client_of("north"), contribution_id).status_code == 303
    assert len(db.session.scalars(select(Evidence)).all()) == 1
    assert db.session.scalar(select(func.count()).where(Event.name == "contribution.confirmed")) == 1


def test_the_same_article_from_two_people_is_one_piece(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    first, second = a_contribution(token, task_id), a_contribution(token, task_id, contributor="李老师")
    for contribution_id in (first, second):
        confirm(client_of("north"), contribution_id)
    assert len(db.session.scalars(select(Evidence)).all()) == 1
    assert f"{HELPER}、李老师提供" in text_of(client_of("north").get(f"/tasks/{task_id}"))


def test_where_the_task_was_submitted_meanwhile_it_is_kept_in_the_library(client_of):
    task_id, contribution_id = given()
    attached_link(task_id)
    with write_unit():
        submit(db.session.get_one(Task, task_id), "", by=Cast().north, at=now())
    answer = confirm(client_of("north"), contribution_id, htmx=True)
    assert answer.status_code == 200 and "没有附上" in text_of(answer)
    db.session.remove()
    assert len(db.session.scalars(select(Evidence)).all()) == 2
    assert len(db.session.get_one(Task, task_id).attached) == 1
    assert verify_all() == []


def test_what_was_refused_is_not_taken_any_more(client_of):
    _task_id, contribution_id = given()
    client_of("north").post(f"/contributions/{contribution_id}/rejection", data={"reason": "重复"})
    answer = confirm(client_of("north"), contribution_id)
    assert answer.status_code == 409 and "未采用" in text_of(answer)
    assert db.session.scalars(select(Evidence)).all() == []


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("staff", 403)])
def test_it_is_the_secretarys_to_do(client_of, who, status):
    _task_id, contribution_id = given()
    assert confirm(client_of(who), contribution_id).status_code == status
    assert db.session.scalars(select(Evidence)).all() == []


def test_it_is_not_read(client_of):
    assert client_of("north").get(f"/contributions/{given()[1]}/confirmation").status_code == 405


def test_only_those_of_the_own_association_are_listed(client_of):
    notice_id = a_notice()
    task_id = a_task(notice_id=notice_id)
    a_contribution(a_helper_link(notice_id=notice_id), task_id)
    assert HELPER in client_of("north").get("/contributions").text
    assert HELPER not in client_of("south").get("/contributions").text
    assert "1 份" in text_of(client_of("north").get("/checklist"))
    assert "待确认" not in text_of(client_of("member").get("/checklist"))


def test_before_a_tick_it_is_said_that_something_waits(client_of):
    task_id, contribution_id = given()
    sentence = "还有 1 份别人提供的材料待确认。"
    page = client_of("north").get(f"/tasks/{task_id}")
    assert sentence in text_of(page) and f'href="#task-{task_id}-waiting"' in page.text
    attached_link(task_id)
    assert text_of(client_of("north").get(f"/tasks/{task_id}")).count(sentence) == 2
    assert sentence not in text_of(client_of("member").get(f"/tasks/{task_id}"))
    confirm(client_of("north"), contribution_id)
    assert sentence not in text_of(client_of("north").get(f"/tasks/{task_id}"))
