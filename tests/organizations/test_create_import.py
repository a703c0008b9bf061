"""POST /organizations/import: all of the previewed table, or nothing."""

import pytest
from sqlalchemy import func, select

from checklist.accounts.joining import join
from checklist.accounts.models import SECRETARY, Membership, Person
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.organizations.founding import found
from checklist.organizations.models import ASSOCIATION, Category, Organization
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.organizations.sheets import a_sheet, carried, confirm, preview
from tests.pages import text_of

ROWS = [
    ("示例省针灸学会", "医", "医药、针灸", "沈宁", "13900001111"),
    ("示例省图学学会", "工", "", "沈宁", "13900001111"),
    (NORTH_NAME, "", "护理", "", ""),
    (SOUTH_NAME, "", "", "韩立", "13900002222"),
]


@pytest.fixture
def administrator(client_of):
    return client_of("administrator")


def counts():
    return [
        db.session.scalar(select(func.count()).select_from(t)) for t in (Organization, Person, Membership, Category)
    ]


def test_imported_whole(administrator, cast):
    before = counts()
    response = confirm(administrator, preview(administrator, a_sheet(ROWS)))
    assert response.status_code == 303 and response.location == "/organizations"
    assert [now_ - then for now_, then in zip(counts(), before, strict=True)] == [2, 2, 3, 1]
    named = {one.name: one for one in db.session.scalars(select(Organization))}
    words = {name: [c.name for c in one.categories] for name, one in named.items()}
    assert words["示例省针灸学会"] == ["医", "医药", "针灸"]
    assert words[NORTH_NAME] == ["医", "护理"] and words[SOUTH_NAME] == ["农", "农口"]
    assert named["示例省针灸学会"].sort_key.startswith("shi4 li4")
    page = text_of(administrator.get("/organizations"))
    assert "已导入：新增单位 2 个，调整类别或标签 1 个，新增秘书任职 3 人。" in page and "打印登录码" in page


def test_one_event_without_names(administrator, cast):
    confirm(administrator, preview(administrator, a_sheet(ROWS)))
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.name, event.membership_id) == ("organizations.imported", cast.id_of("administrator"))
    assert [len(event.facts[name]) for name in ("founded", "sorted", "memberships", "tags")] == [2, 3, 3, 1]
    assert not any(word in str(event.facts) for word in ("沈宁", "13900001111", "针灸"))
    assert verify_all() == []


def test_again_is_harmless(administrator):
    first = preview(administrator, a_sheet(ROWS))
    confirm(administrator, first)
    after = counts()
    assert confirm(administrator, first).status_code == 303
    assert "没有变化" in text_of(administrator.get("/organizations"))
    again = text_of(preview(administrator, a_sheet(ROWS)))
    assert "4 已有，不变" in again and "不需要导入" in again and "确认导入" not in again
    assert counts() == after
    assert db.session.scalar(select(func.count()).where(Event.name == "organizations.imported")) == 1


def test_what_became_wrong_since_the_preview_stops_all_of_it(administrator, cast):
    seen = preview(administrator, a_sheet(ROWS))
    with write_unit():
        join(
            cast.south.organization,
            SECRETARY,
            name="别人",
            sign_in_name="13900002222",
            by=cast.administrator,
            at=now(),
        )
    before = counts()
    response = confirm(administrator, seen)
    assert response.status_code == 422
    assert "第 5 行 秘书手机 这个手机号是别人的登录名" in text_of(response)
    assert counts() == before


def test_what_was_made_meanwhile_is_not_made_again(administrator, cast):
    seen = preview(administrator, a_sheet(ROWS))
    with write_unit():
        found(cast.staff.organization, ASSOCIATION, ROWS[0][0], [], by=cast.administrator, at=now())
    assert confirm(administrator, seen).status_code == 303
    assert db.session.scalar(select(func.count()).where(Organization.name == ROWS[0][0])) == 1


def test_altered_rows_are_refused(administrator):
    word = carried(preview(administrator, a_sheet(ROWS)))
    before = counts()
    for altered in ("", "x", word[:-1], "A" + word[1:]):
        response = administrator.post("/organizations/import", data={"rows": altered})
        assert response.status_code == 409 and "请重新上传表格" in text_of(response)
    assert counts() == before


def test_a_whole_province_in_few_statements(administrator, counting_queries):
    few, many = (
        preview(
            administrator, a_sheet((f"示例省第{n}学会", "工", "新", f"人{n}", f"139{n:08d}") for n in range(start, end))
        )
        for start, end in ((0, 3), (1000, 1150))
    )
    with counting_queries() as for_few:
        confirm(administrator, few)
    with counting_queries() as for_many:
        confirm(administrator, many)
    assert len(for_many) <= len(for_few) + 2
    assert db.session.scalar(select(func.count()).select_from(Organization)) == 4 + 153


@pytest.mark.parametrize("name", ["staff", "leader", "north", "south"])
def test_nobody_else(client_of, administrator, name):
    seen, before = preview(administrator, a_sheet(ROWS)), counts()
    assert confirm(client_of(name), seen).status_code == 403
    assert counts() == before


def test_strangers_other_sites_and_stale_tokens(client_of, administrator):
    seen, before = preview(administrator, a_sheet(ROWS)), counts()
    assert confirm(client_of(""), seen).status_code == 401
    assert confirm(administrator, seen, headers={"Sec-Fetch-Site": "same-site"}).status_code == 403
    stale = confirm(administrator, seen, token=False)
    assert stale.status_code == 419 and carried(stale) == carried(seen)
    assert administrator.put("/organizations/import").status_code == 405
    assert counts() == before
