"""The notices: drafts and issued ones for the office, what it was issued for an association."""

from datetime import timedelta

import pytest
import time_machine

from checklist.clock import now
from checklist.db import write_unit
from checklist.notices.queries import addressee_of
from checklist.notices.receiving import sign
from tests.builders import TEXT, a_draft, a_notice
from tests.notices.building import a_notice_for_north
from tests.pages import text_of

OTHER = TEXT.replace("科普周", "读书月")


def test_staff_see_drafts_and_what_is_issued(client_of):
    a_notice()
    a_draft(OTHER)
    words = text_of(client_of("staff").get("/notices"))
    assert "关于做好科普周工作的通知" in words and "示科协发〔2026〕7号" in words
    assert "关于做好读书月工作的通知" in words and "草稿" in words


def test_a_leader_sees_no_drafts(client_of):
    a_notice()
    a_draft(OTHER)
    words = text_of(client_of("leader").get("/notices"))
    assert "科普周" in words and "读书月" not in words and "导入通知" not in words


def test_an_association_sees_what_it_was_issued_and_whether_it_signed(client_of, cast):
    notice_id = a_notice_for_north()
    client = client_of("north")
    assert "待签收" in text_of(client.get("/notices"))
    with write_unit():
        sign(addressee_of(cast.north, notice_id), by=cast.north, at=now())
    assert "待签收" not in text_of(client.get("/notices"))
    assert "科普周" not in text_of(client_of("south").get("/notices"))


@pytest.mark.parametrize("who", ["staff", "north"])
def test_as_many_queries_for_many_as_for_one(client_of, counting_queries, who):
    client = client_of(who)
    a_notice()
    with counting_queries() as one:
        client.get("/notices")
    for number in range(4):
        a_notice(TEXT.replace("科普周", f"活动{number}"))
    with counting_queries() as many:
        client.get("/notices")
    assert len(many) == len(one)


def test_wrong_method(client_of):
    assert client_of("staff").delete("/notices").status_code == 405


def test_wrong_role(client_of):
    assert client_of("administrator").get("/notices").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    assert client_of("").get("/notices").status_code == 302


@pytest.mark.usefixtures("immediate")
def test_what_could_not_be_read_is_listed_for_a_day(client_of):
    client = client_of("staff")
    client.post("/imports", data={"text": "各学会要召开会议。" * 501})
    words = text_of(client.get("/notices"))
    assert "粘贴的正文" in words and "没有读成，请看原因" in words
    assert "粘贴的正文" not in text_of(client_of("leader").get("/notices"))
    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        assert "粘贴的正文" not in text_of(client_of("staff").get("/notices"))
