"""A client that checks every page it gets: valid HTML, a title, unique ids, forms with action and token."""

import re
import secrets
from collections import Counter
from contextvars import Context
from datetime import timedelta
from typing import Any

import html5lib
from flask import has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from checklist.accounts.models import SignInSession
from checklist.clock import now
from checklist.db import db, write_unit


class Pages(FlaskClient):
    """A browser without JavaScript; with `htmx=True` a request as htmx makes it."""

    def sign_in(self, membership_id: int) -> None:
        """Open a session in the name of this membership, as signing in does."""
        at, key = now(), secrets.token_urlsafe(24)
        with write_unit():
            db.session.add(
                SignInSession(
                    key=key,
                    membership_id=membership_id,
                    created_at=at,
                    last_seen_at=at,
                    expires_at=at + timedelta(days=60),
                )
            )
        with self.session_transaction() as session:
            session["_user_id"] = key
            session["_fresh"] = True

    def open(self, *args: Any, htmx: bool = False, token: bool = True, **kwargs: Any) -> TestResponse:  # type: ignore[override]
        """`token=False` leaves the form token out."""
        headers = dict(kwargs.pop("headers", None) or {})
        if htmx:
            headers["HX-Request"] = "true"
        if token and kwargs.get("method") == "POST":
            headers["X-CSRFToken"] = self._token()
        if has_app_context():
            # What the test has read so far is not what the request reads, nor what the test reads after it.
            db.session.remove()
        # Outside the test's app context: a request's own `g` and database session, as on a server.
        response: TestResponse = Context().run(super().open, *args, headers=headers, **kwargs)
        if response.mimetype == "text/html" and response.data:
            check(response.text, is_page=response.text.lstrip().lower().startswith("<!doctype"))
        return response

    def _token(self) -> str:
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", secrets.token_hex(20))
        return URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(raw)  # type: ignore[arg-type]


def check(html: str, *, is_page: bool) -> None:
    """Fails with what is wrong with the page or fragment."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=False)
    tree = parser.parse(html) if is_page else parser.parseFragment(html, container="body")
    # Tables' parts stand alone in fragments; browsers put them into a template, the parser knows no such thing.
    errors = [error for _place, error, _data in parser.errors if is_page or "table" not in error]
    assert not errors, errors
    if is_page:
        title = tree.find(".//title")
        assert title is not None and title.text and title.text.strip(" ·"), "a page needs its title"
    ids = Counter(element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id"))
    repeated = [name for name, times in ids.items() if times > 1]
    assert not repeated, f"repeated ids: {repeated}"
    for form in tree.iter("form"):
        assert form.get("action"), "a form needs its action"
        if form.get("method", "get").lower() == "post":
            names = {field.get("name") for field in form.iter("input")}
            assert "csrf_token" in names, f"the form to {form.get('action')} has no token"


def text_of(response: TestResponse) -> str:
    """The words of an answer without its tags, white space folded."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text)).strip()
