"""An issued directive is withdrawn, with a reason; what was submitted stays readable."""

import pytest

from checklist.db import db
from checklist.journal.verifying import verify_all
from checklist.tasks.models import WITHDRAWN, Task
from tests.builders import a_notice, a_submitted_task
from tests.notices.building import NOBODY, directives_of, events_of
from tests.pages import text_of


def test_it_works(client_of):
    task_id = a_submitted_task()
    task = db.session.get_one(Task, task_id)
    notice_id, directive_id = task.notice_id, task.directive_id
    response = client_of("staff").post(f"/directives/{directive_id}/withdrawal", data={"reason": "重复部署"})
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/dashboard")
    db.session.remove()
    task = db.session.get_one(Task, task_id)
    assert task.status == WITHDRAWN and len(task.submissions) == 1
    assert events_of(notice_id)[-1] == "directive.withdrawn" and verify_all() == []
    assert "已于 11月24日 09:00 撤销" in text_of(client_of("staff").get(f"/directives/{directive_id}/withdrawal"))


def test_doing_it_twice_is_one_event(client_of):
    notice_id = a_notice()
    for _time in range(2):
        path = f"/directives/{directives_of(notice_id)[0].id}/withdrawal"
        assert client_of("staff").post(path, data={"reason": "重复部署"}).status_code == 303
    assert events_of(notice_id).count("directive.withdrawn") == 1


@pytest.mark.parametrize(("reason", "sentence"), [(" ", "请写明撤销的理由"), ("长" * 1001, "请不要超过")])
def test_a_reason_is_needed(client_of, reason, sentence):
    notice_id = a_notice()
    directive_id = directives_of(notice_id)[0].id
    response = client_of("staff").post(f"/directives/{directive_id}/withdrawal", data={"reason": reason})
    assert response.status_code == 422 and sentence in text_of(response) and reason.strip() in response.text
    assert directives_of(notice_id)[0].withdrawn_at is None


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_notice()
    assert client_of(who).post(f"/directives/{directives_of(notice_id)[0].id}/withdrawal").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_notice()
    assert client_of("").post(f"/directives/{directives_of(notice_id)[0].id}/withdrawal").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/directives/{NOBODY}/withdrawal", data={"reason": "x"}).status_code == 404


def test_wrong_method(client_of):
    notice_id = a_notice()
    assert client_of("staff").put(f"/directives/{directives_of(notice_id)[0].id}/withdrawal").status_code == 405
