"""POST /account/password: a new password for oneself."""

from sqlalchemy import select

from checklist.db import db
from checklist.journal.models import Event
from tests.accounts.signing import PASSWORD, give_password, sign_in
from tests.pages import text_of

NEW = "three green apples"


def change(pages, password=PASSWORD, new=NEW, repeated=NEW, **more):
    fields = {"password": password, "new_password": new, "repeated_password": repeated}
    return pages.post("/account/password", data=fields, **more)


def test_changed_and_signed_out_elsewhere(client_of, cast):
    give_password("north")
    here, elsewhere = client_of("north"), client_of("north")
    assert change(here).status_code == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert sign_in(client_of(""), "north").status_code == 422
    assert sign_in(client_of(""), "north", NEW).status_code == 303
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.name, event.membership_id) == ("password.set", cast.id_of("north"))


def test_under_htmx(client_of):
    give_password("north")
    wrong = change(client_of("north"), "wrong password 1", htmx=True)
    assert wrong.status_code == 422 and wrong.text.lstrip().startswith("<form") and "密码没有更改" in text_of(wrong)
    assert change(client_of("north"), htmx=True).headers["HX-Redirect"] == "/account"


def test_wrong_weak_and_unlike(client_of):
    give_password("north")
    pages = client_of("north")
    assert "现在的密码不对" in text_of(change(pages, "wrong password 1"))
    assert "太常见" in text_of(change(pages, new="12345678", repeated="12345678"))
    unlike = change(pages, repeated="three green pears")
    assert unlike.status_code == 422 and "不一样" in text_of(unlike)
    assert sign_in(client_of(""), "north").status_code == 303


def test_the_old_password_does_it_only_once(client_of):
    give_password("north")
    pages = client_of("north")
    change(pages)
    assert change(pages).status_code == 422
    assert sign_in(client_of(""), "north", NEW).status_code == 303


def test_a_stranger_signs_in_first_and_other_methods_do_nothing(client_of):
    assert change(client_of("")).status_code == 401
    assert client_of("north").get("/account/password").status_code == 405
