"""POST /account/membership: somebody with several memberships switches between them."""

import pytest

from checklist.accounts.joining import join, leave
from checklist.accounts.models import SECRETARY, Membership
from checklist.clock import now
from checklist.db import db, write_unit
from tests.accounts.signing import give_password, sign_in
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.pages import text_of


@pytest.fixture
def both(cast) -> tuple[int, int]:
    """North's secretary has a password and is south's secretary as well: the ids of the two memberships."""
    give_password("north")
    first = cast.id_of("north")
    with write_unit():
        south = cast.south.organization
        second = join(south, SECRETARY, name="陈晓", sign_in_name="north", by=cast.administrator, at=now())
        return first, second.id


@pytest.fixture
def pages(client_of, both):
    """Signed in as north's secretary, as which the person first signs in."""
    pages = client_of("")
    sign_in(pages, "north")
    return pages


def switch(pages, membership_id, **more):
    return pages.post("/account/membership", data={"membership": membership_id}, **more)


def organization_of(pages):
    page = pages.get("/account").text
    return NORTH_NAME if f'menu__organization">{NORTH_NAME}' in page else SOUTH_NAME


def test_switched_there_and_back(pages, both):
    first, second = both
    assert organization_of(pages) == NORTH_NAME
    assert "切换到这里" in text_of(pages.get("/account"))
    for membership_id, name in ((second, SOUTH_NAME), (second, SOUTH_NAME), (first, NORTH_NAME)):
        assert switch(pages, membership_id).status_code == 303
        assert organization_of(pages) == name


def test_the_last_used_one_is_taken_at_the_next_sign_in(pages, both):
    switch(pages, both[1])
    pages.post("/sign-out")
    sign_in(pages, "north")
    assert organization_of(pages) == SOUTH_NAME


def test_the_other_one_is_taken_when_the_last_used_one_ended(pages, both, cast):
    with write_unit():
        leave(db.session.get_one(Membership, both[0]), by=cast.administrator, at=now())
    assert pages.get("/account").status_code == 302
    sign_in(pages, "north")
    assert organization_of(pages) == SOUTH_NAME


def test_one_that_ended_meanwhile_and_those_of_others_do_not_exist(pages, both, cast):
    with write_unit():
        leave(db.session.get_one(Membership, both[1]), by=cast.administrator, at=now())
    for membership_id in (both[1], cast.id_of("staff"), 10**30, "x", ""):
        assert switch(pages, membership_id).status_code == 404
    assert organization_of(pages) == NORTH_NAME


def test_under_htmx_the_page_is_left(pages, both):
    assert switch(pages, both[1], htmx=True).headers["HX-Redirect"] == "/"


def test_a_stranger_and_other_methods(client_of):
    assert switch(client_of(""), 1).status_code == 401
    assert client_of("member").get("/account/membership").status_code == 405
