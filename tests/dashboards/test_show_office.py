"""GET /office: the office's open notices, one line each."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.notices.models import Addressee, Notice
from checklist.notices.receiving import sign
from tests.builders import a_draft, a_notice, a_submitted_task, an_accepted_task, day_off, tasks_of
from tests.pages import text_of


def test_a_notice_in_one_line(client_of, cast):
    notice_id = a_notice(due=day_off(2))
    a_submitted_task(notice_id=notice_id)
    with write_unit():
        addressee = db.session.query(Addressee).filter_by(organization_id=cast.north.organization_id).one()
        sign(addressee, by=cast.north, at=now())
    response = client_of("staff").get("/office")
    said = text_of(response)
    assert "关于做好科普周工作的通知" in said and "11月24日 印发" in said
    assert "下一期限 11月26日（还有 2 天）" in said
    assert "签收 1 / 2" in said and "办结 0 / 7" in said and "1 件待审核" in said and "逾期" not in said
    assert f'href="/notices/{notice_id}/reviews"' in response.text
    leader = client_of("leader").get("/office").text
    assert f'href="/notices/{notice_id}/dashboard?state=submitted"' in leader and "/reviews" not in leader


def test_what_is_overdue_and_done(client_of, cast):
    task_id = an_accepted_task()
    with write_unit():
        for task in tasks_of(1):
            task.due_at = day_off(-1) if task.id != task_id else task.due_at
    said = text_of(client_of("leader").get("/office"))
    assert "办结 1 / 7" in said and "3 件逾期" in said and "没有待审核的上报" in said and "没有待到的期限" in said


def test_nothing_there(client_of):
    said = client_of("staff").get("/office").text
    assert "现在没有办理中的通知。" in said and "/imports/new" in said
    leader = client_of("leader").get("/office").text
    assert "现在没有办理中的通知。" in leader and "/imports/new" not in leader


def test_drafts_are_the_staffs(client_of, cast):
    draft_id = a_draft()
    assert f"/notices/{draft_id}/draft" in client_of("staff").get("/office").text
    assert "关于做好科普周工作的通知" not in client_of("leader").get("/office").text


def test_a_closed_notice_is_not_in_hand(client_of, cast):
    notice_id = a_notice()
    with write_unit():
        db.session.get_one(Notice, notice_id).closed_at = now()
    assert "关于做好科普周工作的通知" not in client_of("staff").get("/office").text


def test_as_many_queries_for_many_notices_as_for_one(client_of, cast, counting_queries):
    a_notice()
    staff = client_of("staff")
    with counting_queries() as few:
        staff.get("/office")
    a_notice()
    a_notice()
    a_draft()
    with counting_queries() as many:
        staff.get("/office")
    assert len(many) == len(few) <= 8


@pytest.mark.parametrize("name", ["administrator", "north", "member"])
def test_wrong_role(client_of, name):
    assert client_of(name).get("/office").status_code == 403


def test_wrong_method_stranger(client_of):
    assert client_of("staff").post("/office").status_code == 405
    assert "/sign-in" in client_of("").get("/office").location
