"""GET /organizations/new and POST /organizations: a new association or member unit."""

import pytest
from sqlalchemy import func, select

from checklist.db import db
from checklist.journal.models import Event
from checklist.organizations.models import Category, Organization
from tests.pages import text_of


@pytest.fixture
def fields(cast):
    ids = {category.name: category.id for category in db.session.scalars(select(Category))}
    return {
        "name": " 示例省针灸学会 ",
        "parent": cast.staff.organization_id,
        "category": ids["医"],
        "tag": [ids["医药"], ids["护理"]],
    }


def count():
    return db.session.scalar(select(func.count()).select_from(Organization))


def test_a_new_association(client_of, cast, fields):
    administrator = client_of("administrator")
    response = administrator.post("/organizations", data=fields)
    assert response.status_code == 303
    made = db.session.scalars(select(Organization).order_by(Organization.id.desc())).first()
    assert response.location == f"/organizations/{made.id}"
    assert (made.name, made.kind, made.parent_id) == ("示例省针灸学会", "association", cast.staff.organization_id)
    assert [category.name for category in made.categories] == ["医", "医药", "护理"]
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.name, event.facts["organization"]) == ("organization.founded", made.id)
    assert "针灸" not in str(event.facts)


def test_a_member_unit(client_of, cast, fields):
    client_of("administrator").post("/organizations", data=fields | {"parent": cast.north.organization_id})
    made = db.session.scalars(select(Organization).order_by(Organization.id.desc())).first()
    assert (made.kind, made.parent_id) == ("member_unit", cast.north.organization_id)


def test_twice_is_told(client_of, fields):
    administrator = client_of("administrator")
    administrator.post("/organizations", data=fields)
    before = count()
    again = administrator.post("/organizations", data=fields)
    assert again.status_code == 422 and "已有名为“示例省针灸学会”的单位" in text_of(again)
    assert count() == before


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "请填写单位名称"),
        ("name", "长" * 101, "单位名称太长"),
        ("parent", "99999", "不是有效的选择"),
        ("category", "99999", "99999"),
    ],
)
def test_bad_input(client_of, fields, field, typed, sentence, htmx):
    before = count()
    response = client_of("administrator").post("/organizations", data=fields | {field: typed}, htmx=htmx)
    assert response.status_code == 422 and sentence in text_of(response)
    assert response.text.lstrip().startswith("<form") is htmx
    assert "checked" in response.text
    assert count() == before


def test_under_htmx_the_page_is_left(client_of, fields):
    assert client_of("administrator").post("/organizations", data=fields, htmx=True).status_code == 204


def test_the_form(client_of):
    response = client_of("administrator").get("/organizations/new")
    assert response.status_code == 200 and 'name="parent"' in response.text


@pytest.mark.parametrize("name", ["staff", "leader", "north", "south"])
def test_nobody_else(client_of, fields, name):
    assert client_of(name).post("/organizations", data=fields).status_code == 403
    assert client_of(name).get("/organizations/new").status_code == 403


def test_strangers_other_sites_and_stale_tokens(client_of, fields):
    assert client_of("").post("/organizations", data=fields).status_code == 401
    assert client_of("").get("/organizations/new").status_code == 302
    administrator = client_of("administrator")
    assert (
        administrator.post("/organizations", data=fields, headers={"Origin": "https://evil.example"}).status_code == 403
    )
    stale = administrator.post("/organizations", data=fields, token=False)
    assert stale.status_code == 419 and "示例省针灸学会" in stale.text
