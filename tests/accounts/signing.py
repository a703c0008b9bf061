"""Signing in as a person does it, with a password."""

from werkzeug.test import TestResponse

from checklist.accounts.passwords import hashed
from checklist.db import write_unit
from tests.cast import Cast
from tests.pages import Pages

PASSWORD = "correct horse 7"


def give_password(name: str, password: str = PASSWORD) -> None:
    """That one of the cast has this password from now on."""
    new_hash = hashed(password)
    with write_unit():
        getattr(Cast(), name).person.password_hash = new_hash


def sign_in(pages: Pages, name: str, password: str = PASSWORD, **more: object) -> TestResponse:
    """POST /sign-in. `headers` and `token` as for a request; the rest are further fields."""
    request = {key: more.pop(key) for key in ("headers", "token", "environ_overrides") if key in more}
    return pages.post("/sign-in", data={"sign_in_name": name, "password": password} | more, **request)
