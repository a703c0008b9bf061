"""POST /notices/<id>/bulk-review: one decision on many, each task with its own review and its own event."""

import pytest

from checklist.db import db
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.reviewing import forms
from checklist.tasks.models import Review
from tests.builders import a_submitted_task
from tests.dashboards.standing import events_of, status_of, submitted_again, taken_back
from tests.pages import text_of
from tests.reviewing.waiting import a_colleague, reviews, three_waiting

ADDRESS = "/notices/1/bulk-review"
REASON = "请一律补充日期。"


def sent(*tasks: int, decision: str = "accept", reason: str = "") -> dict[str, object]:
    return {"pair": [f"{task}:1" for task in tasks], "decision": decision, "reason": reason}


def test_each_is_accepted_with_its_own_review_and_event(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(ADDRESS, data=sent(tasks[0], tasks[2]))
    assert (response.status_code, response.location) == (303, ADDRESS)
    assert sorted(reviews()) == [(task, True, "") for task in sorted((tasks[0], tasks[2]))]
    accepted = db.session.query(Event).where(Event.name == "task.accepted").order_by(Event.number)
    assert {event.facts["task"] for event in accepted} == {tasks[0], tasks[2]} and verify_all() == []
    assert [status_of(task) for task in tasks] == ["accepted", "submitted", "accepted"]


def test_each_is_returned_with_the_reason(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(ADDRESS, data=sent(*tasks, decision="return", reason=REASON))
    assert response.status_code == 303
    assert sorted(reviews()) == [(task, False, REASON) for task in sorted(tasks)] and verify_all() == []
    assert events_of(tasks[0]).count("task.returned") == 3


def test_the_filters_come_back(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(f"{ADDRESS}?text=北辰&scope=all", data=sent(tasks[0]))
    assert response.location == f"{ADDRESS}?text=%E5%8C%97%E8%BE%B0"


def test_the_list_says_what_was_done(client_of, cast):
    _notice_id, tasks = three_waiting()
    staff = client_of("staff")
    response = staff.post(ADDRESS, data=sent(*tasks), follow_redirects=True)
    assert "3 件已办结。" in text_of(response) and "没有待审核的上报" in text_of(response)


def test_htmx_goes_back_to_the_list(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(ADDRESS, data=sent(*tasks), htmx=True)
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, ADDRESS)


@pytest.mark.parametrize("htmx", [True, False])
def test_what_changed_meanwhile_is_left_and_named(client_of, cast, htmx):
    _notice_id, tasks = three_waiting()
    taken_back(tasks[0])
    colleague = client_of("")
    colleague.sign_in(a_colleague())
    colleague.post(f"/tasks/{tasks[1]}/return", data={"submission": "1", "reason": "缺附件"})
    response = client_of("staff").post(ADDRESS, data=sent(*tasks), htmx=htmx)
    words = text_of(response)
    assert response.status_code == 200 and "1 件已办结。" in words and "2 件未办" in words
    assert "示例省北辰医学会“" in words and "已被对方撤回" in words
    assert "示例省南山农学会“" in words and "已由何青于 11月24日" in words and "（退回修改）" in words
    assert sorted(reviews()) == sorted([(tasks[1], False, "缺附件"), (tasks[2], True, "")])
    assert response.text.lstrip().startswith("<!doctype") is not htmx and verify_all() == []


def test_a_reason_is_not_lost_when_something_was_left(client_of, cast):
    _notice_id, tasks = three_waiting()
    taken_back(tasks[0])
    response = client_of("staff").post(ADDRESS, data=sent(*tasks, decision="return", reason=REASON))
    assert "2 件已退回，对方会看到理由。" in text_of(response) and REASON in text_of(response)


def test_what_was_not_read_is_not_decided_on(client_of, cast):
    _notice_id, tasks = three_waiting()
    taken_back(tasks[0])
    submitted_again(tasks[0])
    words = text_of(client_of("staff").post(ADDRESS, data=sent(*tasks)))
    assert "1 件未办" in words and "又重新上报了一次" in words and status_of(tasks[0]) == "submitted"


def test_twice_is_the_same(client_of, cast):
    _notice_id, tasks = three_waiting()
    for _press in range(2):
        assert client_of("staff").post(ADDRESS, data=sent(*tasks)).status_code == 303
    assert len(reviews()) == 3 and events_of(tasks[0]).count("task.accepted") == 3


def test_only_what_this_act_changed_is_counted(client_of, cast):
    _notice_id, tasks = three_waiting()
    staff = client_of("staff")
    staff.post(f"/tasks/{tasks[0]}/acceptance", data={"submission": "1"})
    staff.get("/office")
    said = text_of(staff.post(ADDRESS, data=sent(tasks[0], tasks[1]), follow_redirects=True))
    assert "1 件已办结；另有 1 件此前已由您办结。" in said and "2 件" not in said
    client_of("staff").post(f"/tasks/{tasks[2]}/return", data={"submission": "1", "reason": "缺附件"})
    answer = client_of("staff").post(
        ADDRESS, data=sent(tasks[2], decision="return", reason=REASON), follow_redirects=True
    )
    assert "0 件已退回；另有 1 件此前已由您退回。" in text_of(answer)
    assert len(reviews()) == 3


def test_the_same_box_twice_is_one_review(client_of, cast):
    _notice_id, tasks = three_waiting()
    assert client_of("staff").post(ADDRESS, data=sent(tasks[0], tasks[0])).status_code == 303
    assert len(reviews()) == 1


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pair": []}, "请先勾选要审核的上报"),
        ({"decision": ""}, "请选择办结或退回"),
        ({"decision": "praise"}, "Not a valid choice"),
        ({"decision": "return"}, "请写明退回的理由"),
        ({"decision": "return", "reason": " \n "}, "请写明退回的理由"),
        ({"decision": "return", "reason": "长" * 2001}, "不要超过 2000 个字"),
    ],
)
def test_what_does_not_hold_keeps_ticks_and_words(client_of, cast, change, sentence, htmx):
    _notice_id, tasks = three_waiting()
    data = sent(tasks[0], tasks[2], reason="说明") | change
    if "reason" not in change and change.get("decision") == "return":
        data["reason"] = ""
    response = client_of("staff").post(ADDRESS, data=data, htmx=htmx)
    assert response.status_code == 422
    assert sentence in text_of(response) or sentence == "Not a valid choice"
    assert str(data["reason"]).strip() in response.text
    assert response.text.count(" checked") - response.text.count('type="radio"') <= len(data["pair"])
    for pair in data["pair"]:
        assert f'value="{pair}" checked' in response.text
    assert reviews() == []


def test_more_than_one_transaction_takes(client_of, cast, monkeypatch):
    monkeypatch.setattr(forms, "MOST_AT_ONCE", 2)
    _notice_id, tasks = three_waiting()
    response = client_of("staff").post(ADDRESS, data=sent(*tasks))
    assert response.status_code == 422 and "一次最多审核 2 件" in text_of(response) and reviews() == []


@pytest.mark.parametrize("pair", ["9999:1", "x", "1:1:1", "１:1", "-1:1", "99999999999:1"])
def test_what_is_not_of_this_notice_does_not_exist_and_nothing_is_done(client_of, cast, pair):
    _notice_id, tasks = three_waiting()
    data = sent(tasks[0])
    data["pair"] = [f"{tasks[0]}:1", pair]
    assert client_of("staff").post(ADDRESS, data=data).status_code == 404
    assert reviews() == []


def test_a_task_of_another_notice(client_of, cast):
    _notice_id, tasks = three_waiting()
    other = a_submitted_task()
    assert client_of("staff").post(ADDRESS, data=sent(tasks[0], other)).status_code == 404
    assert reviews() == []


def test_as_many_reads_for_many_as_for_few(client_of, cast, counting_queries):
    notice_id, tasks = three_waiting()
    many = [a_submitted_task(number=number, notice_id=notice_id) for number in (2, 3)]
    staff = client_of("staff")
    with counting_queries() as one:
        staff.post(ADDRESS, data=sent(tasks[0]))
    with counting_queries() as four:
        staff.post(ADDRESS, data=sent(tasks[1], tasks[2], *many))
    # What is written is a row for each; what is read is read for all of them at once.
    read = [sum(statement.startswith("SELECT") for statement in statements) for statements in (one, four)]
    assert db.session.query(Review).count() == 5 and read[0] == read[1] <= 6


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "south"])
def test_wrong_role(client_of, cast, name):
    _notice_id, tasks = three_waiting()
    assert client_of(name).post(ADDRESS, data=sent(*tasks)).status_code == 403
    assert reviews() == []


def test_made_up_wrong_method_stranger(client_of, cast):
    _notice_id, tasks = three_waiting()
    assert client_of("staff").post("/notices/9999/bulk-review", data=sent(tasks[0])).status_code == 404
    assert client_of("staff").post("/notices/9999/bulk-review", data={}).status_code == 404
    assert client_of("staff").put(ADDRESS).status_code == 405
    assert client_of("").post(ADDRESS, data=sent(tasks[0]), htmx=True).status_code == 401
