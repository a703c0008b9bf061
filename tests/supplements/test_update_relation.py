"""POST /directives/<id>/relation: a person says what a directive of the draft is to the supplemented notice."""

import pytest

from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.notices.models import Directive
from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, events_of
from tests.notices.supplements import a_supplement, directive, directives, issued
from tests.pages import text_of


@pytest.fixture
def begun(cast):
    """The notice, the draft of its supplement, and the draft's directive that is new."""
    notice_id = a_notice()
    supplement_id = a_supplement(notice_id)
    return notice_id, supplement_id, directive(supplement_id, "名册").id


def address(directive_id: int) -> str:
    return f"/directives/{directive_id}/relation"


def test_changed(client_of, begun):
    notice_id, supplement_id, new_id = begun
    manual = directive(notice_id, "手册").id
    response = client_of("staff").post(address(new_id), data={"relation": "changed", "other": manual})
    assert response.location.endswith(f"/notices/{supplement_id}/draft#directive-{new_id}")
    assert directive(supplement_id, "名册").supersedes_id == manual
    assert events_of(supplement_id)[-1] == "directive.related" and verify_all() == []


def test_the_same_is_not_issued_anew(client_of, begun):
    notice_id, supplement_id, new_id = begun
    manual = directive(notice_id, "手册").id
    client_of("staff").post(address(new_id), data={"relation": "same", "other": manual})
    issued(supplement_id)
    page = client_of("staff").get(f"/notices/{supplement_id}/dashboard")
    assert "报送科普专家名册" not in text_of(page) and "制定科普周工作方案" in text_of(page)


def test_new_after_all(client_of, begun):
    _notice_id, supplement_id, _new_id = begun
    plan = directive(supplement_id, "方案").id
    client_of("staff").post(address(plan), data={"relation": "new", "other": "0"})
    assert directive(supplement_id, "方案").supersedes_id is None


def test_twice_is_once(client_of, begun):
    notice_id, supplement_id, new_id = begun
    data = {"relation": "changed", "other": directive(notice_id, "手册").id}
    for _twice in range(2):
        client_of("staff").post(address(new_id), data=data)
    assert events_of(supplement_id).count("directive.related") == 1


def test_under_htmx_the_relation_and_the_head_come_back(client_of, begun):
    notice_id, supplement_id, new_id = begun
    data = {"relation": "changed", "other": directive(notice_id, "手册").id}
    response = client_of("staff").post(address(new_id), data=data, htmx=True)
    assert f'id="directive-{new_id}-relation"' in response.text
    assert f'id="notice-{supplement_id}-origin" hx-swap-oob="true"' in response.text
    assert "改动 2 项" in text_of(response) and "编写健康科普手册" in text_of(response)


def test_without_the_other_it_is_asked_for(client_of, begun):
    _notice_id, _supplement_id, new_id = begun
    for htmx in (True, False):
        response = client_of("staff").post(address(new_id), data={"relation": "same", "other": "0"}, htmx=htmx)
        assert response.status_code == 422 and "请选择原通知中的哪一项" in response.text
        assert 'value="same" selected' in response.text
    assert client_of("staff").post(address(new_id), data={"relation": "nonsense"}).status_code == 422


def test_one_goes_to_one(client_of, begun):
    notice_id, _supplement_id, new_id = begun
    staff, plan = client_of("staff"), directive(notice_id, "方案").id
    response = staff.post(address(new_id), data={"relation": "changed", "other": plan})
    assert response.status_code == 409 and "已由草稿中的“制定科普周工作方案”改动" in response.text
    planned = staff.post(address(new_id), data={"relation": "changed", "other": directive(notice_id, "专题会议").id})
    assert planned.status_code == 409 and "请先取消撤销" in planned.text


def test_only_what_stands_of_this_notice(client_of, begun):
    _notice_id, _supplement_id, new_id = begun
    foreign = directives(a_notice())[0].id
    for other in (foreign, NOBODY):
        response = client_of("staff").post(address(new_id), data={"relation": "changed", "other": other})
        assert response.status_code == 409 and "请刷新页面" in response.text


def test_not_after_it_was_issued_and_of_no_other_draft(client_of, begun):
    _notice_id, supplement_id, new_id = begun
    issued(supplement_id)
    data = {"relation": "new", "other": "0"}
    plan = directive(supplement_id, "方案").id
    assert client_of("staff").post(address(plan), data=data).status_code == 409
    assert client_of("staff").post(address(directives(a_draft())[0].id), data=data).status_code == 409


def test_what_is_no_supplement_has_no_relations(client_of, cast):
    a_directive = directives(a_draft())[0].id
    for htmx in (True, False):
        for data in ({"relation": "nonsense"}, {"relation": "same", "other": "0"}, {"relation": "new", "other": "0"}):
            response = client_of("staff").post(address(a_directive), data=data, htmx=htmx)
            assert response.status_code == 409 and "不是补充通知" in response.text


def test_the_same_is_neither_changed_nor_withdrawn_by_the_draft(client_of, begun):
    notice_id, supplement_id, new_id = begun
    staff = client_of("staff")
    for words, sentence in (("方案", "已由草稿中的“制定科普周工作方案”改动"), ("专题会议", "再选作相同")):
        other = directive(notice_id, words).id
        response = staff.post(address(new_id), data={"relation": "same", "other": other})
        assert response.status_code == 409 and sentence in response.text
    manual = directive(notice_id, "手册").id
    staff.post(address(new_id), data={"relation": "same", "other": manual})
    plan = directive(supplement_id, "方案").id
    response = staff.post(address(plan), data={"relation": "changed", "other": manual})
    assert response.status_code == 409 and "不能同时改动" in response.text
    # Both may say the same of it, and one may turn from the same into a change.
    assert staff.post(address(plan), data={"relation": "same", "other": manual}).status_code == 303
    staff.post(address(plan), data={"relation": "new", "other": "0"})
    assert staff.post(address(new_id), data={"relation": "changed", "other": manual}).status_code == 303


def test_a_restored_same_is_said_before_it_is_issued(client_of, begun):
    notice_id, supplement_id, new_id = begun
    with write_unit():
        db.session.get_one(Directive, new_id).same_as_id = directive(notice_id, "专题会议").id
    response = client_of("staff").post(f"/notices/{supplement_id}/issuance")
    assert response.status_code == 409 and "选作与原事项相同" in response.text


def test_who_may(client_of, begun):
    _notice_id, _supplement_id, new_id = begun
    assert client_of("staff").get(address(new_id)).status_code == 405
    assert client_of("leader").post(address(new_id)).status_code == 403
    assert client_of("north").post(address(new_id)).status_code == 403
    assert client_of("staff").post(address(NOBODY), data={"relation": "new"}).status_code == 404
    assert client_of("").post(address(new_id)).status_code == 401


def test_a_restored_second_one_is_said_before_it_is_issued(client_of, begun):
    notice_id, supplement_id, new_id = begun
    with write_unit():
        db.session.get_one(Directive, new_id).supersedes_id = directive(notice_id, "方案").id
    response = client_of("staff").post(f"/notices/{supplement_id}/issuance")
    assert response.status_code == 409 and "不止一次" in response.text
