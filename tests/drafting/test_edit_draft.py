"""The confirming screen: every passage marked beside its directive."""

import re

import pytest

from checklist.clock import now
from checklist.db import write_unit
from checklist.drafting.confirming import drop
from checklist.notices.queries import directives_for, held
from tests.builders import TEXT, a_draft, a_notice
from tests.notices.building import NOBODY, directives_of
from tests.pages import text_of


def test_text_and_directives_lead_to_each_other(client_of):
    notice_id = a_draft()
    page = client_of("staff").get(f"/notices/{notice_id}/draft").text
    for directive in directives_of(notice_id):
        assert f'id="directive-{directive.id}-passage"' in page and f'href="#directive-{directive.id}"' in page
        assert f'id="directive-{directive.id}"' in page and f'href="#directive-{directive.id}-passage"' in page


def test_headings_are_headings_and_words_are_escaped(client_of):
    notice_id = a_draft(TEXT.replace("现将", "<b>现将</b>"))
    page = client_of("staff").get(f"/notices/{notice_id}/draft").text
    assert re.search(r'<h3 class="notice-text__heading"[^>]*><strong>一、加强组织领导</strong></h3>', page)
    assert "&lt;b&gt;现将" in page and "<b>现将" not in page


def test_a_dropped_directive_looks_different(client_of, cast):
    notice_id = a_draft()
    directive_id = directives_of(notice_id)[0].id
    with write_unit():
        drop(held(directives_for(cast.staff), directive_id), by=cast.staff, at=now())
    page = client_of("staff").get(f"/notices/{notice_id}/draft").text
    assert f'id="directive-{directive_id}-passage" class="is-dropped"' in page and "已删去 1 项" in page


def test_the_sentences_can_be_ticked(client_of):
    notice_id = a_draft()
    response = client_of("staff").get(f"/notices/{notice_id}/draft?ticking=yes")
    assert response.text.count('name="sentence"') >= 5 and "已在第 1 项" in text_of(response)


def test_as_many_queries_for_many_directives(client_of, counting_queries):
    client = client_of("staff")
    small, large = (
        a_draft(),
        a_draft(TEXT.replace("二、做好宣传", "各学会要报送工作总结。\n\n各学会要建立值班制度。\n\n二、做好宣传")),
    )
    assert len(directives_of(large)) > len(directives_of(small))
    with counting_queries() as few:
        client.get(f"/notices/{small}/draft")
    with counting_queries() as many:
        client.get(f"/notices/{large}/draft")
    assert len(many) == len(few)


def test_what_is_issued_is_on_the_dashboard(client_of):
    notice_id = a_notice()
    response = client_of("staff").get(f"/notices/{notice_id}/draft")
    assert response.location == f"/notices/{notice_id}/dashboard"


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).get(f"/notices/{notice_id}/draft").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    response = client_of("").get(f"/notices/{notice_id}/draft")
    assert response.status_code == 302


def test_outsider_gets_404(client_of):
    assert client_of("staff").get(f"/notices/{NOBODY}/draft").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").delete(f"/notices/{notice_id}/draft").status_code == 405
