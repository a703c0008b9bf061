"""POST /organizations/codes: slips for all people of associations who have no password yet."""

import pytest
from sqlalchemy import func, select

from checklist.accounts.models import OneTimeCode
from checklist.db import db
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from tests.accounts.signing import give_password
from tests.accounts.test_create_code import CODE, ask
from tests.accounts.test_create_password import use
from tests.pages import text_of


def test_one_slip_each_for_those_without_password(client_of, cast):
    give_password("south")
    response = client_of("administrator").post("/organizations/codes")
    words = text_of(response)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    assert len(set(CODE.findall(words))) == 4
    assert all(name in words for name in ("陈晓", "吴岚", "郑岩", "孙宁"))
    assert not any(name in words for name in ("赵禾", "林静", "周远"))
    assert db.session.scalar(select(func.count()).where(Event.name == "code.issued")) == 4
    assert verify_all() == []


def test_only_for_those_who_hold_no_code(client_of, cast):
    administrator = client_of("administrator")
    code = CODE.search(text_of(ask(administrator, cast.north.person_id)))[0]
    words = text_of(administrator.post("/organizations/codes", data={"only_without_code": "1"}))
    assert len(CODE.findall(words)) == 4 and "陈晓" not in words
    assert use(client_of(""), code).status_code == 303


def test_again_for_all_replaces_what_was_printed(client_of):
    administrator = client_of("administrator")
    first = set(CODE.findall(text_of(administrator.post("/organizations/codes"))))
    second = set(CODE.findall(text_of(administrator.post("/organizations/codes"))))
    assert len(second) == 5 and not first & second
    assert db.session.scalar(select(func.count()).where(OneTimeCode.replaced_at.is_(None))) == 5


def test_nobody_needs_one(client_of):
    for name in ("north", "member", "head", "south", "unit"):
        give_password(name)
    response = client_of("administrator").post("/organizations/codes")
    assert response.status_code == 409 and "没有需要登录码的人" in text_of(response)


@pytest.mark.parametrize("name", ["staff", "leader", "north", "south"])
def test_nobody_else(client_of, name):
    assert client_of(name).post("/organizations/codes").status_code == 403


def test_strangers_and_other_methods(client_of):
    assert client_of("").post("/organizations/codes").status_code == 401
    assert client_of("administrator").post("/organizations/codes", token=False).status_code == 419
    assert client_of("administrator").get("/organizations/codes").status_code == 405
