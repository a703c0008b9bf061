"""POST /organizations/…/memberships: somebody joins."""

import pytest
from sqlalchemy import func, select

from checklist.accounts.models import Membership, Person
from checklist.db import db
from checklist.journal.models import Event
from tests.pages import text_of

FIELDS = {"name": "沈宁", "role": "secretary", "sign_in_name": "13900001111", "telephone": "139 0000 1111"}


@pytest.fixture
def address(cast):
    return f"/organizations/{cast.north.organization_id}/memberships"


def count():
    return db.session.scalar(select(func.count()).select_from(Membership))


def test_somebody_new(client_of, cast, address):
    administrator = client_of("administrator")
    response = administrator.post(address, data=FIELDS)
    assert response.status_code == 303
    assert response.location == f"/organizations/{cast.north.organization_id}"
    membership = db.session.scalars(select(Membership).order_by(Membership.id.desc())).first()
    person = membership.person
    assert (person.name, person.sign_in_name, person.telephone, person.password_hash) == (
        "沈宁",
        "13900001111",
        "139 0000 1111",
        None,
    )
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.name, event.membership_id) == ("membership.started", cast.id_of("administrator"))
    assert "沈宁" not in str(event.facts)
    assert "沈宁" in text_of(administrator.get(response.location))


def test_twice_is_once(client_of, address):
    administrator, before = client_of("administrator"), count()
    for _twice in range(2):
        assert administrator.post(address, data=FIELDS).status_code == 303
    assert count() == before + 1


def test_a_person_there_is_becomes_something_more(client_of, cast, address):
    fields = FIELDS | {"name": "赵禾", "sign_in_name": "SOUTH"}
    assert client_of("administrator").post(address, data=fields).status_code == 303
    assert db.session.scalar(select(func.count()).where(Person.sign_in_name == "south")) == 1


def test_a_sign_in_name_of_somebody_else(client_of, address):
    before = count()
    response = client_of("administrator").post(address, data=FIELDS | {"sign_in_name": "south"})
    assert response.status_code == 422
    assert "已属于另一位姓名不同的人员" in text_of(response) and 'value="沈宁"' in response.text
    assert count() == before


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "请填写姓名"),
        ("sign_in_name", " ", "请填写登录名"),
        ("sign_in_name", "a b", "不能有空格"),
        ("telephone", "call me", "只能有数字"),
        ("role", "staff", "不是有效的选择"),
        ("role", "", "请选择身份"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_bad_input(client_of, address, field, typed, sentence, htmx):
    before = count()
    response = client_of("administrator").post(address, data=FIELDS | {field: typed}, htmx=htmx)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert response.text.lstrip().startswith("<form") is htmx
    assert count() == before


def test_under_htmx_the_page_is_left(client_of, address):
    assert client_of("administrator").post(address, data=FIELDS, htmx=True).status_code == 204


@pytest.mark.parametrize("name", ["staff", "leader", "north", "south"])
def test_nobody_else(client_of, address, name):
    before = count()
    assert client_of(name).post(address, data=FIELDS).status_code == 403
    assert count() == before


def test_strangers_other_sites_and_stale_tokens(client_of, address):
    assert client_of("").post(address, data=FIELDS).status_code == 401
    administrator = client_of("administrator")
    assert administrator.post(address, data=FIELDS, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    stale = administrator.post(address, data=FIELDS, token=False)
    assert stale.status_code == 419 and 'value="沈宁"' in stale.text
    assert administrator.get(address).status_code == 405
    assert administrator.post("/organizations/99999/memberships", data=FIELDS).status_code == 404
