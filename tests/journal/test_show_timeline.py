"""GET /notices/<id>/timeline: a notice's journal in words, each reader's part of it."""

import pytest
from sqlalchemy import text

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.models import Addressee, Directive
from checklist.notices.receiving import note_opened, sign
from checklist.tasks.deadline import move_deadline
from checklist.tasks.models import Task
from checklist.tasks.submission import submit_on_behalf
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_draft, a_notice, a_submitted_task, day_off, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.pages import text_of


@pytest.fixture
def notice_id(cast) -> int:
    """A notice that north signed for and south opened; one task of north's submitted, one of south's on behalf."""
    notice_id = a_notice()
    a_submitted_task(notice_id=notice_id)
    with write_unit():
        for addressee in db.session.query(Addressee).filter_by(notice_id=notice_id):
            if addressee.name == NORTH_NAME:
                sign(addressee, by=cast.north, at=now())
            else:
                note_opened(addressee, by=cast.south, at=now())
        submit_on_behalf(tasks_of(notice_id, SOUTH_NAME)[0], "来电", by=cast.staff, at=now())
    return notice_id


def address(notice_id: int) -> str:
    return f"/notices/{notice_id}/timeline"


@pytest.mark.parametrize("name", ["staff", "leader"])
def test_the_office_sees_everything_the_newest_first(client_of, notice_id, name):
    said = text_of(client_of(name).get(address(notice_id)))
    expected = [
        "（代报，第 1 次）",
        f"{SOUTH_NAME}首次打开通知",
        f"{NORTH_NAME}签收通知",
        "印发通知：2 个单位，7 项承办任务",
        "建立草稿",
    ]
    places = [said.index(words) for words in expected]
    assert places == sorted(places)
    assert "陈晓（示例省北辰医学会）" in said and "林静（示例省科学技术协会）" in said


def test_a_task_is_linked_to_where_the_reader_sees_it(client_of, notice_id):
    task_id = tasks_of(notice_id)[0].id
    assert f'href="/dashboard/tasks/{task_id}"' in client_of("staff").get(address(notice_id)).text
    assert f'href="/tasks/{task_id}"' in client_of("north").get(address(notice_id)).text


@pytest.mark.parametrize("name", ["north", "member"])
def test_an_association_sees_its_own_and_what_is_everybodys(client_of, notice_id, name):
    said = text_of(client_of(name).get(address(notice_id)))
    assert "印发通知" in said and f"{NORTH_NAME}签收通知" in said and f"{NORTH_NAME}上报" in said
    assert SOUTH_NAME not in said and "代报" not in said and "草稿" not in said


def test_an_association_sees_changes_of_the_directives_it_has(client_of, cast, notice_id):
    own = {task.directive_id for task in tasks_of(notice_id)}
    others = {task.directive_id for task in tasks_of(notice_id, SOUTH_NAME)}
    [only_norths] = own - others
    common = min(own & others)
    with write_unit():
        move_deadline(db.session.get_one(Directive, common), day_off(9), "推迟", by=cast.staff, at=now())
        withdraw(db.session.get_one(Directive, only_norths), "重复", by=cast.staff, at=now())
    north, south = (text_of(client_of(name).get(address(notice_id))) for name in ("north", "south"))
    assert "撤销任务事项" in north and "撤销任务事项" not in south
    assert "的期限由 未定期限 调整为 12月3日" in north and "的期限由 未定期限 调整为 12月3日" in south


def test_what_was_erased_says_so(client_of, cast, notice_id):
    with write_unit():
        record(NOTICE, notice_id, "notice.opened", by=9999, at=now(), organization=9999)
    assert "已删除首次打开通知 已删除" in text_of(client_of("staff").get(address(notice_id)))


def test_pages(client_of, cast, notice_id):
    with write_unit():
        for _number in range(60):
            record(NOTICE, notice_id, "notice.opened", by=cast.north.id, at=now(), organization=9999)
    staff = client_of("staff")
    first, second = staff.get(address(notice_id)), staff.get(address(notice_id) + "?page=2")
    assert first.text.count("timeline__event") == 50 and f'{address(notice_id)}?page=2"' in first.text
    assert "建立草稿" in text_of(second) and "page=3" not in second.text and 'rel="prev"' in second.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "９", "9" * 40, ""])
def test_nonsense_for_a_page_is_the_first(client_of, notice_id, page):
    assert "签收通知" in text_of(client_of("staff").get(f"{address(notice_id)}?page={page}"))


def test_a_page_beyond_the_end_says_so(client_of, notice_id):
    assert "这里还没有记录" in text_of(client_of("staff").get(f"{address(notice_id)}?page=9999"))


def test_a_draft_is_the_offices_only(client_of, cast):
    draft_id = a_draft()
    assert "建立草稿" in text_of(client_of("staff").get(address(draft_id)))
    assert client_of("north").get(address(draft_id)).status_code == 404


def test_a_notice_that_is_not_the_readers(client_of, notice_id):
    assert client_of("unit").get(address(notice_id)).status_code == 404
    assert client_of("staff").get(address(9999)).status_code == 404


def test_wrong_role_wrong_method_stranger(client_of, notice_id):
    assert client_of("administrator").get(address(notice_id)).status_code == 403
    assert client_of("staff").post(address(notice_id)).status_code == 405
    assert "/sign-in" in client_of("").get(address(notice_id)).location


def test_as_many_queries_for_many_events_as_for_few(client_of, cast, notice_id, counting_queries):
    staff = client_of("staff")
    with counting_queries() as few:
        staff.get(address(notice_id))
    for number in (1, 2, 3):
        a_submitted_task(number=number, notice_id=notice_id)
    with counting_queries() as many:
        staff.get(address(notice_id))
    assert len(many) == len(few) <= 8


def test_events_hold_no_names(client_of, cast, notice_id):
    facts = " ".join(db.session.scalars(text("SELECT CAST(facts AS TEXT) FROM events")))
    assert "来电" not in facts and "陈晓" not in facts and NORTH_NAME not in facts
    assert db.session.get_one(Task, tasks_of(notice_id)[0].id).directive.title not in facts
