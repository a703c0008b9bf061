"""One task of the association: the passage it came from, what is asked, and the form that fits its state."""

import pytest

from checklist.db import db, write_unit
from checklist.tasks.models import Task
from tests.builders import a_notice, a_returned_task, a_submitted_task, a_task, an_accepted_task, attached_link
from tests.pages import text_of


def shown(client_of, task_id: int, who: str = "north") -> str:
    return text_of(client_of(who).get(f"/tasks/{task_id}"))


def test_the_passage_and_what_is_asked(client_of):
    task_id = a_task()
    page = shown(client_of, task_id)
    assert "各学会要制定科普周工作方案" in page
    assert "一、加强组织领导" in page
    assert "附上并上报" in page


def test_a_member_attaches_only(client_of):
    task_id = a_task()
    page = client_of("member").get(f"/tasks/{task_id}")
    assert f"/tasks/{task_id}/evidence" in page.text
    assert f'action="/tasks/{task_id}/submission"' not in page.text


def test_what_is_attached_is_a_safe_link(client_of):
    task_id = a_task()
    attached_link(task_id, "https://north.example/a/1?b=<script>")
    page = client_of("north").get(f"/tasks/{task_id}").text
    assert 'rel="noopener noreferrer' in page
    assert "<script>" not in page.split("<body", 1)[1]


@pytest.mark.parametrize("who", ["north", "member"])
def test_what_is_attached_leads_to_its_page_where_it_is_changed(client_of, who):
    task_id = a_task()
    page = client_of(who).get(f"/tasks/{task_id}").text
    assert "更改" not in page
    evidence_id = attached_link(task_id)
    assert f'href="/evidence/{evidence_id}">更改</a>' in client_of(who).get(f"/tasks/{task_id}").text


def test_waiting_for_review_it_can_be_taken_back(client_of):
    page = shown(client_of, a_submitted_task())
    assert "由陈晓于 11月24日 09:00 上报" in page
    assert "撤回" in page


def test_the_reason_of_a_return_stands_out(client_of):
    assert "请补充照片。" in shown(client_of, a_returned_task("请补充照片。"))


def test_what_is_accepted_offers_nothing_to_change(client_of):
    page = shown(client_of, an_accepted_task())
    assert "已办结" in page
    assert "撤回" not in page
    assert "附上并上报" not in page


def test_a_tick_without_evidence_is_offered_where_none_is_needed(client_of):
    task_id = a_task()
    with write_unit():
        db.session.get_one(Task, task_id).directive.least_evidence = 0
    assert "可以不附材料" in shown(client_of, task_id)


def test_the_office_is_led_to_its_own_page(client_of):
    task_id = a_task()
    answer = client_of("staff").get(f"/tasks/{task_id}")
    assert (answer.status_code, answer.location) == (303, f"/dashboard/tasks/{task_id}")


@pytest.mark.parametrize("who", ["south", "unit"])
def test_another_associations_task_is_not_found(client_of, who):
    assert client_of(who).get(f"/tasks/{a_task()}").status_code == 404


def test_the_administrator_has_no_business_here(client_of):
    assert client_of("administrator").get(f"/tasks/{a_task()}").status_code == 403


def test_a_stranger_is_sent_to_sign_in(client_of):
    assert "/sign-in" in client_of("").get(f"/tasks/{a_task()}").location


def test_only_for_reading(client_of):
    assert client_of("north").post(f"/tasks/{a_task()}").status_code == 405


def test_several_kinds_are_said_to_be_a_choice(client_of):
    assert "链接或文件，任选" in shown(client_of, a_task())
    assert "链接、情况说明或文件，任选" in shown(
        client_of, a_task(notice_id=a_notice(kinds=("link", "statement", "file")))
    )
    alone = shown(client_of, a_task(notice_id=a_notice(kinds=("link",))))
    assert "要求材料 链接 期限" in alone


@pytest.mark.parametrize(("who", "is_theirs"), [("north", True), ("member", False), ("head", False)])
def test_only_who_can_take_back_is_told_so(client_of, who, is_theirs):
    page = shown(client_of, a_submitted_task(), who)
    assert "正在等待审核。" in page and ("可以撤回" in page) == is_theirs
