"""What was given without an account is not taken; it stays in the record with the reason."""

import pytest
from sqlalchemy import func, select

from checklist.db import db
from checklist.evidence.models import Evidence
from checklist.helping.models import Contribution
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from tests.helping.test_create_confirmation import confirm, given
from tests.pages import text_of


def reject(client, contribution_id: int, reason: str = "不是本次活动", **options):
    return client.post(f"/contributions/{contribution_id}/rejection", data={"reason": reason}, **options)


def test_it_stays_in_the_record_and_nowhere_else(client_of):
    task_id, contribution_id = given()
    assert reject(client_of("north"), contribution_id).location == "/contributions"
    db.session.remove()
    contribution = db.session.get_one(Contribution, contribution_id)
    assert (contribution.is_taken, contribution.reason, contribution.evidence_id) == (False, "不是本次活动", None)
    assert db.session.scalars(select(Evidence)).all() == []
    assert "待确认" not in text_of(client_of("north").get(f"/tasks/{task_id}"))
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event.name == "contribution.rejected" and "活动" not in str(event.facts)
    assert verify_all() == []


def test_no_reason_is_needed_and_twice_is_once(client_of):
    _task_id, contribution_id = given()
    for _twice in range(2):
        assert reject(client_of("north"), contribution_id, "").status_code == 303
    assert db.session.scalar(select(func.count()).where(Event.name == "contribution.rejected")) == 1


def test_a_reason_that_is_too_long_is_said_and_kept(client_of):
    _task_id, contribution_id = given()
    for htmx in (False, True):
        answer = reject(client_of("north"), contribution_id, "长" * 501, htmx=htmx)
        assert answer.status_code == 422
        assert "请不要超过 500 个字" in text_of(answer) and "长" * 501 in answer.text
    assert db.session.get_one(Contribution, contribution_id).is_taken is None


def test_what_was_taken_is_not_refused_any_more(client_of):
    _task_id, contribution_id = given()
    confirm(client_of("north"), contribution_id)
    answer = reject(client_of("north"), contribution_id)
    assert answer.status_code == 409 and "已采用" in text_of(answer)


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("staff", 403)])
def test_it_is_the_secretarys_to_do(client_of, who, status):
    _task_id, contribution_id = given()
    assert reject(client_of(who), contribution_id).status_code == status


def test_it_is_not_read(client_of):
    assert client_of("north").get(f"/contributions/{given()[1]}/rejection").status_code == 405
