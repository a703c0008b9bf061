"""A passage that was selected in the text becomes a directive."""

from datetime import date

import pytest

from checklist.clock import due_moment
from checklist.journal.verifying import verify_all
from tests.builders import TEXT, a_draft
from tests.notices.building import directives_of, events_of, notice_of
from tests.pages import text_of

MISSED = TEXT.replace("现将有关事项通知如下。", "现将有关事项通知如下。本次活动于12月1日前报送\n工作总结。")


def post(client_of, notice_id, start, end, *, htmx=False):
    data = {"start": start, "end": end}
    return client_of("staff").post(f"/notices/{notice_id}/directives", data=data, htmx=htmx)


def span(notice_id, words):
    start = notice_of(notice_id).source_text.index(words)
    return start, start + len(words)


def test_what_the_reader_says_of_it(client_of):
    notice_id = a_draft(MISSED)
    start, end = span(notice_id, "本次活动于12月1日前报送\n工作总结")
    for one in directives_of(notice_id):
        assert not (one.start < end and one.end > start) or client_of("staff").post(f"/directives/{one.id}/dropping")
    response = post(client_of, notice_id, start, end)
    added = next(one for one in directives_of(notice_id) if (one.start, one.end) == (start, end))
    assert response.location == f"/notices/{notice_id}/draft#directive-{added.id}"
    assert added.text == "本次活动于12月1日前报送\n工作总结" and added.title
    assert added.due_at == due_moment(date(2026, 12, 1)) and added.evidence_kinds[0] == "report"
    assert added.proposal == {} and not added.is_proposed
    assert events_of(notice_id)[-1] == "directive.added" and verify_all() == []


def test_under_htmx_text_and_list_come_back(client_of):
    notice_id = a_draft()
    response = post(client_of, notice_id, *span(notice_id, "现将有关事项通知如下"), htmx=True)
    assert response.status_code == 200 and f'id="notice-{notice_id}-directives"' in response.text


def test_white_space_around_it_is_left_out_and_twice_is_once(client_of):
    notice_id = a_draft()
    start, end = span(notice_id, "现将有关事项通知如下。")
    for _time in range(2):
        post(client_of, notice_id, start - 2, end + 2)
    assert [one.text for one in directives_of(notice_id)].count("现将有关事项通知如下。") == 1
    assert events_of(notice_id).count("directive.added") == 1


@pytest.mark.parametrize(("start", "end"), [(-1, 20), (30, 10), (0, 10**6)])
def test_outside_of_the_document(client_of, start, end):
    notice_id = a_draft()
    response = post(client_of, notice_id, start, end)
    assert response.status_code == 409 and "不在要印发的这一份里" in text_of(response)
    assert events_of(notice_id) == ["notice.drafted"]


def test_an_empty_stretch(client_of):
    notice_id = a_draft()
    start = notice_of(notice_id).source_text.index("\n\n")
    for end in (start, start + 1):
        assert "请先在通知原文中选中一段文字" in text_of(post(client_of, notice_id, start, end))
    assert post(client_of, notice_id, "x", "y").status_code == 422
    assert events_of(notice_id) == ["notice.drafted"]


def test_what_is_in_a_directive_already_is_named(client_of):
    notice_id = a_draft()
    there = directives_of(notice_id)
    one = there[1]
    data = {"start": one.start + 2, "end": one.end}
    response = client_of("staff").post(f"/notices/{notice_id}/directives", data=data, htmx=True)
    assert "已在第 2 项" in text_of(response) and "已添加" not in text_of(response)
    assert f'data-chosen="{one.id}"' in response.text
    assert [d.id for d in directives_of(notice_id)] == [d.id for d in there]
    client_of("staff").post(f"/directives/{one.id}/dropping")
    data = {"start": one.start, "end": one.end}
    response = client_of("staff").post(f"/notices/{notice_id}/directives", data=data, htmx=True)
    assert "已添加 1 项" in text_of(response)
