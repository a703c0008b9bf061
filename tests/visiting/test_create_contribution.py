"""Somebody without an account gives an address: it waits for the secretary, within what the link allows."""

import logging
import threading
from importlib import import_module

import pytest
import time_machine
from sqlalchemy import func, select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.helping.contributing import RATE
from checklist.helping.linking import revoke_link
from checklist.helping.models import Contribution
from checklist.helping.queries import link_of
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from tests.builders import a_link, a_notice, a_submitted_task, a_task
from tests.cast import NORTH_NAME, Cast
from tests.helping.linking import HELPER, URL, a_contribution, a_helper_link, limited, the_link
from tests.pages import text_of


def address_of(task_id: int, token: str) -> str:
    return f"/help/{token}/tasks/{task_id}/contributions"


def give(client, task_id: int, token: str, *, htmx: bool = False, **typed):
    data = {"kind": "link", "url": URL, "title": "科普文章", "contributor": HELPER, **typed}
    return client.post(address_of(task_id, token), data=data, htmx=htmx)


def count() -> int:
    db.session.remove()
    return db.session.scalar(select(func.count()).select_from(Contribution))


def test_it_waits_for_the_secretary(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    answer = give(client_of(""), task_id, token, note="已发公众号")
    assert (answer.status_code, answer.location) == (303, f"/help/{token}/tasks/{task_id}?given=1")
    thanks = client_of("").get(answer.location)
    assert "已收到，谢谢您" in text_of(thanks) and NORTH_NAME in text_of(thanks)
    contribution = db.session.scalars(select(Contribution)).one()
    assert (contribution.title, contribution.content["url"], contribution.contributor) == ("科普文章", URL, HELPER)
    assert (contribution.note, contribution.is_taken, contribution.task_id) == ("已发公众号", None, task_id)
    assert db.session.scalars(select(Evidence)).all() == []
    assert the_link(token).contributions == 1
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.name, event.membership_id) == ("contribution.given", None)
    assert not any(word in str(event.facts) for word in (token, HELPER, URL, "科普文章"))
    assert verify_all() == []


def test_under_htmx_the_thanks_come_as_a_page(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    answer = give(client_of(""), task_id, token, htmx=True)
    assert answer.status_code == 204 and answer.headers["HX-Redirect"].endswith("?given=1")


def test_the_office_does_not_see_it_and_the_secretary_does(client_of):
    task_id = a_task()
    give(client_of(""), task_id, a_helper_link(task_id))
    assert HELPER not in client_of("staff").get(f"/dashboard/tasks/{task_id}").text
    assert HELPER in client_of("north").get("/contributions").text
    assert HELPER in client_of("north").get(f"/tasks/{task_id}").text


def test_pressed_twice_it_is_one(client_of):
    task_id = a_task()
    token, client = a_helper_link(task_id), client_of("")
    for _twice in range(2):
        assert give(client, task_id, token).status_code == 303
    assert (count(), the_link(token).contributions) == (1, 1)


def test_another_person_or_another_article_is_another(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    for typed in ({}, {"contributor": "李老师"}, {"url": "https://helper.example/b", "title": ""}):
        give(client_of(""), task_id, token, **typed)
    assert count() == 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"url": ""}, "请粘贴网址"),
        ({"url": "javascript:alert(1)"}, "http"),
        ({"contributor": "  "}, "请填写您的姓名"),
        ({"contributor": "长" * 51}, "请不要超过 50 个字"),
        ({"note": "长" * 1001}, "请不要超过 1000 个字"),
    ],
)
def test_what_does_not_hold_is_said_and_kept(client_of, typed, sentence):
    task_id = a_task()
    token = a_helper_link(task_id)
    for htmx in (False, True):
        answer = give(client_of(""), task_id, token, htmx=htmx, **typed)
        assert answer.status_code == 422
        assert sentence in text_of(answer) and "科普文章" in answer.text
    assert count() == 0


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("post", {"addresses": f"科普一 {URL}\nhttps://helper.example/2"}),
        ("statement", {"text": "十一月二十日在社区开展健康讲座，由本会派出五名医生。"}),
        ("story", {"text": "王医生坚持义诊二十年。", "consent": "public"}),
    ],
)
def test_other_kinds_are_given_in_their_own_form(client_of, kind, typed):
    task_id = a_task(notice_id=a_notice(kinds=(kind,)))
    data = {"kind": kind, "contributor": HELPER, **typed}
    answer = client_of("").post(address_of(task_id, a_helper_link(task_id)), data=data)
    assert answer.status_code == 303, text_of(answer)
    contribution_id = db.session.scalars(select(Contribution.id)).one()
    assert HELPER in client_of("north").get("/contributions").text
    client_of("north").post(f"/contributions/{contribution_id}/confirmation")
    db.session.remove()
    assert db.session.scalars(select(Evidence.kind)).one() == kind
    assert verify_all() == []


def test_another_kind_than_the_directive_wants_is_refused(client_of):
    task_id = a_task()
    answer = give(client_of(""), task_id, a_helper_link(task_id), kind="statement", text="开展了科普讲座")
    assert answer.status_code == 409 and "不是这种材料" in text_of(answer) and "开展了科普讲座" in answer.text
    assert count() == 0


def ended(state: str) -> tuple[int, str]:
    """A task and the word of a link that ended while somebody was typing."""
    task_id = a_task()
    token = a_helper_link(task_id)
    if state == "revoked":
        with write_unit():
            revoke_link(link_of(token), by=Cast().north, at=now())
    elif state == "exhausted":
        limited(token, most_contributions=0)
    elif state == "submitted":
        with write_unit():
            from checklist.evidence.giving import give as give_evidence
            from checklist.tasks.attachment import attach
            from checklist.tasks.models import Task
            from checklist.tasks.submission import submit

            task, by = db.session.get_one(Task, task_id), Cast().north
            attach(task, give_evidence(task.organization_id, "link", a_link(), by=by, at=now()), by=by, at=now())
            submit(task, "", by=by, at=now())
    else:
        limited(token, expires_at=now())
    return task_id, token


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("revoked", "已停用"), ("exhausted", "已满"), ("expired", "到期"), ("submitted", "已经上报")],
)
def test_what_was_typed_is_kept_when_the_link_ended_meanwhile(client_of, state, sentence):
    task_id, token = ended(state)
    for url in (URL, ""):
        for htmx in (False, True):
            answer = give(client_of(""), task_id, token, htmx=htmx, url=url, note="已发公众号")
            assert answer.status_code == 409
            assert sentence in text_of(answer) and (htmx or "已发公众号" in answer.text)
            assert "site-header" not in answer.text
    assert count() == 0


def test_more_than_so_many_an_hour_have_to_wait(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    for number in range(RATE):
        a_contribution(token, task_id, a_link(f"https://helper.example/{number}"))
    answer = give(client_of(""), task_id, token)
    assert answer.status_code == 409 and "请过一会儿" in text_of(answer) and URL in answer.text
    with time_machine.travel(now().replace(hour=3), tick=False):
        assert give(client_of(""), task_id, token).status_code == 303


def test_two_at_once_do_not_pass_the_limit(app, cast, client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    limited(token, most_contributions=2)
    answers: list[int] = []

    def send(number: int, client) -> None:
        answers.append(give(client, task_id, token, url=f"https://helper.example/{number}").status_code)

    threads = [threading.Thread(target=send, args=(number, client_of(""))) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 303, 409, 409, 409, 409]
    assert (count(), the_link(token).contributions) == (2, 2)
    assert verify_all() == []


def test_a_stale_token_keeps_what_was_typed(client_of):
    task_id = a_task()
    data = {"kind": "link", "url": URL, "contributor": HELPER, "csrf_token": "stale"}
    answer = client_of("").post(address_of(task_id, a_helper_link(task_id)), data=data, token=False)
    assert answer.status_code == 419
    assert URL in answer.text and HELPER in answer.text and "site-header" not in answer.text


def test_another_site_cannot_send_the_form(client_of):
    task_id = a_task()
    answer = client_of("").post(
        address_of(task_id, a_helper_link(task_id)), data={}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_over_tls_it_needs_no_referer(client_of):
    task_id = a_task()
    data = {"kind": "link", "url": URL, "contributor": HELPER}
    address = address_of(task_id, a_helper_link(task_id))
    assert client_of("").post(address, data=data, base_url="https://localhost").status_code == 303


def test_who_is_signed_in_is_a_helper_like_any_other(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    for who in ("north", "south", "staff"):
        assert give(client_of(who), task_id, token, contributor=who).status_code == 303
    events = db.session.scalars(select(Event.membership_id).where(Event.name == "contribution.given")).all()
    assert events == [None] * 3


def test_a_guess_gives_nothing(client_of):
    answer = give(client_of(""), a_submitted_task(), "B" * 32)
    assert answer.status_code == 404 and count() == 0


def test_the_word_is_in_no_log(app, client_of, caplog, monkeypatch):
    task_id = a_task()
    token = a_helper_link(task_id)
    monkeypatch.setattr(import_module("checklist.visiting.views"), "contribute", None)
    with caplog.at_level(logging.DEBUG), pytest.raises(TypeError):
        give(client_of(""), task_id, token)
    app.logger.error("Exception on %s [GET]", f"/help/{token}/tasks/1")
    assert "Exception on /help/***/tasks/1 [GET]" in caplog.text
    assert token not in caplog.text


def test_it_is_not_read(client_of):
    task_id = a_task()
    assert client_of("").get(address_of(task_id, a_helper_link(task_id))).status_code == 405


@pytest.mark.parametrize("kind", ["roster", "post", "story", "", "nonsense"])
def test_a_kind_that_the_task_does_not_ask_for_is_refused_in_words(client_of, kind):
    task_id = a_task()
    answer = give(client_of(""), task_id, a_helper_link(task_id), kind=kind)
    assert answer.status_code == 409
    assert "要的不是这种材料" in text_of(answer) and "科普文章" in text_of(answer)
    assert count() == 0
