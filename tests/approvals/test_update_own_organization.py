"""/own-organization: an association's secretary says whether its own leader approves what it reports."""

import threading

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from tests.builders import approval_wanted
from tests.cast import Cast
from tests.pages import text_of
from tests.tasks.standing import events_of

ADDRESS = "/own-organization"
ON = {"needs_approval": "y"}


def is_wanted() -> bool:
    db.session.remove()
    return Cast().north.organization.needs_approval


def test_the_page_says_what_it_means_and_who_decides(client_of):
    page = client_of("north").get(ADDRESS)
    assert page.status_code == 200 and "本会负责人：郑岩" in text_of(page) and "checked" not in page.text
    assert f'href="{ADDRESS}"' in client_of("north").get("/account").text
    assert f'href="{ADDRESS}"' not in client_of("member").get("/account").text


def test_on_and_off(client_of):
    answer = client_of("north").post(ADDRESS, data=ON)
    assert (answer.status_code, answer.location) == (303, ADDRESS) and is_wanted()
    assert "checked" in client_of("north").get(ADDRESS).text
    assert client_of("north").post(ADDRESS, data={}).status_code == 303 and not is_wanted()
    assert events_of("organization", "organization.") == [
        "organization.approval_required",
        "organization.approval_lifted",
    ]
    assert verify_all() == []


@pytest.mark.parametrize("fields", [ON, {}])
def test_twice_is_once(client_of, fields):
    if not fields:
        approval_wanted()
    for _press in range(2):
        assert client_of("north").post(ADDRESS, data=fields).status_code == 303
    assert len(events_of("organization", "organization.")) == (1 if fields else 2)


def test_under_htmx_the_page_is_shown_anew(client_of):
    answer = client_of("north").post(ADDRESS, data=ON, htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, ADDRESS)


@pytest.mark.parametrize("htmx", [False, True])
def test_not_without_a_leader(client_of, htmx):
    page = text_of(client_of("south").get(ADDRESS))
    assert "还没有负责人账号" in page
    answer = client_of("south").post(ADDRESS, data=ON, htmx=htmx)
    assert answer.status_code == 422 and "不能开启审签" in text_of(answer) and "checked" in answer.text
    assert not Cast().south.organization.needs_approval
    assert events_of("organization", "organization.") == []


def test_two_at_once_are_one_change(app, client_of):
    clients = [client_of("north") for _number in range(4)]
    threads = [threading.Thread(target=lambda client=client: client.post(ADDRESS, data=ON)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert is_wanted() and events_of("organization", "organization.") == ["organization.approval_required"]
    assert verify_all() == []


@pytest.mark.parametrize("who", ["member", "head", "staff", "leader", "administrator"])
def test_nobody_else(client_of, who):
    assert client_of(who).get(ADDRESS).status_code == 403
    assert client_of(who).post(ADDRESS, data=ON).status_code == 403
    assert not is_wanted()


def test_strangers_and_other_methods(client_of):
    assert "/sign-in" in client_of("").get(ADDRESS).location
    assert client_of("").post(ADDRESS, data=ON).status_code == 401
    assert client_of("north").delete(ADDRESS).status_code == 405


def test_without_a_leader_there_is_nothing_to_press(client_of, cast):
    with write_unit():
        cast.head.ended_at = now()
    page = client_of("north").get(ADDRESS).text
    assert page.count("disabled") == 2 and "不能开启" in page


def test_without_a_leader_it_can_still_be_lifted(client_of, cast):
    approval_wanted()
    with write_unit():
        cast.head.ended_at = now()
    assert "disabled" not in client_of("north").get(ADDRESS).text
    assert client_of("north").post(ADDRESS, data={}).status_code == 303 and not is_wanted()
