"""A directive is left out of what is issued."""

import pytest

from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, directives_of, events_of
from tests.pages import text_of


def test_it_works(client_of):
    notice_id = a_draft()
    directive_id = directives_of(notice_id)[0].id
    response = client_of("staff").post(f"/directives/{directive_id}/dropping")
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft#directive-{directive_id}")
    assert (directives_of(notice_id)[0].dropped_at is not None) is True
    assert events_of(notice_id)[-1] == "directive.dropped"


def test_under_htmx_card_count_and_text_come_back(client_of):
    notice_id = a_draft()
    directive_id = directives_of(notice_id)[0].id
    response = client_of("staff").post(f"/directives/{directive_id}/dropping", htmx=True)
    assert response.text.lstrip().startswith("<article") and ("恢复" in text_of(response)) is True
    assert f'id="notice-{notice_id}-count" hx-swap-oob="true"' in response.text


def test_doing_it_twice_is_one_event(client_of):
    notice_id = a_draft()
    for _time in range(2):
        client_of("staff").post(f"/directives/{directives_of(notice_id)[0].id}/dropping")
    assert events_of(notice_id).count("directive.dropped") == 1


def test_what_is_issued_is_not_changed(client_of):
    notice_id = a_notice()
    response = client_of("staff").post(f"/directives/{directives_of(notice_id)[0].id}/dropping")
    assert response.status_code == 409 and "已经印发" in text_of(response)
    assert directives_of(notice_id)[0].dropped_at is None


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).post(f"/directives/{directives_of(notice_id)[0].id}/dropping").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").post(f"/directives/{directives_of(notice_id)[0].id}/dropping").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/directives/{NOBODY}/dropping").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").get(f"/directives/{directives_of(notice_id)[0].id}/dropping").status_code == 405
