"""The form for an organization that came late offers those that have not got the notice."""

import pytest

from tests.builders import a_draft, a_notice
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.notices.building import NOBODY, a_notice_for_north
from tests.pages import text_of


def test_offers_those_without_the_notice(client_of):
    response = client_of("staff").get(f"/notices/{a_notice_for_north()}/addressees/new")
    assert SOUTH_NAME in text_of(response) and NORTH_NAME not in text_of(response)


def test_everybody_has_it(client_of):
    response = client_of("staff").get(f"/notices/{a_notice()}/addressees/new")
    assert "所有学会都已是这份通知的主送对象" in text_of(response)


def test_a_draft_has_no_late_ones(client_of):
    assert client_of("staff").get(f"/notices/{a_draft()}/addressees/new").status_code == 404


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_notice()
    assert client_of(who).get(f"/notices/{notice_id}/addressees/new").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_notice()
    assert client_of("").get(f"/notices/{notice_id}/addressees/new").status_code == 302


def test_outsider_gets_404(client_of):
    assert client_of("staff").get(f"/notices/{NOBODY}/addressees/new").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_notice()
    assert client_of("staff").post(f"/notices/{notice_id}/addressees/new").status_code == 405
