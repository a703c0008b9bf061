"""A session row is checked on every request: idle and absolute end, endings, and forms typed before the end."""

from datetime import timedelta

import html5lib
import pytest
import time_machine
from sqlalchemy import update

from checklist.accounts.joining import leave
from checklist.accounts.models import SignInSession
from checklist.clock import now
from checklist.db import db, write_unit
from tests.accounts.signing import PASSWORD, give_password, sign_in
from tests.conftest import NOW
from tests.pages import text_of

FORM = {"name": '心里话 & "引号" <b>', "kind": "tag", "more": ["一", "二"]}


def at(days: float):
    return time_machine.travel(NOW + timedelta(days=days), tick=False)


def test_unused_for_thirty_days_it_ends(client_of):
    north = client_of("north")
    with at(29.9):
        assert north.get("/account").status_code == 200
    with at(59):
        assert north.get("/account").status_code == 200
    idle = client_of("south")
    with at(30.1):
        assert idle.get("/account").status_code == 302


def test_after_sixty_days_it_ends_however_often_used(client_of):
    north = client_of("north")
    for day in (20, 40, 59.9):
        with at(day):
            assert north.get("/account").status_code == 200
    with at(60.1):
        assert north.get("/account").status_code == 302


def test_whoever_left_is_out_at_once(client_of, cast):
    north = client_of("north")
    assert north.get("/account").status_code == 200
    with write_unit():
        leave(cast.north, by=cast.administrator, at=now())
    assert north.get("/account").status_code == 302


@pytest.fixture
def ended(client_of):
    """An administrator whose session ended while a form was being typed."""
    give_password("administrator")
    pages = client_of("administrator")
    with write_unit():
        db.session.execute(update(SignInSession).values(ended_at=now()))
    return pages


def test_what_was_typed_is_kept_through_signing_in(ended):
    first = ended.post("/categories?from=list", data=FORM)
    assert first.status_code == 401
    assert "登录已失效" in text_of(first)
    kept = hidden(first, "kept")
    wrong = sign_in(ended, "administrator", "wrong password 1", next="/categories?from=list", kept=kept)
    assert wrong.status_code == 422 and hidden(wrong, "kept") == kept
    again = sign_in(ended, "administrator", next="/categories?from=list", kept=kept)
    assert again.status_code == 200
    assert 'action="/categories?from=list"' in again.text
    assert "心里话 &amp; &#34;引号&#34; &lt;b&gt;" in again.text
    assert [again.text.count(f'name="{name}"') for name in ("name", "kind", "more")] == [1, 1, 2]
    assert PASSWORD not in again.text
    assert ended.post("/categories?from=list", data=FORM).status_code == 303


def test_a_form_of_one_button_is_kept_too(ended, cast):
    address = f"/people/{cast.north.person_id}/code"
    first = ended.post(address)
    again = sign_in(ended, "administrator", next=address, kept=hidden(first, "kept"))
    assert again.status_code == 200 and f'action="{address}"' in again.text


@pytest.mark.parametrize("kept", ["", "{", "[1]", '{"a": 1}', "null", '[["a"]]'])
def test_what_is_no_kept_form_is_left_aside(ended, kept):
    assert sign_in(ended, "administrator", next="/categories", kept=kept).location == "/categories"


def test_a_kept_form_never_goes_to_another_site(ended):
    response = sign_in(ended, "administrator", next="https://evil.example/", kept='[["a", "b"]]')
    assert response.status_code == 303 and response.location == "/"


def test_under_htmx_the_form_stays_and_a_link_leads_to_signing_in(ended):
    response = ended.post("/categories", data=FORM, htmx=True)
    assert response.status_code == 401
    assert 'href="/sign-in"' in response.text and "<form" not in response.text


def test_a_stale_token_keeps_what_was_typed(client_of):
    response = client_of("administrator").post("/categories", data={"name": "新标签", "kind": "tag"}, token=False)
    assert response.status_code == 419
    assert 'value="新标签"' in response.text and 'action="/categories"' in response.text


def test_no_password_is_kept(ended):
    response = ended.post("/account/password", data={"password": PASSWORD, "new_password": "another one 8"})
    assert response.status_code == 401
    assert PASSWORD not in response.text and "another one 8" not in response.text


def hidden(response, name):
    """The value of a hidden field, as a browser would send it."""
    tree = html5lib.parse(response.text, namespaceHTMLElements=False)
    return next(field.get("value") for field in tree.iter("input") if field.get("name") == name)
