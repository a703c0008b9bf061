"""GET and POST /categories: categories and tags."""

import pytest
from sqlalchemy import func, select

from checklist.db import db
from checklist.journal.models import Event
from checklist.organizations.models import Category
from tests.pages import text_of


def test_the_list_counts_organizations(client_of):
    words = text_of(client_of("administrator").get("/categories"))
    assert "医药 1 个单位" in words and "护理 0 个单位" in words


def test_a_new_tag_and_twice_is_once(client_of, cast):
    administrator = client_of("administrator")
    for _twice in range(2):
        assert administrator.post("/categories", data={"kind": "tag", "name": "防疫"}).status_code == 303
    (tag,) = db.session.scalars(select(Category).where(Category.name == "防疫")).all()
    assert (tag.kind, tag.position) == ("tag", 3)
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.name, event.facts) == ("category.added", {"category": tag.id})
    assert "防疫 0 个单位" in text_of(administrator.get("/categories"))


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "tag", "name": ""}, "请填写名称"),
        ({"kind": "tag", "name": "长" * 21}, "最多 20 个字"),
        ({"kind": "other", "name": "新"}, "不是有效的选择"),
        ({"kind": "tag", "name": "医"}, "已是学科类别"),
    ],
)
def test_bad_input(client_of, fields, sentence, htmx):
    before = db.session.scalar(select(func.count()).select_from(Category))
    response = client_of("administrator").post("/categories", data=fields, htmx=htmx)
    assert response.status_code == 422 and sentence in text_of(response)
    assert response.text.lstrip().startswith("<form") is htmx
    assert db.session.scalar(select(func.count()).select_from(Category)) == before


@pytest.mark.parametrize("name", ["staff", "leader", "north", "south"])
def test_nobody_else(client_of, name):
    assert client_of(name).get("/categories").status_code == 403
    assert client_of(name).post("/categories", data={"kind": "tag", "name": "防疫"}).status_code == 403


def test_strangers_and_stale_tokens(client_of):
    assert client_of("").post("/categories", data={"kind": "tag", "name": "防疫"}).status_code == 401
    assert client_of("").get("/categories").status_code == 302
    assert client_of("administrator").put("/categories").status_code == 405
