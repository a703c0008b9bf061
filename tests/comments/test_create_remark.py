"""POST /tasks/<id>/remarks: what the office notes for itself. The association never gets a trace of it."""

import pytest

from checklist.comments.models import Comment, Look
from checklist.db import db
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from tests.builders import a_submitted_task, a_task
from tests.comments.saying import new_for, remarked, said
from tests.dashboards.standing import events_of
from tests.pages import text_of

WORDS = {"remark": "这家去年也拖过，先电话问一下。"}


def address(task_id: int) -> str:
    return f"/tasks/{task_id}/remarks"


def test_it_is_the_offices_own(client_of, cast):
    task_id = a_submitted_task()
    response = client_of("staff").post(address(task_id), data=WORDS)
    assert (response.status_code, response.location) == (303, "/dashboard/tasks/1#task-1-comments")
    [remark] = db.session.query(Comment)
    assert remark.is_internal and events_of(task_id)[-1] == "remark.written" and verify_all() == []
    for name in ("staff", "leader"):
        shown = client_of(name).get("/dashboard/tasks/1")
        assert WORDS["remark"] in shown.text and "仅本单位可见" in text_of(shown)
        assert "记下内部备注" in text_of(client_of(name).get("/notices/1/timeline"))


def test_the_association_gets_no_trace_of_it(client_of, cast):
    """Whatever north opens is the same, byte for byte, as before the remark."""
    task_id = a_submitted_task()
    said(task_id, "请补充日期")
    pages = ("/checklist", "/notices/1/checklist", "/tasks/1", "/notices/1/timeline", "/tasks/1/submission", "/notices")

    def seen(name: str) -> list[str]:
        client = client_of(name)
        return [text_of(client.get(page)) for page in pages]

    for name in ("north", "member", "head"):
        seen(name)  # what is new to them is looked at
    before = [seen(name) for name in ("north", "member", "head")]
    remarked(task_id, WORDS["remark"])
    assert [seen(name) for name in ("north", "member", "head")] == before
    assert new_for("north") == new_for("member") == new_for("head") == {}
    assert new_for("leader") == {task_id: 2}


def test_an_associations_look_never_names_a_remark(client_of, cast):
    task_id = a_task()
    comment_id = said(task_id, "请补充日期")
    remarked(task_id, WORDS["remark"])
    client_of("north").get(f"/tasks/{task_id}")
    assert [look.comment_id for look in db.session.query(Look)] == [comment_id]


def test_a_remark_among_the_comments_does_not_hide_what_is_new(client_of, cast):
    task_id = a_task()
    remarked(task_id, WORDS["remark"])
    client_of("north").get(f"/tasks/{task_id}")
    said(task_id, "请补充日期")
    assert new_for("north") == {task_id: 1}


def test_the_event_holds_no_words(client_of, cast):
    remarked(a_task(), WORDS["remark"])
    [event] = db.session.query(Event).where(Event.name == "remark.written")
    assert event.facts.keys() == {"task", "comment", "digest"}


def test_htmx_leaves_the_form_of_comments_alone(client_of, cast):
    response = client_of("staff").post(address(a_task()), data=WORDS, htmx=True)
    assert response.status_code == 200 and "comment-form" not in response.text
    assert "备注已记下，只有本单位看得到。" in text_of(response) and WORDS["remark"] in response.text


def test_twice_is_one_remark(client_of, cast):
    task_id = a_task()
    for _press in range(2):
        assert client_of("staff").post(address(task_id), data=WORDS).status_code == 303
    assert db.session.query(Comment).count() == 1 and events_of(task_id).count("remark.written") == 1


def test_the_same_words_as_a_comment_are_another_thing(client_of, cast):
    task_id = a_task()
    said(task_id, WORDS["remark"])
    remarked(task_id, WORDS["remark"])
    assert sorted(comment.is_internal for comment in db.session.query(Comment)) == [False, True]


def test_words_of_a_remark_never_become_a_comment(client_of, cast):
    """The two forms have fields of different names: what was meant for the one is nothing to the other."""
    task_id = a_task()
    assert client_of("staff").post(f"/tasks/{task_id}/comments", data=WORDS).status_code == 422
    assert client_of("staff").post(address(task_id), data={"text": "给对方的话"}).status_code == 422
    assert db.session.query(Comment).count() == 0


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("remark", ["", "  ", "长" * 1001])
def test_what_cannot_be_taken_is_typed_still(client_of, cast, htmx, remark):
    response = client_of("staff").post(address(a_task()), data={"remark": remark}, htmx=htmx)
    assert response.status_code == 422 and remark.strip() in response.text
    assert '<details class="more" id="task-1-remarking" open>' in response.text
    assert "请写下备注的内容" in response.text or "不要超过 1000 个字" in response.text


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "head", "south"])
def test_wrong_role(client_of, cast, name):
    assert client_of(name).post(address(a_task()), data=WORDS).status_code == 403
    assert db.session.query(Comment).count() == 0


def test_made_up_wrong_method_stranger(client_of, cast):
    task_id = a_task()
    assert client_of("staff").post(address(9999), data=WORDS).status_code == 404
    assert client_of("staff").get(address(task_id)).status_code == 405
    assert client_of("").post(address(task_id), data=WORDS, htmx=True).status_code == 401
