"""POST /notices/<id>/planned-withdrawals/<directive>/removal: the directive stands after all."""

from checklist.journal.verifying import verify_all
from tests.builders import a_notice
from tests.notices.building import NOBODY, events_of
from tests.notices.supplements import a_supplement, directive, issued, plans
from tests.pages import text_of


def begun() -> tuple[int, str]:
    """The draft of a supplement, and the address that lets what it withdraws stand."""
    notice_id = a_notice()
    supplement_id = a_supplement(notice_id)
    meeting = directive(notice_id, "专题会议").id
    return supplement_id, f"/notices/{supplement_id}/planned-withdrawals/{meeting}/removal"


def test_it_stands(client_of, cast):
    supplement_id, address = begun()
    for _twice in range(2):
        assert client_of("staff").post(address).status_code == 303
    assert plans(supplement_id) == [] and events_of(supplement_id).count("withdrawal.cancelled") == 1
    assert verify_all() == []


def test_under_htmx_the_head_comes_back(client_of, cast):
    _supplement_id, address = begun()
    response = client_of("staff").post(address, htmx=True)
    assert "撤销 0 项" in text_of(response) and "照旧办理" in text_of(response)


def test_not_after_it_was_issued(client_of, cast):
    supplement_id, address = begun()
    issued(supplement_id)
    assert client_of("staff").post(address).status_code == 409


def test_who_may(client_of, cast):
    _supplement_id, address = begun()
    assert client_of("staff").get(address).status_code == 405
    assert client_of("north").post(address).status_code == 403
    assert client_of("staff").post(f"/notices/{NOBODY}/planned-withdrawals/1/removal").status_code == 404
    assert client_of("").post(address).status_code == 401
