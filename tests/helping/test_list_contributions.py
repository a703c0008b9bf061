"""What the secretary has not decided on yet, of all tasks."""

from tests.builders import a_link, a_notice, tasks_of
from tests.helping.linking import HELPER, URL, a_contribution, a_helper_link
from tests.helping.test_create_confirmation import confirm
from tests.pages import text_of


def test_each_with_its_task_who_gave_it_and_through_which_link(client_of):
    notice_id = a_notice()
    first, second = tasks_of(notice_id)[:2]
    token = a_helper_link(notice_id=notice_id)
    a_contribution(token, first.id)
    a_contribution(token, second.id, a_link("https://helper.example/b", "理事会纪要"), contributor="李老师")
    text = text_of(client_of("north").get("/contributions"))
    for words in (first.directive.title, second.directive.title, HELPER, "李老师", "理事会纪要", "“科普组”的链接"):
        assert words in text
    assert URL in client_of("north").get("/contributions").text


def test_what_was_decided_is_gone(client_of):
    notice_id = a_notice()
    task = tasks_of(notice_id)[0]
    contribution_id = a_contribution(a_helper_link(task.id), task.id)
    confirm(client_of("north"), contribution_id)
    assert "没有待确认的材料" in text_of(client_of("north").get("/contributions"))


def test_the_queries_are_few(client_of, counting_queries):
    notice_id = a_notice()
    token, counts = a_helper_link(notice_id=notice_id), []
    for task in tasks_of(notice_id)[:2]:
        a_contribution(token, task.id)
        client = client_of("north")
        with counting_queries() as statements:
            client.get("/contributions")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4


def test_who_may_look(client_of):
    assert client_of("member").get("/contributions").status_code == 403
    assert client_of("staff").get("/contributions").status_code == 403
    assert client_of("").get("/contributions").status_code == 302
    assert client_of("north").post("/contributions").status_code == 405
