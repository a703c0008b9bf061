"""GET and POST /organizations/…/edit: another name, other categories."""

import pytest
from sqlalchemy import select

from checklist.db import db
from checklist.journal.models import Event
from checklist.organizations.models import Category, Organization, OrganizationName
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.pages import text_of


@pytest.fixture
def ids(cast):
    return {category.name: category.id for category in db.session.scalars(select(Category))}


@pytest.fixture
def address(cast):
    return f"/organizations/{cast.north.organization_id}/edit"


def events():
    names = select(Event.name).where(Event.name.in_(("organization.renamed", "organization.sorted")))
    return db.session.scalars(names.order_by(Event.id)).all()


def test_renamed_and_the_old_name_kept(client_of, cast, address, ids):
    administrator = client_of("administrator")
    fields = {"name": "示例省北辰临床医学会", "category": ids["医"], "tag": ids["医药"]}
    for _twice in range(2):
        assert administrator.post(address, data=fields).status_code == 303
    old = db.session.scalars(select(OrganizationName)).all()
    assert [(one.name, one.organization_id, str(one.until)) for one in old] == [
        (NORTH_NAME, cast.north.organization_id, "2026-11-24")
    ]
    assert events() == ["organization.renamed"]
    words = text_of(administrator.get(address.removesuffix("/edit")))
    assert "曾用名" in words and f"{NORTH_NAME}（2026年11月24日以前）" in words


def test_other_categories(client_of, cast, address, ids):
    client_of("administrator").post(address, data={"name": NORTH_NAME, "category": ids["交叉"], "tag": ids["护理"]})
    organization = db.session.get_one(Organization, cast.north.organization_id)
    assert [category.name for category in organization.categories] == ["交叉", "护理"]
    assert events() == ["organization.sorted"]


def test_nothing_changed_is_no_event(client_of, address, ids):
    client_of("administrator").post(address, data={"name": NORTH_NAME, "category": ids["医"], "tag": ids["医药"]})
    assert events() == []


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(("name", "sentence"), [(SOUTH_NAME, "已有名为"), ("  ", "请填写单位名称")])
def test_bad_names(client_of, address, name, sentence, htmx):
    response = client_of("administrator").post(address, data={"name": name}, htmx=htmx)
    assert response.status_code == 422 and sentence in text_of(response)
    assert response.text.lstrip().startswith("<form") is htmx
    assert events() == []


def test_the_form_shows_what_is(client_of, address):
    page = client_of("administrator").get(address).text
    assert f'value="{NORTH_NAME}"' in page and page.count("checked") == 2


@pytest.mark.parametrize("name", ["staff", "leader", "north", "south"])
def test_nobody_else(client_of, address, name):
    assert client_of(name).post(address, data={"name": "新名称"}).status_code == 403
    assert client_of(name).get(address).status_code == 403


def test_strangers_and_what_there_is_not(client_of, address):
    assert client_of("").post(address, data={"name": "新名称"}).status_code == 401
    assert client_of("administrator").post("/organizations/99999/edit", data={"name": "新"}).status_code == 404
    stale = client_of("administrator").post(address, data={"name": "新名称一个"}, token=False)
    assert stale.status_code == 419 and "新名称一个" in stale.text
