"""An association signs for a notice, once."""

import pytest

from checklist.notices.queries import addressee_of
from tests.builders import a_draft, a_notice
from tests.notices.building import a_notice_for_north, events_of
from tests.pages import text_of


def test_it_works(client_of, cast):
    notice_id = a_notice()
    response = client_of("north").post(f"/notices/{notice_id}/receipt")
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/checklist")
    assert addressee_of(cast.north, notice_id).receipt.signed_by.person.name == "陈晓"
    assert events_of(notice_id)[-2:] == ["notice.opened", "notice.signed_for"]


def test_under_htmx_the_request_becomes_the_receipt(client_of, cast):
    notice_id = a_notice()
    response = client_of("north").post(f"/notices/{notice_id}/receipt", htmx=True)
    addressee = addressee_of(cast.north, notice_id)
    assert response.status_code == 200 and f'id="addressee-{addressee.id}-receipt"' in response.text
    assert "已签收 11月24日 09:00 陈晓" in text_of(response) and '<button type="submit"' not in response.text


def test_doing_it_twice_is_one_receipt(client_of):
    notice_id = a_notice()
    for _time in range(2):
        assert client_of("north").post(f"/notices/{notice_id}/receipt").status_code == 303
    assert events_of(notice_id).count("notice.signed_for") == 1


def test_outsider_gets_404(client_of):
    assert client_of("south").post(f"/notices/{a_notice_for_north()}/receipt").status_code == 404
    assert client_of("north").post(f"/notices/{a_draft()}/receipt").status_code == 404


def test_wrong_method(client_of):
    assert client_of("north").get(f"/notices/{a_notice()}/receipt").status_code == 405


@pytest.mark.parametrize("who", ["member", "staff", "leader", "administrator"])
def test_wrong_role(client_of, who):
    notice_id = a_notice()
    assert client_of(who).post(f"/notices/{notice_id}/receipt").status_code == 403
    assert "notice.signed_for" not in events_of(notice_id)


def test_stranger_is_sent_to_sign_in(client_of):
    assert client_of("").post(f"/notices/{a_notice()}/receipt").status_code == 401
