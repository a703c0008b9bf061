"""GET /organizations/…: one of them, with its people."""

import pytest

from checklist.accounts.joining import leave
from checklist.clock import now
from checklist.db import write_unit
from tests.pages import text_of


def show(pages, cast, name="north"):
    return pages.get(f"/organizations/{getattr(cast, name).organization_id}")


def test_the_administrator_sees_people_and_what_can_be_done(client_of, cast):
    response = show(client_of("administrator"), cast)
    words = text_of(response)
    assert response.headers["Cache-Control"] == "no-store"
    for word in (
        "陈晓",
        "吴岚",
        "登录名 north",
        "还没有设置密码",
        "生成登录码",
        "结束任职",
        "新增任职",
        "北辰第一医院",
    ):
        assert word in words


def test_staff_reads_only(client_of, cast):
    words = text_of(show(client_of("staff"), cast))
    assert "陈晓" in words and cast.north.person.telephone in words
    assert not any(word in words for word in ("生成登录码", "结束任职", "新增任职", "修改名称与类别"))


def test_those_who_left_stay_on_the_page(client_of, cast):
    with write_unit():
        leave(cast.member, by=cast.administrator, at=now())
    assert "11月24日至11月24日" in text_of(show(client_of("administrator"), cast))


def test_the_office_and_a_member_unit_have_their_pages(client_of, cast):
    assert "顾明" in text_of(show(client_of("administrator"), cast, "staff"))
    assert "示例省北辰医学会" in text_of(show(client_of("administrator"), cast, "unit"))


@pytest.mark.parametrize("name", ["leader", "north", "member", "south"])
def test_nobody_else(client_of, cast, name):
    assert show(client_of(name), cast).status_code == 403


def test_what_there_is_not(client_of, cast):
    assert client_of("staff").get("/organizations/99999").status_code == 404
    assert show(client_of(""), cast).status_code == 302
    assert client_of("staff").post(f"/organizations/{cast.north.organization_id}").status_code == 405
