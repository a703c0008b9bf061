"""The form that withdraws an issued directive."""

import pytest

from tests.builders import a_draft, a_notice, a_submitted_task
from tests.notices.building import NOBODY, directives_of, notice_of
from tests.pages import text_of


def test_shows_what_is_changed(client_of):
    a_submitted_task()
    notice = notice_of(1)
    directive = directives_of(notice.id)[0]
    response = client_of("staff").get(f"/directives/{directive.id}/withdrawal")
    assert response.status_code == 200
    assert directive.title in text_of(response) and directive.text in text_of(response)
    assert "已上报 1" in text_of(response) and "办理中 1" in text_of(response)


def test_a_draft_is_edited_instead(client_of):
    notice_id = a_draft()
    assert client_of("staff").get(f"/directives/{directives_of(notice_id)[0].id}/withdrawal").status_code == 404


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_notice()
    assert client_of(who).get(f"/directives/{directives_of(notice_id)[0].id}/withdrawal").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_notice()
    assert client_of("").get(f"/directives/{directives_of(notice_id)[0].id}/withdrawal").status_code == 302


def test_outsider_gets_404(client_of):
    assert client_of("staff").get(f"/directives/{NOBODY}/withdrawal").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_notice()
    assert client_of("staff").put(f"/directives/{directives_of(notice_id)[0].id}/withdrawal").status_code == 405
