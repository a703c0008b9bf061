"""POST /tasks/<id>/exemption/answer: the office agrees that a task does not apply, or says why it does."""

import pytest
from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import STAFF
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.tasks import exemption
from checklist.tasks.models import Exemption, Task
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_task, an_asked_exemption, an_exempt_task
from tests.dashboards.standing import events_of, status_of
from tests.pages import text_of


def send(client, task_id: int, answer: str = "granted", words: str = "", number: str = "1", *, htmx: bool = False):
    fields = {"answer": answer, "words": words, "number": number}
    return client.post(f"/tasks/{task_id}/exemption/answer", data=fields, htmx=htmx)


def test_granted(client_of):
    task_id = an_asked_exemption()
    answer = send(client_of("staff"), task_id, words="同意，下次不再发。")
    assert (answer.status_code, answer.location) == (303, f"/dashboard/tasks/{task_id}")
    assert status_of(task_id) == "exempt" and events_of(task_id)[-1] == "exemption.granted"
    assert verify_all() == []
    page = text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert "同意，下次不再发。" in page and "无需上报" in page and "本会没有这类会员" in page


def test_refused(client_of):
    task_id = an_asked_exemption()
    assert send(client_of("staff"), task_id, "refused", "贵会有护理专业委员会。").status_code == 303
    assert status_of(task_id) == "open" and events_of(task_id)[-1] == "exemption.refused"
    assert verify_all() == []
    page = text_of(client_of("north").get(f"/tasks/{task_id}"))
    assert "不适用申请未获同意" in page and "贵会有护理专业委员会。" in page and "申请不适用" in page
    answer = client_of("north").post(
        f"/tasks/{task_id}/submission", data={"kind": "link", "url": "https://a.example/1"}
    )
    assert answer.status_code == 303 and status_of(task_id) == "submitted"


def test_htmx_swaps_record_cell_counts_and_message(client_of):
    task_id = an_asked_exemption()
    answer = send(client_of("staff"), task_id, htmx=True)
    assert answer.status_code == 200 and 'title="不适用"' in answer.text
    said = text_of(answer)
    assert "已同意，这项任务对该单位不适用。" in said and "1 不适用" in said and "待答复" not in said


@pytest.mark.parametrize("answer", ["granted", "refused"])
def test_twice_is_once(client_of, answer):
    task_id = an_asked_exemption()
    for _press in range(2):
        assert send(client_of("staff"), task_id, answer, "见理由").status_code == 303
    assert events_of(task_id).count(f"exemption.{answer}") == 1


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_refusal_needs_its_reason(client_of, words, htmx):
    task_id = an_asked_exemption()
    answer = send(client_of("staff"), task_id, "refused", words, htmx=htmx)
    assert answer.status_code == 422 and "请写明不同意的理由" in text_of(answer)
    assert answer.text.lstrip().startswith("<!doctype") is not htmx
    assert status_of(task_id) == "open" and events_of(task_id)[-1] == "exemption.asked"


@pytest.mark.parametrize(
    ("fields", "sentence"), [({"words": "长" * 2001}, "不要超过 2000 个字"), ({"answer": "x"}, "请按")]
)
def test_what_does_not_hold_is_said_and_kept(client_of, fields, sentence):
    task_id = an_asked_exemption()
    fields = {"answer": "granted", "words": "请核对名册", "number": "1"} | fields
    answer = client_of("staff").post(f"/tasks/{task_id}/exemption/answer", data=fields)
    assert answer.status_code == 422 and sentence in text_of(answer) and fields["words"] in answer.text


def test_taken_back_meanwhile_and_the_words_are_not_lost(client_of, cast):
    task_id = an_asked_exemption()
    with write_unit():
        exemption.take_back(db.session.get_one(Task, task_id), by=cast.north, at=now())
    answer = send(client_of("staff"), task_id, "refused", "贵会有护理专业委员会。")
    assert answer.status_code == 409 and "已由陈晓于" in text_of(answer) and "贵会有护理" in answer.text
    assert status_of(task_id) == "open"


def test_taken_back_and_asked_anew_the_new_request_was_not_read(client_of, cast):
    task_id = an_asked_exemption()
    with write_unit():
        exemption.take_back(db.session.get_one(Task, task_id), by=cast.north, at=now())
    with write_unit():
        exemption.ask(db.session.get_one(Task, task_id), "别的理由", by=cast.north, at=now())
    assert send(client_of("staff"), task_id).status_code == 409
    assert send(client_of("staff"), task_id, number="2").status_code == 303
    assert status_of(task_id) == "exempt"


@pytest.mark.parametrize("answer", ["granted", "refused"])
def test_a_colleague_answered_meanwhile(client_of, cast, answer):
    task_id = an_asked_exemption()
    with write_unit():
        colleague = join(cast.staff.organization, STAFF, name="何青", sign_in_name="he", by=None, at=now())
        exemption.grant(db.session.get_one(Task, task_id), 1, "", by=colleague, at=now())
    response = send(client_of("staff"), task_id, answer, "理由")
    assert response.status_code == 409 and "已由何青于" in text_of(response) and "同意" in text_of(response)
    assert events_of(task_id)[-1] == "exemption.granted" and status_of(task_id) == "exempt"


def test_the_directive_was_withdrawn_meanwhile(client_of, cast):
    task_id = an_asked_exemption()
    with write_unit():
        withdraw(db.session.get_one(Task, task_id).directive, "重复部署", by=cast.staff, at=now())
    answer = send(client_of("staff"), task_id)
    assert answer.status_code == 409 and "已撤销" in text_of(answer)
    assert db.session.scalars(select(Exemption)).one().answered_at is None


def test_nobody_asked(client_of):
    assert send(client_of("staff"), a_task()).status_code == 409


def test_until_the_answer_nobody_reports_on_behalf(client_of):
    task_id = an_asked_exemption()
    answer = client_of("staff").post(f"/tasks/{task_id}/report-on-behalf", data={"note": "来电说已办"})
    assert answer.status_code == 409 and "请先答复申请" in text_of(answer) and "来电说已办" in answer.text


def test_what_is_exempt_may_still_be_withdrawn(client_of, cast):
    task_id = an_exempt_task()
    with write_unit():
        withdraw(db.session.get_one(Task, task_id).directive, "重复部署", by=cast.staff, at=now())
    assert status_of(task_id) == "withdrawn" and verify_all() == []


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "head", "south"])
def test_wrong_role(client_of, name):
    task_id = an_asked_exemption()
    assert send(client_of(name), task_id).status_code == 403
    assert status_of(task_id) == "open"


def test_made_up_wrong_method_stranger(client_of):
    task_id = an_asked_exemption()
    assert send(client_of("staff"), 9999).status_code == 404
    assert client_of("staff").get(f"/tasks/{task_id}/exemption/answer").status_code == 405
    assert send(client_of(""), task_id).status_code == 401
