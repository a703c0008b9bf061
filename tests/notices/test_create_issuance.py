"""A notice is issued: once, whole, to those it is for."""

from threading import Barrier, Thread

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.confirming import discard
from checklist.journal.verifying import verify_all
from checklist.notices.models import Addressee, Notice
from checklist.tasks.models import Task
from tests.builders import a_draft, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.notices.building import NOBODY, directives_of, events_of, notice_of
from tests.pages import text_of


def tasks(notice_id: int) -> int:
    db.session.remove()
    return db.session.query(Task).filter_by(notice_id=notice_id).count()


def test_it_works(client_of, cast):
    notice_id = a_draft()
    response = client_of("staff").post(f"/notices/{notice_id}/issuance")
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/dashboard")
    notice, count = notice_of(notice_id), len(directives_of(notice_id))
    assert notice.issued_at == now() and notice.issued_by_id == cast.staff.id
    assert db.session.query(Addressee).filter_by(notice_id=notice_id).count() == 2
    # The handbook is for medical associations only.
    assert (len(tasks_of(notice_id, NORTH_NAME)), len(tasks_of(notice_id, SOUTH_NAME))) == (count, count - 1)
    assert events_of(notice_id) == ["notice.drafted", "notice.issued"] and verify_all() == []


def test_under_htmx_the_browser_is_sent_on(client_of):
    notice_id = a_draft()
    response = client_of("staff").post(f"/notices/{notice_id}/issuance", htmx=True)
    assert response.headers["HX-Redirect"] == f"/notices/{notice_id}/dashboard"


def test_doing_it_twice_is_one_issue(client_of):
    notice_id = a_draft()
    client = client_of("staff")
    client.post(f"/notices/{notice_id}/issuance")
    before = tasks(notice_id)
    assert client.post(f"/notices/{notice_id}/issuance").status_code == 303
    assert tasks(notice_id) == before and events_of(notice_id).count("notice.issued") == 1


def test_two_at_once_are_one_issue(app, client_of):
    notice_id, started, statuses = a_draft(), Barrier(2), []
    clients = [client_of("staff"), client_of("staff")]

    def press(client) -> None:
        started.wait()
        statuses.append(client.post(f"/notices/{notice_id}/issuance").status_code)

    threads = [Thread(target=press, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303, 303]
    assert events_of(notice_id) == ["notice.drafted", "notice.issued"]
    assert tasks(notice_id) == 2 * len(directives_of(notice_id)) - 1


@pytest.mark.parametrize(
    ("text", "sentence"), [("祝大家节日愉快。", "没有标题"), ("关于放假的通知\n\n祝好。", "还没有一个任务事项")]
)
def test_a_draft_that_is_not_complete(client_of, text, sentence):
    notice_id = a_draft(text)
    response = client_of("staff").post(f"/notices/{notice_id}/issuance")
    assert response.status_code == 409 and sentence in text_of(response)
    assert notice_of(notice_id).is_draft and tasks(notice_id) == 0


def test_what_was_given_up_is_not_there(client_of, cast):
    notice_id = a_draft()
    with write_unit():
        discard(db.session.get_one(Notice, notice_id), by=cast.staff, at=now())
    assert client_of("staff").post(f"/notices/{notice_id}/issuance").status_code == 404


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).post(f"/notices/{notice_id}/issuance").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").post(f"/notices/{notice_id}/issuance").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/notices/{NOBODY}/issuance").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").delete(f"/notices/{notice_id}/issuance").status_code == 405
