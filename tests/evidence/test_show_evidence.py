"""The page of one piece: all its versions, what it serves, and what became of it."""

from datetime import timedelta

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.evidence.voiding import void
from checklist.tasks.attachment import attach, detach
from checklist.tasks.models import Task
from checklist.tasks.review import return_
from checklist.tasks.submission import submit
from tests.builders import a_notice, a_submitted_task, an_accepted_task, attached_link, tasks_of
from tests.cast import Cast
from tests.evidence.pieces import a_newer_version, a_piece
from tests.pages import text_of


def shown(client_of, evidence_id: int, who: str = "north") -> str:
    return text_of(client_of(who).get(f"/evidence/{evidence_id}"))


def evidence_of(task_id: int) -> int:
    return db.session.get_one(Task, task_id).attached[0].id


def test_what_it_is_and_that_it_serves_nothing_yet(client_of):
    page = shown(client_of, a_piece("健康手册", note="第三稿"))
    assert "健康手册" in page and "第三稿" in page
    assert "陈晓提供，11月24日 09:00" in page
    assert "现在没有用于任何任务" in page
    assert "以前的版本" not in page


def test_the_tasks_it_serves_with_links_and_states(client_of):
    first, second = (task.id for task in tasks_of(a_notice())[:2])
    evidence_id = attached_link(first)
    with write_unit():
        task = db.session.get_one(Task, second)
        attach(task, db.session.get_one(Evidence, evidence_id), by=Cast().north, at=now())
        submit(task, "", by=Cast().north, at=now())
    answer = client_of("member").get(f"/evidence/{evidence_id}")
    assert f'href="/tasks/{first}"' in answer.text and f'href="/tasks/{second}"' in answer.text
    assert "办理中" in text_of(answer) and "已上报" in text_of(answer)
    assert "示科协发〔2026〕7号" in text_of(answer)


def test_versions_newest_first_each_with_its_successor(client_of):
    evidence_id = a_piece("初稿")
    a_newer_version(evidence_id, "二稿", by="north")
    a_newer_version(evidence_id, "三稿", by="north")
    page = shown(client_of, evidence_id)
    assert page.rindex("三稿") < page.rindex("二稿") < page.rindex("初稿")
    assert "第 3 版，陈晓更新" in page
    assert "第 2 版，已被第 3 版替代" in page
    assert "第 1 版，已被第 2 版替代" in page


def test_what_is_accepted_keeps_its_version_and_the_page_says_so(client_of):
    evidence_id = evidence_of(an_accepted_task())
    a_newer_version(evidence_id)
    page = shown(client_of, evidence_id)
    assert "已办结的上报仍用第 1 版" in page
    assert "不能作废" in page
    assert f"/evidence/{evidence_id}/voiding" not in client_of("north").get(f"/evidence/{evidence_id}").text


def test_what_waits_keeps_its_version_too(client_of):
    evidence_id = evidence_of(a_submitted_task())
    a_newer_version(evidence_id)
    assert "待审核的上报仍用第 1 版" in shown(client_of, evidence_id)


def test_what_was_returned_and_taken_off_serves_no_more(client_of, cast):
    task_id = a_submitted_task()
    evidence_id = evidence_of(task_id)
    with write_unit():
        return_(db.session.get_one(Task, task_id), 1, "换一份", by=cast.staff, at=now())
        detach(db.session.get_one(Task, task_id), evidence_id, by=cast.north, at=now())
    assert "现在没有用于任何任务" in shown(client_of, evidence_id)


def test_voided_it_says_by_whom_when_and_why(client_of, cast):
    evidence_id = a_piece()
    with write_unit():
        void(db.session.get_one(Evidence, evidence_id), "传错了会议", by=cast.north, at=now())
    answer = client_of("member").get(f"/evidence/{evidence_id}")
    assert "由陈晓于 11月24日 09:00 作废" in text_of(answer)
    assert "传错了会议" in text_of(answer)
    assert "evidence__item--void" in answer.text
    assert "作废前的内容" in text_of(answer) and "现在的内容" not in text_of(answer)
    assert f"/evidence/{evidence_id}/edit" not in answer.text


def test_voided_the_tasks_that_it_served_are_still_named(client_of, cast):
    task_id, other_id = (task.id for task in tasks_of(a_notice())[:2])
    evidence_id = attached_link(task_id)
    with write_unit():
        task = db.session.get_one(Task, other_id)
        attach(task, db.session.get_one(Evidence, evidence_id), by=Cast().north, at=now())
        detach(task, evidence_id, by=Cast().north, at=now() - timedelta(minutes=1))
        void(db.session.get_one(Evidence, evidence_id), "传错了会议", by=Cast().north, at=now())
    answer = client_of("member").get(f"/evidence/{evidence_id}")
    assert "作废前用于" in text_of(answer)
    assert f'href="/tasks/{task_id}"' in answer.text
    assert f'href="/tasks/{other_id}"' not in answer.text


def test_a_member_revises_own_pieces_only_and_voids_none(client_of):
    own, others = a_piece("自己的", by="member"), a_piece("别人的")
    page = client_of("member").get(f"/evidence/{own}").text
    assert f"/evidence/{own}/edit" in page and f"/evidence/{own}/voiding" not in page
    assert f"/evidence/{others}/edit" not in client_of("member").get(f"/evidence/{others}").text


def test_the_associations_leader_reads_and_changes_nothing(client_of):
    evidence_id, client = a_piece("健康手册"), client_of("head")
    assert "健康手册" in client.get("/evidence").text
    page = client.get(f"/evidence/{evidence_id}").text
    assert "健康手册" in page and f"/evidence/{evidence_id}/" not in page
    assert client.get(f"/evidence/{evidence_id}/edit").status_code == 403


def test_the_queries_are_few_whatever_the_number_of_versions_and_tasks(client_of, counting_queries):
    counts, client = [], client_of("north")
    for number in (1, 4):
        notice_id = a_notice()
        evidence_id = attached_link(tasks_of(notice_id)[0].id, f"https://north.example/{number}")
        with write_unit():
            for task in tasks_of(notice_id)[1:number]:
                attach(task, db.session.get_one(Evidence, evidence_id), by=Cast().north, at=now())
        for version in range(number):
            a_newer_version(evidence_id, f"第{version}次")
        with counting_queries() as statements:
            client.get(f"/evidence/{evidence_id}")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 6


@pytest.mark.parametrize(
    ("who", "status"), [("south", 404), ("unit", 404), ("staff", 403), ("leader", 403), ("administrator", 403)]
)
def test_it_is_the_associations_own(client_of, who, status):
    assert client_of(who).get(f"/evidence/{a_piece()}").status_code == status


def test_a_made_up_one_is_not_found(client_of):
    assert client_of("north").get(f"/evidence/{10**9}").status_code == 404


def test_a_stranger_is_sent_to_sign_in(client_of):
    assert "/sign-in" in client_of("").get(f"/evidence/{a_piece()}").location


def test_not_deleted(client_of):
    assert client_of("north").delete(f"/evidence/{a_piece()}").status_code == 405
