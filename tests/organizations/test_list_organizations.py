"""GET /organizations: all of them, filtered by the address."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.organizations.founding import found, rename
from checklist.organizations.models import ASSOCIATION, Category
from tests.conftest import NOW
from tests.pages import text_of


@pytest.mark.parametrize("name", ["administrator", "staff"])
def test_all_with_their_secretaries_and_telephones(client_of, cast, name):
    response = client_of(name).get("/organizations")
    words = text_of(response)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    for word in ("示例省北辰医学会", "示例省南山农学会", "北辰第一医院", "陈晓", cast.north.person.telephone, "医药"):
        assert word in words
    assert ("从表格导入" in words) is (name == "administrator")
    assert ("首次登录码" in words) is (name == "administrator")


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("name=北辰", ["示例省北辰医学会", "北辰第一医院"], ["南山"]),
        ("name=%25", [], ["北辰", "南山"]),
        ("name=学会&kind=association", ["北辰医学会", "南山农学会"], ["第一医院"]),
        ("kind=member_unit", ["第一医院"], ["南山"]),
        ("name=没有的", [], ["北辰", "南山"]),
        ("page=9", [], ["南山"]),
    ],
)
def test_filters(client_of, query, there, not_there):
    response = client_of("staff").get(f"/organizations?{query}", htmx=True)
    words = text_of(response)
    assert response.text.lstrip().startswith('<div id="results">')
    assert all(word in words for word in there) and not any(word in words for word in not_there)
    assert there or "没有这样的单位" in words


def test_by_category(client_of, cast):
    category = db.session.query(Category).filter_by(name="农口").one()
    words = text_of(client_of("staff").get(f"/organizations?category={category.id}", htmx=True))
    assert "南山" in words and "北辰" not in words


def test_an_old_name_finds_it(client_of, cast):
    with write_unit():
        rename(cast.south.organization, "示例省农业科学学会", by=cast.administrator, at=now(), today=NOW.date())
    assert "示例省农业科学学会" in text_of(client_of("staff").get("/organizations?name=南山", htmx=True))


def test_as_many_queries_for_many_as_for_few(client_of, cast, counting_queries):
    staff = client_of("staff")
    with counting_queries() as few:
        staff.get("/organizations")
    with write_unit():
        office = cast.staff.organization
        for number in range(210):
            found(office, ASSOCIATION, f"示例省第{number}学会", [], by=cast.administrator, at=now())
    with counting_queries() as many:
        words = text_of(staff.get("/organizations"))
    assert len(many) <= len(few) + 1 <= 9
    assert "第 1 页，共 2 页" in words
    assert "第 2 页，共 2 页" in text_of(staff.get("/organizations?page=2"))


@pytest.mark.parametrize(
    "query", ["category=x", "page=-1", "page=x", "kind=nonsense", "category=" + "9" * 30, "page=" + "9" * 30]
)
def test_nonsense_in_the_address_is_harmless(client_of, query):
    assert client_of("staff").get(f"/organizations?{query}").status_code == 200


@pytest.mark.parametrize("name", ["leader", "north", "member", "south"])
def test_nobody_else(client_of, name):
    assert client_of(name).get("/organizations").status_code == 403


def test_strangers_and_other_methods(client_of):
    assert client_of("").get("/organizations").status_code == 302
    assert client_of("staff").put("/organizations").status_code == 405
