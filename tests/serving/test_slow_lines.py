"""Slow lines against the served program: bodies that come in by and by hold nobody up; refusals are heard."""

import http.client
import socket

import pytest
from sqlalchemy import select

from checklist.db import db
from checklist.files.models import Upload
from checklist.serving import HOST
from checklist.tasks.models import Task
from tests.builders import a_task

MANY = 20


@pytest.fixture
def served(start):
    served = start("serve")
    served.until_ready()
    return served


def begin(port: int, path: str, headers: dict[str, str], length: int, content: bytes) -> socket.socket:
    """Send the head of a request and the beginning of its body."""
    line = socket.create_connection((HOST, port), timeout=30)
    lines = [f"POST {path} HTTP/1.1", f"Host: {HOST}:{port}", f"Content-Length: {length}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    line.sendall("\r\n".join([*lines, "", ""]).encode() + content)
    return line


def test_many_slow_bodies_hold_nobody_up(signed_in, served):
    headers = signed_in(served.port)
    lines = [begin(served.port, "/uploads", headers, 50_000_000, b"--x\r\n") for _line in range(MANY)]
    for _time in range(10):
        assert served.get("/sign-in")[0] == 200
    for line in lines:
        line.close()


def test_a_form_that_was_cut_off_is_not_acted_on(signed_in, cast, served):
    task_id = a_task()
    headers = signed_in(served.port) | {"Content-Type": "application/x-www-form-urlencoded"}
    line = begin(
        served.port, f"/tasks/{task_id}/submission", headers, 500, b"kind=link&url=https%3A%2F%2Fnorth.example%2Fa"
    )
    line.shutdown(socket.SHUT_WR)
    line.recv(10)
    line.close()
    db.session.remove()
    assert db.session.get_one(Task, task_id).status == "open"


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
