"""The head of a draft is corrected; a reload, or another part chosen meanwhile, loses nothing."""

import pytest

from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, events_of, letterhead_of, notice_of
from tests.pages import text_of


def test_the_head_is_kept(client_of):
    notice_id = a_draft()
    data = letterhead_of(notice_of(notice_id), title="关于办好科普周的通知", dated_on="2026-11-19")
    response = client_of("staff").post(f"/notices/{notice_id}/draft", data=data)
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft")
    notice = notice_of(notice_id)
    assert notice.title == "关于办好科普周的通知" and notice.dated_on.isoformat() == "2026-11-19"
    assert notice.parts[notice.part]["title"] == "关于办好科普周的通知"
    assert events_of(notice_id)[-1] == "notice.letterhead_revised"


def test_under_htmx_the_section_comes_back(client_of):
    notice_id = a_draft()
    data = letterhead_of(notice_of(notice_id), document_number="示科协发〔2026〕8号", dated_on="")
    response = client_of("staff").post(f"/notices/{notice_id}/draft", data=data, htmx=True)
    assert response.status_code == 200 and f'id="notice-{notice_id}-letterhead"' in response.text
    assert "示科协发〔2026〕8号" in text_of(response) and "无成文日期" in text_of(response)


def test_doing_it_twice_is_one_event(client_of):
    notice_id = a_draft()
    data = letterhead_of(notice_of(notice_id), title="新标题")
    for _time in range(2):
        client_of("staff").post(f"/notices/{notice_id}/draft", data=data)
    assert events_of(notice_id) == ["notice.drafted", "notice.letterhead_revised"]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"title": " "}, "请填写标题"), ({"dated_on": "明天"}, "请填写一个日期"), ({"title": "长" * 201}, "请不要超过")],
)
def test_bad_input_keeps_what_was_typed(client_of, changes, sentence, htmx):
    notice_id = a_draft()
    data = letterhead_of(notice_of(notice_id), document_number="手写的文号") | changes
    response = client_of("staff").post(f"/notices/{notice_id}/draft", data=data, htmx=htmx)
    assert response.status_code == 422
    assert sentence in text_of(response) and "手写的文号" in response.text
    assert notice_of(notice_id).document_number == "示科协发〔2026〕7号"


def test_what_is_issued_is_not_changed(client_of):
    notice_id = a_notice()
    data = letterhead_of(notice_of(notice_id), title="别的标题")
    response = client_of("staff").post(f"/notices/{notice_id}/draft", data=data)
    assert response.status_code == 409 and "已经印发" in text_of(response)
    assert notice_of(notice_id).title == "关于做好科普周工作的通知"


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).post(f"/notices/{notice_id}/draft").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    response = client_of("").post(f"/notices/{notice_id}/draft")
    assert response.status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/notices/{NOBODY}/draft").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").put(f"/notices/{notice_id}/draft").status_code == 405
