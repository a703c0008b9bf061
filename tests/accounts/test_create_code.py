"""POST /people/…/code: a new code for one person, as a slip."""

import re

import pytest
from sqlalchemy import func, select

from checklist.accounts.joining import leave
from checklist.accounts.models import OneTimeCode
from checklist.clock import now
from checklist.db import db, write_unit
from tests.accounts.test_create_password import use
from tests.pages import text_of

CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")


def ask(pages, person_id, **more):
    return pages.post(f"/people/{person_id}/code", **more)


def test_the_slip_says_it_all_and_the_code_works(client_of, cast):
    response = ask(client_of("administrator"), cast.north.person_id)
    words = text_of(response)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    for word in ("示例省北辰医学会", "陈晓", "north", "http://localhost/sign-in/code", "12月24日前有效"):
        assert word in words
    (code,) = CODE.findall(words)
    assert use(client_of(""), code).status_code == 303


def test_a_newer_code_replaces_it(client_of, cast):
    codes = [CODE.search(text_of(ask(client_of("administrator"), cast.north.person_id)))[0] for _twice in range(2)]
    assert [use(client_of(""), code).status_code for code in codes] == [422, 303]


def test_the_code_itself_is_not_stored(client_of, cast):
    code = CODE.search(text_of(ask(client_of("administrator"), cast.north.person_id)))[0]
    row = db.session.scalars(select(OneTimeCode)).one()
    assert code.replace("-", "") not in str(vars(row))
    assert row.issued_by_id == cast.id_of("administrator")


def test_the_public_address_is_printed_where_there_is_one(client_of, cast, app, monkeypatch):
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://checklist.example")
    words = text_of(ask(client_of("administrator"), cast.north.person_id))
    assert "https://checklist.example/sign-in/code" in words


def test_of_no_use_to_somebody_who_left(client_of, cast):
    person_id = cast.north.person_id
    with write_unit():
        leave(cast.north, by=cast.administrator, at=now())
    response = ask(client_of("administrator"), person_id)
    assert response.status_code == 409 and "没有在任何单位任职" in text_of(response)


@pytest.mark.parametrize("name", ["staff", "leader", "north", "member", "south"])
def test_nobody_else(client_of, cast, name):
    assert ask(client_of(name), cast.north.person_id).status_code == 403
    assert db.session.scalar(select(func.count()).select_from(OneTimeCode)) == 0


def test_strangers_other_methods_and_what_there_is_not(client_of, cast):
    assert ask(client_of(""), cast.north.person_id).status_code == 401
    administrator = client_of("administrator")
    assert administrator.get(f"/people/{cast.north.person_id}/code").status_code == 405
    assert ask(administrator, 99999).status_code == 404
    assert ask(administrator, cast.north.person_id, token=False).status_code == 419
