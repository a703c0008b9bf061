"""The association's home: what to do first, over all notices."""

import pytest

from checklist.db import db
from checklist.tasks.models import Task
from tests.builders import a_notice, a_returned_task, a_submitted_task, day_off, tasks_of
from tests.pages import text_of


def test_nothing_there_says_so(client_of):
    page = text_of(client_of("north").get("/checklist"))
    assert "还没有" in page or "没有" in page


def test_what_was_returned_comes_first(client_of):
    notice_id = a_notice(due=day_off(-3))
    title = db.session.get_one(Task, a_returned_task("请补充照片。")).directive.title
    page = text_of(client_of("north").get("/checklist"))
    assert page.index("请补充照片。") < page.index("逾期")
    assert page.index(title) < page.index(tasks_of(notice_id)[1].directive.title)


def test_a_notice_that_is_not_signed_for_says_so(client_of):
    a_notice()
    assert "签收" in text_of(client_of("north").get("/checklist"))


def test_progress_counts_what_is_reported(client_of):
    a_submitted_task()
    assert "1 / 4" in text_of(client_of("north").get("/checklist"))


def test_south_sees_its_own_only(client_of):
    a_submitted_task()
    page = text_of(client_of("south").get("/checklist"))
    assert "0 / 3" in page


def test_a_member_unit_has_nothing_yet(client_of):
    a_notice()
    assert "关于做好科普周工作的通知" not in text_of(client_of("unit").get("/checklist"))


@pytest.mark.parametrize(("who", "status"), [("staff", 403), ("leader", 403), ("administrator", 403), ("", 302)])
def test_it_is_the_associations(client_of, who, status):
    assert client_of(who).get("/checklist").status_code == status


def test_only_for_reading(client_of):
    assert client_of("north").post("/checklist").status_code == 405


def test_the_queries_are_few_whatever_the_number_of_notices(client_of, counting_queries):
    counts = []
    for _round in range(2):
        a_returned_task()
        a_notice()
        a_notice()
        with counting_queries() as statements:
            client_of("north").get("/checklist")
        counts.append(len([s for s in statements if "INSERT INTO sign_in_sessions" not in s]))
    assert counts[0] == counts[1]
    client = client_of("north")
    with counting_queries() as statements:
        client.get("/checklist")
    assert len(statements) <= 9


def test_where_the_rest_is(client_of):
    a_notice()
    assert "其余在各通知的清单里" not in text_of(client_of("north").get("/checklist"))
    a_notice()
    page = text_of(client_of("north").get("/checklist"))
    assert "共 8 项待办" in page and "其余在各通知的清单里" in page
