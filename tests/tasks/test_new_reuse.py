"""用已有材料: the organization's own pieces to choose from, the likely ones first, then the newest."""

import re

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.evidence.voiding import void
from checklist.tasks.attachment import attach, detach
from checklist.tasks.models import Task
from checklist.tasks.suggesting import LIKELY_AT_MOST, PER_PAGE, likeness
from tests.builders import a_notice, a_submitted_task, a_task, an_accepted_task, attached_link, tasks_of
from tests.cast import Cast
from tests.evidence.pieces import a_newer_version, a_piece, many_pieces
from tests.pages import text_of


def offered(client, task_id: int, **query) -> list[str]:
    """The titles to choose from, in their order."""
    answer = client.get(f"/tasks/{task_id}/reuse", query_string=query)
    assert answer.status_code == 200
    return re.findall(r"</span> <b>(.*?)</b>", answer.text)


def use(task_id: int, evidence_id: int) -> None:
    with write_unit():
        evidence = db.session.get_one(Evidence, evidence_id)
        attach(db.session.get_one(Task, task_id), evidence, by=Cast().north, at=now())


@pytest.mark.parametrize("who", ["north", "member"])
def test_the_newest_first_with_what_each_serves(client_of, who):
    first, second = (task.id for task in tasks_of(a_notice())[:2])
    old, new = a_piece("甲"), a_piece("乙")
    use(second, old)
    assert offered(client_of(who), first) == ["乙", "甲"]
    page = text_of(client_of(who).get(f"/tasks/{first}/reuse"))
    assert f"已用于：{db.session.get_one(Task, second).directive.title}" in page
    assert new != old


def test_the_likely_ones_stand_first(client_of):
    """The same directive of an earlier notice; a title much like the directive's; then what is newest."""
    task_id = a_task()
    alike = db.session.get_one(Task, task_id).directive.title + "（2026）"
    served = a_piece("照片")
    a_piece(alike)
    use(tasks_of(a_notice())[0].id, served)
    a_piece("别的材料")
    assert offered(client_of("north"), task_id) == ["照片", alike, "别的材料"]
    assert text_of(client_of("north").get(f"/tasks/{task_id}/reuse")).count("可能合适") == 2


def test_what_is_marked_the_same_comes_before_the_same_words(client_of):
    task_id, words, marked = a_task(), tasks_of(a_notice())[0].id, tasks_of(a_notice())[1].id
    with write_unit():
        directive_id = db.session.get_one(Task, marked).directive_id
        db.session.get_one(Task, task_id).directive.same_as_id = directive_id
    use(marked, a_piece("标为同一事项"))
    use(words, a_piece("同样的原文"))
    assert offered(client_of("north"), task_id) == ["标为同一事项", "同样的原文"]


def test_only_a_few_likely_ones_stand_ahead_of_the_newest(client_of):
    task_id, before = a_task(), tasks_of(a_notice())[0].id
    for evidence_id in many_pieces(LIKELY_AT_MOST + 3):
        use(before, evidence_id)
    a_piece("最新的")
    found = offered(client_of("north"), task_id)
    assert found[: LIKELY_AT_MOST + 2] == ["材料7", "材料6", "材料5", "材料4", "材料3", "最新的", "材料2"]


def test_only_what_can_be_attached(client_of, cast):
    task_id = a_task()
    attached_link(task_id)
    voided = a_piece("作废的")
    with write_unit():
        void(db.session.get_one(Evidence, voided), "传错了", by=cast.north, at=now())
    a_piece("说明", kind="statement", text="已传达。")
    a_piece("南山的", by="south")
    a_piece("能用的")
    assert offered(client_of("north"), task_id) == ["能用的"]


def test_what_was_taken_off_can_be_used_again(client_of, cast):
    task_id = a_task()
    evidence_id = attached_link(task_id)
    with write_unit():
        detach(db.session.get_one(Task, task_id), evidence_id, by=cast.north, at=now())
    assert offered(client_of("north"), task_id) == ["工作方案"]


def test_by_its_newest_version(client_of):
    a_newer_version(a_piece("旧标题"), "新标题")
    assert offered(client_of("north"), a_task()) == ["新标题"]


def test_searched_by_words_and_kind(client_of):
    task_id = a_task()
    a_piece("健康手册")
    a_piece("照片", kind="file", note="护士节")
    client = client_of("north")
    assert offered(client, task_id, words="手册") == ["健康手册"]
    assert offered(client, task_id, words="护士") == ["照片"]
    assert offered(client, task_id, kind="link") == ["健康手册"]
    assert offered(client, task_id, kind="roster") == []
    assert "没有找到这样的材料" in text_of(client.get(f"/tasks/{task_id}/reuse", query_string={"words": "没有"}))


def test_what_was_chosen_stays_chosen_while_one_looks_on(client_of):
    task_id = a_task()
    chosen, _other = a_piece("健康手册"), a_piece("护士节")
    answer = client_of("north").get(f"/tasks/{task_id}/reuse?words=护士&evidence={chosen}&evidence=x")
    assert re.findall(r"</span> <b>(.*?)</b>", answer.text) == ["健康手册", "护士节"]
    assert re.findall(r'name="evidence" value="(\d+)" checked', answer.text) == [str(chosen)]


def test_a_few_at_a_time(client_of):
    task_id = a_task()
    many_pieces(PER_PAGE + 2)
    client = client_of("north")
    assert len(offered(client, task_id)) == PER_PAGE
    assert f"共 {PER_PAGE + 2} 份" in text_of(client.get(f"/tasks/{task_id}/reuse"))
    assert len(offered(client, task_id, page=2)) == PER_PAGE + 2
    for odd in ("0", "-1", "x", "9" * 30):
        assert len(offered(client, task_id, page=odd)) >= PER_PAGE


def test_as_a_fragment_the_task_comes_back_with_the_choice(client_of):
    task_id = a_task()
    a_piece("健康手册")
    answer = client_of("north").get(f"/tasks/{task_id}/reuse", htmx=True)
    assert "健康手册" in answer.text and "各学会要制定科普周工作方案" in answer.text
    assert "<!doctype" not in answer.text.lower()


def test_the_task_offers_it_only_where_there_is_something(client_of):
    task_id = a_task()
    client = client_of("north")
    assert "用已有材料" not in client.get(f"/tasks/{task_id}").text
    assert "还没有可用于这项任务的材料" in client.get(f"/tasks/{task_id}/reuse").text
    a_piece("健康手册")
    assert f'href="/tasks/{task_id}/reuse"' in client.get(f"/tasks/{task_id}").text


def test_a_member_is_not_offered_to_report(client_of):
    task_id = a_task()
    a_piece()
    assert "附上并上报" in client_of("north").get(f"/tasks/{task_id}/reuse").text
    assert "附上并上报" not in client_of("member").get(f"/tasks/{task_id}/reuse").text


@pytest.mark.parametrize("task", [a_submitted_task, an_accepted_task])
def test_what_is_reported_is_shown_as_it_is(client_of, task):
    a_piece("健康手册")
    page = client_of("north").get(f"/tasks/{task()}/reuse").text
    assert "健康手册" not in page and "仅附上" not in page


def test_the_queries_are_few_whatever_the_number_of_pieces(client_of, counting_queries):
    task_id, client, counts = a_task(), client_of("north"), []
    for more in (1, 60):
        many_pieces(more)
        client.get(f"/tasks/{task_id}/reuse")
        with counting_queries() as statements:
            client.get(f"/tasks/{task_id}/reuse")
        counts.append(len(statements))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("制定科普周工作方案", "科普周工作方案", True),
        ("召开理事会专题会议", "理事会专题会议照片", True),
        ("制定科普周工作方案", "编写健康科普手册", False),
        ("制定科普周工作方案", "报送工作总结", False),
        ("Hold an online council meeting", "Online council meeting", True),
        ("Hold an online council meeting", "Report the progress", False),
        ("", "", False),
        ("——", "……", False),
    ],
)
def test_titles_are_alike_by_their_words(one, other, alike):
    assert (likeness(one, other) >= 0.5) == (likeness(other, one) >= 0.5) == alike


@pytest.mark.parametrize(
    ("who", "status"), [("south", 404), ("unit", 404), ("staff", 403), ("leader", 403), ("administrator", 403)]
)
def test_it_is_the_associations_to_do(client_of, who, status):
    assert client_of(who).get(f"/tasks/{a_task()}/reuse").status_code == status


def test_a_stranger_is_sent_to_sign_in(client_of):
    assert "/sign-in" in client_of("").get(f"/tasks/{a_task()}/reuse").location
