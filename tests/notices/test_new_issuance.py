"""What a notice will cost its receivers, before it goes out."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.confirming import Audience, address
from checklist.notices.models import Notice
from tests.builders import TEXT, a_draft, a_notice, day_off
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.notices.building import NOBODY, directives_of, organization
from tests.pages import text_of


def test_what_each_is_asked_for(client_of):
    notice_id = a_draft()
    words = text_of(client_of("staff").get(f"/notices/{notice_id}/issuance"))
    count = len(directives_of(notice_id))
    assert f"{2 * count - 1} 项承办任务" in words and f"{count - 1}–{count}" in words
    assert NORTH_NAME in words and SOUTH_NAME in words and "没有确定期限" in words
    assert "印发给 2 个单位" in words


def test_warnings(client_of, cast):
    notice_id = a_draft()
    with write_unit():
        notice = db.session.get_one(Notice, notice_id)
        notice.directives[0].due_at = day_off(-1)
        address(notice, False, Audience([], [organization(SOUTH_NAME)]), by=cast.staff, at=now())
    words = text_of(client_of("staff").get(f"/notices/{notice_id}/issuance"))
    assert "期限已经过去" in words and "没有发给任何单位" in words


def test_an_organization_with_nothing_to_do(client_of):
    notice_id = a_draft("关于编写手册的通知\n\n各省级学会：\n\n医药类学会要编写健康科普手册。\n")
    words = text_of(client_of("staff").get(f"/notices/{notice_id}/issuance"))
    assert "没有要办的任务事项" in words and "只收到通知" in words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("祝大家节日愉快。", "还没有标题"), (TEXT.split("一、")[0] + "祝好。", "还没有一个任务事项")],
)
def test_what_stands_in_the_way(client_of, text, sentence):
    response = client_of("staff").get(f"/notices/{a_draft(text)}/issuance")
    assert sentence in text_of(response) and "还不能印发" in text_of(response)


def test_as_many_queries_for_many_directives(client_of, counting_queries):
    client = client_of("staff")
    small, large = a_draft(), a_draft(TEXT.replace("二、做好宣传", "各学会要报送工作总结。\n\n二、做好宣传"))
    with counting_queries() as few:
        client.get(f"/notices/{small}/issuance")
    with counting_queries() as many:
        client.get(f"/notices/{large}/issuance")
    assert len(many) == len(few)


def test_what_is_issued_is_not_issued_again(client_of):
    assert client_of("staff").get(f"/notices/{a_notice()}/issuance").status_code == 409


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).get(f"/notices/{notice_id}/issuance").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").get(f"/notices/{notice_id}/issuance").status_code == 302


def test_outsider_gets_404(client_of):
    assert client_of("staff").get(f"/notices/{NOBODY}/issuance").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").put(f"/notices/{notice_id}/issuance").status_code == 405


def named(notice_id: int, number: str) -> int:
    with write_unit():
        db.session.get_one(Notice, notice_id).document_number = number
    return notice_id


def test_the_same_document_issued_before_is_named(client_of):
    first = named(a_notice(), "科协发〔2026〕12号")
    again = named(a_draft("关于另一件事的通知\n\n各学会：\n\n各学会要报送总结。\n"), "科协发[2026] 12号")
    for page in ("issuance", "draft"):
        response = client_of("staff").get(f"/notices/{again}/{page}")
        assert "可能已经印发过" in text_of(response) and f'href="/notices/{first}/dashboard"' in response.text


def test_the_same_title_and_day_too(client_of):
    named(a_notice(), "")
    assert "可能已经印发过" in text_of(client_of("staff").get(f"/notices/{named(a_draft(), '')}/issuance"))
    other_day = named(a_draft(), "")
    with write_unit():
        db.session.get_one(Notice, other_day).dated_on = None
    assert "可能已经印发过" not in text_of(client_of("staff").get(f"/notices/{other_day}/issuance"))


def test_a_notice_whose_number_the_text_names_may_be_supplemented(client_of):
    first = named(a_notice(), "科协发〔2026〕1号")
    text = "关于补充有关事项的通知\n\n各学会：\n\n《通知》（科协发〔2026〕%s号）印发后，各学会要报送总结。\n"
    page = client_of("staff").get(f"/notices/{a_draft(text % 1)}/draft")
    assert "原文提到已印发的" in text_of(page) and f'href="/imports/new?supplements={first}"' in page.text
    assert "原文提到已印发的" not in text_of(client_of("staff").get(f"/notices/{a_draft(text % 11)}/draft"))


def test_what_still_wants_a_look(client_of):
    notice_id = a_draft()
    with write_unit():
        one = db.session.get_one(Notice, notice_id).directives[1]
        one.doubt = "soft"
    page = client_of("staff").get(f"/notices/{notice_id}/issuance")
    one = directives_of(notice_id)[1]
    assert "项标着“请核对”" in text_of(page)
    assert f"/notices/{notice_id}/draft#directive-" in page.text and one.title in text_of(page)
