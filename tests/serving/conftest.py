"""Served programs that leave nothing behind."""

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from flask import Flask
from time_machine import escape_hatch

from checklist.accounts.models import SignInSession
from checklist.db import db, write_unit
from tests.bench.client import Client
from tests.databases import Database
from tests.serving.started import Served, free_port


@pytest.fixture
def start(app: Flask, database: Database, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """`start("serve")`: that command, on the migrated database with the cast in it; ended after the test."""
    started: list[Served] = []

    def begin(*words: str, port: int = 0, instance: str = "instance", database_url: str = "") -> Served:
        url = database_url or database.url
        started.append(Served(tmp_path / instance, port or free_port(), *words, database_url=url))
        return started[-1]

    yield begin
    for served in started:
        if served.process.poll() is None:
            served.end()


@pytest.fixture
def key(app, cast) -> str:
    """A session of north's secretary by the true clock, which is the served program's."""
    at, key = escape_hatch.datetime.datetime.now(UTC), secrets.token_urlsafe(24)
    moments = {"created_at": at, "last_seen_at": at, "expires_at": at + timedelta(days=60)}
    with write_unit():
        db.session.add(SignInSession(key=key, membership_id=cast.id_of("north"), **moments))
    return key


@pytest.fixture
def signed_in(app, key, tmp_path) -> Callable[[int], dict[str, str]]:
    """The headers of that session for the program at a port: it signs cookies as the app of the tests does."""
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret_key").write_text(app.secret_key, encoding="utf-8")
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"], session["_fresh"] = key, True

    def headers(port: int) -> dict[str, str]:
        client = Client(port)
        client.cookies["session"] = browser.get_cookie("session").value
        token = client.token(client.get("/account", 'name="csrf_token"'))
        client.connection.close()
        cookie = f"session={client.cookies['session']}"
        form = {"Content-Type": "multipart/form-data; boundary=x", "Cookie": cookie, "X-CSRFToken": token}
        return form | {"HX-Request": "true"}

    return headers
