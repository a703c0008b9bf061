"""What is new since somebody last looked: marked on every list, and no longer when it was on the screen."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from checklist.clock import now
from checklist.comments.looking import look
from checklist.comments.models import Comment, Look
from checklist.db import db, write_unit
from checklist.notices.models import Notice
from checklist.tasks.models import Task
from tests.builders import a_notice, a_submitted_task, a_task, attached_link, tasks_of
from tests.cast import SOUTH_NAME
from tests.comments.saying import new_for, remarked, said
from tests.pages import text_of
from tests.reviewing.waiting import a_colleague


@pytest.fixture
def task_id(cast) -> int:
    return a_submitted_task()


def test_what_others_said_is_new_and_what_one_said_oneself_is_not(cast, task_id):
    said(task_id, "请补充日期", by="staff")
    said(task_id, "好的", by="north")
    assert new_for("north") == {task_id: 1} and new_for("member") == {task_id: 2}
    assert new_for("staff") == {task_id: 1} and new_for("leader") == {task_id: 2}
    assert new_for("south") == new_for("unit") == {}


@pytest.mark.parametrize(
    ("name", "address"), [("north", "/tasks/1"), ("member", "/tasks/1"), ("leader", "/dashboard/tasks/1")]
)
def test_opened_it_is_new_once(client_of, cast, task_id, name, address):
    said(task_id, "请补充日期")
    client = client_of(name)
    assert " 新 " in text_of(client.get(address)) and new_for(name) == {}
    assert " 新 " not in text_of(client.get(address))
    said(task_id, "还有签到表")
    assert new_for(name) == {task_id: 1}


def test_a_page_with_nothing_new_writes_nothing(client_of, cast, task_id, counting_queries):
    north = client_of("north")
    north.get(f"/tasks/{task_id}")
    with counting_queries() as statements:
        north.get(f"/tasks/{task_id}")
    assert not any(statement.startswith(("INSERT", "UPDATE")) for statement in statements)
    assert db.session.query(Look).count() == 0


def test_the_panel_is_a_look_and_takes_the_mark_off_the_cell(client_of, cast, task_id):
    said(task_id, "已补", by="north")
    staff = client_of("staff")
    assert "有新留言" in text_of(staff.get("/notices/1/dashboard")) and new_for("staff") == {task_id: 1}
    panel = staff.get(f"/dashboard/tasks/{task_id}", htmx=True)
    assert f'id="task-{task_id}-cell"' in panel.text and "cell--news" not in panel.text
    assert "cell--news" not in staff.get("/notices/1/dashboard").text


def test_the_kinds_of_a_piece_are_no_look(client_of, cast):
    task = tasks_of(a_notice())[0]
    said(task.id, "请补充日期")
    client_of("north").get(f"/tasks/{task.id}?kind=file", htmx=True)
    assert new_for("north") == {task.id: 1}


def test_marks_of_an_association(client_of, cast, task_id):
    said(task_id, "请补充日期")
    said(task_id, "还有签到表")
    for name in ("north", "member"):
        client = client_of(name)
        assert "1 项有新留言" in text_of(client.get("/checklist"))
        assert "2 条新留言" in text_of(client.get("/notices/1/checklist"))
    assert "新留言" not in text_of(client_of("south").get("/checklist"))


def test_what_is_done_is_marked_too(client_of, cast, task_id):
    client_of("staff").post(f"/tasks/{task_id}/acceptance", data={"submission": "1"})
    said(task_id, "谢谢，材料很好")
    assert "1 条新留言" in text_of(client_of("north").get("/notices/1/checklist"))


def test_what_is_to_be_done_first_is_marked(client_of, cast):
    task = tasks_of(a_notice())[0]
    said(task.id, "这一项请先报")
    assert "1 条新留言" in text_of(client_of("north").get("/checklist"))


def test_marks_of_the_office(client_of, cast, task_id):
    said(task_id, "已补", by="north")
    staff = client_of("staff")
    assert "1 件有新留言" in text_of(staff.get("/office"))
    board = staff.get("/notices/1/dashboard?comments=new")
    assert "1 有新留言" in text_of(board) and SOUTH_NAME not in board.text
    assert board.text.count("cell--news") == 1 and board.text.count("cell--faint") == 3
    assert "新留言" in text_of(staff.get(f"/notices/1/dashboard?organization={cast.north.organization_id}"))


def test_a_remark_is_new_to_colleagues(cast, task_id):
    remarked(task_id, "先电话问一下")
    assert new_for("leader") == {task_id: 1} and new_for("staff") == {} and new_for("north") == {}


def test_who_joins_the_office_begins_with_what_comes_then(cast, task_id):
    from datetime import timedelta

    import time_machine

    said(task_id, "旧话", by="north")
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        a_colleague()
        said(task_id, "新话", by="north")
    from checklist.accounts.models import Membership
    from checklist.comments.queries import news_for

    [colleague] = db.session.query(Membership).where(Membership.person.has(sign_in_name="colleague"))
    assert news_for(colleague).tasks == {task_id: 1} and new_for("staff") == {task_id: 2}


def test_a_closed_notice_calls_nobody(cast, task_id):
    said(task_id, "请补充日期")
    with write_unit():
        db.session.get_one(Notice, db.session.get_one(Task, task_id).notice_id).closed_at = now()
    assert new_for("north") == {} and new_for("north", 1) == {task_id: 1}


def test_a_look_never_goes_back(cast, task_id):
    first, second = said(task_id, "一"), said(task_id, "二")
    for comment_id in (second, first, second):
        with write_unit():
            look(task_id, comment_id, by=cast.north, at=now())
    [found] = db.session.query(Look)
    assert found.comment_id == second and new_for("north") == {}


def test_many_pages_of_one_person_at_once(app, cast, task_id):
    comment_id = said(task_id, "请补充日期")
    clients = []
    for _page in range(4):
        client = app.test_client()
        client.sign_in(cast.north.id)
        clients.append(client)
    together = Barrier(len(clients))
    db.session.remove()

    def open_page(client) -> int:
        together.wait()
        return client.get(f"/tasks/{task_id}").status_code

    with ThreadPoolExecutor(len(clients)) as pool:
        assert set(pool.map(open_page, clients)) == {200}
    assert [found.comment_id for found in db.session.query(Look)] == [comment_id]


def test_a_double_press_at_the_same_moment_is_one_comment(app, cast, task_id):
    clients = []
    for _press in range(2):
        client = app.test_client()
        client.sign_in(cast.north.id)
        clients.append(client)
    together = Barrier(2)
    db.session.remove()

    def press(client) -> int:
        together.wait()
        return client.post(f"/tasks/{task_id}/comments", data={"text": "已补寄原件"}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, clients)) == [303, 303]
    assert db.session.query(Comment).count() == 1


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("north", "/tasks/1"),
        ("north", "/checklist"),
        ("north", "/notices/1/checklist"),
        ("staff", "/dashboard/tasks/1"),
        ("staff", "/notices/1/dashboard"),
        ("staff", "/office"),
        ("staff", "/notices/1/reviews"),
    ],
)
def test_as_many_queries_for_many_comments_as_for_few(client_of, cast, task_id, counting_queries, name, address):
    client = client_of(name)
    said(task_id, "零", by="north")
    client.get("/notices/1/checklist" if name == "north" else "/office")
    client.get(address)
    with counting_queries() as few:
        client.get(address)
    for number in range(5):
        said(task_id, f"第{number}句", by="north")
        said(task_id, f"第{number}句", by=name)
    with counting_queries() as many:
        client.get(address)
    read = [sum(statement.startswith("SELECT") for statement in statements) for statements in (few, many)]
    # What is new is written down as read, in a unit of its own that loads the actor again.
    assert read[1] - read[0] <= 1


@pytest.mark.parametrize(("name", "address"), [("north", "/tasks/%d"), ("leader", "/dashboard/tasks/%d")])
def test_the_first_look_at_a_task_with_a_piece_that_is_only_attached(client_of, cast, name, address):
    task_id = a_task()
    attached_link(task_id)
    said(task_id, "请补充日期", by="staff")
    said(task_id, "好的", by="north")
    answer = client_of(name).get(address % task_id)
    assert answer.status_code == 200 and "工作方案" in text_of(answer)
    assert new_for(name) == {}
