"""GET /organizations/…/memberships/new: the form for somebody new."""

import pytest


def test_roles_are_those_of_the_kind_of_organization(client_of, cast):
    administrator = client_of("administrator")
    north = administrator.get(f"/organizations/{cast.north.organization_id}/memberships/new")
    office = administrator.get(f"/organizations/{cast.staff.organization_id}/memberships/new")
    assert north.status_code == office.status_code == 200
    assert 'value="secretary"' in north.text and 'value="staff"' not in north.text
    assert 'value="staff"' in office.text and 'value="secretary"' not in office.text


@pytest.mark.parametrize("name", ["staff", "leader", "north", "member", "south"])
def test_nobody_else(client_of, cast, name):
    address = f"/organizations/{cast.north.organization_id}/memberships/new"
    assert client_of(name).get(address).status_code == 403


def test_strangers_and_organizations_there_are_not(client_of):
    assert client_of("").get("/organizations/2/memberships/new").status_code == 302
    assert client_of("administrator").get("/organizations/99999/memberships/new").status_code == 404
