"""The form for a new notice."""

import pytest

from tests.pages import text_of


def test_the_form(client_of):
    response = client_of("staff").get("/imports/new")
    assert response.status_code == 200
    assert "涉密" in text_of(response)
    assert 'type="file"' in response.text and 'enctype="multipart/form-data"' in response.text


def test_wrong_method(client_of):
    assert client_of("staff").post("/imports/new").status_code == 405


@pytest.mark.parametrize("who", ["leader", "north", "member", "administrator"])
def test_wrong_role(client_of, who):
    assert client_of(who).get("/imports/new").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    assert client_of("").get("/imports/new").status_code == 302


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 19, "99999999999", "0"])
@pytest.mark.parametrize("purpose", ["supplements", "copies"])
def test_a_number_that_no_notice_can_have(client_of, purpose, number):
    assert client_of("staff").get(f"/imports/new?{purpose}={number}").status_code == 404
