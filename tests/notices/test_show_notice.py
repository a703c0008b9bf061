"""The address that people share leads each to the place where that person works."""

import pytest

from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, a_notice_for_north


@pytest.mark.parametrize(
    ("who", "place"), [("staff", "dashboard"), ("leader", "dashboard"), ("north", "checklist"), ("member", "checklist")]
)
def test_leads_to_where_the_reader_works(client_of, who, place):
    notice_id = a_notice()
    response = client_of(who).get(f"/notices/{notice_id}")
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/{place}")


def test_a_draft_leads_to_the_confirming_screen(client_of):
    notice_id = a_draft()
    assert client_of("staff").get(f"/notices/{notice_id}").location == f"/notices/{notice_id}/draft"


@pytest.mark.parametrize("who", ["leader", "north"])
def test_a_draft_is_nobody_elses(client_of, who):
    assert client_of(who).get(f"/notices/{a_draft()}").status_code == 404


def test_outsider_gets_404(client_of):
    assert client_of("south").get(f"/notices/{a_notice_for_north()}").status_code == 404
    assert client_of("staff").get(f"/notices/{NOBODY}").status_code == 404


def test_wrong_method(client_of):
    assert client_of("staff").post(f"/notices/{a_draft()}").status_code == 405


def test_wrong_role(client_of):
    assert client_of("administrator").get(f"/notices/{a_notice()}").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    assert client_of("").get(f"/notices/{a_notice()}").status_code == 302
