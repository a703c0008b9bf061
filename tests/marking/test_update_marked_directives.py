"""Many directives of a draft are changed at once: what is filled in is set on each, all else stays."""

import re

import pytest

from checklist.clock import beijing
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.notices.models import Directive, Notice
from tests.builders import TEXT, a_draft, a_notice
from tests.notices.building import NOBODY, category, directives_of, events_of, organization
from tests.pages import text_of


def send(client, notice_id: int, numbers=(0, 1), htmx: bool = False, **fields: object):
    """The bar with the directives of these numbers marked."""
    own = directives_of(notice_id)
    data = {"directive": [str(own[number].id) for number in numbers], "act": "change", "kinds_act": "replace", **fields}
    return client.post(f"/notices/{notice_id}/marked-directives", data=data, htmx=htmx)


def kept_apart(directive: Directive) -> tuple[object, ...]:
    """What a change of the kinds leaves alone."""
    return (directive.title, directive.least_evidence, directive.due_at, [c.id for c in directive.categories])


def test_only_what_is_filled_in_changes(client_of):
    notice_id = a_draft()
    before = [(d.evidence_kinds, kept_apart(d)) for d in directives_of(notice_id)]
    answer = send(client_of("staff"), notice_id, evidence_kinds=["meeting", "file"])
    assert (answer.status_code, answer.location) == (303, f"/notices/{notice_id}/draft")
    after = directives_of(notice_id)
    # What was there keeps its place.
    assert [d.evidence_kinds for d in after[:2]] == [["file", "meeting"], ["meeting", "file"]]
    assert [d.evidence_kinds for d in after[2:]] == [kinds for kinds, _rest in before[2:]]
    assert [kept_apart(d) for d in after] == [rest for _kinds, rest in before]
    assert events_of(notice_id)[1:] == ["directive.edited"] * 2 and verify_all() == []


def test_the_message_says_how_many(client_of):
    notice_id, client = a_draft(), client_of("staff")
    send(client, notice_id, numbers=(0, 1, 2), least_evidence="3")
    assert "已修改 3 项任务事项" in text_of(client.get(f"/notices/{notice_id}/draft"))


def test_kinds_are_added(client_of):
    notice_id = a_draft()
    before = [d.evidence_kinds for d in directives_of(notice_id)]
    send(client_of("staff"), notice_id, evidence_kinds=["statement"], kinds_act="add")
    after = [d.evidence_kinds for d in directives_of(notice_id)]
    assert after == [[*kinds, "statement"] for kinds in before[:2]] + before[2:]


def test_everything_at_once(client_of):
    notice_id = a_draft()
    send(
        client_of("staff"),
        notice_id,
        least_evidence="0",
        due_on="2026-12-10",
        due_time="17:30",
        categories=[category("农").id],
        organizations=[organization().id],
    )
    for directive in directives_of(notice_id)[:2]:
        assert directive.least_evidence == 0 and f"{beijing(directive.due_at):%Y-%m-%d %H:%M}" == "2026-12-10 17:30"
        assert [c.name for c in directive.categories] == ["农"] and len(directive.organizations) == 1


def test_no_deadline_and_for_all(client_of):
    notice_id, client = a_draft(), client_of("staff")
    send(client, notice_id, numbers=(0, 3), due_on="2026-12-10", categories=[category("农").id])
    send(client, notice_id, numbers=(0, 3), no_deadline="y", for_all="y")
    assert [(d.due_at, d.categories) for d in directives_of(notice_id)] == [(None, [])] * 4


def test_a_day_settles_the_doubt_of_vague_words_and_no_other(client_of):
    notice_id = a_draft()
    with write_unit():
        own = db.session.get_one(Notice, notice_id).directives
        own[0].doubt, own[1].doubt = "vague_deadline", "soft"
    send(client_of("staff"), notice_id, due_on="2026-12-10")
    assert [d.doubt for d in directives_of(notice_id)[:2]] == [None, "soft"]


def test_under_one_heading(client_of):
    notice_id = a_draft()
    send(client_of("staff"), notice_id, numbers=(), under=["二、做好宣传"], least_evidence="2")
    assert [d.least_evidence for d in directives_of(notice_id)] == [1, 1, 2, 2]


def test_all(client_of):
    notice_id = a_draft()
    send(client_of("staff"), notice_id, numbers=(), every="y", least_evidence="2")
    assert [d.least_evidence for d in directives_of(notice_id)] == [2, 2, 2, 2]


def test_dropped_and_restored(client_of):
    notice_id, client = a_draft(), client_of("staff")
    send(client, notice_id, numbers=(0,), act="drop")
    send(client, notice_id, act="drop", due_on="nonsense of the other fields does not matter")
    assert [d.dropped_at is not None for d in directives_of(notice_id)] == [True, True, False, False]
    send(client, notice_id, numbers=(1, 2), act="restore")
    assert [d.dropped_at is not None for d in directives_of(notice_id)] == [True, False, False, False]
    assert events_of(notice_id)[1:] == ["directive.dropped", "directive.dropped", "directive.restored"]
    assert "已恢复 1 项任务事项" in text_of(client.get(f"/notices/{notice_id}/draft"))


@pytest.mark.parametrize(
    "fields",
    [
        {"evidence_kinds": ["statement"], "kinds_act": "add"},
        {"evidence_kinds": ["meeting"], "least_evidence": "2", "due_on": "2026-12-10"},
        {"act": "drop"},
    ],
)
def test_twice_is_harmless(client_of, fields):
    notice_id, client = a_draft(), client_of("staff")
    for _time in range(2):
        assert send(client, notice_id, **fields).status_code == 303
    assert len(events_of(notice_id)) == 3 and verify_all() == []
    assert "本来就是这样" in text_of(client.get(f"/notices/{notice_id}/draft"))


def test_under_htmx_the_changed_cards_come_beside(client_of):
    notice_id = a_draft()
    own = directives_of(notice_id)
    page = send(client_of("staff"), notice_id, htmx=True, evidence_kinds=["meeting"]).text
    assert page.lstrip().startswith(f'<section class="marking" id="notice-{notice_id}-marked"')
    swapped = [bool(re.search(rf'<article[^>]* data-directive="{d.id}"[^>]* hx-swap-oob', page)) for d in own]
    assert swapped == [True, own[1].evidence_kinds != ["meeting"], False, False]
    assert 'autocomplete="off" checked' not in page and "已修改" in page


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "请填写要改的内容"),
        ({"least_evidence": "很多"}, "请填写一个整数"),
        ({"least_evidence": "21"}, "0 至 20 之间"),
        ({"due_on": "2026-11-19"}, "期限不能早于通知的成文日期"),
        ({"due_time": "10:00"}, "还需要填日期"),
        ({"due_on": "2026-13-45"}, "请填写一个日期"),
        ({"due_on": "2026-12-01", "no_deadline": "y"}, "不要再勾选“不定期限”"),
        ({"categories": ["1"], "for_all": "y"}, "不要再勾选“所有主送对象”"),
        ({"categories": ["999"]}, "请重新勾选"),
    ],
)
def test_bad_input_keeps_everything_and_stays_marked(client_of, fields, sentence, htmx):
    notice_id = a_draft()
    answer = send(client_of("staff"), notice_id, htmx=htmx, **fields)
    assert answer.status_code == 422 and sentence in text_of(answer)
    for name in ("due_on", "due_time", "least_evidence"):
        assert name not in fields or f'value="{fields[name]}"' in answer.text
    if not htmx:
        own = directives_of(notice_id)
        marks = [f'name="directive" value="{d.id}"' in answer.text for d in own]
        assert marks == [True] * 4 and answer.text.count('autocomplete="off" checked>') == 2
    assert events_of(notice_id) == ["notice.drafted"]


def test_nothing_marked(client_of):
    notice_id = a_draft()
    answer = send(client_of("staff"), notice_id, numbers=(), least_evidence="2")
    assert answer.status_code == 422 and "请先勾选任务事项" in text_of(answer) and 'value="2"' in answer.text


@pytest.mark.parametrize("act", ["change", "drop"])
def test_what_is_not_in_the_draft_is_not_changed(client_of, act):
    notice_id, other = a_draft(), directives_of(a_draft())[0]
    data = {"directive": [str(directives_of(notice_id)[0].id), str(other.id)], "act": act, "least_evidence": "2"}
    answer = client_of("staff").post(f"/notices/{notice_id}/marked-directives", data=data)
    assert answer.status_code == 422 and "已不在这份草稿里" in text_of(answer)
    assert {d.least_evidence for d in directives_of(other.notice_id)} == {1} and len(events_of(notice_id)) == 1


def test_many_in_few_statements(client_of, counting_queries):
    acts = "".join(f"各学会要报送第{number}份工作总结。" for number in range(200))
    notice_id = a_draft(TEXT.replace("各学会要召开一次理事会专题会议。", acts))
    assert len(directives_of(notice_id)) > 200
    counts = []
    for numbers in (range(3), range(200)):
        with counting_queries() as statements:
            fields = {"evidence_kinds": ["meeting", "link"], "categories": [category("农").id]}
            assert send(client_of("staff"), notice_id, numbers=numbers, **fields).status_code == 303
        # SQLite takes the events one by one.
        counts.append(sum(not statement.startswith("INSERT INTO events") for statement in statements))
    assert counts[1] <= counts[0]


def test_what_is_issued_is_not_changed(client_of):
    notice_id = a_notice()
    answer = send(client_of("staff"), notice_id, least_evidence="2")
    assert answer.status_code == 409 and "已经印发" in text_of(answer)
    assert {d.least_evidence for d in directives_of(notice_id)} == {1}


@pytest.mark.parametrize("who", ["north", "member", "leader", "administrator"])
def test_wrong_role(client_of, who):
    assert client_of(who).post(f"/notices/{a_draft()}/marked-directives").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    assert client_of("").post(f"/notices/{a_draft()}/marked-directives").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/notices/{NOBODY}/marked-directives").status_code == 404


def test_wrong_method(client_of):
    assert client_of("staff").get(f"/notices/{a_draft()}/marked-directives").status_code == 405
