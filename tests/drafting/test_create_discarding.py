"""A draft is given up."""

import pytest

from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, events_of, notice_of
from tests.pages import text_of


def test_it_works_and_twice_is_once(client_of):
    notice_id = a_draft()
    client = client_of("staff")
    for _time in range(2):
        response = client.post(f"/notices/{notice_id}/discarding")
        assert (response.status_code, response.location) == (303, "/notices")
    assert notice_of(notice_id).discarded_at is not None
    assert events_of(notice_id) == ["notice.drafted", "notice.discarded"]
    assert "科普周" not in text_of(client.get("/notices"))
    assert client.get(f"/notices/{notice_id}/draft").status_code == 404


def test_under_htmx_the_browser_is_sent_on(client_of):
    response = client_of("staff").post(f"/notices/{a_draft()}/discarding", htmx=True)
    assert response.headers["HX-Redirect"] == "/notices"


def test_what_is_issued_is_not_given_up(client_of):
    notice_id = a_notice()
    assert client_of("staff").post(f"/notices/{notice_id}/discarding").status_code == 409
    assert notice_of(notice_id).discarded_at is None


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).post(f"/notices/{notice_id}/discarding").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").post(f"/notices/{notice_id}/discarding").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/notices/{NOBODY}/discarding").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").get(f"/notices/{notice_id}/discarding").status_code == 405
