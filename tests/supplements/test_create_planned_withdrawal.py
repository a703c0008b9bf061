"""POST /notices/<id>/planned-withdrawals: a supplement will withdraw a directive, with a reason."""

from checklist.journal.verifying import verify_all
from checklist.tasks.models import WITHDRAWN
from tests.builders import a_draft, a_notice, tasks_of
from tests.notices.building import NOBODY, events_of
from tests.notices.supplements import a_supplement, directive, issued, plans
from tests.pages import text_of


def address(notice_id: int) -> str:
    return f"/notices/{notice_id}/planned-withdrawals"


def begun() -> tuple[int, int, int]:
    """The notice, the draft of its supplement, a directive of the notice that the draft does not speak of."""
    notice_id = a_notice()
    return notice_id, a_supplement(notice_id), directive(notice_id, "手册").id


def test_it_ends_when_the_supplement_is_issued(client_of, cast):
    notice_id, supplement_id, manual = begun()
    data = {"directive": manual, "reason": "已另行安排"}
    response = client_of("staff").post(address(supplement_id), data=data)
    assert response.status_code == 303 and "origin" in response.location
    assert [task.status for task in tasks_of(notice_id) if task.directive_id == manual] != [WITHDRAWN]
    issued(supplement_id)
    assert [task.status for task in tasks_of(notice_id) if task.directive_id == manual] == [WITHDRAWN]
    assert "withdrawal.planned" in events_of(supplement_id)
    assert verify_all() == []
    page = text_of(client_of("north").get(f"/notices/{supplement_id}/checklist"))
    assert "编写健康科普手册 理由：已另行安排" in page


def test_under_htmx_the_head_comes_back_open(client_of, cast):
    _notice_id, supplement_id, manual = begun()
    data = {"directive": manual, "reason": "已另行安排"}
    response = client_of("staff").post(address(supplement_id), data=data, htmx=True)
    assert "撤销 2 项" in text_of(response) and "<details open>" in response.text


def test_twice_is_once_and_another_reason_is_the_reason(client_of, cast):
    _notice_id, supplement_id, manual = begun()
    for reason in ("甲", "甲", "乙"):
        client_of("staff").post(address(supplement_id), data={"directive": manual, "reason": reason})
    assert {plan.directive_id: plan.reason for plan in plans(supplement_id)}[manual] == "乙"
    assert events_of(supplement_id).count("withdrawal.planned") == 2


def test_a_reason_is_needed(client_of, cast):
    _notice_id, supplement_id, manual = begun()
    for htmx in (True, False):
        data = {"directive": manual, "reason": "  "}
        response = client_of("staff").post(address(supplement_id), data=data, htmx=htmx)
        assert response.status_code == 422 and "请写明撤销的理由" in response.text


def test_what_the_draft_changes_is_not_withdrawn_too(client_of, cast):
    notice_id, supplement_id, _manual = begun()
    data = {"directive": directive(notice_id, "方案").id, "reason": "改了"}
    response = client_of("staff").post(address(supplement_id), data=data)
    assert response.status_code == 409 and "不能同时撤销" in response.text


def test_what_the_draft_says_again_is_not_withdrawn_too(client_of, cast):
    notice_id, supplement_id, _manual = begun()
    data = {"directive": directive(notice_id, "公众号").id, "reason": "不再需要"}
    response = client_of("staff").post(address(supplement_id), data=data)
    assert response.status_code == 409 and "不能同时撤销" in response.text


def test_a_draft_that_is_no_supplement_withdraws_nothing(client_of, cast):
    draft_id = a_draft()
    for path in (address(draft_id), f"{address(draft_id)}/1/removal"):
        for htmx in (True, False):
            assert client_of("staff").post(path, htmx=htmx).status_code == 409


def test_only_what_stands_and_only_by_a_supplement(client_of, cast):
    _notice_id, supplement_id, _manual = begun()
    staff, data = client_of("staff"), {"directive": NOBODY, "reason": "无"}
    assert staff.post(address(supplement_id), data=data).status_code == 409
    assert staff.post(address(a_draft()), data=data).status_code == 409
    issued(supplement_id)
    assert staff.post(address(supplement_id), data=data).status_code == 409


def test_who_may(client_of, cast):
    _notice_id, supplement_id, _manual = begun()
    assert client_of("staff").get(address(supplement_id)).status_code == 405
    assert client_of("leader").post(address(supplement_id)).status_code == 403
    data = {"directive": 1, "reason": "无"}
    assert client_of("staff").post(address(NOBODY), data=data).status_code == 404
    assert client_of("").post(address(supplement_id)).status_code == 401
