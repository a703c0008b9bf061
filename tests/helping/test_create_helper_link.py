"""A secretary makes a link for people without an account: shown once, kept hashed."""

import hashlib
import re
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from checklist.clock import due_moment, now, today
from checklist.db import db, write_unit
from checklist.helping.models import HelperLink
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.notices.models import Notice
from tests.builders import a_notice, a_submitted_task, a_task
from tests.helping.linking import a_helper_link, the_link
from tests.pages import text_of

ADDRESS = re.compile(r"http://localhost/help/([A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])")


def form_of(client, of: str) -> dict[str, str]:
    """What the form for a new link holds before anything is typed."""
    page = client.get(f"{of}/helper-links/new")
    assert page.status_code == 200
    hidden = dict(re.findall(r'name="(offer|replaces)" value="([^"]*)"', page.text))
    return {"name": "科普组", "days": "14", **hidden}


def make(client, of: str, **typed):
    return client.post(f"{of}/helper-links", data=form_of(client, of) | typed)


def test_a_link_for_a_task_is_shown_once_and_kept_hashed(client_of):
    task_id = a_task()
    answer = make(client_of("north"), f"/tasks/{task_id}", days="7")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    token = ADDRESS.search(answer.text)[1]
    assert "<svg" in answer.text and "12月1日" in answer.text
    db.session.remove()
    link = db.session.scalars(select(HelperLink)).one()
    assert (link.task_id, link.name, link.token_hash) == (
        task_id,
        "科普组",
        hashlib.sha256(token.encode()).hexdigest(),
    )
    assert link.expires_at == due_moment(today() + timedelta(days=7))
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event.name == "helper_link.made"
    assert token not in str(event.facts) and "科普组" not in str(event.facts)
    assert verify_all() == []


def test_a_link_for_a_whole_checklist(client_of):
    notice_id = a_notice()
    answer = make(client_of("north"), f"/notices/{notice_id}")
    assert ADDRESS.search(answer.text)
    link = db.session.scalars(select(HelperLink)).one()
    assert (link.notice_id, link.task_id) == (notice_id, None)


def test_pressed_twice_it_is_one_link_with_the_same_address(client_of):
    client, of = client_of("north"), f"/tasks/{a_task()}"
    data = form_of(client, of)
    first, second = (client.post(f"{of}/helper-links", data=data) for _twice in range(2))
    assert ADDRESS.search(first.text)[1] == ADDRESS.search(second.text)[1]
    assert len(db.session.scalars(select(HelperLink)).all()) == 1


def test_two_at_once_are_one_link(app, cast, client_of):
    of = f"/tasks/{a_task()}"
    client = client_of("north")
    data = form_of(client, of)
    answers = []
    clients = [client_of("north") for _number in range(4)]
    threads = [
        threading.Thread(target=lambda c=c: answers.append(c.post(f"{of}/helper-links", data=data).status_code))
        for c in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 4
    db.session.remove()
    assert len(db.session.scalars(select(HelperLink)).all()) == 1
    assert verify_all() == []


def test_made_anew_the_old_one_ends(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    old = the_link(token)
    client = client_of("north")
    page = client.get(f"/tasks/{task_id}/helper-links/new?replaces={old.id}")
    assert "原来的链接立即停用" in text_of(page)
    answer = make(client, f"/tasks/{task_id}", replaces=str(old.id))
    assert ADDRESS.search(answer.text)[1] != token
    assert the_link(token).revoked_at is not None
    assert verify_all() == []


def test_another_associations_link_is_not_ended(client_of):
    notice_id = a_notice()
    token = a_helper_link(notice_id=notice_id, by="south")
    theirs = the_link(token).id
    answer = make(client_of("north"), f"/notices/{notice_id}", replaces=str(theirs))
    assert answer.status_code == 404
    assert the_link(token).revoked_at is None
    assert len(db.session.scalars(select(HelperLink)).all()) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"name": ""}, "请写明发给谁"), ({"name": "长" * 31}, "请不要超过 30 个字"), ({"days": "400"}, "科普组")],
)
def test_what_does_not_hold_is_said_and_kept(client_of, typed, sentence):
    answer = make(client_of("north"), f"/tasks/{a_task()}", **typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.scalars(select(HelperLink)).all() == []


@pytest.mark.parametrize("offer", ["", "made-up", "x" * 5000])
def test_a_word_that_was_not_offered_makes_no_link(client_of, offer):
    answer = make(client_of("north"), f"/tasks/{a_task()}", offer=offer)
    assert answer.status_code == 422
    assert "科普组" in answer.text
    assert db.session.scalars(select(HelperLink)).all() == []


def test_a_word_offered_for_another_task_makes_no_link(client_of):
    client = client_of("north")
    offer = form_of(client, f"/tasks/{a_task()}")["offer"]
    assert make(client, f"/tasks/{a_task()}", offer=offer).status_code == 422


def test_a_finished_task_needs_no_link(client_of):
    client, task_id = client_of("north"), a_submitted_task()
    answer = client.get(f"/tasks/{task_id}/helper-links/new")
    assert answer.status_code == 409
    assert "正在等待审核" in text_of(answer)


def test_what_only_the_association_can_fill_in_is_not_asked_of_others(client_of):
    notice_id = a_notice(kinds=("roster", "meeting"))
    task_id = a_task(notice_id=notice_id)
    for of in (f"/tasks/{task_id}", f"/notices/{notice_id}"):
        assert client_of("north").get(f"{of}/helper-links/new").status_code == 409
    assert "请人提供材料" not in client_of("north").get(f"/tasks/{task_id}").text


def test_a_closed_notice_needs_no_link(client_of):
    notice_id = a_notice()
    with write_unit():
        db.session.get_one(Notice, notice_id).closed_at = now()
    answer = client_of("north").get(f"/notices/{notice_id}/helper-links/new")
    assert answer.status_code == 409 and "已办理结束" in text_of(answer)


@pytest.mark.parametrize(("who", "status"), [("unit", 404), ("member", 403), ("staff", 403), ("leader", 403)])
def test_it_is_the_secretarys_to_do(client_of, who, status):
    task_id = a_task()
    client = client_of(who)
    assert client.get(f"/tasks/{task_id}/helper-links/new").status_code == status
    assert client.post(f"/tasks/{task_id}/helper-links", data={"name": "x", "days": "3"}).status_code == status
    assert db.session.scalars(select(HelperLink)).all() == []


def test_south_makes_none_for_norths_task(client_of):
    task_id = a_task()
    assert client_of("south").get(f"/tasks/{task_id}/helper-links/new").status_code == 404
    assert client_of("south").post(f"/tasks/{task_id}/helper-links", data={"name": "x"}).status_code == 404


def test_a_stranger_is_sent_to_sign_in(client_of):
    answer = client_of("").get(f"/tasks/{a_task()}/helper-links/new")
    assert answer.status_code == 302 and "/sign-in" in answer.location


def test_it_is_not_read(client_of):
    assert client_of("north").get(f"/tasks/{a_task()}/helper-links").status_code == 405
