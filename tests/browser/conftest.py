"""A real Chromium against the program on a socket, with an office, its people and fifteen invented associations."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from sqlalchemy import select
from werkzeug.serving import BaseWSGIServer, make_server

from checklist import create_app
from checklist.accounts.models import STAFF, Membership
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.demo.loading import FOUNDING_NOTICE, load, load_people
from checklist.demo.province import PASSWORD
from checklist.drafting.proposing import draft
from checklist.jobs.queueing import queue_of
from checklist.reading import read

CHROMIUM = "/usr/bin/chromium"
# A machine that does other work too is slow; a page that never comes still fails.
PATIENCE_MILLISECONDS = 30_000
expect.set_options(timeout=PATIENCE_MILLISECONDS)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": CHROMIUM, "args": flags}


def served(folder: Path, fill: Callable[[], None]) -> Flask:
    """The program on a database of its own in that folder, filled."""
    app = create_app({"INSTANCE_PATH": str(folder)})
    with app.app_context():
        upgrade()
        fill()
    # No runner is started beside it: what is handed over is run at once.
    queue_of(app).huey.immediate = True
    return app


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The program with the people of the demo and no notice."""
    return served(tmp_path_factory.mktemp("browser"), lambda: load_people(150, now()))


def work() -> None:
    """Thirty associations at work on two notices, and a draft that waits to be confirmed."""
    load(30, 2, now())
    with write_unit():
        staff = db.session.scalars(select(Membership).where(Membership.role == STAFF)).one()
        draft(read(FOUNDING_NOTICE.read_bytes()), FOUNDING_NOTICE.name, by=staff, at=now())


@pytest.fixture(scope="session")
def worked_province(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The program with something on every page."""
    return served(tmp_path_factory.mktemp("worked"), work)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Flask], str]]:
    """`serve(app)`: the address that it answers at until the tests end."""
    servers: list[tuple[BaseWSGIServer, threading.Thread]] = []

    def served_at(app: Flask) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield served_at
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def address(province: Flask, serve: Callable[[Flask], str]) -> str:
    return serve(province)


@pytest.fixture
def open_as(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """`open_as("staff", scripts=False, size=PHONE)`: a page of a new browser in which that account is signed in.

    The test fails when the page logs an error: a broken script, a refused address, a violated policy.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opened(account: str = "", *, scripts: bool = True, size: dict[str, int] = DESKTOP) -> Page:
        context = browser.new_context(
            base_url=address, java_script_enabled=scripts, viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if is_problem(message) else None)
        if account:
            page.goto("/sign-in")
            sign_in(page, account)
            page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def sign_in(page: Page, account: str) -> None:
    """Fill in the sign-in page that is open."""
    page.get_by_label("登录名").fill(account)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def is_problem(message: ConsoleMessage) -> bool:
    """An error on the console, other than the browser's own note on an answer that refuses something."""
    return message.type == "error" and "responded with a status of 4" not in message.text


@pytest.fixture(scope="session")
def founding_notice() -> str:
    path = Path(__file__).resolve().parents[1] / "reading" / "notices" / "samples" / "00-seed.txt"
    return path.read_text("utf-8")
