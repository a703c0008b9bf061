"""A program that is killed while files come in: each file is whole and listed, or it is not there at all.

Six times here; `pytest tests/serving/test_killing.py --killings=200 -s` does it as often as one likes.
"""

import hashlib
import http.client
import os
import secrets
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, timedelta
from pathlib import Path
from random import Random
from time import sleep

import pytest
from sqlalchemy import select
from time_machine import escape_hatch

from checklist.accounts.models import SignInSession
from checklist.db import db, write_unit
from checklist.files.models import Upload
from checklist.serving import HOST
from tests.bench.client import Client
from tests.serving.started import Served

FILES_AT_ONCE = 4
MOST_SECONDS_BEFORE = 2.5


def content_of(number: int) -> bytes:
    """Half a megabyte of text or more, of no two numbers the same."""
    return f"{number:06d} 科普活动记录，参加人数若干。\n".encode() * (12_000 + number % 7 * 4_000)


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


def test_each_file_is_whole_and_listed_or_absent(start, signed_in, tmp_path, pytestconfig):
    random, answered, numbers = Random(4), [], iter(range(1_000_000))  # noqa: S311
    killings = pytestconfig.getoption("--killings")
    for _time in range(killings):
        served: Served = start("serve")
        served.until_ready()
        headers = signed_in(served.port)
        senders = [
            threading.Thread(target=send, args=(served.port, headers, next(numbers), answered))
            for _place in range(FILES_AT_ONCE)
        ]
        for sender in senders:
            sender.start()
        sleep(random.uniform(0, MOST_SECONDS_BEFORE))
        kill(served)
        for sender in senders:
            sender.join()
        listed = whole_files(tmp_path / "instance" / "files")
        assert set(answered) <= listed, "what was answered as taken is there"
    print(f"{killings} killings, {next(numbers)} files: {len(answered)} answered, {len(listed)} listed and whole")


def send(port: int, headers: dict[str, str], number: int, answered: list[str]) -> None:
    """Send one file; its name is noted when the program says that it has it."""
    name = f"{number}.txt"
    body = (
        b'--x\r\nContent-Disposition: form-data; name="form"\r\n\r\ntask-%d\r\n--x\r\n'
        b'Content-Disposition: form-data; name="files"; filename="%s"\r\n\r\n' % (number + 1, name.encode())
    )
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    with suppress(OSError, http.client.HTTPException):  # it was killed
        connection.request("POST", "/uploads", body + content_of(number) + b"\r\n--x--\r\n", headers)
        answer = connection.getresponse()
        if answer.status == 200 and name in answer.read().decode():
            answered.append(name)
    connection.close()


def kill(served: Served) -> None:
    """All of its processes, none of which is asked."""
    family = served.family()
    os.kill(served.process.pid, signal.SIGKILL)
    for process in family:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    served.process.wait()


def whole_files(folder: Path) -> set[str]:
    """The names of the files that are listed. Fails where one is not whole, or where bytes are not what they are
    kept as; what nobody lists yet may lie there, whole, until it is swept."""
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    listed = set()
    db.session.remove()
    for upload in db.session.scalars(select(Upload)):
        content = (folder / upload.file.sha256[:2] / upload.file.sha256).read_bytes()
        assert content == content_of(int(upload.name.removesuffix(".txt"))), upload.name
        listed.add(upload.name)
    db.session.remove()
    return listed
