"""POST /sign-in: with name and password, and on to where one was going."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import select

from checklist.accounts.joining import leave
from checklist.accounts.models import Person, SignInAttempt, SignInSession
from checklist.accounts.passwords import HASHER, needs_new_hash
from checklist.clock import now
from checklist.db import db, write_unit
from tests.accounts.signing import PASSWORD, give_password, sign_in
from tests.conftest import NOW
from tests.pages import text_of


@pytest.fixture
def stranger(client_of, cast):
    give_password("north")
    return client_of("")


def sessions(cast):
    return db.session.scalars(select(SignInSession).where(SignInSession.membership_id == cast.id_of("north"))).all()


def test_signed_in_and_led_home(stranger, cast):
    response = sign_in(stranger, "north")
    assert response.status_code == 303 and response.location == "/"
    (row,) = sessions(cast)
    assert (row.created_at, row.expires_at) == (NOW, NOW + timedelta(days=60))
    assert "北辰" in stranger.get("/account").text


def test_the_cookie_lasts_for_weeks_and_is_hidden_from_scripts(stranger):
    cookie = sign_in(stranger, "north").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "23 Jan 2027" in cookie


def test_name_in_capitals_and_full_width_password(stranger):
    response = sign_in(stranger, " NORTH ", PASSWORD.replace("7", "７"))
    assert response.status_code == 303


def test_on_to_the_page_that_was_wanted(stranger):
    assert sign_in(stranger, "north", next="/notices/3?a=1").location == "/notices/3?a=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil",
        "",
    ],
)
def test_never_to_another_site(stranger, elsewhere):
    assert sign_in(stranger, "north", next=elsewhere).location == "/"


def test_what_the_session_held_is_kept(stranger):
    stranger.post("/language", data={"language": "en"})
    with stranger.session_transaction() as session:
        token = session["csrf_token"]
    sign_in(stranger, "north")
    with stranger.session_transaction() as session:
        assert (session["language"], session["csrf_token"], session.permanent) == ("en", token, True)


@pytest.mark.parametrize("name", ["north", "nobody", "leader"])
def test_wrong_password_and_unknown_name_get_one_answer(stranger, cast, name):
    response = sign_in(stranger, name, "wrong password 1")
    assert response.status_code == 422
    assert "登录名或密码不对" in text_of(response)
    assert f'value="{name}"' in response.text and "wrong password 1" not in response.text
    assert not sessions(cast)


@pytest.mark.parametrize("name", ["north", "nobody", "leader"])
def test_known_or_not_the_same_work_is_done(stranger, cast, monkeypatch, name):
    """One verification of a hash with the same settings, so that the time tells nothing. (leader has no password.)"""
    verified = []
    verify = PasswordHasher.verify

    def counted(hasher, kept, password):
        verified.append(extract_parameters(kept))
        return verify(hasher, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    sign_in(stranger, name, "wrong password 1")
    assert verified == [extract_parameters(HASHER.hash("any"))]


def test_nothing_typed(stranger):
    response = stranger.post("/sign-in", data={"sign_in_name": " ", "password": ""})
    assert response.status_code == 422
    assert "请填写登录名。" in response.text and "请填写密码。" in response.text


def test_a_person_without_any_membership_is_told(stranger, cast):
    with write_unit():
        leave(cast.north, by=cast.administrator, at=now())
    response = sign_in(stranger, "north")
    assert response.status_code == 409
    assert "没有在任何单位任职" in text_of(response)


def test_old_hashes_are_renewed(stranger, cast):
    with write_unit():
        cast.north.person.password_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    assert sign_in(stranger, "north").status_code == 303
    kept = db.session.scalars(select(Person.password_hash).where(Person.sign_in_name == "north")).one()
    assert not needs_new_hash(kept)
    assert sign_in(stranger, "north").status_code == 303


def test_signing_in_as_somebody_else_ends_the_session_before(stranger, cast):
    give_password("staff")
    sign_in(stranger, "north")
    sign_in(stranger, "staff")
    assert [row.ended_at for row in sessions(cast)] == [NOW]


def test_a_success_leaves_no_failures(stranger):
    sign_in(stranger, "north", "wrong password 1")
    sign_in(stranger, "north")
    assert [row.subject for row in db.session.scalars(select(SignInAttempt))] == ["network 127.0.0.0/24"]


def test_from_another_site_it_is_refused(stranger, cast):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert sign_in(stranger, "north", headers=headers).status_code == 403
    assert not sessions(cast)


def test_a_stale_token_keeps_the_name_and_not_the_password(stranger, cast):
    response = sign_in(stranger, "north", token=False)
    assert response.status_code == 419
    assert "north" in response.text and PASSWORD not in response.text
    assert not sessions(cast)


def test_wrong_method(stranger):
    assert stranger.put("/sign-in").status_code == 405


def test_a_name_with_control_characters_is_only_unknown(stranger, cast):
    response = sign_in(stranger, "nor\x00th", "wrong password 1")
    assert response.status_code == 422
