"""The passage of a directive clause by clause, to say where another begins."""

import pytest

from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, directives_of
from tests.pages import text_of
from tests.shaping.shaping import a_long_one, start_of


@pytest.mark.parametrize("htmx", [False, True])
def test_it_works(client_of, htmx):
    notice_id, directive = a_long_one()
    response = client_of("staff").get(f"/directives/{directive.id}/cut", htmx=htmx)
    assert response.status_code == 200 and ("拆分任务事项" in response.text) is not htmx
    assert response.text.count('name="start"') == 2
    for words in ("于12月10日", "召开"):
        assert f'name="start" value="{start_of(directive, words)}"' in response.text
    assert f"/notices/{notice_id}/draft#directive-{directive.id}" in response.text


def test_two_clauses_are_ticked_already(client_of):
    notice_id, directive = a_long_one()
    client_of("staff").post(f"/directives/{directive.id}/cut", data={"start": start_of(directive, "召开")})
    response = client_of("staff").get(f"/directives/{directive.id}/cut")
    assert response.text.count(" checked") == 1 and directives_of(notice_id)


def test_one_clause_cannot_be_cut(client_of):
    directive = directives_of(a_draft())[0]
    response = client_of("staff").get(f"/directives/{directive.id}/cut")
    assert "没有可以分开的地方" in text_of(response)


def test_what_is_issued_is_not_changed(client_of):
    assert client_of("staff").get(f"/directives/{directives_of(a_notice())[0].id}/cut").status_code == 409


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    assert client_of(who).get(f"/directives/{directives_of(a_draft())[0].id}/cut").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    assert client_of("").get(f"/directives/{directives_of(a_draft())[0].id}/cut").status_code == 302


def test_outsider_gets_404(client_of):
    assert client_of("staff").get(f"/directives/{NOBODY}/cut").status_code == 404
