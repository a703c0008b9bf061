"""What the office and the associations read of a supplement, everywhere it matters to them."""

import re

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.tasks.models import Task
from checklist.tasks.review import accept
from checklist.tasks.submission import submit
from tests.builders import a_notice, attached_link, day_off
from tests.cast import SOUTH_NAME
from tests.notices.supplements import SUPPLEMENT, a_supplement, an_issued_supplement, directive, task_of
from tests.pages import text_of


@pytest.fixture
def issued(cast):
    """A notice and its supplement; north's plan was accepted before, south's waited for review."""
    notice_id = a_notice(due=day_off(5))
    mine, theirs = task_of(notice_id, "方案"), task_of(notice_id, "方案", SOUTH_NAME)
    attached_link(mine)
    attached_link(theirs, url="https://south.example/a", by="south")
    with write_unit():
        submit(db.session.get_one(Task, mine), "", by=cast.north, at=now())
        accept(db.session.get_one(Task, mine), 1, by=cast.staff, at=now())
        submit(db.session.get_one(Task, theirs), "", by=cast.south, at=now())
    return notice_id, an_issued_supplement(notice_id), mine, theirs


def test_the_draft_shows_old_words_beside_new_ones(client_of, cast):
    response = client_of("staff").get(f"/notices/{a_supplement(a_notice(due=day_off(5)))}/draft")
    said = text_of(response)
    assert "新增 1 项" in said and "改动 1 项" in said and "相同 1 项" in said and "撤销 1 项" in said
    assert "<ins>于2026年12月10日前</ins>" in response.text
    assert "期限：11月29日" in said and "期限：12月10日 期限有变" in said
    assert "第 2 项 召开一次理事会专题会议" in said and "从原文读出，请核对" in said
    assert "原通知的全部主送对象" in said


def test_before_it_goes_out_it_says_what_it_does(client_of, cast):
    notice_id = a_notice(due=day_off(5))
    mine = task_of(notice_id, "方案")
    attached_link(mine)
    with write_unit():
        submit(db.session.get_one(Task, mine), "", by=cast.north, at=now())
        accept(db.session.get_one(Task, mine), 1, by=cast.staff, at=now())
    said = text_of(client_of("staff").get(f"/notices/{a_supplement(notice_id)}/issuance"))
    assert "1 项新增 1 项改动 1 项撤销 1 项相同，不再下达" in said
    assert "制定科普周工作方案 11月29日 → 12月10日 1 1 0" in said
    assert "召开一次理事会专题会议 理事会专题会议不再召开。 2 0" in said
    assert "3 项承办任务" in said


def test_what_waits_for_review_is_said_before_it_goes_out(client_of, cast):
    notice_id = a_notice()
    attached_link(task_of(notice_id, "方案"))
    with write_unit():
        submit(db.session.get_one(Task, task_of(notice_id, "方案")), "", by=cast.north, at=now())
    said = text_of(client_of("staff").get(f"/notices/{a_supplement(notice_id)}/issuance"))
    assert "其中 1 个已上报待审核，须再上报一次" in said


def test_the_dashboards_lead_to_each_other(client_of, issued):
    notice_id, supplement_id, mine, _theirs = issued
    root = client_of("leader").get(f"/notices/{notice_id}/dashboard")
    assert f'href="/notices/{supplement_id}/dashboard"' in root.text and "已改动" in text_of(root)
    assert "已由补充通知改动：" in text_of(root)
    page = client_of("staff").get(f"/notices/{supplement_id}/dashboard")
    assert f'href="/notices/{notice_id}/dashboard"' in page.text
    assert f'href="/imports/new?supplements={notice_id}"' in page.text
    assert "1 个单位原已办结或不适用，不再另办" in text_of(page)
    # North's cell is its old task, which counts.
    cell = re.search(rf'<a id="task-{mine}-cell".*?</a>', page.text)[0]
    assert "原通知中的任务，不再另办" in cell and f"/dashboard/tasks/{mine}" in cell


def test_as_many_queries_for_a_supplement_of_two_as_of_one(client_of, counting_queries, issued):
    notice_id, supplement_id, _mine, _theirs = issued
    text = SUPPLEMENT.replace("理事会专题会议不再召开。", "各学会要召开三次理事会专题会议。").replace("9号", "11号")
    other_id = an_issued_supplement(a_notice(), text)
    staff = client_of("staff")
    counts = []
    for one in (supplement_id, other_id):
        with counting_queries() as statements:
            staff.get(f"/notices/{one}/dashboard")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_association_sees_that_a_supplement_came(client_of, issued):
    notice_id, supplement_id, _mine, _theirs = issued
    page = client_of("south").get(f"/notices/{notice_id}/checklist")
    assert "发文单位补充或更正了这份通知" in text_of(page) and f"/notices/{supplement_id}/checklist" in page.text
    assert "已改动" in text_of(page) and "已撤销" in text_of(page)


def test_the_association_sees_what_is_new_reworded_and_withdrawn(client_of, issued):
    notice_id, supplement_id, _mine, theirs = issued
    page = client_of("south").get(f"/notices/{supplement_id}/checklist")
    said = text_of(page)
    assert "新增 1 项 报送科普专家名册" in said
    assert "改动 1 项 制定科普周工作方案 打开任务 看原来的任务" in said and f"/tasks/{theirs}" in page.text
    assert "<ins>于2026年12月10日前</ins>" in page.text
    assert "撤销 1 项 召开一次理事会专题会议 理由：理事会专题会议不再召开。" in said
    assert "请签收这份通知" in said  # its receipt is asked for anew
    assert f"/notices/{notice_id}/checklist" in page.text


def test_who_is_done_is_told_that_nothing_starts_again(client_of, issued):
    _notice_id, supplement_id, mine, _theirs = issued
    assert "原来的已办结，不用再办" in text_of(client_of("north").get(f"/notices/{supplement_id}/checklist"))
    assert "这里的结果有效，不用再办" in text_of(client_of("north").get(f"/tasks/{mine}"))


def test_the_tasks_lead_to_each_other(client_of, issued):
    _notice_id, supplement_id, _mine, theirs = issued
    new_id = task_of(supplement_id, "方案", SOUTH_NAME)
    old = client_of("south").get(f"/tasks/{theirs}")
    assert f'href="/tasks/{new_id}"' in old.text and "附上的材料已带过去" in text_of(old)
    assert "https://south.example/a" in old.text  # what was submitted stays readable
    new = client_of("south").get(f"/tasks/{new_id}")
    assert f'href="/tasks/{theirs}"' in new.text and "<ins>" in new.text and "https://south.example/a" in new.text


def test_acting_on_the_old_task_says_where_to_go(client_of, issued):
    _notice_id, _supplement_id, mine, theirs = issued
    refused = client_of("south").post(f"/tasks/{theirs}/take-back")
    assert refused.status_code == 409 and "请到补充通知的任务中办理" in refused.text
    reopened = client_of("staff").post(f"/tasks/{mine}/reopening", data={"number": "1", "reason": "再办"})
    assert reopened.status_code == 409 and "原来的办结有效" in reopened.text


def test_the_office_reads_the_same_of_each_task(client_of, issued):
    _notice_id, supplement_id, mine, theirs = issued
    staff = client_of("staff")
    for task_id in (mine, theirs):
        assert "已由补充通知改动" in text_of(staff.get(f"/dashboard/tasks/{task_id}"))
    new_id = task_of(supplement_id, "方案", SOUTH_NAME)
    assert "这一项改动了原来的要求" in text_of(staff.get(f"/dashboard/tasks/{new_id}"))


def test_nobody_reads_of_a_supplement_that_did_not_receive_it(client_of, issued):
    _notice_id, supplement_id, _mine, theirs = issued
    assert client_of("unit").get(f"/notices/{supplement_id}/checklist").status_code == 404
    assert f"/tasks/{theirs}" not in client_of("north").get(f"/notices/{supplement_id}/checklist").text


def test_the_timeline_tells_it(client_of, issued):
    notice_id, supplement_id, _mine, _theirs = issued
    said = text_of(client_of("staff").get(f"/notices/{notice_id}/timeline"))
    assert "任务事项“制定科普周工作方案”由补充通知改动" in said and "撤销任务事项“召开一次理事会专题会议”" in said
    assert "接着原任务办理" in text_of(client_of("south").get(f"/notices/{supplement_id}/timeline"))
    assert "由补充通知改动" in text_of(client_of("south").get(f"/notices/{notice_id}/timeline"))


def test_the_audience_can_be_changed_and_put_back(client_of, cast):
    supplement_id = a_supplement(a_notice())
    staff = client_of("staff")
    for scope, said in (("all", "全部学会"), ("same", "原通知的全部主送对象")):
        staff.post(f"/notices/{supplement_id}/audience", data={"scope": scope})
        assert said in text_of(staff.get(f"/notices/{supplement_id}/draft"))
    assert directive(supplement_id, "方案").supersedes_id is not None
