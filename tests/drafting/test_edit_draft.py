"""The confirming screen: every passage marked beside its directive."""

import re

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.confirming import drop
from checklist.notices.models import Notice
from checklist.notices.queries import directives_for, held
from tests.builders import TEXT, a_draft, a_notice
from tests.notices.building import NOBODY, directives_of, notice_of
from tests.notices.originals import a_draft_from
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


def test_urgency_annexes_and_contacts_stand_at_the_head(client_of):
    notice_id = a_draft()
    with write_unit():
        notice = db.session.get_one(Notice, notice_id)
        facts = {"urgency": "特急", "annexes": ["科普周活动安排表"], "contacts": ["王林，024-00000000"]}
        notice.parts = [part | facts for part in notice.parts]
    words = text_of(client_of("staff").get(f"/notices/{notice_id}/draft"))
    for fact in ("紧急程度 特急", "附件 科普周活动安排表", "联系方式 王林，024-00000000"):
        assert fact in words


def test_what_a_machine_read_says_so_at_the_head_and_on_every_card(client_of):
    notice_id = a_draft()
    assert "机器识读" not in text_of(client_of("staff").get(f"/notices/{notice_id}/draft"))
    with write_unit():
        db.session.get_one(Notice, notice_id).is_read_by_machine = True
    words = text_of(client_of("staff").get(f"/notices/{notice_id}/draft"))
    assert "机器从图片中识读" in words
    assert words.count("机器识读，请与原件核对") == len(directives_of(notice_id))


def test_the_pages_of_the_original_stand_in_the_place_of_the_text(client_of):
    notice_id = a_draft_from(b"x")
    with write_unit():
        db.session.get_one(Notice, notice_id).original.pages = 2
    page = client_of("staff").get(f"/notices/{notice_id}/draft")
    assert f'href="/notices/{notice_id}/draft?pages=yes"' in page.text
    page = client_of("staff").get(f"/notices/{notice_id}/draft?pages=yes")
    assert page.text.count('loading="lazy"') == 2 and f"/notices/{notice_id}/original/pages/2.jpg" in page.text
    assert f'id="notice-{notice_id}-text"' not in page.text


def test_without_pages_there_is_nothing_to_switch(client_of):
    page = client_of("staff").get(f"/notices/{a_draft_from(b'x')}/draft?pages=yes").text
    assert "原件页面" not in page and 'class="notice-text"' in page


def test_the_paragraphs_say_where_they_start(client_of):
    notice_id = a_draft()
    start = notice_of(notice_id).source_text.index("现将有关事项")
    page = client_of("staff").get(f"/notices/{notice_id}/draft").text
    assert f'id="notice-{notice_id}-text-{start}" data-start="{start}"' in page


def test_a_large_draft_is_a_page_still(client_of):
    """Three hundred directives and a hundred thousand characters."""
    acts = "".join(f"各学会要报送第{n}份工作总结。{'有关情况已经作了说明，' * 30}不再重复。\n" for n in range(300))
    text = TEXT.replace("各学会要制定科普周工作方案。", acts)
    notice_id = a_draft(text)
    client = client_of("staff")
    page = client.get(f"/notices/{notice_id}/draft")
    assert len(text) > 100_000 and page.status_code == 200 and len(page.data) < 2_000_000
    one = directives_of(notice_id)[150]
    answer = client.post(f"/directives/{one.id}/dropping", htmx=True)
    assert len(answer.data) < 20_000
