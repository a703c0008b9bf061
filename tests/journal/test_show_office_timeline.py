"""GET /journal: what changed in organizations, people and settings, for the administrator."""

import pytest

from checklist.accounts.joining import issue_code, leave
from checklist.clock import now
from checklist.db import write_unit
from tests.cast import NORTH_NAME
from tests.pages import text_of


def test_the_administrator_sees_organizations_and_people(client_of, cast):
    with write_unit():
        issue_code(cast.north.person, now() - now(), by=cast.administrator, at=now())
        leave(cast.member, by=cast.administrator, at=now())
    response = client_of("administrator").get("/journal")
    said = text_of(response)
    assert f"吴岚的任职结束：{NORTH_NAME}，成员 顾明（示例省科学技术协会）" in said
    assert "为陈晓生成一次性登录码" in said
    assert f"陈晓开始任职：{NORTH_NAME}，秘书 系统" in said
    assert f"新增单位：{NORTH_NAME}" in said and "新增类别或标签：护理" in said
    assert f'href="/organizations/{cast.north.organization_id}"' in response.text


@pytest.mark.parametrize("name", ["staff", "leader", "north", "member"])
def test_wrong_role(client_of, name):
    assert client_of(name).get("/journal").status_code == 403


def test_wrong_method_stranger(client_of):
    assert client_of("administrator").post("/journal").status_code == 405
    assert "/sign-in" in client_of("").get("/journal").location


def test_nonsense_for_a_page_is_the_first(client_of):
    assert "新增单位" in text_of(client_of("administrator").get("/journal?page=-3"))
