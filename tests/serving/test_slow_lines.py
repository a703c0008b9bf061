"""Slow lines against the served program: bodies that come in by and by hold nobody up; refusals are heard."""

import http.client
import socket
import threading
from time import monotonic

import pytest
from sqlalchemy import select

from checklist.db import db
from checklist.files.models import Upload
from checklist.lines import PATIENCE_SECONDS, SMALL_SECONDS
from checklist.serving import HOST
from checklist.tasks.models import Task
from tests.builders import a_task

MANY = 20
# Without a word about what they want to say: more than there are threads.
IDLE = 240
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def served(start):
    served = start("serve")
    served.until_ready()
    return served


@pytest.fixture
def idle(served):
    """Strangers who begin to sign in and say no more."""
    lines = [begin(served.port, "/sign-in", FORM, 60_000, b"a=b") for _line in range(IDLE)]
    yield lines
    for line in lines:
        line.close()


def begin(port: int, path: str, headers: dict[str, str], length: int, content: bytes) -> socket.socket:
    """Send the head of a request and the beginning of its body."""
    line = socket.create_connection((HOST, port), timeout=30)
    lines = [f"POST {path} HTTP/1.1", f"Host: {HOST}:{port}", f"Content-Length: {length}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    line.sendall("\r\n".join([*lines, "", ""]).encode() + content)
    return line


def posted(port: int, path: str, content: str, headers: dict[str, str]) -> int:
    """The status that the form is answered with."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("POST", path, content, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_many_slow_bodies_hold_nobody_up(signed_in, served):
    headers = signed_in(served.port)
    lines = [begin(served.port, "/uploads", headers, 50_000_000, b"--x\r\n") for _line in range(MANY)]
    for _time in range(10):
        assert served.get("/sign-in")[0] == 200
    for line in lines:
        line.close()


def test_idle_lines_of_strangers_hold_nobody_up(signed_in, cast, served, idle):
    task_id, begun = a_task(), monotonic()
    headers = signed_in(served.port) | FORM
    for _time in range(10):
        assert served.get("/sign-in")[0] == 200
    assert posted(served.port, f"/tasks/{task_id}/submission", "kind=link&url=https://north.example/a", headers) < 400
    assert monotonic() - begun < 10
    assert {line.recv(20).split()[1] for line in idle} == {b"408", b"503"}
    assert monotonic() - begun < SMALL_SECONDS + 5


@pytest.mark.parametrize("path", ["/uploads", "/tasks/1/submission", "/nothing/there"])
def test_nobody_waits_for_what_is_refused_in_any_case(served, path):
    lines = [begin(served.port, path, FORM, 60_000, b"a=b") for _line in range(MANY)]
    begun = monotonic()
    try:
        assert [served.get("/sign-in") is not None for _time in range(10)] == [True] * 10
    finally:
        for line in lines:
            line.close()
    assert monotonic() - begun < 10


def test_a_sign_in_gets_through_idle_lines(served, idle):
    threading.Event().wait(PATIENCE_SECONDS + 0.5)
    assert posted(served.port, "/sign-in", "sign_in_name=a&password=b", FORM) == 419


def test_a_form_that_was_cut_off_is_not_acted_on(signed_in, cast, served):
    task_id = a_task()
    headers = signed_in(served.port) | FORM
    line = begin(
        served.port, f"/tasks/{task_id}/submission", headers, 500, b"kind=link&url=https%3A%2F%2Fnorth.example%2Fa"
    )
    line.shutdown(socket.SHUT_WR)
    line.recv(10)
    line.close()
    db.session.remove()
    assert db.session.get_one(Task, task_id).status == "open"


def test_a_stranger_without_scripts_is_told_to_sign_in_however_much_was_sent(served):
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    assert posted(served.port, "/uploads", "x" * 20_000_000, form) == 401


@pytest.mark.parametrize("is_stranger", [False, True])
def test_who_is_refused_is_told_after_sending_everything(signed_in, served, is_stranger):
    headers = signed_in(served.port)
    if is_stranger:
        headers.pop("Cookie")
    connection = http.client.HTTPConnection(HOST, served.port, timeout=30)
    path = "/uploads" if is_stranger else "/tasks/1/take-back"
    connection.request("POST", path, b"x" * 9_000_000, headers)
    answer = connection.getresponse()
    assert answer.status == (401 if is_stranger else 413)
    assert ("登录" if is_stranger else "太大") in answer.read().decode()
    connection.close()
    assert db.session.scalars(select(Upload)).all() == []
