"""POST /sign-out: the device is signed out, and so is every copy of its cookie."""

from sqlalchemy import select

from checklist.accounts.models import SignInSession
from checklist.db import db
from tests.accounts.signing import give_password, sign_in
from tests.conftest import NOW
from tests.pages import text_of


def test_signed_out(client_of, cast):
    north = client_of("north")
    response = north.post("/sign-out")
    assert response.status_code == 303 and response.location == "/sign-in"
    assert "已退出登录。" in text_of(north.get("/sign-in"))
    assert north.get("/account").status_code == 302
    assert db.session.scalars(select(SignInSession.ended_at)).all() == [NOW]


def test_a_copied_cookie_is_dead(client_of, app):
    give_password("north")
    north, thief = client_of(""), client_of("")
    sign_in(north, "north")
    thief.set_cookie("session", north.get_cookie("session").value)
    assert thief.get("/account").status_code == 200
    north.post("/sign-out")
    assert thief.get("/account").status_code == 302


def test_the_language_stays(client_of):
    north = client_of("north")
    north.post("/language", data={"language": "en"})
    north.post("/sign-out")
    with north.session_transaction() as session:
        assert session["language"] == "en" and "_user_id" not in session


def test_only_this_device(client_of):
    phone, desk = client_of("north"), client_of("north")
    phone.post("/sign-out")
    assert desk.get("/account").status_code == 200


def test_twice_and_as_a_stranger_is_harmless(client_of):
    north = client_of("north")
    assert [north.post("/sign-out").status_code for _twice in range(2)] == [303, 303]


def test_under_htmx_the_browser_is_led_away(client_of):
    response = client_of("north").post("/sign-out", htmx=True)
    assert response.status_code == 204 and response.headers["HX-Redirect"] == "/sign-in"


def test_refused_without_token_from_elsewhere_and_by_link(client_of):
    north = client_of("north")
    assert north.post("/sign-out", token=False).status_code == 419
    assert north.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert north.get("/sign-out").status_code == 405
    assert north.get("/account").status_code == 200
