"""The association's links: its own, with what came in and until when."""

import time_machine

from checklist.clock import now
from tests.builders import a_notice, a_task, tasks_of
from tests.helping.linking import a_contribution, a_helper_link, the_link
from tests.pages import text_of


def test_each_link_with_its_use_and_its_end(client_of):
    notice_id = a_notice()
    task = tasks_of(notice_id)[0]
    token = a_helper_link(notice_id=notice_id, name="科普组")
    a_helper_link(task.id, name="办公室", days=3)
    a_contribution(token, task.id)
    page = client_of("north").get("/helper-links")
    text = text_of(page)
    assert "科普组" in text and "办公室" in text
    assert "收到 1 份材料" in text and "12月8日" in text and "11月27日" in text
    assert token not in page.text and the_link(token).token_hash not in page.text


def test_another_association_sees_none_of_them(client_of):
    a_helper_link(a_task())
    assert "科普组" not in client_of("south").get("/helper-links").text


def test_what_ended_long_ago_is_no_longer_listed(client_of):
    a_helper_link(a_task(), days=3)
    with time_machine.travel(now().replace(year=2027), tick=False):
        assert "科普组" not in client_of("north").get("/helper-links").text


def test_nothing_there_says_what_to_do(client_of):
    assert "请人提供材料" in text_of(client_of("north").get("/helper-links"))


def test_the_queries_are_few(client_of, counting_queries):
    counts = []
    for _round in range(2):
        a_helper_link(a_task())
        a_helper_link(notice_id=a_notice())
        client = client_of("north")
        with counting_queries() as statements:
            client.get("/helper-links")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_who_may_look(client_of):
    assert client_of("member").get("/helper-links").status_code == 403
    assert client_of("staff").get("/helper-links").status_code == 403
    assert client_of("").get("/helper-links").status_code == 302
    assert client_of("north").post("/helper-links").status_code == 405
