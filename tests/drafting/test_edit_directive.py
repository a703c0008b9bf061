"""The form of one directive: a page of its own, or in the place of its card."""

import pytest

from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, directives_of
from tests.pages import text_of


def test_a_page_with_the_passage(client_of):
    notice_id = a_draft()
    directive = directives_of(notice_id)[0]
    response = client_of("staff").get(f"/directives/{directive.id}/edit")
    assert response.status_code == 200
    assert directive.title in response.text and directive.text in text_of(response)


def test_under_htmx_in_the_place_of_the_card(client_of):
    notice_id = a_draft()
    directive = directives_of(notice_id)[0]
    response = client_of("staff").get(f"/directives/{directive.id}/edit", htmx=True)
    assert response.text.lstrip().startswith("<article") and f'id="directive-{directive.id}"' in response.text


def test_what_is_issued_has_no_form(client_of):
    notice_id = a_notice()
    response = client_of("staff").get(f"/directives/{directives_of(notice_id)[0].id}/edit")
    assert response.status_code == 409 and "已经印发" in text_of(response)


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).get(f"/directives/{directives_of(notice_id)[0].id}/edit").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").get(f"/directives/{directives_of(notice_id)[0].id}/edit").status_code == 302


def test_outsider_gets_404(client_of):
    assert client_of("staff").get(f"/directives/{NOBODY}/edit").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").post(f"/directives/{directives_of(notice_id)[0].id}/edit").status_code == 405
