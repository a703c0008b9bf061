"""A directive is corrected before it is issued."""

from datetime import time

import pytest

from checklist.clock import beijing
from checklist.db import db, write_unit
from checklist.notices.models import Directive, Notice
from tests.builders import TEXT, a_draft, a_notice
from tests.notices.building import NOBODY, category, directives_of, events_of, notice_of, organization, wording_of
from tests.pages import text_of

UNDATED = TEXT.replace("2026年11月20日", "")


def first(notice_id: int) -> Directive:
    return directives_of(notice_id)[0]


def test_everything_of_it(client_of, cast):
    notice_id = a_draft()
    data = wording_of(
        first(notice_id),
        title="报送科普周方案",
        evidence_kinds=["statement", "file"],
        least_evidence="0",
        due_on="2026-12-10",
        due_time="17:30",
        categories=[category("农").id],
        organizations=[organization().id],
    )
    response = client_of("staff").post(f"/directives/{first(notice_id).id}", data=data)
    directive = first(notice_id)
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft#directive-{directive.id}")
    assert (directive.title, directive.evidence_kinds, directive.least_evidence) == (
        "报送科普周方案",
        ["file", "statement"],
        0,
    )
    assert f"{beijing(directive.due_at):%Y-%m-%d %H:%M}" == "2026-12-10 17:30"
    assert [c.name for c in directive.categories] == ["农"] and len(directive.organizations) == 1
    assert events_of(notice_id)[-1] == "directive.edited"


def test_without_a_time_the_whole_day(client_of):
    notice_id = a_draft()
    client_of("staff").post(
        f"/directives/{first(notice_id).id}", data=wording_of(first(notice_id), due_on="2026-12-10")
    )
    assert beijing(first(notice_id).due_at).time() == time(23, 59)


def test_the_number_that_is_asked_for(client_of):
    notice_id = a_draft()
    client, directive_id = client_of("staff"), first(notice_id).id
    client.post(f"/directives/{directive_id}", data=wording_of(first(notice_id), figure=" 培训人数 ", unit="人"))
    assert (first(notice_id).figure, first(notice_id).unit) == ("培训人数", "人")
    assert "填报：培训人数（人）" in text_of(client.get(f"/notices/{notice_id}/draft"))
    assert 'value="培训人数"' in client.get(f"/directives/{directive_id}/edit").text


def test_under_htmx_the_card_comes_back(client_of):
    notice_id = a_draft()
    directive = first(notice_id)
    data = wording_of(directive, title="新的名称")
    response = client_of("staff").post(f"/directives/{directive.id}", data=data, htmx=True)
    assert response.status_code == 200 and response.text.lstrip().startswith("<article") and "新的名称" in response.text
    assert f'id="notice-{notice_id}-text-{notice_of(notice_id).source_text.index("各学会要制定")}"' in response.text


def test_doing_it_twice_is_one_event(client_of):
    notice_id = a_draft()
    for _time in range(2):
        data = wording_of(first(notice_id), title="新的名称", due_on="2026-12-10")
        client_of("staff").post(f"/directives/{first(notice_id).id}", data=data)
    assert events_of(notice_id) == ["notice.drafted", "directive.edited"]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"due_on": "2026-11-19"}, "期限不能早于通知的成文日期"),
        ({"due_time": "10:00"}, "还需要填日期"),
        ({"due_on": "2026-13-45"}, "请填写一个日期"),
        ({"due_on": "2026-12-01", "due_time": "25:00"}, "请填写一个时间"),
        ({"title": ""}, "请填写任务事项"),
        ({"unit": "人"}, "还需要填指标名称"),
        ({"figure": "培训人数", "unit": "人" * 21}, "不要超过 20 个字"),
        ({"categories": ["999"]}, "请重新勾选"),
    ],
)
def test_bad_input_keeps_what_was_typed(client_of, changes, sentence, htmx):
    notice_id = a_draft()
    data = wording_of(first(notice_id), deadline_text="手写的期限") | changes
    response = client_of("staff").post(f"/directives/{first(notice_id).id}", data=data, htmx=htmx)
    assert response.status_code == 422 and sentence in text_of(response) and "手写的期限" in response.text
    assert first(notice_id).deadline_text != "手写的期限" and events_of(notice_id) == ["notice.drafted"]


def test_an_undated_notice_takes_any_deadline(client_of):
    notice_id = a_draft(UNDATED)
    data = wording_of(first(notice_id), due_on="2019-01-01")
    assert client_of("staff").post(f"/directives/{first(notice_id).id}", data=data).status_code == 303


def test_what_is_issued_is_not_changed(client_of):
    notice_id = a_notice()
    title = first(notice_id).title
    response = client_of("staff").post(
        f"/directives/{first(notice_id).id}", data=wording_of(first(notice_id), title="别的")
    )
    assert response.status_code == 409 and "已经印发" in text_of(response)
    assert first(notice_id).title == title
    db.session.remove()


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).post(f"/directives/{directives_of(notice_id)[0].id}").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").post(f"/directives/{directives_of(notice_id)[0].id}").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/directives/{NOBODY}").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").put(f"/directives/{directives_of(notice_id)[0].id}").status_code == 405


def test_the_kinds_that_stay_keep_their_order(client_of):
    notice_id = a_draft()
    with write_unit():
        directives = db.session.get_one(Notice, notice_id).directives
        directives[0].evidence_kinds = ["report", "suggestion", "file"]
    data = wording_of(first(notice_id), evidence_kinds=["file", "link", "report"], title="新名称")
    client_of("staff").post(f"/directives/{first(notice_id).id}", data=data)
    assert first(notice_id).evidence_kinds == ["report", "file", "link"]


@pytest.mark.parametrize("day", ["0001-01-01", "0026-12-10", "1948-12-31"])
def test_a_year_that_is_a_slip_of_the_hand(client_of, day):
    notice_id = a_draft()
    before = first(notice_id)
    data = wording_of(before, due_on=day, due_time="00:00")
    response = client_of("staff").post(f"/directives/{before.id}", data=data)
    assert response.status_code == 422 and "请检查日期的年份" in response.text and day in response.text
    assert first(notice_id).due_at == before.due_at and events_of(notice_id) == ["notice.drafted"]
