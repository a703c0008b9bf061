"""POST /memberships/…/ending: somebody leaves."""

import pytest
from sqlalchemy import func, select

from checklist.accounts.joining import join
from checklist.accounts.models import ADMINISTRATOR, Membership
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.models import Event
from tests.conftest import NOW
from tests.pages import text_of


def end(pages, membership_id, **more):
    return pages.post(f"/memberships/{membership_id}/ending", **more)


def ended_at(membership_id):
    return db.session.scalars(select(Membership.ended_at).where(Membership.id == membership_id)).one()


def test_ended_and_signed_out_at_once(client_of, cast):
    north, administrator, north_id = client_of("north"), client_of("administrator"), cast.id_of("north")
    response = end(administrator, north_id)
    assert response.location == f"/organizations/{cast.north.organization_id}"
    assert ended_at(north_id) == NOW
    assert north.get("/account").status_code == 302
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.name, event.facts) == ("membership.ended", {"membership": north_id})
    assert "陈晓的任职已结束" in text_of(administrator.get(response.location))


def test_twice_is_once(client_of, cast):
    administrator = client_of("administrator")
    assert [end(administrator, cast.id_of("north")).status_code for _twice in range(2)] == [303, 303]
    assert db.session.scalar(select(func.count()).where(Event.name == "membership.ended")) == 1


def test_the_last_administrator_stays(client_of, cast):
    own = cast.id_of("administrator")
    for htmx in (False, True):
        response = end(client_of("administrator"), own, htmx=htmx)
        assert response.status_code == 409 and "最后一位管理员" in text_of(response)
    assert ended_at(own) is None


def test_one_of_two_administrators_can_go(client_of, cast):
    with write_unit():
        office = cast.staff.organization
        join(office, ADMINISTRATOR, name="林静", sign_in_name="second", by=cast.administrator, at=now())
    pages, own = client_of("administrator"), cast.id_of("administrator")
    assert end(pages, own).status_code == 303
    assert ended_at(own) == NOW
    assert pages.get("/account").status_code == 302


@pytest.mark.parametrize("name", ["staff", "leader", "north", "member", "south"])
def test_nobody_else(client_of, cast, name):
    assert end(client_of(name), cast.id_of("north")).status_code == 403
    assert ended_at(cast.id_of("north")) is None


def test_strangers_other_methods_and_what_there_is_not(client_of, cast):
    address = f"/memberships/{cast.id_of('north')}/ending"
    assert client_of("").post(address).status_code == 401
    assert client_of("administrator").get(address).status_code == 405
    assert end(client_of("administrator"), 99999).status_code == 404
    assert end(client_of("administrator"), cast.id_of("north"), token=False).status_code == 419
