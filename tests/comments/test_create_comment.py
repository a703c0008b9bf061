"""POST /tasks/<id>/comments: something said to the other side, which both then read."""

from datetime import timedelta

import pytest
import time_machine

from checklist.clock import now
from checklist.comments.models import Comment
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from tests.builders import a_task, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.comments.saying import said
from tests.dashboards.standing import events_of
from tests.pages import text_of

WORDS = {"text": "请问会议纪要要盖章吗？\n不盖也行吗？"}


def address(task_id: int) -> str:
    return f"/tasks/{task_id}/comments"


@pytest.mark.parametrize(
    ("name", "page"), [("north", "/tasks/1"), ("member", "/tasks/1"), ("staff", "/dashboard/tasks/1")]
)
def test_both_sides_read_it(client_of, cast, name, page):
    task_id = a_task()
    response = client_of(name).post(address(task_id), data=WORDS)
    assert (response.status_code, response.location) == (303, f"{page}#task-1-comments")
    [comment] = db.session.query(Comment)
    assert not comment.is_internal and comment.text.splitlines() == WORDS["text"].splitlines()
    assert comment.written_by_id == cast.id_of(name)
    assert events_of(task_id)[-1] == "comment.written" and verify_all() == []
    for reader, where in (("north", "/tasks/1"), ("member", "/tasks/1"), ("staff", "/dashboard/tasks/1")):
        assert "请问会议纪要要盖章吗？" in client_of(reader).get(where).text


def test_htmx_empties_the_form_and_shows_the_conversation(client_of, cast):
    task_id = a_task()
    response = client_of("north").post(address(task_id), data=WORDS, htmx=True)
    assert response.status_code == 200 and response.text.lstrip().startswith("<details")
    assert 'id="task-1-said" hx-swap-oob="outerHTML"' in response.text
    assert "留言已发出，对方会看到。" in text_of(response) and "请问会议纪要" in text_of(response)
    assert ">请问" not in response.text.split("</details>")[0]


@pytest.mark.parametrize("name", ["north", "staff"])
def test_pressed_twice_is_one_comment(client_of, cast, name):
    task_id = a_task()
    for _press in range(2):
        assert client_of(name).post(address(task_id), data=WORDS).status_code == 303
    assert db.session.query(Comment).count() == 1 and events_of(task_id).count("comment.written") == 1


def test_the_same_words_later_or_by_another_are_said_again(client_of, cast):
    task_id = a_task()
    said(task_id, "好的", by="north")
    said(task_id, "好的", by="staff")
    with time_machine.travel(now() + timedelta(minutes=2), tick=False):
        said(task_id, "好的", by="north")
    assert db.session.query(Comment).count() == 3


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("name", ["north", "staff"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "请写下要说的内容"), (" \n\x00", "请写下要说的内容"), ("长" * 1001, "不要超过 1000 个字")],
)
def test_what_cannot_be_taken_is_typed_still(client_of, cast, name, htmx, text, sentence):
    task_id = a_task()
    response = client_of(name).post(address(task_id), data={"text": text}, htmx=htmx)
    assert response.status_code == 422 and sentence in text_of(response) and text.strip(" \n\x00") in response.text
    assert response.text.lstrip().startswith("<!doctype") is not htmx
    assert '<details class="more" id="task-1-commenting" open>' in response.text
    assert db.session.query(Comment).count() == 0


def test_control_characters_are_no_words(client_of, cast):
    task_id = a_task()
    client_of("north").post(address(task_id), data={"text": "收到\x00\x07了"})
    assert db.session.query(Comment.text).scalar() == "收到  了"


def test_what_was_typed_is_never_run(client_of, cast):
    task_id = a_task()
    said(task_id, "<script>alert(1)</script>", by="north")
    html = client_of("staff").get(f"/dashboard/tasks/{task_id}").text
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html


def test_the_timeline_tells_both_sides(client_of, cast):
    task_id = a_task()
    said(task_id, "请补充日期")
    for name in ("north", "staff"):
        told = text_of(client_of(name).get("/notices/1/timeline"))
        assert f"就{NORTH_NAME}的“" in told and "请补充日期" not in told
    assert "留言" not in text_of(client_of("south").get("/notices/1/timeline"))


def test_a_foreign_task_does_not_exist(client_of, cast):
    notice_id = a_task() and 1
    [first, *_rest] = tasks_of(notice_id, SOUTH_NAME)
    for name in ("north", "member"):
        for data in (WORDS, {}):
            assert client_of(name).post(address(first.id), data=data).status_code == 404
    assert client_of("staff").post(address(9999), data=WORDS).status_code == 404
    assert client_of("unit").post(address(first.id), data=WORDS).status_code == 404
    assert db.session.query(Comment).count() == 0


@pytest.mark.parametrize("name", ["leader", "administrator", "head"])
def test_wrong_role(client_of, cast, name):
    assert client_of(name).post(address(a_task()), data=WORDS).status_code == 403
    assert db.session.query(Comment).count() == 0


def test_wrong_method_stranger(client_of, cast):
    task_id = a_task()
    assert client_of("north").get(address(task_id)).status_code == 405
    assert client_of("").post(address(task_id), data=WORDS, htmx=True).status_code == 401


def test_altered_behind_the_programs_back_is_found(client_of, cast):
    task_id = a_task()
    comment_id = said(task_id, "同意延期")
    with write_unit():
        db.session.get_one(Comment, comment_id).text = "不同意延期"
    [alteration] = verify_all()
    assert alteration.table == "comments"


def test_a_leader_reads_and_has_no_form(client_of, cast):
    task_id = a_task()
    said(task_id, "请补充日期")
    html = client_of("leader").get(f"/dashboard/tasks/{task_id}").text
    assert "请补充日期" in html and "comment-form" not in html and "remark-form" not in html
