"""A deadline is moved for all who are not done; the old one stays visible."""

import pytest

from checklist.clock import beijing
from checklist.db import db
from checklist.journal.verifying import verify_all
from checklist.tasks.models import Task
from tests.builders import a_notice, day_off
from tests.notices.building import NOBODY, directives_of, events_of
from tests.pages import text_of


def move(client, notice_id, **data):
    path = f"/directives/{directives_of(notice_id)[0].id}/deadline"
    return client.post(path, data={"due_on": "", "due_time": "", "reason": "春节"} | data)


def test_it_works(client_of):
    notice_id = a_notice(due=day_off(3))
    response = move(client_of("staff"), notice_id, due_on="2026-12-31", due_time="12:00")
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/dashboard")
    directive = directives_of(notice_id)[0]
    assert f"{beijing(directive.due_at):%m-%d %H:%M}" == "12-31 12:00"
    tasks = db.session.query(Task).filter_by(directive_id=directive.id).all()
    assert {task.due_at for task in tasks} == {directive.due_at}
    assert events_of(notice_id)[-1] == "deadline.moved" and verify_all() == []
    words = text_of(client_of("staff").get(f"/directives/{directive.id}/deadline"))
    assert "由 11月27日 调整为 12月31日 12:00" in words and "林静：春节" in words


def test_no_deadline_any_more(client_of):
    notice_id = a_notice(due=day_off(3))
    assert move(client_of("staff"), notice_id).status_code == 303
    assert directives_of(notice_id)[0].due_at is None


def test_doing_it_twice_is_one_event(client_of):
    notice_id = a_notice()
    for _time in range(2):
        move(client_of("staff"), notice_id, due_on="2026-12-31")
    assert events_of(notice_id).count("deadline.moved") == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"due_on": "2026-11-19"}, "期限不能早于通知的成文日期"),
        ({"due_on": "bald"}, "请填写一个日期"),
        ({"due_on": "2026-12-31", "reason": ""}, "请写明调整的理由"),
    ],
)
def test_bad_input_keeps_what_was_typed(client_of, data, sentence):
    notice_id = a_notice(due=day_off(3))
    response = move(client_of("staff"), notice_id, **data)
    assert response.status_code == 422 and sentence in text_of(response)
    assert data["due_on"] in response.text and data.get("reason", "春节") in response.text
    assert directives_of(notice_id)[0].due_at == day_off(3)


def test_a_withdrawn_directive_has_no_deadline(client_of):
    notice_id = a_notice()
    client_of("staff").post(f"/directives/{directives_of(notice_id)[0].id}/withdrawal", data={"reason": "重复部署"})
    assert move(client_of("staff"), notice_id, due_on="2026-12-31").status_code == 409


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_notice()
    assert client_of(who).post(f"/directives/{directives_of(notice_id)[0].id}/deadline").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_notice()
    assert client_of("").post(f"/directives/{directives_of(notice_id)[0].id}/deadline").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/directives/{NOBODY}/deadline").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_notice()
    assert client_of("staff").put(f"/directives/{directives_of(notice_id)[0].id}/deadline").status_code == 405
